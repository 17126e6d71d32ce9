"""A claim as a case keeps it: with what is needed of its report, so that claims of many reports can be compared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dateline.record.claims import Casualties, Claim, Control, SourceKind
from dateline.record.places import GeoPrecision, Relation


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptActor:
    """An actor, comparable over reports."""

    key: str
    """Id in the knowledge base, else "?" and the folded name: the same over all reports."""
    name: str
    type: str
    sector: str | None
    country: str | None
    inter: int | None
    """ACLED interaction class."""
    private: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPlace:
    """A place with its coordinates and how sure it is."""

    name: str
    lat: float | None
    lon: float | None
    country: str | None
    admin1: str | None
    feature: str | None
    geonames: int | None
    relation: Relation
    geo_precision: GeoPrecision


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptSource:
    """One who says so."""

    key: str
    """Id in the knowledge base, else "?" and the folded words."""
    name: str
    kind: SourceKind
    country: str | None
    """Of the speaker or, for an outlet, of its owner: whose side a source is on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What the report says around a claim: tells which happening is meant where the claim itself is silent."""

    places: tuple[KeptPlace, ...] = ()
    """Places named near by, the likeliest first. The claim does not say that it was there."""
    start: date | None = None
    end: date | None = None
    """The days told last before the claim, else first after it."""
    names: tuple[str, ...] = ()
    """Folded words of names in the report, those used most first."""
    words: tuple[str, ...] = ()
    """Folded other words of the headline and the first sentences."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptClaim:
    """A claim of a case. `claim` is what was read; corrections are laid over it by whoever loads it."""

    claim: Claim
    report: str
    """Id of the report's document."""
    story: str
    """Id of the story: the same for near-copies, which count as one independent source."""
    published: date | None
    publisher: str | None
    known: date
    """The day from which the case knew it: the report's date, else the day it was added."""
    actors: tuple[KeptActor, ...]
    recipients: tuple[KeptActor, ...]
    place: KeptPlace | None
    sources: tuple[KeptSource, ...]
    """Outermost first. Empty: the report in its own voice; then the publisher answers for it."""
    holder: KeptActor | None
    """Who holds the place, where `claim.control` says so."""
    evidence: str
    """The exact words."""
    setting: Setting = Setting()
    corrected: tuple[str, ...] = ()
    """Fields that a person set; they differ from what was read."""
    withdrawn: bool = False
    """A person found that the report does not say this."""

    @property
    def id(self) -> str:
        return self.claim.id

    @property
    def casualties(self) -> tuple[Casualties, ...]:
        return self.claim.casualties

    @property
    def control(self) -> Control | None:
        return self.claim.control

    @property
    def start(self) -> date | None:
        return self.claim.time.start if self.claim.time else None

    @property
    def end(self) -> date | None:
        return self.claim.time.end if self.claim.time else None
