"""Who may call the server by which name, and from where: checked before anything else, for every request."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dateline.web.refusals import answer, failed
from dateline.web.settings import Settings

CSRF = "x-dateline-csrf"
COOKIE = "dateline_session"
_SAFE = ("GET", "HEAD", "OPTIONS")


def policy(tiles: str | None) -> str:
    """The Content-Security-Policy: nothing from elsewhere, no script in a page, no frame around it.

    MapLibre makes its workers from a blob and its sprites from data.
    """
    parts = urlsplit(tiles) if tiles else None
    other = f" {parts.scheme}://{parts.netloc}" if parts else ""
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            f"img-src 'self' data: blob:{other}",
            "font-src 'self'",
            f"connect-src 'self'{other}",
            "worker-src 'self' blob:",
            "child-src blob:",
            "manifest-src 'self'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )


class TooLarge(Exception):
    """More came than was allowed."""


class Guard:
    """Refuses requests by a foreign name, writes from foreign pages and bodies that are too large; adds the headers
    that keep a browser strict."""

    def __init__(self, app: ASGIApp, *, settings: Settings, token: Callable[[str | None], str]) -> None:
        """`token`: the CSRF token of a session's cookie (None: nobody is signed in)."""
        self._app, self._settings, self._token = app, settings, token
        self._headers = {
            "Content-Security-Policy": policy(settings.tiles),
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
            "X-Frame-Options": "DENY",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Permissions-Policy": "geolocation=(), camera=(), microphone=(), interest-cohort=()",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def strict(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers[name] = value
                if scope["path"].startswith("/api/") and "cache-control" not in headers:
                    headers["Cache-Control"] = "no-store"
            await send(message)

        headers = Headers(scope=scope)
        refused = self._refused(scope["method"], headers)
        if refused is not None:
            kind, message = refused
            await answer(400 if kind == "host" else 403, kind, message)(scope, receive, strict)
            return
        most = self._most(scope["path"])
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > most:
            await _too_large(most)(scope, receive, strict)
            return
        left, begun = most, False

        async def counted() -> Message:
            nonlocal left
            message = await receive()
            left -= len(message.get("body", b""))
            if left < 0:
                raise TooLarge
            return message

        async def noted(message: Message) -> None:
            nonlocal begun
            if left < 0 and not begun:
                # Whatever the application makes of a body that broke off.
                return
            begun = True
            await strict(message)

        try:
            await self._app(scope, counted, noted)
        except TooLarge:
            if begun:
                raise
        except Exception as error:
            # The one place that catches all: whoever asked gets an answer, and the log the place of the mistake.
            if begun:
                raise
            await failed(scope["method"], scope["path"], error)(scope, receive, strict)
        if left < 0 and not begun:
            await _too_large(most)(scope, receive, strict)

    def _most(self, path: str) -> int:
        s = self._settings
        return s.largest_upload if path == "/api/v1/add/files" else s.largest_body

    def _refused(self, method: str, headers: Headers) -> tuple[str, str] | None:
        """Kind and reason. None: it may go on."""
        host = headers.get("host", "")
        if _name(host) not in self._settings.hosts:
            return (
                "host",
                "This server is not called so. Open it by the address that `dateline serve` printed, or name this one "
                "with --allow-host.",
            )
        if method in _SAFE:
            return None
        origin = headers.get("origin", "")
        parts = urlsplit(origin)
        if parts.scheme not in ("http", "https") or parts.netloc != host or parts.path:
            return "refused", "This request comes from another site. Reload the workbench and try again."
        if headers.get("sec-fetch-site", "same-origin") != "same-origin":
            return "refused", "This request comes from another site. Reload the workbench and try again."
        given = headers.get(CSRF, "")
        wanted = self._token(cookie_of(headers))
        if not secrets.compare_digest(given.encode(), wanted.encode()):
            return (
                "refused",
                "The workbench was restarted or you signed in elsewhere. Reload it and try again.",
            )
        return None


def cookie_of(headers: Headers) -> str | None:
    """The session's secret. None: there is none."""
    for part in headers.get("cookie", "").split(";"):
        name, _, value = part.strip().partition("=")
        if name == COOKIE and value:
            return value
    return None


def _name(host: str) -> str:
    """Without the port.

    >>> _name("[::1]:8765"), _name("localhost:8765")
    ('[::1]', 'localhost')
    """
    if host.startswith("["):
        return host[: host.find("]") + 1].lower()
    return host.partition(":")[0].lower()


def _too_large(most: int) -> ASGIApp:
    return answer(
        413, "too-large", f"This is more than {most / 1e6:,.0f} MB. Add it in parts, or with `dateline add`."
    )
