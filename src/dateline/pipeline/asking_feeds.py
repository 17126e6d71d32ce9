"""One feed asked: what it has that is new, and when to ask it again."""

from __future__ import annotations

import random
import re
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import NamedTuple
from urllib.parse import urlsplit

from dateline.pipeline.announced_pages import Pages
from dateline.pipeline.clocks import Clock
from dateline.pipeline.outcomes import failure
from dateline.pipeline.visiting import Forbidden, NotNow, Stopped, Visitor
from dateline.record.feeds import FeedHealth, FeedState, PageState
from dateline.record.issues import Issue
from dateline.steps.documents import Source
from dateline.steps.documents.kinds import is_feed
from dateline.steps.documents.sitemaps import is_sitemap, read_sitemap
from dateline.steps.documents.unreadable import Unreadable
from dateline.steps.documents.with_feedparser import Entry, read_feed
from dateline.steps.documents.with_httpx import Answer
from dateline.store.base import RunInput
from dateline.store.watching import Watched

_LONGEST = timedelta(days=1)
"""Between two visits, however often one failed."""
_DEAD_FAILURES, _DEAD_DAYS = 8, 7
_DEEPEST_MAP = 2
_GONE = 410
_TOLD_FEED = re.compile(
    rb"<link\b[^>]{0,300}?type\s*=\s*[\"']application/(?:rss|atom)\+xml[\"'][^>]{0,300}>", re.I
)
_HREF = re.compile(rb"href\s*=\s*[\"']([^\"']{1,300})[\"']", re.I)


class Found(NamedTuple):
    """Something to be read, or told, with what is to be remembered once that is done."""

    source: Source | Issue
    page: PageState | None
    visit: _Going


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """What became of one visit of a feed."""

    address: str
    health: FeedHealth
    new: int = 0
    """Entries that were not there before, or were changed."""
    known: int = 0
    unchanged: bool = False
    """The site says that nothing is new."""
    waiting: int = 0
    """Pages that did not come, and are tried again."""
    message: str | None = None
    due: datetime | None = None
    put_off: bool = False
    """It was not asked, since its site wants to be left alone."""
    stopped: bool = False


@dataclass(slots=True)
class _Going:
    """A visit of which some reports are still being read."""

    feed: FeedState
    after: FeedState | None = None
    """What to remember when all is read. None: the visit still goes on."""
    open: int = 0
    reports: int = 0
    new: int = 0
    known: int = 0
    waiting: int = 0
    in_full: bool = False
    """The feed must show all it has next time, though nothing be new: an index of sitemaps, or pages did not come."""
    lock: threading.Lock = field(default_factory=threading.Lock)


