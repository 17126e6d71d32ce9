"""How many tellings of an incident are read at all, and with the day, place and type that joining needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import msgspec
import yaml

from dateline.errors import InputError
from dateline.evaluate.linking import IncidentReport, claims_for_marks
from dateline.evaluate.slots import km_between
from dateline.record.claims import Claim
from dateline.record.readings import Reading

CLOSE_KM = 50.0
"""Farther from the incident's point a claim would not be taken for the same happening."""
CLOSE_DAYS = timedelta(days=1)


class Incident(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What happened, as the writers of the reports had it in mind."""

    type: str
    place: str
    date: date
    """Its first day."""
    about: str
    lat: float | None = None
    lon: float | None = None
    """None: it was not at one place."""


def read_incidents(folder: Path) -> dict[str, Incident]:
    """The incidents of `incidents.yaml`, by id. Raises `InputError`."""
    path = folder / "incidents.yaml"
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
        return msgspec.convert(raw, dict[str, Incident])
    except (OSError, yaml.YAMLError, msgspec.ValidationError) as error:
        raise InputError(f"{path}: {error}") from error


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One telling of an incident and the claim that was made of it."""

    report: str
    incident: str
    trigger: str
    claim: Claim | None
    same_words: bool
    """The claim has the marked words; else it only lies in the same sentence."""
    type_right: bool
    day: bool | None
    """None: the claim has no day."""
    place: bool | None
    """None: the claim has no place with a point, or the incident has none."""


def tellings(
    pairs: Iterable[tuple[IncidentReport, Reading]], incidents: Mapping[str, Incident]
) -> tuple[Telling, ...]:
    """One for each mark, in order."""
    return tuple(one for report, reading in pairs for one in _tellings_of(report, reading, incidents))


def _tellings_of(
    report: IncidentReport, reading: Reading, incidents: Mapping[str, Incident]
) -> Iterable[Telling]:
    found = claims_for_marks(report, reading)
    claims = {claim.id: claim for claim in reading.claims}
    for number, mark in enumerate(report.incidents):
        claim = claims.get(found.get((report.id, number), ""))
        incident = incidents[mark.incident]
        yield Telling(
            report=report.id,
            incident=mark.incident,
            trigger=mark.trigger,
            claim=claim,
            same_words=claim is not None and claim.trigger.span.overlaps(report.span(mark)),
            type_right=claim is not None and claim.acled_sub == incident.type,
            day=_day_right(claim, incident),
            place=_place_right(claim, reading, incident),
        )


def _day_right(claim: Claim | None, incident: Incident) -> bool | None:
    if claim is None or claim.time is None or claim.time.start is None:
        return None
    last = claim.time.end or claim.time.start
    return claim.time.start - CLOSE_DAYS <= incident.date <= last + CLOSE_DAYS


def _place_right(claim: Claim | None, reading: Reading, incident: Incident) -> bool | None:
    if claim is None or claim.place is None or incident.lat is None or incident.lon is None:
        return None
    place = next((place for place in reading.places if place.id == claim.place.place), None)
    if place is None or place.lat is None or place.lon is None:
        return None
    return km_between(place.lat, place.lon, incident.lat, incident.lon) <= CLOSE_KM


def coverage_table(found: Iterable[Telling]) -> str:
    """Of all tellings: read, and with which of their facts."""
    every = tuple(found)
    read = [one for one in every if one.claim is not None]
    rows = [
        ("tellings", len(every), len(every)),
        ("read", len(read), len(every)),
        ("  by the same words", sum(one.same_words for one in read), len(every)),
        ("  with the incident's type", sum(one.type_right for one in read), len(read)),
        ("  with a day", sum(one.day is not None for one in read), len(read)),
        ("    that is right", sum(one.day is True for one in read), sum(one.day is not None for one in read)),
        ("  with a placed place", sum(one.place is not None for one in read), len(read)),
        (
            "    that is right",
            sum(one.place is True for one in read),
            sum(one.place is not None for one in read),
        ),
    ]
    return "\n".join(
        f"{name:<30}{part:>5} of {whole:>4}  {_share(part, whole)}" for name, part, whole in rows
    )


def _share(part: int, whole: int) -> str:
    return f"{part / whole:6.1%}" if whole else ""
