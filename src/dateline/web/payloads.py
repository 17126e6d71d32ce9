"""What goes over the wire about the case as a whole: maps, timelines, lists.

Types of their own, so that the record can change without the workbench noticing."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from dateline.record.places import GeoPrecision, Relation

Family = Literal["battles", "explosions", "civilians", "protests", "riots", "strategic", "diplomacy", "other"]
"""By which maps and lists are coloured."""
Role = Literal["reader", "coder", "admin"]
BBox = tuple[float, float, float, float]
"""West, south, east, north in degrees."""


class Payload(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ErrorBody(Payload):
    kind: str
    """Short code: "not-found", "invalid", "refused", "signed-out", "forbidden", "busy", "case", "failed"."""
    message: str
    """A sentence that says what to do."""
    field: str | None = None
    """Which part of the question is meant."""


class ErrorPayload(Payload):
    error: ErrorBody


class Decided(Payload):
    """A write: the number under which it can be undone."""

    decision: int
    linking: bool = False
    """Incidents are still being brought up to date; ask again in a moment."""
    id: str | None = None
    """Of what was made: a claim that was added."""


class Counts(Payload):
    reports: int
    claims: int
    incidents: int
    disputed: int
    sources: int
    reviewed: int
    """Claims that a person accepted or rejected."""


class Facet(Payload):
    value: str
    count: int
    family: Family | None = None


class Facets(Payload):
    types: list[Facet]
    """Of incidents, with their family."""
    families: list[Facet]
    statuses: list[Facet]
    """Of claims."""
    source_kinds: list[Facet]
    """Of sources."""


class CaseInfo(Payload):
    name: str
    version: str
    """Of the program."""
    stamp: str
    """Another one whenever something in the case changed."""
    counts: Counts
    first: date | None
    last: date | None
    user: str
    role: Role
    accounts: bool
    """Whether people sign in. False: local use by one person."""
    waiting: bool
    """Claims wait to be joined into incidents."""
    tiles: str | None
    """Address of map tiles that whoever serves this chose. None: the base map of the build."""
    facets: Facets


class Killed(Payload):
    low: int | None
    best: int | None
    high: int | None


class IncidentLine(Payload):
    """An incident in one line."""

    kind: Literal["incident"] = "incident"
    id: str
    family: Family
    type: str
    """ACLED sub-event type, else PLOVER type."""
    plover: str | None
    title: str
    """Who does what to whom: "rebels → police"; the type where nobody is named."""
    place: str | None
    admin1: str | None
    country: str | None
    relation: Relation | None
    geo_precision: GeoPrecision | None
    """None: no place is told."""
    lat: float | None
    lon: float | None
    radius_km: float | None
    """How far off the place may be. 0: exact. None: no circle would say where (a whole country), or no place."""
    start: date | None
    end: date | None
    disputed: bool
    killed: Killed | None
    """By UCDP's rule. None: nobody is told to have been killed."""
    independent_sources: int
    claims: int
    confidence: float
    """Of its surest claim."""
    worth: float
    """To whoever reviews."""


class Cluster(Payload):
    """Incidents near each other."""

    kind: Literal["cluster"] = "cluster"
    lat: float
    lon: float
    bbox: BBox
    """To zoom to. Where all are at one place it has no width: ask for the list of that place."""
    count: int
    areas: int
    """How many have no exact place."""
    disputed: int
    killed: int
    """Best figures added up."""
    families: dict[Family, int]
    place: str | None
    """Where all are at one place."""


class MapPayload(Payload):
    features: list[Annotated[Cluster | IncidentLine, Field(discriminator="kind")]]
    total: int
    """Incidents that fit, unplaced ones included."""
    unplaced: int
    """Those without coordinates."""


class Bar(Payload):
    start: date
    end: date
    """The last day, included."""
    count: int
    wide: int
    """Of these, told to lie within a stretch of time that is longer than the bar."""
    families: dict[Family, int]


class Timeline(Payload):
    unit: Literal["day", "week", "month", "quarter", "year"]
    bars: list[Bar]
    """Without gaps: bars of nothing are there too."""
    total: int
    undated: int


class IncidentPage(Payload):
    items: list[IncidentLine]
    total: int
    next: str | None
    """Cursor of the next page. None: this was the last."""


class RunLine(Payload):
    number: int
    started: datetime
    ended: datetime | None
    coder: str
    version: str
    inputs: list[str]
    counts: dict[str, int]


class RunInputLine(Payload):
    where: str
    outcome: str
    """read, copy, revision, there, not-english, no-text, failed, left-out."""
    report: str | None
    of: str | None
    kind: str | None
    message: str | None
    claims: int


class RunPage(Payload):
    items: list[RunLine]
    total: int
    next: str | None


class RunReport(Payload):
    run: RunLine
    inputs: list[RunInputLine]
    total: int
    next: str | None


class SessionPayload(Payload):
    accounts: bool
    user: str | None
    """None: nobody is signed in."""
    role: Role | None
    csrf: str | None
    """To be sent back in `X-Dateline-CSRF` with every write."""


class SignIn(Payload):
    user: str = Field(min_length=1, max_length=64)
    password: str = Field(min_length=1, max_length=1024)


class UserLine(Payload):
    name: str
    role: Role
    made: datetime


class UserPage(Payload):
    items: list[UserLine]
    total: int
    next: str | None


class NewUser(Payload):
    name: str = Field(min_length=1, max_length=64, pattern=r"^[\w.@+-]+$")
    role: Role
    password: str = Field(min_length=10, max_length=1024)


class UserChange(Payload):
    """What is left out stays."""

    role: Role | None = None
    password: str | None = Field(default=None, min_length=10, max_length=1024)


class AuditLine(Payload):
    at: datetime
    who: str
    address: str
    what: str
    """sign-in, sign-in failed, sign-out, add user, ..., or the kind of a decision."""
    about: str


class AuditPage(Payload):
    items: list[AuditLine]
    total: int
    next: str | None


class TextGiven(Payload):
    text: str = Field(min_length=1, max_length=5_000_000)
    published: date | None = None
    publisher: str | None = Field(default=None, max_length=200)
    title: str | None = Field(default=None, max_length=500)
    url: str | None = Field(default=None, max_length=2000, pattern=r"^https?://")


class AddressGiven(Payload):
    url: str = Field(min_length=8, max_length=2000)


class AddingJob(Payload):
    id: str
    state: Literal["waiting", "reading", "linking", "done", "stopped", "failed"]
    inputs: list[str]
    """As they were named; at most a hundred."""
    user: str
    started: datetime
    ended: datetime | None
    starting: bool
    """Nothing is read yet: what it takes to read is being loaded, which can take some seconds."""
    total: int | None
    """Reports to be read. None: not counted yet."""
    done: int
    claims: int
    counts: dict[str, int]
    """Outcome and how many inputs had it, see `RunInputLine`."""
    run: int | None
    """The number of its run report, once there is one."""
    message: str | None
    """Why it ended, where it did not end well."""


class AddingJobs(Payload):
    items: list[AddingJob]
    total: int
    next: str | None


class AddingEvent(Payload):
    """`data` of each server-sent event."""

    number: int
    """Counts from 1; `id` of the event, so that a browser which lost the line goes on where it was."""
    job: AddingJob
    input: RunInputLine | None
    """What became of one input. None: the state changed."""
