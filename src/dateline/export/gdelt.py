"""GDELT 2.0: events (61 columns) and mentions (16 columns), tab-separated, without a head, as its own files are."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import TextIO

from dateline.export.accounts import Account
from dateline.export.codebooks import Codebook
from dateline.export.countries import country_of
from dateline.export.material import Material, Told
from dateline.export.numbers import stable_number
from dateline.record.kept import KeptActor, KeptPlace
from dateline.reference.tables import read_table

_ACTOR = (
    "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code", "Type1Code",
    "Type2Code", "Type3Code",
)  # fmt: skip
_GEO = ("Type", "Fullname", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
COLUMNS = (
    "GlobalEventID", "Day", "MonthYear", "Year", "FractionDate",
    *(f"Actor1{c}" for c in _ACTOR),
    *(f"Actor2{c}" for c in _ACTOR),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale", "NumMentions",
    "NumSources", "NumArticles", "AvgTone",
    *(f"Actor1Geo_{c}" for c in _GEO),
    *(f"Actor2Geo_{c}" for c in _GEO),
    *(f"ActionGeo_{c}" for c in _GEO),
    "DATEADDED", "SOURCEURL",
)  # fmt: skip
MENTION_COLUMNS = (
    "GlobalEventID", "EventTimeDate", "MentionTimeDate", "MentionType", "MentionSourceName", "MentionIdentifier",
    "SentenceID", "Actor1CharOffset", "Actor2CharOffset", "ActionCharOffset", "InRawText", "Confidence",
    "MentionDocLen", "MentionDocTone", "MentionDocTranslationInfo", "Extras",
)  # fmt: skip
_TYPES = {"CVL", "GOV", "MIL", "REB", "COP", "OPP", "JUD", "SPY", "UAF", "AGR", "BUS", "CRM", "EDU", "ELI", "LAB",
          "LEG", "MED", "REF", "RAD", "NGO", "IGO", "JRN", "HLH"}  # fmt: skip
_SECTORS = {"PRM": "UAF", "PTY": "OPP", "JRN": "MED", "MED": "HLH", "REL": "REL", "SOC": "CVL"}
"""PLOVER sectors that CAMEO calls otherwise."""


def paths(out: Path) -> tuple[Path, Path]:
    """The two files: GDELT's own endings after the name that was given."""
    stem = out.name.removesuffix(".CSV").removesuffix(".export")
    return out.with_name(f"{stem}.export.CSV"), out.with_name(f"{stem}.mentions.CSV")


def write(material: Material, out: Path, book: Codebook, *, hxl: bool = False) -> Account:
    """Writes NAME.export.CSV and NAME.mentions.CSV."""
    account = Account(format="gdelt", rows="events")
    events, mentions = paths(out)
    with (
        events.open("w", encoding="utf-8", newline="") as to_events,
        mentions.open("w", encoding="utf-8", newline="") as to_mentions,
    ):
        for told in material.told():
            _write_one(told, account, to_events, to_mentions)
    return account


def _write_one(told: Told, account: Account, events: TextIO, mentions: TextIO) -> None:
    if not told.asserted:
        account.leave(f"GDELT has no cell for what is {told.why_not}")
        return
    code = next((c.claim.cameo for c in (told.lead, *told.asserted) if c.claim.cameo), None)
    if code is None or code not in goldstein():
        account.leave("no CAMEO code")
        return
    day = told.incident.start or told.lead.published
    if day is None:
        account.leave("no day is known")
        return
    events.write(_line(event_cells(told, code, day)))
    account.written += 1
    for claim in told.asserted:
        report = told.reports[claim.report]
        read = claim.claim
        mentions.write(
            _line(
                (
                    stable_number(told.incident.id),
                    _moment(day),
                    _moment(claim.published or claim.known),
                    1,
                    claim.publisher or "",
                    report.url or report.id,
                    "",
                    read.actors[0].span.start if read.actors else -1,
                    read.recipients[0].span.start if read.recipients else -1,
                    read.trigger.span.start,
                    1,
                    round(read.confidence * 100),
                    "",
                    "",
                    "",
                    "",
                )
            )
        )
        account.remark("mentions written")


def event_cells(told: Told, code: str, day: date) -> tuple[object, ...]:
    """An event in the order of `COLUMNS`."""
    incident = told.incident
    one = incident.actors[0] if incident.actors else None
    two = incident.recipients[0] if incident.recipients else None
    place = _geo(incident.place)
    known = min(c.known for c in told.claims)
    urls = [u for c in told.asserted if (u := told.reports[c.report].url)]
    fraction = day.year + (day.timetuple().tm_yday - 1) / 365
    return (
        stable_number(incident.id),
        f"{day:%Y%m%d}",
        f"{day:%Y%m}",
        day.year,
        f"{fraction:.4f}",
        *_actor(one),
        *_actor(two),
        1,
        code,
        code[:3],
        code[:2],
        quad_class(code),
        goldstein()[code],
        len(told.asserted),
        max(1, len(told.publishers)),
        len({c.report for c in told.asserted}),
        "",
        *([""] * 16),
        *place,
        _moment(known),
        urls[0] if urls else "",
    )


def quad_class(code: str) -> int:
    """1 verbal cooperation, 2 material cooperation, 3 verbal conflict (protest too), 4 material conflict."""
    root = int(code[:2])
    return 1 if root <= 5 else 2 if root <= 8 else 3 if root <= 14 else 4


@cache
def goldstein() -> dict[str, float]:
    """CAMEO code and its place on the Goldstein scale."""
    return {row["code"]: float(row["goldstein"]) for row in read_table("export/goldstein.csv")}


def _actor(actor: KeptActor | None) -> tuple[str, ...]:
    if actor is None:
        return ("",) * len(_ACTOR)
    country = country_of(actor.country)
    cameo = country.cameo if country else ""
    sector = _SECTORS.get(actor.sector or "", actor.sector or "")
    type = sector if sector in _TYPES else ""
    return (f"{cameo}{type}", actor.name.upper(), cameo, "", "", "", "", type, "", "")


def _geo(place: KeptPlace | None) -> tuple[object, ...]:
    if place is None or place.lat is None or place.lon is None:
        return (0, "", "", "", "", "", "", "")
    country = country_of(place.country)
    feature = place.feature or ""
    # 1 country, 4 city or landmark outside the USA, 5 province outside; within: 3 city, 2 state.
    usa = place.country == "USA"
    type = 1 if feature.startswith("PCL") else (2 if usa else 5) if feature == "ADM1" else 3 if usa else 4
    named = dict.fromkeys(filter(None, (place.name, place.admin1, country.acled_name if country else None)))
    return (
        type,
        ", ".join(named),
        country.fips if country else "",
        "",
        "",
        place.lat,
        place.lon,
        place.geonames or "",
    )


def _moment(day: date) -> str:
    return f"{day:%Y%m%d}000000"


def _line(cells: tuple[object, ...]) -> str:
    return "\t".join(" ".join(str(c).split()) for c in cells) + "\n"
