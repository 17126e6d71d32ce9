"""`python -m dateline.evaluate FOLDER`: read the reports of a folder with gold, and say how well.

A folder with `incidents.yaml` (see `bench/incidents`) is scored for what joining needs of each telling.
"""

from __future__ import annotations

from pathlib import Path

import click

from dateline.errors import DatelineError
from dateline.evaluate.checks import slips_in
from dateline.evaluate.coverage import Telling, coverage_table, read_incidents, tellings
from dateline.evaluate.gold import GoldReport, read_gold_folder
from dateline.evaluate.linking import read_incident_reports
from dateline.evaluate.scores import score_readings
from dateline.evaluate.tables import by_report, details, figures, in_short
from dateline.pipeline import Reader
from dateline.record.readings import Reading
from dateline.steps.documents import document_from_text


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--only", multiple=True, help="Name of a gold file, without .yaml; can be given again.")
@click.option("--show", is_flag=True, help="Print each gold claim with what was found for it.")
@click.option("--check", is_flag=True, help="Look for slips in the gold files, and read nothing.")
def main(folder: Path, only: tuple[str, ...], show: bool, check: bool) -> None:
    """Score readings of the reports in FOLDER against their gold."""
    if (folder / "incidents.yaml").is_file():
        _incidents(folder, show)
        return
    try:
        reports = [gold for gold in read_gold_folder(folder) if not only or gold.name in only]
    except DatelineError as error:
        raise click.ClickException(str(error)) from error
    if check:
        slips = [line for gold in reports for line in slips_in(gold)]
        click.echo("\n".join(slips) or "no slips")
        raise SystemExit(1 if slips else 0)
    reader = Reader()
    scores = score_readings([(gold, _read(reader, gold)) for gold in reports])
    if show:
        for report in scores.reports:
            click.echo(details(report))
            click.echo()
    click.echo(by_report(scores))
    click.echo()
    click.echo(figures(scores))


def _incidents(folder: Path, show: bool) -> None:
    reader = Reader()
    pairs = [
        (
            report,
            reader.read(
                document_from_text(
                    report.text, published=report.published, publisher=report.publisher, title=report.title
                )
            ),
        )
        for report in read_incident_reports(folder)
    ]
    found = tellings(pairs, read_incidents(folder))
    if show:
        for one in found:
            click.echo(_line(one))
        click.echo()
    click.echo(coverage_table(found))


def _line(one: Telling) -> str:
    if one.claim is None:
        return f"  - {one.report} {one.incident} {one.trigger}: not read"
    wrong = [
        name
        for name, right in (("type", one.type_right), ("day", one.day), ("place", one.place))
        if not right
    ]
    return f"    {one.report} {one.incident} {one.trigger}: {in_short(one.claim)}" + (
        f" | not right: {', '.join(wrong)}" if wrong else ""
    )


def _read(reader: Reader, gold: GoldReport) -> Reading:
    document = document_from_text(
        gold.text, published=gold.published, publisher=gold.publisher, title=gold.title
    )
    return reader.read(document)


if __name__ == "__main__":
    main()
