"""`dateline changes`: what is new, revised or withdrawn."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from dateline.cli.casework import case_named, case_option, json_option, line, print_json
from dateline.cli.examples import WithExamples

_EXAMPLES = """\
Examples:
  dateline changes --since 2026-11-01
  dateline changes --since 2026-11-01T12:00:00 --json

For those who copied the case earlier. Days and hours are UTC, and are those on which the case changed, not those of
the reports.
"""


@click.command(cls=WithExamples, epilog=_EXAMPLES)
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S"]),
    required=True,
    metavar="DATE",
    help="From this day or moment on.",
)
@case_option
@json_option
def changes(since: datetime, case: str | None, as_json: bool) -> None:
    """List reports, claims and incidents that are new, revised or withdrawn since a day."""
    from dateline.store.case import open_case

    with open_case(case_named(case)) as opened, opened.view() as view:
        found = view.changes(since.replace(tzinfo=UTC))
        if as_json:
            print_json(list(found))
            return
        number = 0
        for change in found:
            number += 1
            line(f"{change.at:%Y-%m-%d %H:%M:%S}", change.change, change.what, change.id, change.why)
        line(f"{number:,} changes" if number else "Nothing has changed since.")
