"""The account of a run for a person to read: what became of each input."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.cli.casework import line
from dateline.store.base import Run, RunInput

_TOLD = {
    "read": "read",
    "copy": "copies of another report, counted with it as one source",
    "revision": "newer states of a report that was there",
    "there": "there already",
    "not-english": "not in English: kept, but no claims were made",
    "no-text": "without text",
    "left-out": "left out",
    "failed": "failed",
}
_MOST = 20
"""Inputs listed for each outcome; `--all` lists the rest."""


def print_account(run: Run, inputs: Iterable[RunInput], *, every: bool = False) -> None:
    seconds = (run.ended - run.started).total_seconds() if run.ended else None
    took = f" in {seconds:,.0f} s" if seconds is not None and seconds >= 1 else ""
    rows = tuple(inputs)
    line(f"Run {run.number}, {run.started:%Y-%m-%d %H:%M} UTC, {run.coder}: {len(rows):,} inputs{took}")
    if run.ended is None:
        line("  This run was stopped before its end, or still goes on. Give the same command again to go on.")
    for outcome, words in _TOLD.items():
        some = [one for one in rows if one.outcome == outcome]
        if not some:
            continue
        told = sum(one.claims for one in some)
        line(f"  {len(some):>7,} {words}" + (f" ({told:,} claims)" if told else ""))
        if outcome in ("read", "there") and not every:
            some = [one for one in some if one.message]
        shown = some if every else some[:_MOST]
        for one in shown:
            line(f"          {one.where}{_why(one)}")
        if len(some) > len(shown):
            line(f"          ... and {len(some) - len(shown):,} more: dateline report {run.number} --all")


def _why(one: RunInput) -> str:
    said = f": of {one.of}" if one.outcome in ("copy", "revision") else ""
    return f"{said}: {one.message}" if one.message else said
