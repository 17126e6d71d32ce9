"""What a watch tells while it goes on: a line for each visit, and figures for Prometheus."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from types import FrameType
from typing import TYPE_CHECKING, Any

import click

from dateline.cli.terminal import plain
from dateline.errors import InputError

if TYPE_CHECKING:
    from dateline.pipeline.asking_feeds import Visit
    from dateline.pipeline.watching import Turn
    from dateline.store.base import RunInput
    from dateline.store.case import Case


def moment(at: datetime, *, now: datetime | None = None) -> str:
    """In UTC as the lines are, with its day where that is another than today."""
    at, today = at.astimezone(UTC), (now or datetime.now(UTC)).astimezone(UTC).date()
    return f"{at:%H:%M}" if at.date() == today else f"{at:%Y-%m-%d %H:%M}"


class WatchLog:
    """Lines on standard error, of UTC and for people; and metrics where an address for them is given."""

    def __init__(self, metrics: str | None = None) -> None:
        self._outcomes: Counter[str] = Counter()
        self._figures = _Figures(metrics) if metrics else None

    def begins(self, case: str, feeds: int, once: bool) -> None:
        how = "once" if once else "until stopped (Ctrl-C)"
        self._line(f"watching {feeds} feed{'s' * (feeds != 1)} for {case}, {how}")

    def heard(self, visit: Visit) -> None:
        if self._figures:
            self._figures.visited(visit)
        if visit.stopped:
            self._line(f"{visit.address}: stopped; the rest is for the next time")
            return
        if visit.put_off:
            self._line(f"{visit.address}: put off: {visit.message}")
            return
        if visit.health == "well":
            said = "unchanged" if visit.unchanged else f"{visit.new} new, {visit.known} known"
            if visit.waiting:
                said += f", {visit.waiting} did not come and will be tried again"
        else:
            said = visit.health.upper()
        message = f": {visit.message}" if visit.message else ""
        later = visit.due and visit.health in ("failing", "dead", "refused")
        due = f" (next {moment(visit.due)})" if visit.due and later else ""
        self._line(f"{visit.address}: {said}{message}{due}")

    def told(self, became: RunInput) -> None:
        self._outcomes[became.outcome] += 1
        if self._figures:
            self._figures.became(became)
        if became.outcome == "failed" and became.kind != "watch":
            self._line(f"{became.where}: failed: {became.message or became.kind}")
        elif became.outcome == "revision":
            self._line(f"{became.where}: a revision of {became.of}")
        if became.kind == "ahead":
            self._line(f"{became.where}: {became.message}")

    def turned(self, turn: Turn, case: Case) -> None:
        if self._figures:
            self._figures.turned(case)
        if not turn.asked:
            from dateline.store.watching import Watched

            dues = [feed.due for feed in Watched(case).feeds(listed=True) if feed.due]
            when = f" before {moment(min(dues))}; --now asks them all the same" if dues else " ever again"
            self._line(f"no feed is due{when}")
        if turn.run is None:
            return
        counts = ", ".join(f"{count} {outcome}" for outcome, count in sorted(turn.run.counts.items()))
        self._line(f"run {turn.run.number}: {counts} (dateline report {turn.run.number})")

    def ended(self, case: Case) -> None:
        counts = ", ".join(f"{count} {outcome}" for outcome, count in sorted(self._outcomes.items()))
        self._line(f"ended; {counts or 'nothing new'}")

    def _line(self, words: str) -> None:
        click.echo(f"{time.strftime('%Y-%m-%dT%H:%M:%SZ', time.gmtime())} {plain(words)}", err=True)


class _Figures:
    def __init__(self, address: str) -> None:
        # Loaded where they are asked for.
        from prometheus_client import CollectorRegistry, Counter, Gauge, start_http_server

        host, _, port = address.rpartition(":")
        if not host or not port.isdigit() or int(port) > 65535:
            raise InputError(f"--metrics {address}: give host and port, such as 127.0.0.1:9464.")
        registry = CollectorRegistry()
        self._visits = Counter(
            "dateline_watch_visits",
            "Visits of feeds, by how the feed fares since.",
            ["health"],
            registry=registry,
        )
        self._inputs = Counter(
            "dateline_watch_reports", "What became of each report.", ["outcome"], registry=registry
        )
        self._claims = Counter("dateline_watch_claims", "Claims read.", registry=registry)
        self._feeds = Gauge("dateline_watch_feeds", "Feeds, by how they fare.", ["health"], registry=registry)
        self._turned = Gauge(
            "dateline_watch_last_turn_timestamp_seconds", "When feeds were last asked.", registry=registry
        )
        try:
            start_http_server(int(port), host.strip("[]"), registry=registry)
        except OSError as error:
            raise InputError(f"--metrics {address}: {error.strerror or error}.") from error

    def visited(self, visit: Visit) -> None:
        self._visits.labels("stopped" if visit.stopped else visit.health).inc()

    def became(self, became: RunInput) -> None:
        self._inputs.labels(became.outcome).inc()
        self._claims.inc(became.claims)

    def turned(self, case: Case) -> None:
        from dateline.store.watching import Watched

        self._turned.set(time.time())
        counts = Counter(feed.health for feed in Watched(case).feeds(listed=True))
        for health in ("new", "well", "failing", "dead", "refused", "gone"):
            self._feeds.labels(health).set(counts[health])


@contextmanager
def ends_on_signals(stop: Callable[[], None]) -> Iterator[None]:
    """Within, the first SIGINT or SIGTERM calls `stop`; a second one ends the program at once."""
    asked = False

    def ask(number: int, frame: FrameType | None) -> None:
        nonlocal asked
        if asked:
            sys.exit(128 + number)
        asked = True
        stop()
        # Not through the stream, which may be in the midst of a line.
        os.write(2, b"ending when what was fetched is kept; once more to end at once\n")

    before: dict[int, Any] = {
        number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)
    }
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
