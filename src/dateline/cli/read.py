"""`dateline read`: reports in, claims out."""

from __future__ import annotations

import gc
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO

import click

from dateline.cli.examples import WithExamples
from dateline.cli.terminal import plain, tell
from dateline.errors import InputError

_EXAMPLES = """\
Examples:
  dateline read report.txt --published 2016-03-06 --publisher "Levant Wire"
  dateline read https://example.org/news/article.html
  dateline read sitrep.pdf --type ASSAULT --status occurred
  dateline read reports/ archive.jsonl.gz --format jsonl --jobs 4 --output claims.jsonl
  cat report.txt | dateline read - --format json

A line of a .jsonl file is one report: {"id", "text", "published", "publisher", "title"}, all but text
may be null or absent. Files packed with gzip are welcome. A file `reports.csv` (file, published,
publisher, title, url) in a folder tells what is known of the files beside it.

What cannot be read is told on standard error, and the rest goes on. Exit status: 0 something was read,
1 Dateline itself failed on a report, 2 nothing could be read, 3 a lexicon is wrong.
"""


@click.command(cls=WithExamples, epilog=_EXAMPLES)
@click.argument("inputs", nargs=-1, required=True, metavar="FILE|FOLDER|URL|- ...")
@click.option(
    "--published",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="Date (2016-03-06) of the reports that do not state one themselves. A date that a row, page, feed or "
    "reports.csv states is kept.",
)
@click.option("--publisher", metavar="NAME", help="Who published the reports.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "jsonl"]),
    default="table",
    show_default=True,
    help="table: for people. json: indented; a list if several reports may come. jsonl: one report a line.",
)
@click.option(
    "--status",
    "statuses",
    multiple=True,
    metavar="S",
    help="Only claims of this status (occurred, planned, ...).",
)
@click.option(
    "--type",
    "types",
    multiple=True,
    metavar="T",
    help="Only claims of this PLOVER, CAMEO or ACLED type (ASSAULT).",
)
@click.option(
    "--actor", "actors", multiple=True, metavar="NAME", help="Only claims that this actor has a part in."
)
@click.option(
    "--jobs", type=click.IntRange(1, 256), metavar="N", help="Processes. Default: one a core if many reports."
)
@click.option(
    "--lexicon",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="DIR",
    help="A folder with frames and actors of your own.",
)
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Write here.")
def read(
    inputs: tuple[str, ...],
    published: datetime | None,
    publisher: str | None,
    form: str,
    statuses: tuple[str, ...],
    types: tuple[str, ...],
    actors: tuple[str, ...],
    jobs: int | None,
    lexicon: Path | None,
    output: Path | None,
) -> None:
    """Print the claims of reports: text, HTML, PDF, .jsonl, folders of them, web pages, standard input (-)."""
    # Nothing of what is loaded is garbage, and looking for it takes a tenth of the start.
    gc.disable()
    # Loaded here, so that `--help` need not wait for the language engine.
    from dateline.cli.filters import ClaimFilter
    from dateline.cli.progress import progress
    from dateline.cli.writers import writer_for
    from dateline.pipeline.batch import read_batch
    from dateline.steps.documents import Given, Options, is_many, sources_of

    gc.enable()
    options = Options()
    given = Given(published=published.date() if published else None, publisher=publisher)
    several = len(inputs) > 1 or any(is_many(name) for name in inputs)
    chosen = ClaimFilter(statuses=statuses, types=types, actors=actors)
    found = failed = 0
    with _opened(output) as stream, progress(inputs) as step:
        writer = writer_for(form, stream, several=several, chosen=chosen)
        sources = sources_of(inputs, stdin=sys.stdin.buffer, options=options)
        for outcome in read_batch(
            sources, given=given, options=options, lexicon=lexicon, jobs=jobs, own_process=True
        ):
            for issue in outcome.issues:
                tell(issue)
                failed += issue.step == "program"
            if outcome.reading is not None:
                found += 1
                writer.write(outcome.where, outcome.reading)
            step()
        writer.close()
        stream.flush()
    if failed:
        sys.exit(1)
    if not found:
        sys.exit(InputError.exit_status)


@contextmanager
def _opened(path: Path | None) -> Iterator[IO[bytes]]:
    """Where the output goes. A file appears under its name when it is whole."""
    if path is None:
        yield sys.stdout.buffer
        return
    if path.exists() and not stat.S_ISREG(path.stat().st_mode):
        with _writable(path) as stream:
            yield stream
        return
    part = path.with_name(path.name + ".part")
    with _writable(part) as stream:
        yield stream
    os.replace(part, path)


def _writable(path: Path) -> IO[bytes]:
    try:
        return path.open("wb")
    except OSError as error:
        raise InputError(f"{plain(str(path))} cannot be written: {error.strerror}.") from error
