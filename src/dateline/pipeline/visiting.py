"""Visits to sites as a good guest: one at a time, at leisure, by the rules of the house, and not where told to wait."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from dateline import __version__
from dateline.pipeline.clocks import Clock
from dateline.record.feeds import SiteState
from dateline.steps.documents import Options
from dateline.steps.documents.addresses import Network, NotPublic
from dateline.steps.documents.encodings import decode
from dateline.steps.documents.unreadable import Unreadable
from dateline.steps.documents.with_httpx import Answer, ask
from dateline.steps.documents.with_protego import AGENT, Robots

_ROBOTS_HOURS = 24
_ROBOTS_AT_MOST = 500_000
"""Bytes; RFC 9309 asks for no more to be read."""
_LONGEST_PAUSE = timedelta(days=1)
_USUAL_PAUSE = timedelta(minutes=15)
"""Where a site says "too many" or "not now", but not for how long."""
_LATER = frozenset((429, 503))
_FEEDS = "application/atom+xml, application/rss+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5"


class Stopped(Exception):
    """The watch is to end; what is not in hand is left for the next one."""


class NotNow(Exception):
    """The site asked to be left alone for a while."""

    def __init__(self, until: datetime, why: str, *, asked: bool) -> None:
        super().__init__(why)
        self.until = until
        self.asked = asked
        """It said so now, when it was asked. False: it said so before, and was not asked."""


class Forbidden(Unreadable):
    """The site's robots.txt, or the guard against addresses that are not public, says no."""

    def __init__(self, message: str, *, inside: tuple[str, int] | None = None) -> None:
        """`inside`: the host and port that are not public."""
        super().__init__("refused", message)
        self.inside = inside


