"""What a report says happened, is so, is planned, may be, or did not happen; told by someone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from dateline.record.events import Status
from dateline.record.places import GeoPrecision, Relation
from dateline.record.text import Span

Plover = Literal[
    "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "REQUEST", "ACCUSE",
    "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "RETREAT",
]  # fmt: skip
"""Event types of the PLOVER manual of 2024 (16 types)."""
SourceKind = Literal[
    "outlet", "state-outlet", "official", "armed-actor", "organisation",
    "witness", "expert", "anonymous", "generic", "person",
]  # fmt: skip
Outcome = Literal["killed", "wounded", "killed_or_wounded", "captured", "abducted", "missing", "displaced"]
ControlChange = Literal["gains", "loses", "holds", "contests"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words of the report and where they stand."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorInClaim:
    actor: str
    """Id of an actor of this report."""
    span: Span
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceInClaim:
    place: str
    """Id of a place of this report."""
    span: Span
    text: str
    relation: Relation
    geo_precision: GeoPrecision


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeInClaim:
    time: str | None
    """Id of a time of this report. None: taken from the dateline or the narrative."""
    start: date | None
    end: date | None
    time_precision: Literal[1, 2, 3, 4]
    """1 the day is known, 2 within a week, 3 within a month, 4 wider."""
    text: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Casualties:
    """How many people were killed, hurt or taken, as bounds."""

    who: str | None
    """Id of an actor of this report."""
    outcome: Outcome
    low: int | None
    best: int | None
    high: int | None
    text: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    place: str
    holder: str
    change: ControlChange


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceInClaim:
    text: str
    span: Span
    actor: str | None
    kind: SourceKind
    cue: Words | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One thing that the report says. Whether it is so is for the reader of many reports to weigh."""

    id: str
    kind: Literal["event", "state"]
    trigger: Words
    plover: Plover | None
    mode: str | None
    cameo: str | None
    acled_type: str | None
    acled_sub: str | None
    status: Status
    actors: tuple[ActorInClaim, ...]
    recipients: tuple[ActorInClaim, ...]
    place: PlaceInClaim | None
    time: TimeInClaim | None
    casualties: tuple[Casualties, ...]
    weapons: tuple[Words, ...]
    control: Control | None
    attribution: tuple[SourceInClaim, ...]
    """Who says so, outermost first. Empty: the report in its own voice."""
    evidence: Span
    confidence: float
    """0 to 1, calibrated."""
    coded_by: str
    """The frame or model that made it, by a name that a coder can look up."""
    rules: dict[str, str]
    """Field and the rule or model that filled it."""
