"""ACLED: one place on one day a row, 31 columns (ACLED Codebook; column order of the API since 2023)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from dateline.export.accounts import Account
from dateline.export.cells import write_table
from dateline.export.codebooks import AcledType, Codebook, acled_types, hxl_tags
from dateline.export.countries import Country, country_of
from dateline.export.days import days_of, spoken, spread
from dateline.export.ledger import Ledger
from dateline.export.material import Material, Told
from dateline.export.outlets import scale_of
from dateline.export.parties import CIVILIANS, PROTESTERS, Party, acled_parties, crowd, unidentified
from dateline.record.kept import KeptPlace
from dateline.record.tolls import Toll, figure_of, toll, wholes

COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type",
    "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting",
    "iso", "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision",
    "source", "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip
_VIOLENT = ("Battles", "Explosions/Remote violence", "Violence against civilians")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One event as ACLED counts it: a place on a day."""

    incident: str
    event_id: str
    day: date
    time_precision: int
    type: AcledType
    side1: tuple[Party, ...]
    side2: tuple[Party, ...]
    place: KeptPlace
    country: Country
    geo_precision: int
    sources: tuple[str, ...]
    scales: tuple[str, ...]
    notes: str
    fatalities: int
    known: date


def write(material: Material, out: Path, book: Codebook, *, hxl: bool = False) -> Account:
    """Writes the table; `hxl` puts the tag row under its head."""
    account = Account(format="acled", rows="events")
    tags = [hxl_tags("acled").get(c, "") for c in COLUMNS] if hxl else None
    ledger = material.ledger("acled")
    absorbed: dict[str, str] = {}
    made = rows(material.told(), book, account, ledger, absorbed)
    account.written = write_table(out, COLUMNS, (cells(row, book) for row in made), tags=tags)
    material.noted = ledger.closed((row.event_id for row in made), material.looked_at, absorbed)
    return account


def rows(
    told: Iterable[Told],
    book: Codebook,
    account: Account,
    ledger: Ledger | None = None,
    absorbed: dict[str, str] | None = None,
) -> list[Row]:
    """All events, by day, then id. What has no cell in ACLED is counted in `account`.

    `absorbed`: takes up the ids that have no row, and those in which they are.
    """
    ledger = ledger or Ledger("acled")
    coded = [row for one in told for row in rows_of(one, book, account, ledger)]
    if book.acled.absorb:
        coded = _absorbed(coded, account, {} if absorbed is None else absorbed)
    return sorted(coded, key=lambda r: (r.day, r.event_id))


def rows_of(told: Told, book: Codebook, account: Account, ledger: Ledger) -> Iterator[Row]:
    """The rows of one incident, one a day."""
    incident = told.incident
    if not told.asserted:
        account.leave(f"ACLED has no cell for what is {told.why_not}")
        return
    type = acled_types().get(book.acled.types.get(incident.type, incident.type))
    if type is None:
        account.leave("ACLED does not record this type (talk, statements, states)")
        return
    place = incident.place
    country = country_of(place.country) if place else None
    if place is None or place.lat is None or place.lon is None:
        account.leave("no place with coordinates is known")
        return
    if country is None or (place.feature or "").startswith(("PCL", "CONT")):
        account.leave("ACLED does not code events placed no closer than a country")
        return
    days = days_of(incident, told.asserted, lasting=type.lasting, most_days=book.acled.most_days)
    if isinstance(days, str):
        account.leave(f"time: {days}")
        return
    dead = toll(told.asserted, book.figures)
    total = dead.lowest if dead else 0
    shares = spread(total, len(days.days))
    if len(days.days) > 1:
        account.remark("incidents split into one event a day")
    side1, side2 = _sides(told, type, place.country)
    scales = tuple(dict.fromkeys(scale_of(p, place.country) for p in told.publishers))
    ids = ledger.ids(incident.id, days.days, prefix=country.iso3)
    for number, (day, share, id) in enumerate(zip(days.days, shares, ids, strict=True)):
        yield Row(
            incident=incident.id,
            event_id=id,
            day=day,
            time_precision=days.precision,
            type=type,
            side1=side1,
            side2=side2,
            place=place,
            country=country,
            geo_precision=_geo_precision(place),
            sources=told.publishers,
            scales=scales,
            notes=_notes(told, dead, book, day, days.precision, len(days.days), number, share),
            fatalities=share,
            known=max(c.known for c in told.claims),
        )


def _geo_precision(place: KeptPlace) -> int:
    if (place.feature or "").startswith(("ADM1", "RGN", "SEA", "GULF", "STM")):
        return 3
    near = place.relation in ("near", "towards", "between", "from") or (place.feature or "").startswith("ADM")
    return max(place.geo_precision, 2) if near else place.geo_precision


