"""What may reach a terminal, and how wide it is taken to be."""

from __future__ import annotations

import re
import sys
from typing import IO, TYPE_CHECKING

import click

from dateline.record.issues import Issue

if TYPE_CHECKING:
    from rich.console import Console

WIDTH = 100
_SPACE = re.compile(r"[\t\n\r\x0b\x0c\x85\u2028\u2029]+")
# Control signs, and those that turn the direction of writing: a report must not move the cursor, change colours,
# or show its words in another order than they stand.
_STEERING = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def plain(text: str) -> str:
    """`text` on one line, without signs that steer a terminal."""
    return _STEERING.sub("", _SPACE.sub(" ", text))


def console(stream: IO[str] | None = None) -> Console:
    """For tables: 100 columns, fewer on a narrower terminal; colours only on a terminal and without NO_COLOR."""
    # Loaded where it is needed, so that `--format jsonl` and `--help` start faster.
    from rich.console import Console

    target = stream or sys.stdout
    made = Console(file=target, highlight=False, markup=False, emoji=False, soft_wrap=False)
    made.width = min(made.width, WIDTH) if made.is_terminal else WIDTH
    return made


def tell(issue: Issue) -> None:
    """One line on standard error for what could not be read."""
    click.echo(f"dateline: {plain(issue.where)}: {plain(issue.message)}", err=True)
