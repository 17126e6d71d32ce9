"""What goes over the wire about actors and sources, and what is suggested while somebody types."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from dateline.record.claims import SourceKind
from dateline.record.decisions import Reliability
from dateline.web.payloads import IncidentLine, Payload
from dateline.web.payloads_claims import ClaimPayload, DecisionPayload, NotePayload


class ActorLine(Payload):
    key: str
    """Id in the knowledge base, else "?" and the folded name."""
    name: str
    type: str
    sector: str | None
    country: str | None
    known: bool
    """It is in the knowledge base."""
    claims: int
    """Claims in which it has a part or holds a place."""
    private: bool
    """A private person, or people without an office: nothing for a name of its own."""


class ActorPage(Payload):
    items: list[ActorLine]
    total: int
    next: str | None


class Affiliation(Payload):
    key: str
    name: str
    relation: str
    """part_of, allied_with, led_by, proxy_of, speaks_for, faction_of, office_of, owned_by."""
    start: date | None
    end: date | None
    outward: bool
    """This actor stands so to the other; False: the other to this one."""


class AliasPayload(Payload):
    name: str
    decision: int
    coder: str


class RoleCounts(Payload):
    actor: int
    recipient: int
    holder: int
    source: int


class MonthCount(Payload):
    month: str
    """"2016-03"."""
    actor: int
    recipient: int


class Edge(Payload):
    """Another actor in the same claims."""

    key: str
    name: str
    country: str | None
    against: int
    """Claims in which one does something to the other that is no help, or in which the two clash."""
    together: int
    """Claims in which both do it, or it is done to both, or one helps or agrees with the other."""
    types: dict[str, int]
    """The commonest families."""


class ActorDetail(Payload):
    actor: ActorLine
    inter: int | None
    names: list[str]
    """Usual names in the knowledge base, and those met in the case."""
    countries: list[str]
    first: date | None
    last: date | None
    """When it is known to have been active."""
    affiliations: list[Affiliation]
    aliases: list[AliasPayload]
    """Of this case alone."""
    counts: RoleCounts
    months: list[MonthCount]
    edges: list[Edge]
    edges_from: int
    """How many claims, the latest, were looked at for them."""
    as_actor: list[ClaimPayload]
    as_recipient: list[ClaimPayload]
    as_holder: list[ClaimPayload]
    as_source: list[ClaimPayload]
    notes: list[NotePayload]
    decisions: list[DecisionPayload]


class AliasGiven(Payload):
    name: str = Field(min_length=1, max_length=200)
    why: str = Field(default="", max_length=2000)


class SourceLine(Payload):
    key: str
    name: str
    kind: str
    country: str | None
    """Whose side it is on: its country, or its owner's."""
    reports: int
    claims: int
    reliability: Reliability
    default: bool
    """Nobody graded it."""
    copies: int
    """Reports of it that copy another's."""
    contradicted: int
    """Incidents in which its version is disputed."""


class SourcePage(Payload):
    items: list[SourceLine]
    total: int
    next: str | None


class Named(Payload):
    key: str
    name: str
    count: int


class SourceMonth(Payload):
    month: str
    claims: int


class SourceDetail(Payload):
    source: SourceLine
    about: list[Named]
    """Actors that it tells of."""
    about_from: int
    """How many claims, the latest, were looked at for them."""
    months: list[SourceMonth]
    copies_of: list[Named]
    """Outlets whose reports it copies."""
    copied_by: list[Named]
    contradicted_by: list[Named]
    """Sources with another version in the same disputes."""
    disputed: list[IncidentLine]
    """The latest."""
    recent: list[ClaimPayload]
    decisions: list[DecisionPayload]
    notes: list[NotePayload]


class SourceGradeGiven(Payload):
    reliability: Reliability
    why: str = Field(default="", max_length=2000)


class ActorSuggestion(Payload):
    key: str
    name: str
    type: str
    sector: str | None
    country: str | None
    known: bool
    claims: int
    source_kind: SourceKind | None
    """What kind of source it is where it says something. None: not known."""
    why: str
    """Why it is offered: "in the knowledge base, as Daesh", "in this case"."""


class PlaceSuggestion(Payload):
    """Can be sent back as the place of a claim."""

    name: str
    lat: float
    lon: float
    country: str | None
    admin1: str | None
    feature: str
    geonames: int | None
    population: int
    distance_km: float | None
    """From what was given as `near`."""
    geo_precision: int
    why: str


class ActorSuggestions(Payload):
    items: list[ActorSuggestion]


class PlaceSuggestions(Payload):
    items: list[PlaceSuggestion]
