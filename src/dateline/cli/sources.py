"""`dateline sources`: who says things in a case."""

from __future__ import annotations

import click

from dateline.cli.casework import case_named, case_option, json_option, print_json, table
from dateline.cli.examples import WithExamples

_EXAMPLES = """\
Examples:
  dateline sources
  dateline sources --kind state-outlet --json

Claims: those that a source is quoted for, and those of its own reports. A grade with * is a default for the kind of
source; set one with `dateline grade`. Side: the country of the source or of its owner.
"""


@click.command(cls=WithExamples, epilog=_EXAMPLES)
@click.option(
    "--kind", "kinds", multiple=True, metavar="KIND", help="Only this kind (outlet, official, ...)."
)
@click.option("--limit", type=click.IntRange(1), metavar="N", help="Only the first N.")
@case_option
@json_option
def sources(kinds: tuple[str, ...], limit: int | None, case: str | None, as_json: bool) -> None:
    """List outlets and speakers with their kind, side, grade and number of claims."""
    from dateline.store.case import open_case

    with open_case(case_named(case)) as opened, opened.view() as view:
        found = [s for s in view.sources() if not kinds or s.kind in kinds][:limit]
    if as_json:
        print_json(found)
        return
    table(
        ("source", "key", "kind", "side", "grade", "reports", "claims"),
        (
            (
                s.name,
                s.key,
                s.kind,
                s.country,
                f"{s.reliability}{'*' if s.default else ''}",
                f"{s.reports:,}" if s.reports else "",
                f"{s.claims:,}",
            )
            for s in found
        ),
    )
