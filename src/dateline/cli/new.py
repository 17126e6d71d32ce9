"""`dateline new`: an empty case."""

from __future__ import annotations

import os

import click

from dateline.cli.casework import json_option, line, print_json
from dateline.cli.examples import WithExamples
from dateline.errors import InputError

_EXAMPLES = """\
Examples:
  dateline new syria.dateline
  dateline new --store postgresql://ann@db.example.org/syria

A case in a file needs nothing else. A case in PostgreSQL is for teams: the database must be there, and empty.
"""


@click.command(cls=WithExamples, epilog=_EXAMPLES)
@click.argument("name", required=False, metavar="FILE.dateline")
@click.option("--store", metavar="URL", help="Keep the case in this PostgreSQL database.")
@json_option
def new(name: str | None, store: str | None, as_json: bool) -> None:
    """Make an empty case, to add reports to."""
    from dateline.store.case import new_case
    from dateline.store.engines import is_address

    if (name is None) == (store is None):
        raise InputError(
            "Name a file (dateline new syria.dateline) or a database (--store postgresql://...)."
        )
    target = name or store or ""
    if name and not is_address(name) and not os.path.splitext(name)[1]:
        target = f"{name}.dateline"
    with new_case(target) as made:
        if as_json:
            print_json({"case": made.name})
        else:
            line(f"{made.name} is made. Add reports: dateline add --case {made.name} FILE|FOLDER|URL ...")
