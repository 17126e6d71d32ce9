"""`dateline agreement`: how far two coders agree."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.cli.casework import case_named, case_option, json_option, line, print_json, table
from dateline.cli.examples import WithExamples

_EXAMPLES = """\
Examples:
  dateline agreement anna ben
  dateline agreement anna ben --as-read
  dateline agreement anna.csv ben.csv --unit claim

Two coders of a case are compared on the claims that both corrected, on sources and claims that both graded, and on
pairs of claims that both said are or are not one happening. Two files are compared row by row, column by column.
alpha is Krippendorff's (nominal; of days and numbers interval; of grades ordinal). 1 is full agreement, 0 chance.
"""


@click.command(cls=WithExamples, epilog=_EXAMPLES)
@click.argument("one", metavar="CODER|FILE")
@click.argument("two", metavar="CODER|FILE")
@click.option(
    "--as-read", is_flag=True, help="A claim that one coder left alone is right as read for that coder."
)
@click.option(
    "--unit", metavar="COLUMN", help="Of files: the column that names the unit. Default: the first."
)
@case_option
@json_option
def agreement(one: str, two: str, as_read: bool, unit: str | None, case: str | None, as_json: bool) -> None:
    """Krippendorff's alpha and F1 between the decisions of two coders."""
    from dateline.comparison.agreement import of_coders, of_files
    from dateline.store.case import open_case

    if Path(one).is_file() and Path(two).is_file():
        found = of_files(Path(one), Path(two), unit=unit)
    else:
        with open_case(case_named(case)) as opened, opened.view() as view:
            found = of_coders(view, one, two, as_read=as_read)
    if as_json:
        print_json({"coders": found.coders, "one_only": found.one_only,
                    "fields": [f._asdict() for f in found.fields]})  # fmt: skip
        return
    rows = [(f.field, f.units, f.same, _shown(f.alpha), f.level, _shown(f.f1)) for f in found.fields]
    if rows:
        table(("field", "units", "same", "alpha", "level", "F1"), rows)
    else:
        line(f"{found.coders[0]} and {found.coders[1]} decided nothing in common.")
    if found.one_only:
        line(f"{found.one_only:,} more were decided by one of the two only.")


def _shown(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"
