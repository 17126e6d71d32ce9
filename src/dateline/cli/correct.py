"""`dateline correct`: fields of a claim set by a person."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING

import click

from dateline.cli.casework import case_named, case_option, coder_named, coder_option, json_option
from dateline.cli.decisions import relinked, tell_decision, why_option
from dateline.cli.examples import WithExamples
from dateline.errors import InputError
from dateline.record.corrections import CLEARABLE, OUTCOMES, PLOVER, SOURCE_KINDS, STATUSES
from dateline.record.decisions import CasualtiesSet, Corrected
from dateline.record.kept import KeptActor, KeptPlace, KeptSource

if TYPE_CHECKING:
    from dateline.store.writing import Writing

_EXAMPLES = """\
Examples:
  dateline correct c1f0a --status denied --why "the ministry denies it"
  dateline correct c1f0a --date 2016-03-03 --place Khanasser
  dateline correct c1f0a --casualties killed=12 --casualties wounded=20-30
  dateline correct c1f0a --source Reuters --source "the mayor:official"
  dateline correct c1f0a --clear sources
  dateline correct c1f0a --clear place
  dateline correct c1f0a --withdraw --why "the report does not say this"

The claim as it was read stays; the correction is laid over it, and holds when the report is read anew by a later
version. --casualties takes N, LOW-HIGH, LOW- ("at least") or -HIGH ("up to"). --source is who says so: one for each
who passes it on, the outermost first, with the kind after a colon where it is not known. --clear sources leaves it to
the report itself.
"""
_RANGE = re.compile(r"(\w+)=(\d*)(?:(-)(\d*))?")
_DAY = click.DateTime(["%Y-%m-%d"])


@click.command(cls=WithExamples, epilog=_EXAMPLES)
@click.argument("claim")
@click.option("--status", type=click.Choice(STATUSES))
@click.option("--plover", type=click.Choice(PLOVER, case_sensitive=False), help="PLOVER type.")
@click.option("--mode", metavar="MODE", help="PLOVER mode.")
@click.option("--acled-type", metavar="TYPE", help="ACLED event type.")
@click.option("--acled-sub", metavar="TYPE", help="ACLED sub-event type.")
@click.option("--date", "day", type=_DAY, metavar="DAY", help="The one day on which it happened.")
@click.option("--from", "start", type=_DAY, metavar="DAY", help="First day.")
@click.option("--to", "end", type=_DAY, metavar="DAY", help="Last day.")
@click.option("--place", metavar="NAME", help='A place of the gazetteer, as in Tabqa or "Tabqa, SYR".')
@click.option("--at", "point", metavar="LAT,LON", help="Where --place is, if the gazetteer does not know it.")
@click.option("--actor", "actors", multiple=True, metavar="NAME", help="Who did it.")
@click.option("--recipient", "recipients", multiple=True, metavar="NAME", help="To whom it was done.")
@click.option(
    "--casualties", "casualties", multiple=True, metavar="OUTCOME=N", help="killed=12, wounded=20-30"
)
@click.option(
    "--source",
    "sources",
    multiple=True,
    metavar="NAME[:KIND]",
    help=f"Who says so. Kinds: {', '.join(SOURCE_KINDS)}.",
)
@click.option("--clear", "cleared", multiple=True, type=click.Choice(CLEARABLE), help="Empty this field.")
@click.option("--withdraw/--restore", "withdrawn", default=None, help="The report does not say this at all.")
@case_option
@coder_option
@why_option
@json_option
def correct(
    claim: str,
    status: str | None,
    plover: str | None,
    mode: str | None,
    acled_type: str | None,
    acled_sub: str | None,
    day: datetime | None,
    start: datetime | None,
    end: datetime | None,
    place: str | None,
    point: str | None,
    actors: tuple[str, ...],
    recipients: tuple[str, ...],
    casualties: tuple[str, ...],
    sources: tuple[str, ...],
    cleared: tuple[str, ...],
    withdrawn: bool | None,
    case: str | None,
    coder: str | None,
    why: str,
    as_json: bool,
) -> None:
    """Correct a claim. What was read stays beside it."""
    from dateline.store.case import open_case

    first, last = _days(day, start, end)
    with open_case(case_named(case)) as opened:
        with opened.writer() as writer:
            what = Corrected(
                claim=writer.claim_by(claim).id,
                status=status,
                plover=plover.upper() if plover else None,
                mode=mode,
                acled_type=acled_type,
                acled_sub=acled_sub,
                start=first,
                end=last,
                place=_place(place, point),
                actors=tuple(_actor(a) for a in actors) or None,
                recipients=tuple(_actor(a) for a in recipients) or None,
                sources=tuple(_source(s, writer) for s in sources) or None,
                casualties=tuple(_casualties(c) for c in casualties),
                cleared=cleared,
                withdrawn=withdrawn,
            )
            if what == Corrected(claim=what.claim):
                raise InputError("Say what to correct: dateline correct --help")
            together = writer.members_of(writer.incidents_of([what.claim]).values())
            decision = writer.decide(what, coder=coder_named(coder), why=why)
        now = relinked(opened, {what.claim, *(c for some in together.values() for c in some)})
    # Ids change with the first claim of an incident: told where it is another's now.
    tell_decision(decision, as_json, now if {i.id for i in now} != set(together) else None)


def _days(
    day: datetime | None, start: datetime | None, end: datetime | None
) -> tuple[date | None, date | None]:
    if day is not None and (start is not None or end is not None):
        raise InputError("Give either --date or --from and --to.")
    first, last = day or start, day or end
    if first and last and first > last:
        raise InputError("The first day is after the last.")
    return first.date() if first else None, last.date() if last else None


def _casualties(given: str) -> CasualtiesSet:
    match = _RANGE.fullmatch(given)
    if match is None or match[1] not in OUTCOMES or not (match[2] or match[4]):
        raise InputError(
            f"{given!r} is not understood. Example: killed=12 or wounded=20-30 ({', '.join(OUTCOMES)})."
        )
    low = int(match[2]) if match[2] else None
    high = (int(match[4]) if match[4] else None) if match[3] else low
    return CasualtiesSet(
        outcome=match[1], low=low, best=low if low == high or high is None else None, high=high
    )


def _actor(name: str) -> KeptActor:
    from dateline.reference.actors import load_actors
    from dateline.store.keeping import folded

    known = next((a for a, _ in load_actors().meanings(name)), None) or load_actors().actor(name)
    if known is None:
        return KeptActor(
            key=f"?{folded(name)}", name=name, type="unknown", sector=None, country=None, inter=None
        )
    return KeptActor(
        key=known.id,
        name=known.name,
        type=known.type,
        sector=known.sector,
        country=known.country,
        inter=known.inter,
    )


def _source(given: str, writer: Writing) -> KeptSource:
    name, colon, kind = (part.strip() for part in given.rpartition(":"))
    if not colon:
        return writer.source_named(kind)
    if not name or kind not in SOURCE_KINDS:
        raise InputError(
            f"{kind!r} is no kind of source ({', '.join(SOURCE_KINDS)}). Example: 'the mayor:official'"
        )
    return writer.source_named(name, kind=kind)


def _place(name: str | None, point: str | None) -> KeptPlace | None:
    if name is None:
        if point is not None:
            raise InputError("Name the place too: --place NAME --at LAT,LON")
        return None
    if point is not None:
        try:
            lat, lon = (float(part) for part in point.split(","))
        except ValueError as error:
            raise InputError("--at takes two numbers, as in --at 35.78,37.5") from error
        if not (-90 <= lat <= 90 and -180 <= lon <= 180):
            raise InputError("--at takes a latitude of -90 to 90 and a longitude of -180 to 180.")
        return KeptPlace(
            name=name,
            lat=lat,
            lon=lon,
            country=None,
            admin1=None,
            feature=None,
            geonames=None,
            relation="at",
            geo_precision=1,
        )
    return _in_gazetteer(name)


def _in_gazetteer(given: str) -> KeptPlace:
    """The best known place of that name, in the country that follows a comma ("Tabqa, SYR")."""
    from dateline.reference.gazetteer import open_gazetteer

    name, _, country = (part.strip() for part in given.partition(","))
    hits = [h.entry for h in open_gazetteer().find(name) if not country or h.entry.country == country.upper()]
    if not hits:
        raise InputError(f"The gazetteer has no {given!r}. Say where it is: --at LAT,LON")
    best = max(hits, key=lambda e: (e.weight, e.population, e.id))
    return KeptPlace(
        name=best.name,
        lat=best.lat,
        lon=best.lon,
        country=best.country,
        admin1=best.admin1,
        feature=best.feature,
        geonames=best.geonames,
        relation="at",
        geo_precision=3 if best.feature.startswith(("ADM1", "PCL", "RGN")) else 1,
    )
