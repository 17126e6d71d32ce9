"""What the verbs on a case share: which case, who decides, and how answers are printed."""

from __future__ import annotations

import getpass
import os
import sys
from collections.abc import Callable, Iterable
from glob import glob
from typing import Any, TypeVar

import click

from dateline.cli.terminal import plain
from dateline.errors import InputError, StoreError

_Command = TypeVar("_Command", bound=Callable[..., Any])

TABLE_WIDTH = 120
"""Columns of a table at most."""
_MOST = 160
"""Characters of a cell at most."""
_SHORT, _LONGEST, _GAP = 17, 26, 2
"""Characters of a cell that is not broken, and of a word that is not broken, where that can be helped."""
CASE_HELP = (
    "The case: a file or postgresql://... Default: $DATELINE_CASE, else the only *.dateline file here."
)


def case_option(command: _Command) -> _Command:
    """`--case`, given to the command as `case`."""
    return click.option("--case", metavar="CASE", help=CASE_HELP)(command)


def coder_option(command: _Command) -> _Command:
    return click.option(
        "--coder", metavar="NAME", help="Who decides this. Default: $DATELINE_CODER, else the user's name."
    )(command)


def json_option(command: _Command) -> _Command:
    return click.option("--json", "as_json", is_flag=True, help="Print JSON.")(command)


def case_named(case: str | None) -> str:
    """The case that is meant. Raises `StoreError` where it cannot be told."""
    named = case or os.environ.get("DATELINE_CASE")
    if named:
        return named
    found = sorted(glob("*.dateline"))
    if len(found) == 1:
        return found[0]
    if not found:
        raise StoreError(
            "There is no case here. Make one (dateline new NAME.dateline) or name it with --case."
        )
    raise StoreError(
        f"There are {len(found)} cases here ({', '.join(found[:3])}, ...): name one with --case."
    )


def coder_named(coder: str | None) -> str:
    named = coder or os.environ.get("DATELINE_CODER")
    if named:
        return named
    try:
        return getpass.getuser()
    except (OSError, KeyError) as error:
        raise InputError("Say who decides: --coder NAME, or set DATELINE_CODER.") from error


def print_json(value: object) -> None:
    """One JSON document, indented."""
    import msgspec

    from dateline.contract import escaped

    sys.stdout.write(escaped(msgspec.json.format(msgspec.json.encode(value), indent=2)).decode() + "\n")


def line(*parts: object) -> None:
    """One line for a person, without signs that steer a terminal."""
    click.echo("  ".join(plain(str(p)) for p in parts if p not in (None, "")))


def table(columns: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    """Columns under their names, as wide as they need to be."""
    from rich.table import Table

    from dateline.cli.terminal import console

    out = console(on_terminal=sys.stdout.isatty(), width=TABLE_WIDTH)
    grid = Table(box=None, pad_edge=False, padding=(0, _GAP, 0, 0), header_style="bold")
    heads = list(columns)
    cells = [["" if v is None else _cut(plain(str(v))) for v in row] for row in rows]
    # Told to the character, for a table that came out too wide would be cut off at its edge.
    for name, width in zip(heads, _widths(heads, cells, out.width), strict=True):
        grid.add_column(name, overflow="fold", width=width)
    for row in cells:
        grid.add_row(*row)
    with out.capture() as lines:
        out.print(grid)
    for text in lines.get().splitlines():
        click.echo(text.rstrip())


def _cut(cell: str) -> str:
    return cell if len(cell) <= _MOST else f"{cell[: _MOST - 2]} …"


def _widths(heads: list[str], cells: list[list[str]], width: int) -> list[int]:
    """Of columns, so that days, ids and figures are not broken, nor words where there is room for them."""
    columns = list(zip(heads, *cells, strict=True))
    whole = [max(map(len, column)) for column in columns]
    words = [max(len(w) for cell in column for w in (cell.split() or [""])) for column in columns]
    room = width - _GAP * (len(heads) - 1)
    given = [max(1, room // max(1, len(heads)))] * len(heads)
    for longest in range(_LONGEST, 3, -1):
        short = _SHORT if longest > _SHORT // 2 else longest
        least = [w if w <= short else min(word, longest) for w, word in zip(whole, words, strict=True)]
        if sum(least) <= room:
            given = least
            break
    # What is left goes, one by one, to those that have least of what they need.
    while sum(given) < room and any(g < w for g, w in zip(given, whole, strict=True)):
        neediest = min(
            (n for n in range(len(given)) if given[n] < whole[n]), key=lambda n: (given[n] / whole[n], n)
        )
        given[neediest] += 1
    return given
