"""The pages of the build; an address that is no file is one of the workbench's own and gets its page."""

from __future__ import annotations

from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Scope

from dateline.web.refusals import answer

_MISSING = (
    "The workbench's pages have not been built, so there is nothing to show here; the API is at /api/v1.\n"
    "From a checkout: make workbench. A wheel made by `make wheel` has them.\n"
)


_NAMED = ("actors/", "sources/", "incidents/", "reports/")
"""Pages whose address ends in a name or an id, which may have a dot in it."""


class _Pages(StaticFiles):
    async def get_response(self, path: str, scope: Scope) -> Response:
        try:
            response = await super().get_response(path, scope)
        except HTTPException as error:
            last = path.rpartition("/")[2]
            # "/reports/r12" is the workbench's, and so is "/sources/?news.example.org"; "/assets/gone.js" and
            # "/favicon.ico" are files that are not there.
            of_the_workbench = path.startswith(_NAMED) or "." not in last
            if error.status_code != 404 or path.startswith("assets/") or not of_the_workbench:
                raise
            response = await super().get_response("index.html", scope)
            path = "index.html"
        if path.startswith("assets/"):
            # Their names hold a hash of their content.
            response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        else:
            response.headers["Cache-Control"] = "no-cache"
        return response


def pages(built: Path) -> ASGIApp:
    """What is served beside the API. The build may come while the server runs."""
    files: list[_Pages] = []

    async def serve(scope, receive, send):  # type: ignore[no-untyped-def]
        if not files and (built / "index.html").is_file():
            files.append(_Pages(directory=built, html=True))
        if files:
            await files[0](scope, receive, send)
        else:
            await PlainTextResponse(_MISSING, status_code=503)(scope, receive, send)

    def no_route(_: Request) -> Response:
        return answer(404, "not-found", "The API has no such route. They are listed at /api/v1/openapi.json.")

    def refused(_: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        return answer(error.status_code, "not-found", f"{error.detail}.")

    return Starlette(
        routes=[Route("/api/{rest:path}", no_route, methods=["GET"]), Mount("/", serve)],
        exception_handlers={HTTPException: refused},
    )
