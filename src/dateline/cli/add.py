"""`dateline add`: reports into a case."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import click

from dateline.cli.asking import up_to_date
from dateline.cli.casework import (
    case_named,
    case_option,
    coder_named,
    coder_option,
    json_option,
    print_json,
)
from dateline.cli.examples import WithExamples
from dateline.errors import InputError

_EXAMPLES = """\
Examples:
  dateline add reports/ --case syria.dateline
  dateline add article.html sitrep.pdf archive.jsonl.gz crawl.warc.gz
  dateline add https://example.org/feed.xml --jobs 4
  cat report.txt | dateline add - --published 2016-03-06 --publisher "Levant Wire"

Takes what `dateline read` takes, and RSS or Atom feeds (file or address) and WARC archives. What is in the case
already is not read again, so that the same command can be given each day, or again after it was stopped. A page that
changed since is a new revision; both stay. The account of all inputs is printed and kept: dateline report.

Exit status: 0, 1 Dateline itself failed on a report, 2 nothing could be read, 4 the case cannot be written.
"""


@click.command(cls=WithExamples, epilog=_EXAMPLES)
@click.argument("inputs", nargs=-1, required=True, metavar="FILE|FOLDER|URL|- ...")
@case_option
@click.option(
    "--published",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="Date (2016-03-06) of the reports that do not state one themselves. A date that a row, page, feed or "
    "reports.csv states is kept.",
)
@click.option("--publisher", metavar="NAME", help="Who published the reports.")
@click.option(
    "--jobs", type=click.IntRange(1, 256), metavar="N", help="Processes. Default: one a core if many reports."
)
@click.option(
    "--lexicon",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="DIR",
    help="A folder with frames and actors of your own.",
)
@coder_option
@json_option
def add(
    inputs: tuple[str, ...],
    case: str | None,
    published: datetime | None,
    publisher: str | None,
    jobs: int | None,
    lexicon: Path | None,
    coder: str | None,
    as_json: bool,
) -> None:
    """Read reports into a case: files, folders, .jsonl, feeds, archives, web pages, standard input (-)."""
    # Loaded here, so that `--help` need not wait for the language engine.
    from dateline.cli.accounts import print_account
    from dateline.cli.progress import progress
    from dateline.pipeline.adding import Adding, add_reports
    from dateline.steps.documents import Given, Options, sources_of
    from dateline.store.case import open_case

    options = Options()
    given = Given(published=published.date() if published else None, publisher=publisher)
    how = Adding(coder=coder_named(coder), given=given, options=options, lexicon=lexicon, jobs=jobs)
    with open_case(case_named(case)) as opened:
        with progress(inputs, beside_output=False) as step:
            sources = sources_of(inputs, stdin=sys.stdin.buffer, options=options)
            run = add_reports(opened, sources, named=inputs, how=how, told=lambda became: step())
        up_to_date(opened)
        with opened.view() as view:
            became = tuple(view.run_inputs(run.number))
        if as_json:
            print_json({"run": run, "inputs": became})
        else:
            print_account(run, became)
    if any(one.kind in ("failed", "crashed") for one in became):
        sys.exit(1)
    if became and all(one.outcome in ("failed", "no-text", "left-out") for one in became):
        sys.exit(InputError.exit_status)
