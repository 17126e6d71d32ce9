"""UCDP GED: one incident with at least one death a row, 49 columns (UCDP GED Codebook 23.1 and later)."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dateline.export.accounts import Account
from dateline.export.cells import write_table
from dateline.export.codebooks import Codebook, hxl_tags
from dateline.export.countries import Country, country_of
from dateline.export.days import ucdp_date_precision
from dateline.export.ledger import Ledger
from dateline.export.material import Material, Told
from dateline.export.numbers import stable_number
from dateline.export.parties import CIVILIANS, PROTESTERS, RIOTERS, Side, inter_of, ucdp_side
from dateline.record.incidents import Incident
from dateline.record.kept import KeptActor, KeptPlace
from dateline.record.tolls import PEOPLE, Toll, Voice, toll

COLUMNS = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id",
    "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a",
    "side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources", "source_article", "source_office", "source_date",
    "source_headline", "source_original", "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2",
    "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region", "event_clarity",
    "date_prec", "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best",
    "high", "low", "gwnoa", "gwnob",
)  # fmt: skip
_AT_SEA = ("SEA", "OCN", "GULF", "BAY", "STRT")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    number: int
    told: Told
    kind: int
    """Type of violence: 1 state-based, 2 non-state, 3 one-sided."""
    side_a: Side
    side_b: Side
    place: KeptPlace
    country: Country
    start: date
    end: date
    date_prec: int
    where_prec: int
    deaths: tuple[int, int, int, int]
    """Of side a, side b, civilians, unknown; their sum is the best estimate."""
    range: Toll

    @property
    def dyad(self) -> str:
        return f"{self.side_a.name} - {self.side_b.name}"


def write(material: Material, out: Path, book: Codebook, *, hxl: bool = False) -> Account:
    """Writes the table; `hxl` puts the tag row under its head."""
    account = Account(format="ged", rows="events")
    tags = [hxl_tags("ged").get(c, "") for c in COLUMNS] if hxl else None
    ledger = material.ledger("ged")
    made = rows(material.told(), account, book, ledger)
    account.written = write_table(out, COLUMNS, tables(made, book), tags=tags)
    material.noted = ledger.closed((str(row.number) for row in made), material.looked_at)
    return account


def rows(told: Iterable[Told], account: Account, book: Codebook, ledger: Ledger | None = None) -> list[Row]:
    """All events by first day, then incident. What UCDP would not include is counted in `account`."""
    ledger = ledger or Ledger("ged")
    made = [row for one in told if (row := row_of(one, account, book, ledger)) is not None]
    return sorted(made, key=lambda r: (r.start, r.told.incident.id))


def row_of(told: Told, account: Account, book: Codebook, ledger: Ledger) -> Row | None:
    incident = told.incident
    if not told.asserted:
        account.leave(f"UCDP has no cell for what is {told.why_not}")
        return None
    figures = toll(told.asserted, book.figures)
    if figures is None or figures.high < 1:
        account.leave("UCDP counts only events with at least one death")
        return None
    place = incident.place
    country = country_of(place.country) if place else None
    if place is None or place.lat is None or place.lon is None or country is None:
        account.leave("no place with coordinates in a country is known")
        return None
    start, end = incident.start, incident.end or incident.start
    if start is None or end is None or (precision := ucdp_date_precision(start, end)) is None:
        account.leave("the day is not known, or no better than within a year")
        return None
    sides = _sides(incident, place.country)
    if sides is None:
        account.leave("UCDP counts only events with an organised actor that can be named")
        return None
    kind, side_a, side_b = sides
    return Row(
        number=int(ledger.ids(incident.id, (None,))[0]),
        told=told,
        kind=kind,
        side_a=side_a,
        side_b=side_b,
        place=place,
        country=country,
        start=start,
        end=end,
        date_prec=precision,
        where_prec=where_precision(place),
        deaths=_by_side(figures, side_a, side_b, place.country),
        range=figures,
    )


def _sides(incident: Incident, where: str | None) -> tuple[int, Side, Side] | None:
    """Type of violence and the two sides. None: no organised actor can be named."""
    doers = [s for a in incident.actors if (s := ucdp_side(a, where))]
    targets = [s for a in incident.recipients if (s := ucdp_side(a, where))]
    armed = [s for s in dict.fromkeys((*doers, *targets)) if s.kind != "civilians"]
    if not armed:
        return None
    hurt_civilians = any(s.kind == "civilians" for s in targets)
    if len(armed) == 1 or (hurt_civilians and not any(s.kind != "civilians" for s in targets)):
        civilians = Side("Civilians", "civilians", None)
        violent = incident.type in ("Attack", "Sexual violence", "Abduction/forced disappearance")
        return (3, armed[0], civilians) if hurt_civilians or violent else None
    first, second = armed[0], armed[1]
    if "state" in (first.kind, second.kind):
        # UCDP: side A of a state-based dyad is always a government.
        return (1, first, second) if first.kind == "state" else (1, second, first)
    return (2, *sorted((first, second)))  # type: ignore[return-value]


def _by_side(figures: Toll, side_a: Side, side_b: Side, where: str | None) -> tuple[int, int, int, int]:
    """The best estimate over the sides, by the voice that gives it and says most about whose dead they are."""
    splits = []
    for voice in figures.voices:
        counts = [0, 0, 0, 0]
        for actor, number in _counted(voice):
            counts[_side_of(actor, side_a, side_b, where)] += number
        if sum(counts) == figures.best:
            splits.append((counts[3], voice.who, tuple(counts)))
    return min(splits)[2] if splits else (0, 0, 0, figures.best)  # type: ignore[return-value]


def _counted(voice: Voice) -> list[tuple[KeptActor | None, int]]:
    """Whose dead a voice counts, and how many."""
    sides = [tally for side, tally in voice.sides.items() if side != PEOPLE]
    if sum(tally.best for tally in sides) != voice.total.best:
        return [(voice.total.actor, voice.total.best)]
    return [(tally.actor, tally.best) for tally in sides]


def _side_of(actor: KeptActor | None, side_a: Side, side_b: Side, where: str | None) -> int:
    if actor is None:
        return 3
    side = ucdp_side(actor, where)
    if side is not None and side.name == side_a.name:
        return 0
    if side is not None and side.kind != "civilians" and side.name == side_b.name:
        return 1
    return 2 if inter_of(actor, where) in (RIOTERS, PROTESTERS, CIVILIANS) else 3


def where_precision(place: KeptPlace) -> int:
    """1 exact, 2 within 25 km, 3 district, 4 province, 5 stretch or fuzzy area, 6 country, 7 at sea."""
    feature = place.feature or ""
    if feature.startswith(_AT_SEA):
        return 7
    if feature.startswith(("PCL", "CONT")):
        return 6
    if feature.startswith("ADM1"):
        return 4
    if feature.startswith("ADM"):
        return 3
    if place.geo_precision < 3 and not feature.startswith(("STM", "RD", "RGN", "MT", "DSRT", "VAL")):
        return 1 if place.relation == "at" and place.geo_precision == 1 else 2
    return 5


def priogrid(lat: float, lon: float) -> int:
    """Cell of PRIO-GRID: half degrees, numbered from the south-west (Tollefsen et al. 2012).

    >>> priogrid(34.53, 69.17)
    179779
    """
    row = min(math.floor((lat + 90) * 2), 359)
    column = min(math.floor((lon + 180) * 2), 719)
    return row * 720 + column + 1


def tables(made: list[Row], book: Codebook) -> Iterable[tuple[object, ...]]:
    dead: Counter[tuple[str, int]] = Counter()
    for row in made:
        dead[row.dyad, row.start.year] += row.range.best
    for row in made:
        yield cells(row, book, active=dead[row.dyad, row.start.year] >= book.ged.active_from)


def cells(row: Row, book: Codebook, *, active: bool) -> tuple[object, ...]:
    """A row in the order of `COLUMNS`."""
    told, place = row.told, row.place
    incident = told.incident
    reports = sorted(
        {c.report: told.reports[c.report] for c in told.asserted}.values(),
        key=lambda r: (str(r.published), r.id),
    )
    number = row.number
    ids, dyads = book.ged.actor_ids, book.ged.dyad_ids
    originals = dict.fromkeys(c.sources[-1].name for c in told.asserted if c.sources)
    lat, lon = round(place.lat or 0.0, 6), round(place.lon or 0.0, 6)
    conflict = f"{row.country.ucdp_name}: {row.dyad}" if row.kind == 1 else row.dyad
    description = place.name if place.relation == "at" else f"{place.relation} {place.name}"
    clear = row.date_prec == 1 and row.where_prec <= 3
    return (
        number,
        f"{row.country.iso3}-{row.start.year}-{row.kind}-{stable_number(row.dyad, digits=6)}-{number % 10**6}",
        row.start.year,
        int(active),
        "Clear" if clear else "Check",
        row.kind,
        "", "", conflict,
        "", dyads.get(row.dyad, ""), row.dyad,
        "", ids.get(row.side_a.name, ""), row.side_a.name,
        "", ids.get(row.side_b.name, ""), row.side_b.name,
        incident.independent_sources,
        ";".join(f'"{r.publisher or "unknown"}, {r.published or "undated"}, {r.title or ""}"' for r in reports),
        ";".join(dict.fromkeys(r.publisher or "unknown" for r in reports)),
        ";".join(str(r.published or "") for r in reports),
        ";".join(r.title or "" for r in reports),
        "; ".join(originals),
        row.where_prec,
        place.name,
        description,
        place.admin1 or "",
        "",
        lat,
        lon,
        f"POINT ({lon} {lat})",
        priogrid(lat, lon),
        row.country.ucdp_name,
        row.country.gwno or "",
        row.country.ucdp_region,
        1 if clear else 2,
        row.date_prec,
        f"{row.start} 00:00:00.000",
        f"{row.end} 00:00:00.000",
        *row.deaths,
        row.range.best,
        row.range.high,
        row.range.low,
        row.side_a.gwno or "",
        row.side_b.gwno or "",
    )  # fmt: skip
