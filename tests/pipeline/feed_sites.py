"""A site on this machine that behaves, or misbehaves, as sites do; and a clock that nobody waits for."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple


@dataclass(frozen=True)
class Reply:
    body: bytes | str = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


class Asked(NamedTuple):
    path: str
    headers: dict[str, str]
    at: datetime


class Site:
    """Answers as it is told, and remembers what it was asked."""

    def __init__(self, clock: TestClock) -> None:
        self.replies: dict[str, Reply | Callable[[BaseHTTPRequestHandler], Reply | None]] = {}
        self.asked: list[Asked] = []
        self.most_at_once = 0
        self._at_once = 0
        self._lock = threading.Lock()
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                with site._lock:
                    site.asked.append(
                        Asked(self.path, {k.lower(): v for k, v in self.headers.items()}, clock.now())
                    )
                    site._at_once += 1
                    site.most_at_once = max(site.most_at_once, site._at_once)
                try:
                    reply = site.replies.get(self.path, Reply(status=404))
                    answer = reply if isinstance(reply, Reply) else reply(self)
                    if answer is not None:
                        self._send(answer)
                except OSError:
                    return  # whoever asked has gone
                finally:
                    with site._lock:
                        site._at_once -= 1

            def _send(self, reply: Reply) -> None:
                body = reply.body.encode() if isinstance(reply.body, str) else reply.body
                self.send_response(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                return

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.port: int = self._server.server_address[1]
        self.root = f"http://127.0.0.1:{self.port}"

    def paths(self) -> list[str]:
        """What was asked for, robots.txt left out."""
        return [a.path for a in self.asked if a.path != "/robots.txt"]

    @contextmanager
    def open(self) -> Iterator[Site]:
        thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
        )
        thread.start()
        try:
            yield self
        finally:
            self._server.shutdown()
            self._server.server_close()
            thread.join()


class TestClock:
    """Its time passes by waiting, which takes none."""

    __test__ = False

    def __init__(self) -> None:
        self._now = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
        self._lock = threading.Lock()

    def now(self) -> datetime:
        with self._lock:
            return self._now

    def wait(self, seconds: float, stop: threading.Event) -> bool:
        with self._lock:
            self._now += timedelta(seconds=seconds)
        return stop.is_set()

    def pass_by(self, **time: float) -> None:
        with self._lock:
            self._now += timedelta(**time)


def rss(*items: str, more: str = "") -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Levant Wire</title>'
        f"<link>https://levantwire.example</link>{more}{''.join(items)}</channel></rss>"
    )


def item(link: str, title: str, *, summary: str = "", day: str = "Mon, 02 Mar 2026 06:00:00 GMT") -> str:
    return (
        f"<item><title>{title}</title><link>{link}</link><guid>{link}</guid><pubDate>{day}</pubDate>"
        f"<description>{summary}</description></item>"
    )


def page(words: str, title: str = "A report") -> str:
    return (
        f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>"
        f"<p>{words}</p><p>{_FILLING}</p></article></body></html>"
    )


_FILLING = (
    "The town lies on the road that joins the capital with the coast, and both sides have fought over it since the "
    "winter. Residents who left said that shops were shut and that bread had become scarce. Aid workers asked for a "
    "pause so that the wounded could be brought out. No independent account could be had of what had happened."
)
