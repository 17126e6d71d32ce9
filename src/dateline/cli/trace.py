"""`dateline trace`: the debugger and the tour."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import click

from dateline.cli.examples import WithExamples
from dateline.cli.terminal import console, lines_of, tell
from dateline.errors import InputError

_EXAMPLES = """\
Examples:
  dateline trace report.txt --published 2016-03-06
  dateline trace report.txt --sentence 3       with the words, their parts of speech and the syntax tree
  dateline trace archive.jsonl --report 12     the twelfth report of a file of many

Each line ends with the name of the rule or data entry that made it, so that a wrong claim leads to the file to mend.
"""


@click.command(cls=WithExamples, epilog=_EXAMPLES)
@click.argument("file", metavar="FILE|URL|-")
@click.option("--sentence", type=click.IntRange(1), metavar="N", help="Only this sentence, with its syntax.")
@click.option(
    "--report", type=click.IntRange(1), default=1, metavar="N", help="Which report of a file of many."
)
@click.option(
    "--published",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="Date of the report, if it does not state one itself. A date that a row, page, feed or reports.csv states "
    "is kept.",
)
@click.option("--publisher", metavar="NAME", help="Who published the report.")
@click.option(
    "--lexicon",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="DIR",
    help="A folder with frames and actors of your own.",
)
def trace(
    file: str,
    sentence: int | None,
    report: int,
    published: datetime | None,
    publisher: str | None,
    lexicon: Path | None,
) -> None:
    """Show what each step made of a report, sentence by sentence, and which rule made it."""
    # Loaded here, so that `--help` need not wait for the language engine.
    from dateline.cli.step_lines import step_lines
    from dateline.pipeline import Reader
    from dateline.record.issues import Issue
    from dateline.steps.documents import Given, Options, Source, load, sources_of

    given = Given(published=published.date() if published else None, publisher=publisher)
    found: list[Source] = []
    for source in sources_of([file], stdin=sys.stdin.buffer, options=Options()):
        if isinstance(source, Issue):
            tell(source)
        else:
            found.append(source)
        if len(found) == report:
            break
    else:
        raise InputError(f"There is no report {report} in {file}.")
    document, issues, warnings = load(found[-1], given)
    for issue in issues:
        tell(issue)
    if document is None:
        sys.exit(InputError.exit_status)
    steps = Reader(lexicon=lexicon).steps(document)
    if sentence is not None and sentence > len(steps.annotation.sentences):
        raise InputError(
            f"The report has {len(steps.annotation.sentences)} sentences; there is no sentence {sentence}."
        )
    screen = console(on_terminal=sys.stdout.isatty())
    for line in step_lines(
        source.where, steps, warnings=warnings, only=None if sentence is None else sentence - 1
    ):
        sys.stdout.buffer.write(lines_of(screen, line).encode("utf-8", "replace"))
