"""PLOVER: one claim a line of JSON, with where its words stand (PLOVER manual of 2024).

PLOVER alone has cells for what is planned, possible or denied: the auxiliary modes future, hypothetical and negation.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from dateline import __version__
from dateline.export.accounts import Account
from dateline.export.codebooks import Codebook, PloverRules, own_yaml
from dateline.export.json_lines import json_line
from dateline.export.material import Material
from dateline.record.kept import KeptActor, KeptClaim, KeptPlace
from dateline.reference.actors import load_actors
from dateline.reference.tables import read_table
from dateline.store.base import KeptReport

_RESOLUTION = {"PPLX": 5, "ADM2": 3, "ADM3": 3, "ADM1": 2}
_SIZES = {"killed": "dead", "wounded": "injured", "captured": "arrested"}


def write(material: Material, out: Path, book: Codebook, *, hxl: bool = False) -> Account:
    """Writes JSON lines."""
    account = Account(format="plover", rows="events")
    with out.open("wb") as stream:
        for claim in material.claims():
            record = record_of(claim, material.report(claim.report), book.plover, account)
            if record is not None:
                stream.write(json_line(record) + b"\n")
                account.written += 1
    return account


def record_of(
    claim: KeptClaim, report: KeptReport, rules: PloverRules, account: Account
) -> dict[str, Any] | None:
    """The claim as a PLOVER record. None: it has no PLOVER type or no day."""
    read = claim.claim
    if read.plover is None:
        account.leave("no PLOVER type (a state that holds, or talk that PLOVER does not code)")
        return None
    day, last = read.time.start if read.time else None, read.time.end if read.time else None
    comment = None
    if day is None:
        if claim.published is None:
            account.leave("no day is known, neither of the event nor of the report")
            return None
        day, comment = claim.published, "date: that of the report, the event's is not told"
    modes = [read.mode] if read.mode else []
    auxiliary = _auxiliary(claim, rules)
    if auxiliary:
        modes.append(auxiliary)
        account.remark(f"with auxiliary mode {auxiliary}")
    quad, score = plover_scores(read.plover, read.mode)
    sizes = {
        _SIZES[c.outcome]: number
        for c in read.casualties
        if c.outcome in _SIZES and (number := c.best if c.best is not None else c.low) is not None
    }
    begin = read.evidence.start
    record: dict[str, Any] = {
        "id": f"DATELINE-{day:%Y%m%d}-{claim.id}",
        "has_event": True,
        "date": day.isoformat(),
        "enddate": last.isoformat() if last and last != day else None,
        "actor": [_entity(a) for a in claim.actors] or [{"code": "UNK", "sector": "UNK"}],
        "recipient": [_entity(a) for a in claim.recipients] or None,
        "event": [read.plover],
        "event_loc": _location(claim.place, read.place.text if read.place else "") if claim.place else None,
        "event_text": [read.trigger.text],
        "quad_code": rules.quad.get(read.plover, quad),
        "event_scale": score,
        "mode": modes or None,
        "context": ["territory"] if read.control else None,
        "size": sizes or None,
        "link": report.url,
        "text": claim.evidence,
        "text_info": {"start": begin, "end": read.evidence.end, "trigger": list(read.trigger.span)},
        "attribution": [{"text": s.name, "kind": s.kind} for s in claim.sources] or None,
        "cite_info": _present(
            {
                "corpus": "Dateline",
                "citation": report.id,
                "url": report.url,
                "title": report.title,
                "language": report.language,
                "publication": report.publisher,
                "coder": read.coded_by,
                "codebook": "PLOVER 2024",
                "version": __version__,
            }
        ),
        "coder": f"dateline {__version__}",
        "coded_date": claim.known.isoformat(),
        "comment": comment,
    }
    return _present(record)


def _auxiliary(claim: KeptClaim, rules: PloverRules) -> str | None:
    found: str | None = _auxiliary_modes().get(claim.claim.status)
    if found is None and claim.end and claim.published:
        return "historical" if (claim.published - claim.end).days > rules.historical_days else None
    return found


@cache
def _auxiliary_modes() -> dict[str, str]:
    return dict(own_yaml("statuses.yaml"))


@cache
def plover_scores(event: str, mode: str | None) -> tuple[int, float]:
    """Quad class and score. A mode without a score of its own has its type's."""
    rows = {(row["event"], row["mode"]): row for row in read_table("export/plover.csv")}
    row = rows.get((event, mode or "")) or rows[event, ""]
    return int(row["quad"]), float(row["score"])


def _entity(actor: KeptActor) -> dict[str, Any]:
    known = None if actor.key.startswith(("?", "[")) else load_actors().actor(actor.key)
    return _present(
        {
            "code": actor.country or ("IGO" if actor.type == "organisation" else "UNK"),
            "sector": actor.sector or "UNK",
            "entity_text": actor.name,
            "identifier_id": known.wikidata if known else None,
            "identifier_text": known.name if known and known.wikidata else None,
        }
    )


def _location(place: KeptPlace, words: str) -> list[dict[str, Any]]:
    feature = place.feature or ""
    town = feature.startswith("PPL")
    resolution = 1 if feature.startswith("PCL") else _RESOLUTION.get(feature, 4 if town else 3)
    return [
        _present(
            {
                "extracted_place": words,
                "resolved_place": place.name,
                "geonameid": place.geonames,
                "lat": place.lat,
                "lon": place.lon,
                "city": place.name if town else None,
                "province": place.admin1,
                "country_code": place.country,
                "feature_class": _feature_class(feature),
                "feature_code": place.feature,
                "resolution": resolution,
            }
        )
    ]


def _feature_class(feature: str) -> str | None:
    for starts, found in (
        (("PPL",), "P"),
        (("ADM", "PCL"), "A"),
        (("STM", "SEA", "GULF", "LK", "OCN", "STRT", "BAY", "CNL"), "H"),
        (("RGN", "CONT", "AREA", "CMP"), "L"),
        (("MT", "ISL", "PEN", "VAL", "DSRT"), "T"),
        (("RD",), "R"),
        (("AIR", "CTRB", "DAM", "INSM", "BDG"), "S"),
    ):
        if feature.startswith(starts):
            return found
    return None


def _present(record: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in record.items() if value is not None}
