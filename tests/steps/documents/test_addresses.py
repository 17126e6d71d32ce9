"""Pages come only from public addresses, whatever a name, a redirect or a second look-up says."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

from dateline.steps.documents.addresses import Network, is_public
from dateline.steps.documents.options import Options
from dateline.steps.documents.unreadable import Unreadable
from dateline.steps.documents.with_httpx import fetch

PAGE = b"<html><body><p>Rebels captured the town.</p></body></html>"


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
        "255.255.255.255", "::1", "::", "fe80::1", "fe80::1%eth0", "fd00:ec2::254", "ff02::1", "::ffff:127.0.0.1",
        "::ffff:169.254.169.254", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:0:4136:e378:8000:63bf:3fff:fdd2",
        "192.0.2.1", "not an address",
    ],
)  # fmt: skip
def test_an_address_inside_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "64:ff9b::5db8:d822"]
)
def test_an_address_of_the_open_internet_is_public(address: str) -> None:
    assert is_public(address)


class _Site(BaseHTTPRequestHandler):
    hosts: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.hosts.append(self.headers["Host"])
        if self.path.startswith("/to/"):
            self.send_response(302)
            self.send_header("Location", self.path.removeprefix("/to/"))
            self.end_headers()
            return
        body, headers = _ANSWERS[self.path]
        self.send_response(404 if self.path == "/gone" else 200)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        try:
            self.wfile.write(body)
        except OSError:
            return  # the reader has had enough

    def log_message(self, format: str, *args: object) -> None:
        return


_ANSWERS: dict[str, tuple[bytes, dict[str, str]]] = {
    "/page": (PAGE, {"Content-Type": "text/html; charset=utf-8"}),
    "/packed": (gzip.compress(PAGE), {"Content-Encoding": "gzip", "Content-Type": "text/html"}),
    "/bomb": (gzip.compress(b"x" * 50_000_000), {"Content-Encoding": "gzip"}),
    "/odd": (b"x", {"Content-Encoding": "br"}),
    "/large": (b"x" * 3_000_000, {}),
    "/gone": (b"", {}),
}


@pytest.fixture
def port() -> Iterator[int]:
    """A site on this machine that stands in for one on the internet."""
    _Site.hosts = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()
    thread.join()


def _pretend(**hosts: str) -> Network:
    """The hosts have these addresses, and only 127.0.0.1 counts as public."""

    def resolver(host: str, port: int) -> Sequence[str]:
        return [hosts.get(host.partition(".")[0], host)]

    return Network(resolver=resolver, is_allowed=lambda address: address == "127.0.0.1")


SMALL = Options(largest_file=1_000_000)


def test_a_public_page_is_fetched_under_its_own_name(port: int) -> None:
    page = fetch(f"http://news.test:{port}/page", network=_pretend(news="127.0.0.1"))
    assert page.data == PAGE
    assert page.content_type == "text/html"
    assert page.charset == "utf-8"
    assert _Site.hosts == [f"news.test:{port}"]


def test_a_packed_page_is_unpacked(port: int) -> None:
    assert fetch(f"http://news.test:{port}/packed", network=_pretend(news="127.0.0.1")).data == PAGE


def test_a_redirect_is_followed_and_told(port: int) -> None:
    page = fetch(f"http://news.test:{port}/to//page", network=_pretend(news="127.0.0.1"))
    assert page.data == PAGE
    assert page.url == f"http://news.test:{port}/page"


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("http://inside.test:{port}/page", "refused"),
        ("http://127.0.0.2:{port}/page", "refused"),
        ("http://[::1]:{port}/page", "refused"),
        ("http://news.test:{port}/to/http://inside.test:{port}/page", "refused"),
        ("http://news.test:{port}/to/http://169.254.169.254/latest/meta-data/", "refused"),
        ("http://news.test:{port}/to/file:///etc/passwd", "refused"),
        ("http://user:secret@news.test:{port}/page", "refused"),
        ("http://news.test:{port}/to//to//to//to//to//to//to//page", "fetch"),
        ("http://news.test:{port}/bomb", "too-large"),
        ("http://news.test:{port}/large", "too-large"),
        ("http://news.test:{port}/odd", "fetch"),
        ("http://news.test:{port}/gone", "fetch"),
        ("http://news.test:1/page", "fetch"),
        ("http:///page", "fetch"),
        ("http://news.test:99999/", "fetch"),
    ],
)
def test_what_must_not_or_cannot_be_fetched_is_told(port: int, url: str, kind: str) -> None:
    network = _pretend(news="127.0.0.1", inside="10.0.0.8")
    with pytest.raises(Unreadable) as told:
        fetch(url.format(port=port), options=SMALL, network=network)
    assert told.value.kind == kind


def test_a_name_is_asked_for_once_so_that_it_cannot_change_its_meaning(port: int) -> None:
    asked: list[str] = []

    def resolver(host: str, port: int) -> Sequence[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["127.0.0.2"]

    network = Network(resolver=resolver, is_allowed=lambda address: address == "127.0.0.1")
    assert fetch(f"http://news.test:{port}/page", network=network).data == PAGE
    assert asked == ["news.test"]


def test_a_name_with_a_private_address_among_public_ones_is_refused() -> None:
    network = Network(resolver=lambda host, port: ["93.184.216.34", "10.0.0.1"])
    with pytest.raises(Unreadable, match="not a public address"):
        fetch("http://news.test/", network=network)


def test_a_page_that_never_ends_is_given_up() -> None:
    waiting = threading.Event()

    def resolver(host: str, port: int) -> Sequence[str]:
        waiting.wait(5)
        return []

    with pytest.raises(Unreadable, match="did not come within"):
        fetch("http://news.test/", options=Options(fetch_seconds=0.1), network=Network(resolver=resolver))
    waiting.set()
