"""What goes wrong, as an answer: `{"error": {"kind", "message", "field"}}` with a sentence that says what to do."""

from __future__ import annotations

import logging

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from dateline.errors import DatelineError, InputError, StoreError
from dateline.web.payloads import ErrorBody, ErrorPayload

_LOG = logging.getLogger("dateline.web")
_KINDS = {400: "invalid", 401: "signed-out", 403: "forbidden", 404: "not-found", 405: "invalid", 409: "case"}


class Refusal(Exception):
    """An answer that is no answer."""

    def __init__(
        self, status: int, kind: str, message: str, *, field: str | None = None, wait: int = 0
    ) -> None:
        super().__init__(message)
        self.status, self.kind, self.message, self.field = status, kind, message, field
        self.wait = wait
        """Seconds after which to try again. 0: not told."""


def not_found(what: str, id: str) -> Refusal:
    return Refusal(404, "not-found", f"The case has no {what} {id[:80]!r}.")


def invalid(message: str, *, field: str | None = None) -> Refusal:
    return Refusal(422, "invalid", message, field=field)


def answer(status: int, kind: str, message: str, *, field: str | None = None, wait: int = 0) -> JSONResponse:
    body = ErrorPayload(error=ErrorBody(kind=kind, message=message, field=field))
    headers = {"Retry-After": str(wait)} if wait else None
    return JSONResponse(body.model_dump(), status_code=status, headers=headers)


def install(app: FastAPI) -> None:
    @app.exception_handler(Refusal)
    def refused(_: Request, error: Refusal) -> JSONResponse:
        return answer(error.status, error.kind, error.message, field=error.field, wait=error.wait)

    @app.exception_handler(RequestValidationError)
    def misunderstood(_: Request, error: RequestValidationError) -> JSONResponse:
        first = error.errors()[0]
        where = [str(part) for part in first["loc"] if part not in ("query", "body", "path", "header")]
        field = ".".join(where) or None
        return answer(422, "invalid", f"{field or 'The request'}: {first['msg']}.", field=field)

    @app.exception_handler(HTTPException)
    def plain(_: Request, error: HTTPException) -> JSONResponse:
        made = answer(error.status_code, _KINDS.get(error.status_code, "failed"), f"{error.detail}.")
        made.headers.update(error.headers or {})
        return made

    @app.exception_handler(DatelineError)
    def told(_: Request, error: DatelineError) -> JSONResponse:
        if isinstance(error, InputError):
            return answer(422, "invalid", str(error))
        if isinstance(error, StoreError) and "being written to" in str(error):
            return answer(503, "busy", str(error), wait=5)
        return answer(409, "case", str(error))


def failed(method: str, path: str, error: Exception) -> JSONResponse:
    """A mistake in the program: told in the log, not to whoever asked."""
    _LOG.error("failed on %s %s", method, path, exc_info=error)
    return answer(500, "failed", "Dateline failed on this request; its log tells where. Please report this.")
