"""What goes over the wire about claims, incidents and reports."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from dateline.record.claims import ControlChange, Outcome, SourceKind
from dateline.record.decisions import Credibility, Reliability
from dateline.record.events import Status
from dateline.record.incidents import CasualtyRange, Dispute
from dateline.record.kept import KeptActor, KeptPlace
from dateline.record.places import GeoPrecision, Relation
from dateline.web.payloads import Family, IncidentLine, Payload

Span = tuple[int, int]
"""Half-open stretch of the report's text, in Unicode code points (not UTF-16 units)."""


class WordsPayload(Payload):
    text: str
    span: Span


class ActorPart(Payload):
    key: str
    name: str
    type: str
    sector: str | None
    country: str | None
    inter: int | None
    private: bool
    text: str | None
    """The words of the report. None: a person set this actor."""
    span: Span | None


class PlacePart(Payload):
    name: str
    lat: float | None
    lon: float | None
    country: str | None
    admin1: str | None
    feature: str | None
    geonames: int | None
    relation: Relation
    geo_precision: GeoPrecision
    radius_km: float | None
    """See `IncidentLine`."""
    text: str | None
    span: Span | None


class TimePart(Payload):
    start: date | None
    end: date | None
    time_precision: int
    text: str | None
    span: Span | None


class CasualtiesPart(Payload):
    outcome: Outcome
    low: int | None
    best: int | None
    high: int | None
    whose: str | None
    """Name of those who were killed, hurt or taken."""
    text: str | None
    span: Span | None


class SourcePart(Payload):
    key: str
    name: str
    kind: SourceKind
    country: str | None
    text: str | None
    """None: a person set who says so."""
    span: Span | None
    cue: WordsPayload | None
    reliability: Reliability | None = None
    reliability_default: bool | None = None
    """Nobody graded this source."""


class ControlPart(Payload):
    holder: KeptActor
    change: ControlChange


class Grade(Payload):
    credibility: Credibility
    default: bool
    """Nobody graded this claim."""


class ReviewPayload(Payload):
    verdict: Literal["accept", "reject"]
    coder: str
    at: datetime
    decision: int


class NotePayload(Payload):
    decision: int
    at: datetime
    coder: str
    text: str


class ClaimPayload(Payload):
    """A claim as it stands, with corrections laid over."""

    id: str
    report: str
    story: str
    incident: str | None
    kind: Literal["event", "state"]
    status: Status
    plover: str | None
    mode: str | None
    cameo: str | None
    acled_type: str | None
    acled_sub: str | None
    family: Family
    trigger: WordsPayload
    evidence: WordsPayload
    actors: list[ActorPart]
    recipients: list[ActorPart]
    place: PlacePart | None
    time: TimePart | None
    casualties: list[CasualtiesPart]
    weapons: list[WordsPayload]
    control: ControlPart | None
    sources: list[SourcePart]
    """Outermost first. Empty: the report says so itself, and its publisher answers for it."""
    speaker: str | None
    """Who answers for it, in words: "police (Tigris News Network)"."""
    publisher: str | None
    published: date | None
    known: date
    confidence: float
    coded_by: str
    rules: dict[str, str]
    corrected: list[str]
    """Fields that a person set."""
    withdrawn: bool
    counts: bool
    """False: withdrawn, or its report was revised, or a newer reading did not find it."""
    added_by: str | None
    """The person who added it by hand. None: it was read."""
    review: ReviewPayload | None
    grade: Grade | None
    """Only where one claim is asked for, or an incident."""


class ContextPayload(Payload):
    """The words around a claim, to be shown with it."""

    before: str
    words: str
    after: str


class ChangePayload(Payload):
    """A field that a decision set."""

    field: str
    before: str | None
    """None: it was empty."""
    after: str | None


class DecisionPayload(Payload):
    number: int
    at: datetime
    coder: str
    kind: str
    """correct, merge, split, grade-source, grade-claim, review, add-claim, alias, note, undo."""
    target: str
    """What it is about: a claim, an incident, a source, an actor; for an undoing the number of the decision."""
    described: str
    """In words."""
    why: str
    holds: bool
    """False: it was undone, or is itself an undoing."""
    what: dict[str, Any]
    """The decision as it is kept, see `record.decisions`."""
    changes: list[ChangePayload]
    """What stood there before and what stands there because of it. In the log alone."""


