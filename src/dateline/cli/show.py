"""`dateline show`: an incident, a claim or a report, down to the words."""

from __future__ import annotations

import click

from dateline.cli.casework import case_named, case_option, json_option, line, print_json
from dateline.cli.examples import WithExamples

_EXAMPLES = """\
Examples:
  dateline show i3c9            # an incident: its claims, why they belong together, who differs
  dateline show c1f0a           # a claim: who says what, in which words, how it was corrected
  dateline show r77ab           # a report: its revisions, its copies, its claims
  dateline show r77ab --text    # and its text

The beginning of an id is enough where only one begins so.
"""


@click.command(cls=WithExamples, epilog=_EXAMPLES)
@click.argument("id", metavar="INCIDENT|CLAIM|REPORT")
@click.option("--text", "whole", is_flag=True, help="Print the report's text too.")
@case_option
@json_option
def show(id: str, whole: bool, case: str | None, as_json: bool) -> None:
    """Show an incident, a claim or a report, with the exact words."""
    from dateline.cli.showing import claim_lines, gathered, incident_lines, report_lines
    from dateline.store.case import open_case

    with open_case(case_named(case)) as opened, opened.view() as view:
        sort, found = view.resolve(id)
        if as_json:
            print_json(gathered(view, sort, found, text=whole))
            return
        lines = {"incident": incident_lines, "claim": claim_lines, "report": report_lines}[sort]
        for one in lines(view, found):
            line(one) if one else click.echo()
        if whole and sort == "report":
            click.echo()
            for paragraph in view.text(found).splitlines():
                line(paragraph) if paragraph.strip() else click.echo()
