"""What several claims tell of the same happening."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dateline.record.claims import SourceKind
from dateline.record.kept import KeptActor, KeptPlace


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Why a claim belongs to an incident."""

    claim: str
    score: float
    """0 to 1. 1 for the claim that began the incident, or one that a person put there."""
    reasons: tuple[str, ...]
    """"same town", "one day apart", "both killed 12": in the words that `dateline show` prints."""
    by: str
    """Rule, model or coder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CasualtyRange:
    """Low, best and high over the sources of an incident, for one outcome."""

    outcome: str
    low: int | None
    best: int | None
    high: int | None
    rule: str
    """"ucdp" (lowest and highest told, best as most sources have it) or "acled" (the lowest told)."""
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """A field on which the sources of an incident, or of a place's control, differ."""

    field: str
    """actors, killed, status, holder, ..."""
    versions: tuple[Version, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """What one side of a dispute says."""

    value: str
    claims: tuple[str, ...]
    sources: tuple[str, ...]
    """Names of those who say so."""
    party: bool
    """Whoever says so is a party to the fighting, or is owned by one."""
    kinds: tuple[SourceKind | None, ...] = ()
    """Kind of each of the sources. None: nobody is named."""
    sides: tuple[str | None, ...] = ()
    """Country of each of the sources, or of the owner. None: not known."""
    parties: tuple[bool, ...] = ()
    """Which of the sources are parties."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    id: str
    type: str
    """ACLED sub-event type where there is one, else the PLOVER type."""
    plover: str | None
    start: date | None
    end: date | None
    place: KeptPlace | None
    actors: tuple[KeptActor, ...]
    recipients: tuple[KeptActor, ...]
    casualties: tuple[CasualtyRange, ...]
    claims: tuple[str, ...]
    reports: tuple[str, ...]
    independent_sources: int
    """Stories, not copies; reports that only quote another source of the incident are not counted."""
    disputed: tuple[Dispute, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """What one claim says of who holds a place, on a day."""

    claim: str
    published: date | None
    day: date
    place: KeptPlace
    holder: KeptActor | None
    """None: nobody is said to hold it any more, or it is only contested."""
    change: str
    """gains, holds, loses, contests, denies."""
    loser: KeptActor | None
    part: bool
    """Only a part of the place is meant."""
    own: bool
    """Who says so is the holder, or speaks for him."""
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlSpan:
    """Who holds a place, from one day to another, by what was claimed."""

    place: KeptPlace
    holder: KeptActor | None
    """None: nobody was said to hold it."""
    start: date | None
    end: date | None
    """None: until now, as far as is known."""
    contested: bool
    claims: tuple[str, ...]
    rule: str
