"""Pages from the web, by httpx; only from public addresses, within limits of size and time."""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from dateline.steps.documents.addresses import Network, checked_addresses
from dateline.steps.documents.options import Options
from dateline.steps.documents.unpacking import too_large, unpacked
from dateline.steps.documents.unreadable import Unreadable

if TYPE_CHECKING:
    import httpx

_HEADERS = {
    "User-Agent": "dateline/0.1 (reads reports of armed conflict; one page at a person's request)",
    "Accept": "text/html,application/xhtml+xml,text/plain,application/pdf;q=0.9,*/*;q=0.1",
    "Accept-Language": "en",
    # Only what can be unpacked under a limit.
    "Accept-Encoding": "gzip, identity",
}
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_FOR_GOOD = frozenset((301, 308))
_READ_SECONDS = 10.0


class Fetched(NamedTuple):
    data: bytes
    url: str
    """After redirects."""
    content_type: str
    charset: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a site answered, whatever that is."""

    status: int
    reason: str
    headers: Mapping[str, str]
    """Names in small letters."""
    data: bytes
    """Empty unless the status is 200."""
    url: str
    """After redirects."""
    content_type: str
    charset: str | None
    moved: str | None
    """Where the address has moved for good. None: it has not."""


class _Leads(NamedTuple):
    """On to another address."""

    url: str
    for_good: bool


def fetch(url: str, *, options: Options | None = None, network: Network | None = None) -> Fetched:
    """What stands at `url`. Raises `Unreadable`: not public, not there, too large, too slow."""
    answer = ask(url, options=options, network=network)
    if answer.status != 200:
        raise Unreadable("fetch", f"The server answers {answer.status} {answer.reason}.")
    return Fetched(answer.data, answer.url, answer.content_type, answer.charset)


def ask(
    url: str,
    *,
    headers: Mapping[str, str] | None = None,
    options: Options | None = None,
    network: Network | None = None,
    may_go: Callable[[str], None] = lambda url: None,
) -> Answer:
    """What the site at `url` answers. Raises `Unreadable`: not public, no answer, too large, too slow.

    `headers`: beside, or in the place of, the usual ones. `may_go`: called with each address that this one leads on to,
    and raises `Unreadable` where it must not be asked.
    """
    chosen = options or Options()
    # In a thread of its own, because a server that sends a byte now and then never runs into a read's time limit.
    outcome: list[Answer | Exception] = []

    def work() -> None:
        try:
            outcome.append(
                _followed(url, {**_HEADERS, **(headers or {})}, chosen, network or Network(), may_go)
            )
        except Exception as error:
            # Raised below, where somebody waits for it.
            outcome.append(error)

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    thread.join(chosen.fetch_seconds)
    if not outcome:
        raise Unreadable("fetch", f"The page did not come within {chosen.fetch_seconds:g} seconds.")
    if isinstance(outcome[0], Exception):
        raise outcome[0]
    return outcome[0]


def _followed(
    url: str,
    headers: Mapping[str, str],
    options: Options,
    network: Network,
    may_go: Callable[[str], None],
) -> Answer:
    import httpx

    deadline = time.monotonic() + options.fetch_seconds
    # Proxies of the environment are left aside: behind one, nobody here could see which address is asked.
    with httpx.Client(
        verify=_trust(), trust_env=False, follow_redirects=False, timeout=_READ_SECONDS, headers=headers
    ) as client:
        try:
            target = _allowed(url)
            moved: str | None = None
            for_good = True
            for _ in range(options.most_redirects + 1):
                found = _tried(client, target, options, network, deadline)
                if isinstance(found, Answer):
                    return replace(found, moved=moved)
                target = _allowed(str(target.join(found.url)))
                for_good = for_good and found.for_good
                moved = str(target) if for_good else moved
                may_go(str(target))
        except (httpx.InvalidURL, UnicodeError) as error:
            raise Unreadable("fetch", f"This is no web address that can be fetched ({error}).") from error
        except httpx.HTTPError as error:
            raise Unreadable(
                "fetch", f"The page cannot be fetched: {error or type(error).__name__}."
            ) from error
    raise Unreadable(
        "fetch", f"The page leads on through more than {options.most_redirects} other addresses."
    )


@cache
def _trust() -> ssl.SSLContext:
    import certifi

    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


def _allowed(url: str) -> httpx.URL:
    import httpx

    target = httpx.URL(url)
    if target.scheme not in ("http", "https"):
        raise Unreadable("refused", f"Only http and https are fetched, not {target.scheme or 'this'!r}.")
    if not target.host:
        raise Unreadable("fetch", "This web address has no host.")
    if target.userinfo:
        raise Unreadable("refused", "An address with a name and password in it is not fetched.")
    return target


def _tried(
    client: httpx.Client, target: httpx.URL, options: Options, network: Network, deadline: float
) -> Answer | _Leads:
    """What one address gives: an answer, or the address that it leads on to."""
    import httpx

    port = target.port or (443 if target.scheme == "https" else 80)
    addresses = checked_addresses(target.raw_host.decode("ascii").strip("[]"), port, network)
    for last, address in ((a is addresses[-1], a) for a in addresses):
        try:
            return _asked(client, target, address, options, deadline)
        except (httpx.ConnectError, httpx.ConnectTimeout):
            if last:
                raise
    raise AssertionError("checked_addresses gives at least one")


def _asked(
    client: httpx.Client, target: httpx.URL, address: str, options: Options, deadline: float
) -> Answer | _Leads:
    # Connects to the very address that was checked; name and certificate stay the host's.
    request = client.build_request(
        "GET",
        target.copy_with(host=address, fragment=None),
        headers={"Host": target.netloc.decode("ascii")},
        extensions={"sni_hostname": target.raw_host.decode("ascii")},
    )
    response = client.send(request, stream=True)
    try:
        if response.status_code in _REDIRECTS and "location" in response.headers:
            return _Leads(str(response.headers["location"]), response.status_code in _FOR_GOOD)
        if response.status_code != 200:
            return _answer(response, target, b"")
        coding = response.headers.get("content-encoding", "identity").strip().lower()
        if coding not in ("", "identity", "gzip", "x-gzip"):
            raise Unreadable(
                "fetch", f"The server packs the page in a way that was not asked for ({coding})."
            )
        data = _body(response, options.largest_file, deadline)
    finally:
        response.close()
    return _answer(response, target, unpacked(data, largest=options.largest_file))


def _answer(response: httpx.Response, target: httpx.URL, data: bytes) -> Answer:
    kind = response.headers.get("content-type", "")
    return Answer(
        status=response.status_code,
        reason=response.reason_phrase,
        headers=dict(response.headers),
        data=data,
        url=str(target),
        content_type=kind.partition(";")[0].strip().lower(),
        charset=response.charset_encoding,
        moved=None,
    )


def _body(response: httpx.Response, largest: int, deadline: float) -> bytes:
    if response.headers.get("content-length", "0").isdigit() and (
        int(response.headers.get("content-length", "0")) > largest
    ):
        raise too_large(largest)
    done = bytearray()
    for block in response.iter_raw():
        done += block
        if len(done) > largest:
            raise too_large(largest)
        if time.monotonic() > deadline:
            raise Unreadable("fetch", "The page came too slowly.")
    return bytes(done)
