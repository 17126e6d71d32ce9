"""`dateline upgrade`: the tables of an older case brought up to date."""

from __future__ import annotations

import click

from dateline.cli.casework import case_named, case_option, json_option, line, print_json
from dateline.cli.examples import WithExamples

_EXAMPLES = """\
Examples:
  dateline backup before.dateline && dateline upgrade
"""


@click.command(cls=WithExamples, epilog=_EXAMPLES)
@case_option
@json_option
def upgrade(case: str | None, as_json: bool) -> None:
    """Bring a case that an older Dateline made up to date. Nothing in it is lost."""
    from dateline.store.case import open_case

    with open_case(case_named(case), any_version=True) as opened:
        opened.upgrade()
        if as_json:
            print_json({"case": opened.name})
        else:
            line(f"{opened.name} is up to date.")