def _forbidden(error: Unreadable) -> Forbidden:
    return Forbidden(str(error), inside=(error.host, error.port) if isinstance(error, NotPublic) else None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """How sites are visited."""

    delay: float = 2.0
    """Seconds between two visits of one site at least; a site's robots.txt may ask for more."""
    contact: str | None = None
    """An address of mail or web for those who run the sites, told with each visit."""
    network: Network = field(default_factory=Network)
    options: Options = field(default_factory=Options)


class _Site:
    def __init__(self, name: str, known: SiteState | None) -> None:
        self.state = known or SiteState(site=name)
        self.turn = threading.Lock()
        self.rules = threading.Lock()
        self.robots: Robots | None = None
        self.free: datetime | None = None


class Visitor:
    """Visits addresses for a watch; may be used by several threads."""

    def __init__(
        self,
        manners: Manners,
        clock: Clock,
        *,
        remembered: Callable[[str], SiteState | None] = lambda site: None,
        remember: Callable[[SiteState], None] = lambda state: None,
        stop: threading.Event | None = None,
    ) -> None:
        self._manners, self._clock = manners, clock
        self._remembered, self._remember = remembered, remember
        self._stop = stop or threading.Event()
        self._sites: dict[str, _Site] = {}
        self._lock = threading.Lock()

    def visit(
        self,
        address: str,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        feed: bool = False,
        on_behalf_of: str | None = None,
    ) -> Answer:
        """What stands at an address, when its site's turn has come.

        Raises `NotNow`, `Forbidden`, `Stopped`, or `Unreadable` where no answer came. `on_behalf_of`: the feed of the
        user's list that led here; only what the user named leads to hosts that only the user's word makes askable.
        """
        site = self._site(address)
        network = self._network(on_behalf_of or address)
        with site.turn:
            self._check(site, address, network)
            self._await_turn(site)
            headers = self._headers(feed)
            if etag:
                headers["If-None-Match"] = etag
            if last_modified:
                headers["If-Modified-Since"] = last_modified
            try:
                answer = ask(
                    address,
                    headers=headers,
                    options=self._manners.options,
                    network=network,
                    may_go=lambda other: self._check(self._site(other), other, network),
                )
            except Unreadable as error:
                raise _forbidden(error) if error.kind == "refused" else error from None
            finally:
                delay = max(self._manners.delay, site.robots.delay if site.robots else 0.0)
                site.free = self._clock.now() + timedelta(seconds=delay)
            if answer.status in _LATER:
                self._pause(self._site(answer.url), answer)
            return answer

    def _network(self, feed: str) -> Network:
        """What the user made askable is so for the user's feeds on such hosts, not for what others lead to."""
        network = self._manners.network
        parts = urlsplit(feed)
        port = parts.port or (443 if parts.scheme == "https" else 80)
        trusted = ((parts.hostname or "").lower(), port) in network.trusted
        return network if trusted else replace(network, trusted=frozenset())

    def _headers(self, feed: bool) -> dict[str, str]:
        contact = f"; {self._manners.contact}" if self._manners.contact else ""
        headers = {
            "User-Agent": f"{AGENT}/{__version__} (watches feeds for reports of armed conflict{contact})"
        }
        return headers | ({"Accept": _FEEDS} if feed else {})

    def _site(self, address: str) -> _Site:
        try:
            parts = urlsplit(address)
            port = parts.port or (443 if parts.scheme == "https" else 80)
        except ValueError as error:
            raise Unreadable("fetch", f"This is no web address that can be fetched ({error}).") from error
        name = f"{parts.scheme.lower()}://{(parts.hostname or '').lower()}:{port}"
        with self._lock:
            if name not in self._sites:
                self._sites[name] = _Site(name, self._remembered(name))
            return self._sites[name]

    def _await_turn(self, site: _Site) -> None:
        now = self._clock.now()
        seconds = (site.free - now).total_seconds() if site.free is not None else 0.0
        if self._stop.is_set() or (seconds > 0 and self._clock.wait(seconds, self._stop)):
            raise Stopped

    def _check(self, site: _Site, address: str, network: Network) -> None:
        """Raises `NotNow` or `Forbidden` where the site is not to be asked for this."""
        paused = site.state.paused
        if paused is not None and paused > self._clock.now():
            why = f"The site asked to be left alone until {paused:%Y-%m-%d %H:%M} UTC."
            raise NotNow(paused, why, asked=False)
        if not self._robots(site, network).allows(address):
            raise Forbidden("The site's robots.txt asks programs not to fetch this.")

    def _robots(self, site: _Site, network: Network) -> Robots:
        with site.rules:
            fresh = self._clock.now() - timedelta(hours=_ROBOTS_HOURS)
            state = site.state
            if state.robots is None or state.fetched is None or state.fetched < fresh:
                self._await_turn(site)
                text = self._robots_text(state, network)
                site.free = self._clock.now() + timedelta(seconds=self._manners.delay)
                site.state = replace(state, robots=text, fetched=self._clock.now())
                site.robots = None
                self._remember(site.state)
            if site.robots is None:
                site.robots = Robots(site.state.robots or "")
            return site.robots

    def _robots_text(self, state: SiteState, network: Network) -> str:
        """As RFC 9309 has it: none where the site says that there is none, all forbidden where nobody can tell."""
        options = replace(self._manners.options, largest_file=_ROBOTS_AT_MOST)
        try:
            answer = ask(
                f"{state.site}/robots.txt", headers=self._headers(False), options=options, network=network
            )
        except Unreadable as error:
            if error.kind == "refused":
                raise _forbidden(error) from error
            if state.robots is not None:
                return state.robots
            raise Unreadable(error.kind, f"The site's robots.txt cannot be had: {error}") from error
        if answer.status == 200:
            return decode(answer.data, label="utf-8")
        if answer.status < 500 and answer.status != 429:
            return ""
        if state.robots is not None:
            return state.robots
        raise Unreadable("fetch", f"The site's robots.txt cannot be had: the server answers {answer.status}.")

    def _pause(self, site: _Site, answer: Answer) -> None:
        until = self._clock.now() + _wanted_pause(answer.headers, self._clock.now())
        site.state = replace(site.state, paused=until)
        self._remember(site.state)
        raise NotNow(until, f"The server answers {answer.status} {answer.reason}.", asked=True)


def _wanted_pause(headers: Mapping[str, str], now: datetime) -> timedelta:
    """How long `Retry-After` asks to wait, in seconds or until a moment; a day at most."""
    asked = headers.get("retry-after", "").strip()
    if asked.isascii() and asked.isdigit():
        pause = timedelta(seconds=min(int(asked[:8]), 10**7))
    else:
        try:
            moment = parsedate_to_datetime(asked)
        except (ValueError, TypeError):
            return _USUAL_PAUSE
        pause = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)) - now
    return max(timedelta(seconds=1), min(pause, _LONGEST_PAUSE))