class FeedVisits:
    """Visits feeds; may be used by several threads, one for each feed."""

    def __init__(
        self, visitor: Visitor, memory: Watched, clock: Clock, *, every: int, newest_days: int, seed: int
    ) -> None:
        self._visitor, self._memory, self._clock = visitor, memory, clock
        self._every, self._newest_days, self._seed = every, newest_days, seed
        self._pages = Pages(visitor, memory, clock)
        self._in_hand: set[str] = set()
        """Addresses of what is being read: two feeds may announce one page."""
        self._lock = threading.Lock()

    def visit(self, feed: FeedState, put: Callable[[Found], None]) -> Visit:
        """Asks a feed and `put`s what is new. The state is remembered when all of that was `kept`."""
        going = _Going(feed)
        try:
            answer = self._asked(feed, feed)
            if answer.status == _GONE:
                return self._ended(going, "gone", "The site says that this feed is gone for good.", put)
            if answer.status != 304:
                minutes = self._read(answer, feed, going, put, 0)
                return self._well(going, answer, minutes)
            return self._well(going, answer, None)
        except Stopped:
            return Visit(
                address=feed.address, health=feed.health, new=going.new, known=going.known, stopped=True
            )
        except NotNow as error:
            if not error.asked:
                return self._put_off(going, error)
            return self._failed(going, str(error), put, until=error.until)
        except Forbidden as error:
            return self._ended(going, "refused", f"{error}{_way_in(error, feed.address)}", put)
        except Unreadable as error:
            return self._failed(going, str(error), put)
        except Exception as error:
            # A mistake in the program met by one feed must not end the watch of the others. It is told with its place.
            return self._failed(going, failure(feed.address, error).message, put)

    def kept(self, found: Found, became: RunInput) -> None:
        """To be called when what was found is safely kept."""
        going = found.visit
        if found.page is not None:
            self._memory.keep(pages=[found.page])
            self._let_go(found.page.address)
        with going.lock:
            going.open -= 1
            going.reports += became.outcome in ("read", "copy", "revision", "not-english")
        self._settle(going)

    def _let_go(self, address: str) -> None:
        with self._lock:
            self._in_hand.discard(address)

    # ------------------------------------------------------------ asking and reading
    def _asked(self, asked: FeedState, feed: FeedState) -> Answer:
        answer = self._visitor.visit(
            asked.address,
            etag=asked.etag,
            last_modified=asked.last_modified,
            feed=True,
            on_behalf_of=feed.address,
        )
        if answer.status not in (200, 304, _GONE):
            raise Unreadable("fetch", f"The server answers {answer.status} {answer.reason}.")
        return answer

    def _read(
        self, answer: Answer, feed: FeedState, going: _Going, put: Callable[[Found], None], depth: int
    ) -> int | None:
        """Minutes for which the feed asks to be left alone."""
        data = answer.data
        if is_sitemap(data):
            today = self._clock.now().date()
            read = read_sitemap(data, today=today, days=self._newest_days, publisher=feed.publisher)
            self._take(read.entries, feed, going, put)
            going.in_full = going.in_full or bool(read.maps)
            for address in read.maps if depth < _DEEPEST_MAP else ():
                self._read_map(address, feed, going, put, depth + 1)
            return None
        if not is_feed(data) and b"<html" in data[:2000].lower():
            raise Unreadable("broken", _no_feed(data))
        found = read_feed(data, feed.address, charset=answer.charset, publisher=feed.publisher)
        self._take(found.entries, feed, going, put)
        return found.minutes

    def _read_map(
        self, address: str, feed: FeedState, going: _Going, put: Callable[[Found], None], depth: int
    ) -> None:
        """A sitemap that an index leads to; one that fails does not keep the others from being read."""
        known = self._memory.feed(address) or FeedState(address=address, listed=False)
        if known.listed:
            return
        own = _Going(known)
        try:
            answer = self._asked(known, feed)
            if answer.status == 200:
                self._read(answer, feed, own, put, depth)
            own.after = self._after(known, answer)
            if own.in_full:
                own.after = replace(own.after, etag=None, last_modified=None)
        except (Unreadable, NotNow) as error:
            own.after = replace(known, health="failing", message=str(error), asked=self._clock.now())
        going.new, going.known = going.new + own.new, going.known + own.known
        going.waiting += own.waiting
        self._settle(own)

    def _take(
        self, entries: tuple[Entry, ...], feed: FeedState, going: _Going, put: Callable[[Found], None]
    ) -> None:
        """Puts what is new among the entries."""
        now = self._clock.now()
        known = self._memory.pages(e.source.where for e in entries)
        seen = []
        for entry in reversed(entries):  # the oldest first, as they came about
            page = known.get(entry.source.where)
            if page is not None and page.stamp == entry.stamp:
                if page.due is not None and page.due > now:
                    going.waiting += 1
                    going.in_full = True
                    continue
                if page.due is None:
                    going.known += 1
                    if now - page.seen > timedelta(days=1):
                        seen.append(replace(page, seen=now))
                    continue
            with self._lock:
                if entry.source.where in self._in_hand:
                    going.known += 1
                    going.in_full = True
                    continue
                self._in_hand.add(entry.source.where)
            taken = False
            try:
                taken = self._take_one(entry, page, feed, going, put)
            finally:
                if not taken:
                    self._let_go(entry.source.where)
        self._memory.keep(pages=seen)

    def _take_one(
        self,
        entry: Entry,
        page: PageState | None,
        feed: FeedState,
        going: _Going,
        put: Callable[[Found], None],
    ) -> bool:
        """Whether there was anything to put."""
        source = entry.source
        state = PageState(address=source.where, stamp=entry.stamp, seen=self._clock.now())
        if isinstance(source, Source) and source.kind == "url":
            fetched = self._pages.fetched(source, state, page, feed.address)
            if fetched is None:
                going.waiting += 1
                going.in_full = True
                return False
            came, state = fetched
            if came is None:
                going.known += 1
                self._memory.keep(pages=[state])
                return False
            source = came
        with going.lock:
            going.open += 1
            going.new += 1
        put(Found(source, state, going))
        return True

    # ------------------------------------------------------------ what to remember
    def _well(self, going: _Going, answer: Answer, minutes: int | None) -> Visit:
        feed = going.feed
        now = self._clock.now()
        own = max(self._every, (minutes or 0) * 60)
        due = now + self._spread(
            timedelta(seconds=feed.every or min(own, _LONGEST.total_seconds())), 0.05, feed
        )
        after = replace(self._after(feed, answer), due=due)
        if going.in_full:
            after = replace(after, etag=None, last_modified=None)
        going.after = after
        self._settle(going)
        return Visit(
            address=feed.address,
            health="well",
            new=going.new,
            known=going.known,
            unchanged=answer.status == 304,
            waiting=going.waiting,
            message=f"It has moved to {answer.moved}." if answer.moved else None,
            due=due,
        )

    def _after(self, feed: FeedState, answer: Answer) -> FeedState:
        now = self._clock.now()
        return replace(
            feed,
            health="well",
            message=f"It has moved to {answer.moved}; change the list." if answer.moved else None,
            etag=answer.headers.get("etag") or (feed.etag if answer.status == 304 else None),
            last_modified=answer.headers.get("last-modified")
            or (feed.last_modified if answer.status == 304 else None),
            asked=now,
            answered=now,
            failures=0,
            moved=answer.moved,
        )

    def _failed(
        self, going: _Going, message: str, put: Callable[[Found], None], until: datetime | None = None
    ) -> Visit:
        """To be asked again after a while that doubles with each failure."""
        feed, now = going.feed, self._clock.now()
        failures = feed.failures + 1
        usual = timedelta(seconds=feed.every or self._every)
        wait = max(usual, min(usual * 2 ** min(failures - 1, 20), _LONGEST))
        due = max(now + self._spread(wait, 0.1, feed), until or now)
        long = feed.answered is None or now - feed.answered > timedelta(days=_DEAD_DAYS)
        health: FeedHealth = "dead" if failures >= _DEAD_FAILURES and long else "failing"
        if health != feed.health:
            words = "This feed is dead" if health == "dead" else "This feed cannot be read"
            self._tell(going, f"{words}: {message}", put)
        going.after = replace(feed, health=health, message=message, asked=now, due=due, failures=failures)
        self._settle(going)
        return Visit(
            address=feed.address, health=health, new=going.new, known=going.known, message=message, due=due
        )

    def _put_off(self, going: _Going, why: NotNow) -> Visit:
        """Not asked, for another page of its site was told to wait."""
        feed = going.feed
        going.after = replace(feed, message=str(why), due=why.until)
        self._settle(going)
        return Visit(address=feed.address, health=feed.health, message=str(why), due=why.until, put_off=True)

    def _ended(self, going: _Going, health: FeedHealth, message: str, put: Callable[[Found], None]) -> Visit:
        """Not to be asked again, or only once a day where the site's mind may change."""
        feed, now = going.feed, self._clock.now()
        if health != feed.health:
            self._tell(going, message, put)
        due = None if health == "gone" else now + self._spread(_LONGEST, 0.1, feed)
        going.after = replace(
            feed, health=health, message=message, asked=now, due=due, failures=feed.failures + 1
        )
        self._settle(going)
        return Visit(
            address=feed.address, health=health, new=going.new, known=going.known, message=message, due=due
        )

    def _tell(self, going: _Going, message: str, put: Callable[[Found], None]) -> None:
        with going.lock:
            going.open += 1
        issue = Issue(where=going.feed.address, step="watch", kind="watch", message=message)
        put(Found(issue, None, going))

    def _settle(self, going: _Going) -> None:
        """Remembers the feed's state once all that it brought is kept: a watch that is killed loses nothing."""
        with going.lock:
            after = going.after
            if after is None or going.open:
                return
            going.after = None
            after = replace(after, reports=after.reports + going.reports)
        self._memory.keep(feeds_seen=[after])

    def _spread(self, wait: timedelta, share: float, feed: FeedState) -> timedelta:
        """`wait`, a little longer or shorter, so that feeds which failed together are not all asked together again."""
        chance = random.Random(f"{self._seed} {feed.address} {feed.failures} {feed.asked}")
        return wait * (1 + chance.uniform(-share, share))


def _no_feed(data: bytes) -> str:
    link = _TOLD_FEED.search(data[:200_000])
    address = _HREF.search(link.group()) if link else None
    hint = f" Its feed may be at {address.group(1).decode('ascii', 'replace')}." if address else ""
    return f"This is a web page, no feed.{hint}"


def _way_in(error: Forbidden, feed: str) -> str:
    """What the user can do of a feed that stands on a host inside; for one that leads there from outside, nothing."""
    parts = urlsplit(feed)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    if error.inside is None or error.inside != ((parts.hostname or "").lower(), port):
        return ""
    host = f"[{error.inside[0]}]" if ":" in error.inside[0] else error.inside[0]
    named = host if port in (80, 443) else f"{host}:{port}"
    return f" If it is in your own network, say so: --allow-host {named} --now."
