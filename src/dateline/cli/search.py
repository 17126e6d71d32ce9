"""`dateline search`: words in the reports of a case."""

from __future__ import annotations

import click

from dateline.cli.casework import case_named, case_option, json_option, line, print_json
from dateline.cli.examples import WithExamples

_EXAMPLES = """\
Examples:
  dateline search supply line
  dateline search '"supply line" Aleppo -Idlib'
  dateline search mortar OR shelling --limit 50 --json

Words in quotation marks stand together; a word with - must not be there; forms of a word are found too.
"""


@click.command(cls=WithExamples, epilog=_EXAMPLES, context_settings={"ignore_unknown_options": True})
@click.argument("words", nargs=-1, required=True, type=click.UNPROCESSED)
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True, help="Reports at most.")
@case_option
@json_option
def search(words: tuple[str, ...], limit: int, case: str | None, as_json: bool) -> None:
    """Look for words in the reports of a case, best first."""
    from dateline.store.case import open_case

    query = " ".join(f'"{w}"' if " " in w and len(words) > 1 and '"' not in w else w for w in words)
    with open_case(case_named(case)) as opened, opened.view() as view:
        hits = view.search(query, limit=limit)
    if as_json:
        print_json(hits)
        return
    for hit in hits:
        report = hit.report
        line(report.id, report.published or "", report.publisher or "", report.title or report.where)
        line(f"    {hit.snippet}")
        if hit.claims:
            line(f"    claims: {' '.join(hit.claims[:8])}{' ...' if len(hit.claims) > 8 else ''}")
    line(f"{len(hits)} reports" if hits else "Nothing was found.")
