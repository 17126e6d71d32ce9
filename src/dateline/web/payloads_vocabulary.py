"""What goes over the wire about how a claim can be coded."""

from __future__ import annotations

from dateline.record.claims import Outcome, SourceKind
from dateline.record.events import Status
from dateline.record.places import Relation
from dateline.web.payloads import Family, Payload


class AcledChoice(Payload):
    sub: str
    """Sub-event type."""
    type: str
    """Its event type."""
    family: Family


class PloverChoice(Payload):
    event: str
    modes: list[str]


class Vocabulary(Payload):
    """What a claim can be coded as."""

    acled: list[AcledChoice]
    """In ACLED's order."""
    plover: list[PloverChoice]
    statuses: list[Status]
    outcomes: list[Outcome]
    relations: list[Relation]
    source_kinds: list[SourceKind]
    countries: dict[str, str]
    """Names by ISO 3166-1 alpha-3 code, as places, actors and sources have it."""