def _sides(told: Told, type: AcledType, where: str | None) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Who stands in actor1 and actor2, each with those beside them. ACLED: actor1 need not be the aggressor."""
    first, second = acled_parties(told.incident.actors, where), acled_parties(told.incident.recipients, where)
    second = tuple(p for p in second if p not in first) if len(first) + len(second) > 1 else second
    if type.event == "Protests" and not any(p.inter == PROTESTERS for p in (*first, *second)):
        first = (crowd(PROTESTERS, where), *(p for p in first if p.inter != CIVILIANS))
    if type.event == "Violence against civilians" and not any(p.inter in (5, 6, 7) for p in second):
        second = (crowd(CIVILIANS, where), *second)
    if not first and second and type.event == "Strategic developments":
        first, second = second, ()
    if not first and (type.event in _VIOLENT or second):
        first = (unidentified(where),)
    if not second and type.event == "Battles":
        second = (unidentified(where),)
    return first or (unidentified(where),), second


def _notes(
    told: Told,
    dead: Toll | None,
    book: Codebook,
    day: date,
    precision: int,
    days: int,
    number: int,
    share: int,
) -> str:
    """What happened, in the words of a report: ACLED's notes begin with the day."""
    lead = told.lead
    said = [s.name for s in lead.sources]
    by = ", citing ".join(filter(None, (lead.publisher, " quoting ".join(said))))
    where = told.incident.place.name if told.incident.place else ""
    opening = "On" if precision == 1 else "Around"
    parts = [
        f'{opening} {spoken(day)}, {where}: "{" ".join(lead.evidence.split())}"{f" ({by})" if by else ""}.'
    ]
    total = dead.lowest if dead else 0
    heard = dead.voices if dead else ()
    told_apart = sorted({v.total.acled for v in heard})
    if len(told_apart) > 1:
        parts.append(
            f"Reports give from {told_apart[0]} to {told_apart[-1]} fatalities; the lowest is coded."
        )
    elif any(
        figure_of(f, book.figures) not in (f.low, f.best) for v in heard for c in v.claims for f in wholes(c)
    ):
        parts.append(f"A vague figure is coded as {told_apart[0]}.")
    if days > 1 and total:
        parts.append(f"{total} fatalities over {days} days were split evenly; {share} coded to this day.")
    elif days > 1:
        parts.append(f"Day {number + 1} of {days}.")
    if told.incident.disputed:
        parts.append(f"Sources differ on: {', '.join(sorted({d.field for d in told.incident.disputed}))}.")
    return " ".join(parts)


def _absorbed(coded: list[Row], account: Account, absorbed: dict[str, str]) -> list[Row]:
    """Where types happen in one place on one day between the same sides, the highest takes in the lower ones."""
    groups: dict[object, list[Row]] = defaultdict(list)
    for row in coded:
        sides = tuple(sorted((tuple(p.name for p in row.side1[:1]), tuple(p.name for p in row.side2[:1]))))
        where = row.place.geonames or (row.place.name, row.place.admin1, row.country.iso3)
        groups[(row.day, where, sides, row.type.disorder == "Strategic developments")].append(row)
    kept = []
    for group in groups.values():
        ranked = sorted(group, key=lambda r: (r.type.rank, r.event_id))
        # Two happenings of the same type stay two: that they are one was for the linking of incidents to say.
        high = [r for r in ranked if r.type == ranked[0].type]
        low = ranked[len(high) :]
        if low:
            absorbed.update((r.event_id, high[0].event_id) for r in low)
            account.remark("events absorbed by a higher type in the same place on the same day", len(low))
            high[0] = replace(
                high[0],
                fatalities=high[0].fatalities + sum(r.fatalities for r in low),
                sources=tuple(dict.fromkeys(s for r in (high[0], *low) for s in r.sources)),
                scales=tuple(dict.fromkeys(s for r in (high[0], *low) for s in r.scales)),
                notes=" ".join(
                    (
                        high[0].notes,
                        *(f"Concurrent {r.type.sub} is coded in this event: {r.notes}" for r in low),
                    )
                ),
                known=max(r.known for r in (high[0], *low)),
            )
        kept += high
    return kept


def cells(row: Row, book: Codebook) -> tuple[object, ...]:
    """A row in the order of `COLUMNS`."""
    one, two = row.side1[0], row.side2[0] if row.side2 else None
    targeted = (
        row.type.event == "Violence against civilians"
        or row.type.sub == "Excessive force against protesters"
        or (
            row.type.event in ("Explosions/Remote violence", "Riots")
            and two is not None
            and two.inter == CIVILIANS
        )
    )
    return (
        row.event_id,
        row.day.isoformat(),
        row.day.year,
        row.time_precision,
        row.type.disorder,
        row.type.event,
        row.type.sub,
        one.name,
        "; ".join(p.name for p in row.side1[1:]),
        _inter(one, book),
        two.name if two else "",
        "; ".join(p.name for p in row.side2[1:]),
        _inter(two, book),
        _interaction(one, two, book),
        book.acled.civilian_targeting if targeted else "",
        row.country.isonum,
        row.country.acled_region,
        row.country.acled_name,
        row.place.admin1 or "",
        "",
        "",
        row.place.name,
        round(row.place.lat or 0.0, 4),
        round(row.place.lon or 0.0, 4),
        row.geo_precision,
        "; ".join(row.sources) or "Undisclosed Source",
        "-".join(row.scales) or "Other",
        row.notes,
        row.fatalities,
        "crowd size=no report" if row.type.event in ("Protests", "Riots") else "",
        int(datetime(row.known.year, row.known.month, row.known.day, tzinfo=UTC).timestamp()),
    )


def _inter(party: Party | None, book: Codebook) -> object:
    if party is None:
        return ""
    return party.inter if book.acled.numbers else book.acled.inter[party.inter]


def _interaction(one: Party, two: Party | None, book: Codebook) -> object:
    low, high = sorted((one.inter, two.inter)) if two else (one.inter, 0)
    if book.acled.numbers:
        return low * 10 + high
    labels = book.acled.inter
    return f"{labels[low]}-{labels[high]}" if high else f"{labels[low]} only"
