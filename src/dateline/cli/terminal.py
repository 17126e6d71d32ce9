"""What may reach a terminal, and how wide it is taken to be."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import click

from dateline.record.issues import Issue

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

WIDTH = 100
_SPACE = re.compile(r"[\t\n\r\x0b\x0c\x85\u2028\u2029]+")
# Control signs, and those that turn the direction of writing: a report must not move the cursor, change colours,
# or show its words in another order than they stand.
_STEERING = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def plain(text: str) -> str:
    """`text` on one line, without signs that steer a terminal."""
    return _STEERING.sub("", _SPACE.sub(" ", text))


def console(*, on_terminal: bool, width: int = WIDTH) -> Console:
    """Lays out blocks: `width` columns, fewer on a narrower terminal; colours on a terminal without NO_COLOR alone."""
    # Loaded where it is needed, so that `--format jsonl` and `--help` start faster.
    from rich.console import Console

    made = Console(file=io.StringIO(), force_terminal=on_terminal, highlight=False, markup=False, emoji=False)
    made.width = min(made.width, width) if on_terminal else width
    return made


def lines_of(screen: Console, block: RenderableType) -> str:
    """`block` laid out, without the blanks that tables are filled up with, which are of no use in a file."""
    with screen.capture() as lines:
        screen.print(block)
    return "".join(f"{line.rstrip()}\n" for line in lines.get().splitlines())


def tell(issue: Issue) -> None:
    """One line on standard error for what could not be read."""
    click.echo(f"dateline: {plain(issue.where)}: {plain(issue.message)}", err=True)
