"""Places named in a report, and where they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dateline.record.text import Span

Relation = Literal["at", "near", "from", "towards", "between"]
GeoPrecision = Literal[1, 2, 3]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceCandidate:
    """A place of the gazetteer that a name could mean: the losers are kept."""

    gazetteer_id: str
    name: str
    country: str | None
    admin1: str | None
    feature: str
    lat: float
    lon: float
    population: int
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place of this report, with all its mentions."""

    id: str
    name: str
    lat: float | None
    lon: float | None
    """Degrees, WGS 84. None: named, but not found in the gazetteer."""
    country: str | None
    """ISO 3166-1 alpha-3."""
    admin1: str | None
    """Name of the province, state or governorate."""
    feature: str | None
    """GeoNames feature code (PPL, ADM1, PCLI, STM, RGN, ...)."""
    geonames: int | None
    mentions: tuple[Span, ...]
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMention:
    """Words of the report that stand for a place."""

    span: Span
    """The name itself ("Khanasser"), or the pronoun or description that stands for it."""
    place: str
    """Id of the `Place`."""
    form: Literal["name", "description", "pronoun"]
    relation: Relation
    geo_precision: GeoPrecision
    """1 the named place itself, 2 near it or part of a small region, 3 a province, country or wide region."""
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacesFound:
    """What the step `places` yields."""

    places: tuple[Place, ...] = ()
    mentions: tuple[PlaceMention, ...] = ()
    """In text order. A pronoun or description may stand here and among the actors: its role decides."""
    candidates: tuple[tuple[str, tuple[PlaceCandidate, ...]], ...] = ()
    """Id of a place and what its name could have meant, best first: for `trace`."""
