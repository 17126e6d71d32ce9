"""What somebody decides, as it is sent."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from dateline.record.claims import ControlChange, Outcome, SourceKind
from dateline.record.corrections import Clearable
from dateline.record.decisions import Credibility
from dateline.record.events import Status
from dateline.record.places import GeoPrecision, Relation
from dateline.web.payloads import Payload
from dateline.web.payloads_claims import Span


class CorrectionPayload(Payload):
    """Fields to set; what is left out stays. To empty one, name it in `cleared`."""

    status: Status | None = None
    plover: str | None = Field(default=None, max_length=20)
    mode: str | None = Field(default=None, max_length=60)
    acled_type: str | None = Field(default=None, max_length=80)
    acled_sub: str | None = Field(default=None, max_length=80)
    start: date | None = None
    end: date | None = None
    time_precision: Literal[1, 2, 3, 4] | None = None
    place: PlaceGiven | None = None
    actors: list[ActorGiven] | None = Field(default=None, max_length=20)
    recipients: list[ActorGiven] | None = Field(default=None, max_length=20)
    sources: list[SourceGiven] | None = Field(default=None, max_length=10)
    """Who says so, outermost first."""
    casualties: list[CasualtiesGiven] = Field(default_factory=list, max_length=10)
    cleared: list[Clearable] = Field(default_factory=list, max_length=10)
    withdrawn: bool | None = None
    why: str = Field(default="", max_length=2000)


class PlaceGiven(Payload):
    """A place as `suggest/places` gives it, or one of one's own with coordinates."""

    name: str = Field(min_length=1, max_length=200)
    lat: float | None = Field(default=None, ge=-90, le=90)
    lon: float | None = Field(default=None, ge=-180, le=180)
    country: str | None = Field(default=None, pattern=r"^[A-Z]{3}$")
    admin1: str | None = Field(default=None, max_length=200)
    feature: str | None = Field(default=None, max_length=16)
    geonames: int | None = Field(default=None, ge=1, le=10**10)
    relation: Relation = "at"
    geo_precision: GeoPrecision = 1


class ActorGiven(Payload):
    """By `key` as `suggest/actors` gives it, else by name."""

    key: str | None = Field(default=None, max_length=200)
    name: str = Field(min_length=1, max_length=200)


class SourceGiven(Payload):
    """By `key` as `sources` or `suggest/actors` gives it, else by name."""

    key: str | None = Field(default=None, max_length=200)
    name: str = Field(min_length=1, max_length=200)
    kind: SourceKind | None = None
    """None: as the case or the knowledge base has it."""


class CasualtiesGiven(Payload):
    outcome: Outcome
    low: int | None = Field(default=None, ge=0, le=10**8)
    best: int | None = Field(default=None, ge=0, le=10**8)
    high: int | None = Field(default=None, ge=0, le=10**8)


class ReviewGiven(Payload):
    verdict: Literal["accept", "reject"]
    why: str = Field(default="", max_length=2000)


class ClaimGradeGiven(Payload):
    credibility: Credibility
    why: str = Field(default="", max_length=2000)


class ClaimGiven(Payload):
    """A claim that a person found in a report."""

    span: Span
    """The words that tell it. They must not be empty."""
    evidence: Span | None = None
    """The words around that it rests on. None: the sentence or line of `span`."""
    status: Status = "occurred"
    plover: str | None = Field(default=None, max_length=20)
    mode: str | None = Field(default=None, max_length=60)
    acled_type: str | None = Field(default=None, max_length=80)
    acled_sub: str | None = Field(default=None, max_length=80)
    actors: list[ActorGiven] = Field(default_factory=list, max_length=20)
    recipients: list[ActorGiven] = Field(default_factory=list, max_length=20)
    place: PlaceGiven | None = None
    start: date | None = None
    end: date | None = None
    time_precision: Literal[1, 2, 3, 4] | None = None
    casualties: list[CasualtiesGiven] = Field(default_factory=list, max_length=10)
    source: Span | None = None
    """The words that name who says so. None: the report says so itself."""
    source_kind: SourceKind = "person"
    holder: ActorGiven | None = None
    """Who holds the place, if the words tell of that."""
    change: ControlChange = "holds"
    why: str = Field(default="", max_length=2000)


class MergeGiven(Payload):
    incidents: list[str] = Field(min_length=2, max_length=50)
    why: str = Field(default="", max_length=2000)


class SplitGiven(Payload):
    claims: list[str] = Field(min_length=1, max_length=2000)
    """Those that leave."""
    why: str = Field(default="", max_length=2000)


class NoteGiven(Payload):
    text: str = Field(min_length=1, max_length=10_000)


class UndoGiven(Payload):
    decision: int | None = None
    """None: the last one that holds."""
    why: str = Field(default="", max_length=2000)


CorrectionPayload.model_rebuild()
