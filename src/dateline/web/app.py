"""The application: routes, refusals, what keeps it strict, and the pages of the build."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module

from anyio import to_thread
from fastapi import Depends, FastAPI
from fastapi.routing import APIRoute

from dateline import __version__
from dateline.store.case import Case
from dateline.web import refusals
from dateline.web.guarding import Guard
from dateline.web.pages import pages
from dateline.web.payloads import ErrorPayload
from dateline.web.people import reader
from dateline.web.settings import Settings
from dateline.web.workbench import Workbench

PREFIX = "/api/v1"
ROUTES = (
    "case",
    "incidents",
    "claims",
    "reports",
    "queue",
    "control",
    "actors",
    "sources",
    "suggestions",
    "vocabulary",
    "log",
    "adding",
)
"""Modules of `web.routes` whose routes at least a reader may use; `session` is open to all."""
_DESCRIPTION = """\
A case of sourced claims about a war: maps, timelines, incidents, reports, review.

Writes need the header `X-Dateline-CSRF` (from `GET /session`) and a same-origin `Origin`, and answer with the number
under which they can be undone. Errors are `{"error": {"kind", "message", "field"}}`. Lists are
`{items, total, next}` with `limit` and `cursor`.
"""


def create_app(case: Case, settings: Settings) -> FastAPI:
    workbench = Workbench(case, settings)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        await to_thread.run_sync(workbench.prepare)
        yield
        await to_thread.run_sync(workbench.close)

    app = FastAPI(
        title="Dateline workbench",
        version=__version__,
        description=_DESCRIPTION,
        openapi_url=f"{PREFIX}/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
        generate_unique_id_function=_operation,
        responses={
            status: {"model": ErrorPayload, "description": why}
            for status, why in (
                (400, "not understood"),
                (401, "nobody is signed in"),
                (403, "refused"),
                (404, "not there"),
                (409, "the case does not allow it"),
                (422, "invalid"),
                (503, "busy"),
            )
        },
    )
    app.state.workbench = workbench
    refusals.install(app)
    for name in ROUTES:
        router = import_module(f"dateline.web.routes.{name}").router
        app.include_router(router, prefix=PREFIX, tags=[name], dependencies=[Depends(reader)])
    app.include_router(import_module("dateline.web.routes.session").router, prefix=PREFIX, tags=["session"])
    app.mount("/", pages(settings.built))
    app.add_middleware(Guard, settings=settings, token=workbench.sessions.csrf)
    return app


def _operation(route: APIRoute) -> str:
    """list_incidents -> listIncidents"""
    first, *rest = route.name.split("_")
    return first + "".join(word.capitalize() for word in rest)