class ClaimDetail(Payload):
    claim: ClaimPayload
    read: ClaimPayload
    """As it was read, without corrections."""
    context: ContextPayload
    report: ReportLine
    incident: IncidentLine | None
    notes: list[NotePayload]
    decisions: list[DecisionPayload]


class Cell(Payload):
    value: str | None
    """In words, ready to be shown. None: this source does not say."""
    claims: list[str]
    """The claims that say so."""


class MatrixColumn(Payload):
    """One source's version: who says so, in which report."""

    key: str
    """Of the source; the report's id where nobody is named."""
    name: str
    kind: SourceKind | None
    side: str | None
    """Country of the source or its owner."""
    party: bool
    """A party to the fighting, or owned by one."""
    report: str
    title: str | None
    publisher: str | None
    published: date | None
    copy_of: str | None
    """Story that this report copies: it is no independent source."""
    reliability: Reliability | None
    reliability_default: bool | None
    claims: list[str]


MatrixField = Literal[
    "type", "when", "where", "who", "to_whom", "killed", "wounded", "other_casualties", "status", "holder"
]


class MatrixRow(Payload):
    field: Literal[
        "type", "when", "where", "who", "to_whom", "killed", "wounded", "other_casualties", "status", "holder"
    ]
    cells: list[Cell]
    """One for each column."""
    differs: bool


class Matrix(Payload):
    columns: list[MatrixColumn]
    rows: list[MatrixRow]


class LinkPayload(Payload):
    claim: str
    score: float
    reasons: list[str]
    by: str


class IncidentDetail(Payload):
    line: IncidentLine
    actors: list[KeptActor]
    recipients: list[KeptActor]
    place: KeptPlace | None
    matrix: Matrix
    casualties: list[CasualtyRange]
    rules: dict[str, str]
    """Each casualty rule in words."""
    claims: list[ClaimPayload]
    contexts: dict[str, ContextPayload]
    """By claim."""
    links: list[LinkPayload]
    """Why each claim belongs to it."""
    reports: list[ReportLine]
    stories: int
    """Independent sources."""
    disputed: list[Dispute]
    reasons: list[str]
    """Why it is worth reviewing, in words."""
    notes: list[NotePayload]
    decisions: list[DecisionPayload]


class ReportLine(Payload):
    id: str
    story: str
    title: str | None
    publisher: str | None
    publisher_key: str | None
    url: str | None
    published: date | None
    language: str | None
    added: datetime
    where: str
    """What was named when it was added."""
    revision: int
    revises: str | None
    revised_by: str | None
    version: str
    claims: int
    reviewed: int
    """Claims of it that a person accepted or rejected."""


class ReportPage(Payload):
    items: list[ReportLine]
    total: int
    next: str | None


class Mention(Payload):
    """Words of the report that stand for an actor, a place or a time: the layers of highlighting."""

    span: Span
    text: str
    layer: Literal["actor", "place", "time", "source"]
    id: str
    """Of the actor, place or time in this report; of a source the number of the attribution."""
    name: str
    key: str | None
    """Of an actor: its key in the case. Of a place: its number in GeoNames."""
    note: str | None
    """Days of a time, province and country of a place, kind of a source."""


class AttributionPayload(Payload):
    source: Span | None
    cue: Span | None
    contents: list[Span]
    kind: str
    hedge: str | None
    quoted: bool


class ReportDetail(Payload):
    report: ReportLine
    text: str
    mentions: list[Mention]
    attributions: list[AttributionPayload]
    claims: list[ClaimPayload]
    """In the order of the text; withdrawn ones too."""
    warnings: list[str]
    revisions: list[ReportLine]
    """Other states of the page, the earliest first."""
    copies: list[ReportLine]
    """Other reports of the same story."""
    notes: list[NotePayload]
    decisions: list[DecisionPayload]


class QueueItem(Payload):
    claim: ClaimPayload
    incident: IncidentLine | None
    reasons: list[str]
    """Why this one comes here, the weightiest first."""
    worth: float


class Progress(Payload):
    reviewed: int
    total: int


class Queue(Payload):
    items: list[QueueItem]
    progress: Progress
    next: str | None


class Hit(Payload):
    report: ReportLine
    snippet: str
    """Words around, with what was found between « and »."""
    claims: list[str]


class HitPage(Payload):
    items: list[Hit]
    total: int
    next: str | None


class DecisionPage(Payload):
    items: list[DecisionPayload]
    total: int
    next: str | None
    coders: list[str]
    """All who decided something in this case."""


for _model in (ClaimDetail, IncidentDetail):
    _model.model_rebuild()
