"""`dateline archive`: whole archives into tables."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from dateline.cli.examples import WithExamples

_EXAMPLES = """\
Examples:
  dateline archive CC-NEWS-2016*.warc.gz --out claims/
  dateline archive news.parquet feeds.jsonl.zst folder/ --out claims/ --jobs 8
  dateline archive s3://bucket/crawl/ --out /shared/claims --ray ray://head:10001
  dateline archive news.parquet --out claims/ --no-triage --metrics 9108

Reads WARC (.warc, .warc.gz), Parquet with a column of text, lines of JSON (.jsonl, .jsonl.gz, .jsonl.zst), text, HTML
and PDF, folders of these, and what fsspec opens (s3://, gs://, zip://...; some need a package of their own).
Near-copies, other languages and reports of other things are left out, and listed in DIR/skipped with the reason.
Writes reports, claims, actors, places, times and attributions as Parquet by month of publication.

Stopped anywhere, the same command goes on. The account is printed and kept in DIR/run.json.

Exit status: 0, 1 Dateline itself failed, 2 an input cannot be opened or DIR holds something else, 3 a lexicon is wrong.
"""


@click.command(cls=WithExamples, epilog=_EXAMPLES)
@click.argument("inputs", nargs=-1, required=True, metavar="FILE|FOLDER|ADDRESS ...")
@click.option(
    "--out",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Where the tables go: a new folder, or one that was begun by the same command.",
)
@click.option("--jobs", type=click.IntRange(1, 100_000), metavar="N", help="Workers. Default: one a core.")
@click.option(
    "--ray",
    metavar="ADDRESS",
    help="Work on a Ray cluster; auto starts one here. DIR must be a folder that all its machines see.",
)
@click.option(
    "--triage-threshold",
    type=click.FloatRange(0, 1),
    metavar="P",
    help="Leave reports unread whose score is lower. Default: one that keeps 99 % of those with claims.",
)
@click.option("--no-triage", is_flag=True, help="Read reports of whatever kind.")
@click.option("--keep-copies", is_flag=True, help="Read near-copies too.")
@click.option(
    "--lexicon",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="DIR",
    help="A folder with frames and actors of your own.",
)
@click.option(
    "--seconds",
    type=click.FloatRange(1),
    default=120.0,
    show_default=True,
    metavar="S",
    help="Processor time for one report; one that takes more is set aside.",
)
@click.option(
    "--memory",
    type=click.IntRange(64),
    default=2048,
    show_default=True,
    metavar="MIB",
    help="Memory for one report; one that takes more is set aside.",
)
@click.option(
    "--metrics",
    type=click.IntRange(1, 65535),
    metavar="PORT",
    help="Serve figures for Prometheus on 127.0.0.1.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the account as JSON.")
def archive(
    inputs: tuple[str, ...],
    out: Path,
    jobs: int | None,
    ray: str | None,
    triage_threshold: float | None,
    no_triage: bool,
    keep_copies: bool,
    lexicon: Path | None,
    seconds: float,
    memory: int,
    metrics: int | None,
    as_json: bool,
) -> None:
    """Read whole archives into tables: WARC, Parquet, .jsonl, folders; on one machine or many."""
    from dateline.cli.archive_lines import account_lines, progress_of
    from dateline.pipeline.archive.plans import Settings
    from dateline.pipeline.archive.running import Archive, Step
    from dateline.pipeline.archive.running import archive as work
    from dateline.steps.triage import THRESHOLD

    if no_triage and triage_threshold is not None:
        raise click.UsageError("--no-triage and --triage-threshold exclude each other.")
    threshold = THRESHOLD if triage_threshold is None else triage_threshold
    settings = Settings(
        threshold=None if no_triage else threshold,
        copies=not keep_copies,
        lexicon=str(lexicon.resolve()) if lexicon else None,
        seconds=seconds,
        memory=memory,
    )
    with progress_of(sys.stderr) as shown:
        tellers = [shown]
        if metrics is not None:
            from dateline.pipeline.archive.metrics import served

            tellers.append(served(metrics))

        def told(step: Step) -> None:
            for tell in tellers:
                tell(step)

        account = work(inputs, out, settings, Archive(jobs=jobs, ray=ray), told)
    if as_json:
        sys.stdout.write(account.as_json().decode())
        return
    for line in account_lines(account, out):
        click.echo(line)
