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

    grid = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for name in columns:
        grid.add_column(name, overflow="fold")
    for row in rows:
        grid.add_row(*("" if v is None else plain(str(v)) for v in row))
    out = console(on_terminal=sys.stdout.isatty())
    with out.capture() as lines:
        out.print(grid)
    for text in lines.get().splitlines():
        click.echo(text.rstrip())
