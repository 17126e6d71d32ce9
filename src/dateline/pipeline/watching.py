"""Feeds watched for new reports: each asked in its time, what is new read into the case, what fails tried again."""

from __future__ import annotations

import queue
import random
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import chain
from typing import NamedTuple
from urllib.parse import urlsplit

from dateline.pipeline.adding import Adding, add_reports
from dateline.pipeline.asking_feeds import FeedVisits, Found, Visit
from dateline.pipeline.clocks import Clock, SystemClock
from dateline.pipeline.reading import Reader
from dateline.pipeline.visiting import Manners, Visitor
from dateline.record.feeds import FeedState, FeedWanted
from dateline.record.issues import Issue
from dateline.steps.documents import Source
from dateline.store.base import Run, RunInput
from dateline.store.case import Case
from dateline.store.watching import Watched

_AHEAD = 64
"""Pages fetched and not yet read at most."""
_PAGES_DAYS = 60
"""How long a page is remembered that no feed announces any more."""
_LOOK_AGAIN = 60.0
"""Seconds: soon enough to see what another program wrote of these feeds."""
_EVER = datetime.min.replace(tzinfo=UTC)
_SLACK = 0.1
"""Share of its interval by which a feed may be asked early, so that a watch started by the clock skips no turn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Watching:
    """How feeds are watched."""

    how: Adding
    manners: Manners = field(default_factory=Manners)
    every: int = 900
    """Seconds between two visits of a feed that says nothing else."""
    at_once: int = 8
    """Sites visited at the same time."""
    newest_days: int = 3
    """How far back sitemaps are read."""
    seed: int | None = None
    """Of the chance by which visits are spread. None: another one each time."""


class Turn(NamedTuple):
    """What one round over the feeds brought."""

    asked: int
    run: Run | None
    """The account of what was read. None: nothing was new."""


Heard = Callable[[Visit], None]


class Watch:
    """Watches the feeds of a list for one case."""

    def __init__(
        self,
        case: Case,
        wanted: Sequence[FeedWanted],
        *,
        watching: Watching,
        named: Sequence[str] = (),
        clock: Clock | None = None,
        heard: Heard = lambda visit: None,
        told: Callable[[RunInput], None] = lambda became: None,
    ) -> None:
        """`named`: what the user gave as the list, for the account. `heard`: called after each visit of a feed."""
        self._case, self._watching, self._named = case, watching, tuple(named)
        self._clock = clock or SystemClock()
        self._heard, self._told = heard, told
        self._stop = threading.Event()
        self._memory = Watched(case)
        self._memory.want(wanted)
        self._memory.forget_pages(self._clock.now() - timedelta(days=_PAGES_DAYS))
        visitor = Visitor(
            watching.manners,
            self._clock,
            remembered=self._memory.site,
            remember=lambda state: self._memory.keep(sites=[state]),
            stop=self._stop,
        )
        chance = random.Random(watching.seed)
        self._visits = FeedVisits(
            visitor,
            self._memory,
            self._clock,
            every=watching.every,
            newest_days=watching.newest_days,
            seed=chance.getrandbits(32) if watching.seed is None else watching.seed,
        )
        self._reader: Reader | None = None
        self._open: dict[str, list[Found]] = defaultdict(list)

    def stop(self) -> None:
        """Ends the watch soon: what was fetched is still read and kept. May be called from a signal handler."""
        self._stop.set()

    def go_on(self) -> Iterator[Turn]:
        """Turns until the watch is stopped, each when a feed is due."""
        while not self._stop.is_set():
            turn = self.turn()
            if turn.asked:
                yield turn
            now = self._clock.now()
            dues = [f.due or now for f in self._memory.feeds(listed=True) if f.health != "gone"]
            seconds = (min(dues) - now).total_seconds() if dues else _LOOK_AGAIN
            if self._clock.wait(min(max(seconds, 1.0), _LOOK_AGAIN), self._stop):
                return

    def turn(self, *, every: bool = False) -> Turn:
        """Asks the feeds that are due, or `every` one that is not gone, and reads what is new."""
        due = [f for f in self._memory.feeds(listed=True) if self._is_due(f, every)]
        if not due:
            return Turn(0, None)
        arrivals = self._arrivals(due)
        first = next(arrivals, None)
        if first is None:
            return Turn(len(due), None)
        run = add_reports(
            self._case,
            chain((first,), arrivals),
            named=self._named or [f.address for f in due],
            how=replace(self._watching.how, reader=self._loaded),
            told=self._kept,
        )
        return Turn(len(due), run)

    def _loaded(self) -> Reader:
        """The same for all turns."""
        if self._reader is None:
            how = self._watching.how
            self._reader = how.reader() if how.reader else Reader(lexicon=how.lexicon)
        return self._reader

    def _is_due(self, feed: FeedState, every: bool) -> bool:
        if feed.health == "gone":
            return False
        interval = feed.every or self._watching.every
        soon = self._clock.now() + timedelta(seconds=interval * _SLACK)
        return every or feed.due is None or feed.due <= soon

    def _arrivals(self, due: Sequence[FeedState]) -> Iterator[Source | Issue]:
        """What the feeds bring, as it comes."""
        came: queue.Queue[Found | None] = queue.Queue(_AHEAD)
        sites: dict[str, list[FeedState]] = defaultdict(list)
        for feed in sorted(due, key=lambda f: (f.due or _EVER, f.address)):
            sites[urlsplit(feed.address).netloc].append(feed)

        def visit(feeds: list[FeedState]) -> None:
            for feed in feeds:
                if self._stop.is_set():
                    return
                done = self._visits.visit(feed, came.put)
                self._heard(done)

        def visit_all() -> None:
            try:
                with ThreadPoolExecutor(self._watching.at_once, thread_name_prefix="visiting") as threads:
                    tasks: list[Future[None]] = [threads.submit(visit, feeds) for feeds in sites.values()]
                for task in tasks:
                    task.result()
            finally:
                came.put(None)

        with ThreadPoolExecutor(1, thread_name_prefix="watching") as leader:
            whole = leader.submit(visit_all)
            found: Found | None = None
            try:
                while (found := came.get()) is not None:
                    self._open[found.source.where].append(found)
                    yield found.source
            finally:
                if found is not None:
                    # Whoever reads has given up: nobody must wait for room in the queue.
                    self._stop.set()
                    while came.get() is not None:
                        pass
            whole.result()

    def _kept(self, became: RunInput) -> None:
        """Remembers that a report need not be fetched again, now that it is safely kept."""
        waiting = self._open.get(became.where)
        found = waiting.pop(0) if waiting else None
        if waiting is not None and not waiting:
            del self._open[became.where]
        if found is not None:
            self._visits.kept(found, became)
        self._told(became)
