"""How far a long run is, on standard error."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from dateline.steps.documents import is_many

_COUNTABLE = 200_000_000
"""Bytes of a .jsonl file whose lines are counted beforehand; a larger one would take a while to count."""


_UNKNOWN = (".jsonl", ".jsonl.gz", ".warc", ".warc.gz", ".xml", ".rss", ".atom")
"""Files that hold a number of reports not known before they are read; the first can be counted."""


@contextmanager
def progress(inputs: tuple[str, ...], *, beside_output: bool = True) -> Iterator[Callable[[], None]]:
    """Gives a function to call after each report. Shows nothing for one report, or where nobody looks on.

    `beside_output`: reports are printed as they come.
    """
    several = len(inputs) > 1 or any(is_many(name) for name in inputs)
    if not several or not sys.stderr.isatty() or (beside_output and sys.stdout.isatty()):
        # A bar between the lines of a table would tear it.
        yield lambda: None
        return
    with counted("reading", _total(inputs)) as step:
        yield step


@contextmanager
def counted(what: str, total: int | None) -> Iterator[Callable[[], None]]:
    """A bar of so many reports on a terminal, else nothing. `total`: None: not known."""
    if not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        ProgressColumn,
        Task,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )
    from rich.text import Text

    class Rate(ProgressColumn):
        def render(self, task: Task) -> Text:
            return Text("" if task.speed is None else f"{task.speed:.1f}/s")

    columns = (
        TextColumn(what),
        BarColumn(),
        MofNCompleteColumn(),
        Rate(),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=total)
        yield lambda: bar.advance(task)


def _total(inputs: tuple[str, ...]) -> int | None:
    """Reports to come. None: not known before they are read."""
    count = 0
    for name in inputs:
        if name == "-" or (name.lower().endswith(_UNKNOWN[1:]) and os.path.isfile(name)):
            return None
        if os.path.isdir(name):
            for _, _, files in os.walk(name):
                if any(file.lower().endswith(_UNKNOWN) for file in files):
                    return None
                count += len(files)
        elif name.lower().endswith((".jsonl", ".ndjson")) and os.path.isfile(name):
            if os.path.getsize(name) > _COUNTABLE:
                return None
            with open(name, "rb") as stream:
                count += sum(1 for line in stream if line.strip())
        else:
            count += 1
    return count
