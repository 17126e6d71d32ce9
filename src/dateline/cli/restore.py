"""`dateline restore`: a backup brought into a database."""

from __future__ import annotations

import sys
import time

import click

from dateline.cli.casework import json_option, line, print_json
from dateline.cli.examples import WithExamples
from dateline.errors import InputError

_EXAMPLES = """\
Examples:
  dateline restore syria-2026-11-22.dateline --store postgresql://ann@db.example.org/syria

The file is a case, as `dateline backup` writes it, or one that began on a laptop and goes on in a team. The database
must be there, and empty. All comes over, decisions and run reports too, and is verified; if anything is wrong, the
database stays as it was. A backup into a file needs no restoring: it is opened as it is, --case FILE.
"""


@click.command(cls=WithExamples, epilog=_EXAMPLES)
@click.argument("file", metavar="FILE")
@click.option("--store", required=True, metavar="URL", help="The PostgreSQL database to bring it into.")
@json_option
def restore(file: str, store: str, as_json: bool) -> None:
    """Bring a case from a file into an empty PostgreSQL database."""
    from dateline.store import backing_up
    from dateline.store.engines import is_address, shown

    if not is_address(store):
        raise InputError(f"{store} is no address of a database. A backup can be used as it is: --case {file}")
    last = time.monotonic()

    def told(table: str, rows: int) -> None:
        nonlocal last
        if time.monotonic() - last > 2 and sys.stderr.isatty():
            last = time.monotonic()
            click.echo(f"dateline: {table}: {rows:,} rows ...", err=True)

    found = backing_up.restore(file, store, told)
    if as_json:
        print_json({"case": shown(store), "file": file, "reports": found.reports, "claims": found.claims})
    else:
        line(
            f"{shown(store)} holds {found.reports:,} reports, {found.claims:,} claims, {found.incidents:,} incidents "
            f"and {found.decisions:,} decisions now, as {file} does."
        )
