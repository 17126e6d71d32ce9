"""What goes over the wire about disputes and about who holds which place."""

from __future__ import annotations

from datetime import date

from dateline.record.claims import SourceKind
from dateline.record.incidents import ControlSpan
from dateline.record.kept import KeptActor, KeptPlace
from dateline.web.payloads import IncidentLine, Payload


class DisputeLine(Payload):
    field: str
    versions: list[VersionPayload]
    incident: IncidentLine | None
    """None: it is about who holds a place."""
    place: KeptPlace | None
    start: date | None
    end: date | None


class VersionPayload(Payload):
    value: str
    claims: list[str]
    sources: list[str]
    kinds: list[SourceKind | None]
    sides: list[str | None]
    parties: list[bool]
    party: bool


class DisputePage(Payload):
    items: list[DisputeLine]
    total: int
    next: str | None


class ControlSpans(Payload):
    items: list[ControlSpan]
    total: int
    next: str | None


class HeldPlace(Payload):
    """A place on one day."""

    key: str
    name: str
    lat: float
    lon: float
    country: str | None
    admin1: str | None
    feature: str | None
    holder: KeptActor | None
    """None: nobody is said to hold it."""
    contested: bool
    since: date | None
    claims: list[str]
    """At most ten of them."""
    number: int
    """How many claims in all."""
    rule: str


class HeldPlaces(Payload):
    at: date | None
    items: list[HeldPlace]
    total: int
    holders: list[Holder]
    """Who holds how many places, those with most first."""


class Holder(Payload):
    key: str
    name: str
    inter: int | None
    country: str | None
    places: int
    contested: int


class RulePayload(Payload):
    name: str
    what: str
    usual: bool
    """On unless it is switched off."""


for _model in (DisputeLine, HeldPlaces):
    _model.model_rebuild()
