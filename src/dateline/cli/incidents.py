"""`dateline incidents`: what happened, by all reports of a case."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from dateline.cli.asking import day_of, days, days_options, place_option, told_none, up_to_date, who
from dateline.cli.casework import case_named, case_option, json_option, print_json, table
from dateline.cli.examples import WithExamples
from dateline.errors import InputError
from dateline.record.incidents import Incident
from dateline.record.kept import KeptClaim

_EXAMPLES = """\
Examples:
  dateline incidents --case syria.dateline
  dateline incidents --place Aleppo --from 2016-02-01 --to 2016-03-31
  dateline incidents --type "Air/drone strike" --actor "Syrian Arab Army"
  dateline incidents --disputed --json
  dateline incidents --from-jsonl reports.jsonl --format jsonl     # without a case

KILLED is low-best-high by UCDP's rule. SRC counts independent sources: copies, and reports that only quote another
source of the incident, are not counted; reports that all quote one and the same are one. dateline show INCIDENT tells
why its claims belong together.
"""


@click.command(cls=WithExamples, epilog=_EXAMPLES)
@place_option
@days_options
@click.option("--type", "types", multiple=True, metavar="T", help="PLOVER type or ACLED (sub-)event type.")
@click.option("--actor", "actors", multiple=True, metavar="NAME", help="One who has a part in it.")
@click.option(
    "--known-on", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="As the case was known on a day."
)
@click.option("--disputed", is_flag=True, help="Only those on which the sources differ.")
@click.option(
    "--from-jsonl",
    "file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Link the reports of this .jsonl file and leave all cases alone.",
)
@click.option(
    "--format", "form", type=click.Choice(["table", "json", "jsonl"]), default="table", show_default=True
)
@case_option
@json_option
def incidents(
    place: str | None,
    first: datetime | None,
    last: datetime | None,
    types: tuple[str, ...],
    actors: tuple[str, ...],
    known_on: datetime | None,
    disputed: bool,
    file: Path | None,
    form: str,
    case: str | None,
    as_json: bool,
) -> None:
    """List incidents: what several claims tell of the same happening."""
    if file is not None:
        if place or first or last or types or actors or known_on:
            raise InputError("--from-jsonl takes no filters but --disputed.")
        found = _of_file(file)
    else:
        from dateline.pipeline.asking import as_known
        from dateline.store.base import Wanted
        from dateline.store.case import open_case

        wanted = Wanted(
            place=place,
            first=day_of(first),
            last=day_of(last),
            types=types,
            actors=actors,
            known_on=day_of(known_on),
        )
        with open_case(case_named(case)) as opened:
            up_to_date(opened)
            with opened.view() as view:
                past = as_known(view, wanted)
                found = list(view.incidents(wanted) if past is None else past.incidents)
    shown = [i for i in found if i.disputed] if disputed else found
    if as_json or form == "json":
        print_json(shown)
    elif form == "jsonl":
        import msgspec

        from dateline.contract import escaped

        for incident in shown:
            click.echo(escaped(msgspec.json.encode(incident)).decode())
    elif shown:
        table(("ID", "DAY", "TYPE", "PLACE", "WHO", "KILLED", "SRC", "DISPUTED"), map(_row, shown))
    else:
        told_none("no incidents.")


def _of_file(file: Path) -> list[Incident]:
    """Incidents of the reports of a file, in a case that is forgotten."""
    import sys

    from dateline.contract import decode
    from dateline.pipeline.batch import read_batch
    from dateline.pipeline.keeping import kept_claims
    from dateline.pipeline.linking import incidents_of
    from dateline.steps.documents import Given, Options, sources_of

    options = Options()
    claims: list[KeptClaim] = []
    for outcome in read_batch(
        sources_of((str(file),), stdin=sys.stdin.buffer, options=options), given=Given(), options=options
    ):
        if outcome.reading is not None:
            claims += kept_claims(decode(outcome.reading))
    return sorted(incidents_of(claims), key=lambda i: (i.start is None, i.start, i.id))


def _row(incident: Incident) -> tuple[object, ...]:
    killed = next((c for c in incident.casualties if c.outcome == "killed" and c.rule == "ucdp"), None)
    figures = "" if killed is None else _figures(killed.low, killed.best, killed.high)
    return (
        incident.id[:9],
        days(incident.start, incident.end),
        incident.type,
        incident.place.name if incident.place else "",
        who(incident.actors),
        figures,
        incident.independent_sources,
        ", ".join(d.field for d in incident.disputed),
    )


def _figures(low: int | None, best: int | None, high: int | None) -> str:
    if low == best == high:
        return str(best)
    return "-".join("?" if n is None else str(n) for n in (low, best, high))
