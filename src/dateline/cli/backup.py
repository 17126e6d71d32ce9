"""`dateline backup`: a case copied into a file."""

from __future__ import annotations

import click

from dateline.cli.casework import case_named, case_option, json_option, line, print_json
from dateline.cli.examples import WithExamples

_EXAMPLES = """\
Examples:
  dateline backup syria-2026-11-22.dateline
  dateline backup copy.dateline --case postgresql://ann@db.example.org/syria

The copy is a case in a file, whatever the case itself is kept in, and can be opened as any other. Others may go on
reading and adding meanwhile. Into PostgreSQL it goes with `dateline restore`.
"""


@click.command(cls=WithExamples, epilog=_EXAMPLES)
@click.argument("file", metavar="FILE")
@case_option
@json_option
def backup(file: str, case: str | None, as_json: bool) -> None:
    """Copy a case, whole and consistent, into a new file."""
    from dateline.store.backing_up import back_up
    from dateline.store.case import open_case

    with open_case(case_named(case), any_version=True) as opened:
        size = back_up(opened, file)
        if as_json:
            print_json({"case": opened.name, "file": file, "bytes": size})
        else:
            line(f"{opened.name} is copied to {file} ({size / 1e6:,.1f} MB).")
