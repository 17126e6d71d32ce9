"""How far an archive is, and what became of it, in words."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from dateline.cli.terminal import plain
from dateline.pipeline.archive.accounts import Account
from dateline.pipeline.archive.running import Step
from dateline.pipeline.days_ahead import latest_day

_EVERY = 10.0
"""Seconds between lines where no one looks on a terminal."""
_OFTEN = 0.2
_WORDS = {
    "triage": "about something else",
    "copy": "near-copies",
    "not-english": "in another language",
    "no-page": "no page",
    "no-text": "without article text",
    "empty": "without text",
    "broken": "damaged",
    "too-large": "too large",
    "too-long": "too long",
    "too-slow": "set aside: took too long",
    "too-much-memory": "set aside: took too much memory",
    "crashed": "set aside: ended its process",
    "failed": "set aside: Dateline failed on it",
    "set-aside": "parts set aside",
}
_SET_ASIDE = ("too-slow", "too-much-memory", "crashed", "failed", "set-aside")
_STAGES = {"finding": "finding", "copies": "comparing", "reading": "reading", "writing": "writing"}


@contextmanager
def progress_of(stream: IO[str]) -> Iterator[Callable[[Step], None]]:
    """Gives a function to call with each step: a line written over on a terminal, else one now and then."""
    live = stream.isatty()
    width = 0
    last = begun = time.monotonic()
    stage = ""

    def told(step: Step) -> None:
        nonlocal last, begun, stage, width
        now = time.monotonic()
        if step.stage != stage:
            stage, begun = step.stage, now
        elif now - last < (_OFTEN if live else _EVERY):
            return
        last = now
        line = step_line(step, now - begun)
        if live:
            stream.write("\r" + line.ljust(width))
            width = len(line)
        else:
            stream.write(line + "\n")
        stream.flush()

    try:
        yield told
    finally:
        if live and width:
            stream.write("\r" + " " * width + "\r")
            stream.flush()


def step_line(step: Step, seconds: float) -> str:
    """`seconds`: since the stage began in this run."""
    parts = [_STAGES[step.stage]]
    share = step.done / step.total if step.total else None
    if share is not None:
        parts.append(f"{share:.0%}")
    if step.records:
        what = {"copies": "pairs", "writing": "rows"}.get(step.stage, "reports")
        parts.append(f"{step.records:,} {what}")
        if seconds > 1:
            parts.append(f"{step.records / seconds:,.1f}/s")
    if share and seconds > 5 and step.records:
        parts.append(f"{_span(seconds * (1 - share) / share)} left")
    if step.left and step.stage in ("finding", "reading"):
        parts.append("skipped: " + ", ".join(f"{n:,} {why}" for why, n in step.left.most_common(4)))
    return " · ".join(parts)


def account_lines(account: Account, out: Path) -> Iterator[str]:
    yield f"{account.records:,} records in {account.parts:,} part{'' if account.parts == 1 else 's'}"
    yield f"{account.reports:>12,}  reports read, with {account.claims:,} claims"
    for why, count in sorted(account.skipped.items(), key=lambda item: -item[1]):
        yield f"{count:>12,}  {_WORDS.get(why, why)}"
    now = f"{latest_day():%Y-%m}"
    if ahead := [f"{n:,} of {m}" for m, n in account.months.items() if m != "undated" and m > now]:
        yield f"Some reports are dated in months that lie ahead: {', '.join(ahead)}."
    if account.files_of_other_kinds:
        kinds = ", ".join(f"{n} {ending}" for ending, n in account.files_of_other_kinds.items())
        yield f"Files of other kinds were left out: {kinds}."
    spent = account.processor_seconds
    yield (
        f"Processor time: finding {spent.finding:,.1f} s, comparing {spent.copies:,.1f} s, "
        f"reading {spent.reading:,.1f} s, writing {spent.writing:,.1f} s."
    )
    aside = Counter(account.skipped)
    yield f"Tables: {plain(str(out))}/*/; what was skipped and why: {plain(str(out))}/skipped/."
    if any(aside[why] for why in _SET_ASIDE):
        yield "What was set aside:"
        for one in account.set_aside:
            yield f"  {plain(one.where)}: {plain(one.message)}"
        named = len(account.set_aside)
        if (rest := sum(aside[why] for why in _SET_ASIDE) - named) > 0:
            yield f"  and {rest:,} more in {plain(str(out))}/skipped/"
    yield f"Next: dateline new NAME.dateline && dateline load NAME.dateline {plain(str(out))}"


def _span(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"
