"""What a case can be asked and told: the protocols that steps and exports see. Back ends lie behind them.

    store = open_case("syria.dateline")          # dateline.store.opening
    with store.view() as view:                   # one unchanging state of the case
        for claim in view.claims(Wanted(place="Khanasser")): ...
    with store.writer() as writer:               # one transaction: all of it is kept, or nothing
        writer.replace_incidents(changed, removed, done=waiting)

A `Writer` is a `View` too, of the case as it stands within its transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, NamedTuple, Protocol

from dateline.record.decisions import Credibility, Decision, Reliability, What
from dateline.record.events import Status
from dateline.record.incidents import ControlSpan, Dispute, Holding, Incident
from dateline.record.kept import KeptClaim, KeptPlace
from dateline.record.readings import Reading
from dateline.record.sayings import Noted, Sayings


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which claims or incidents are asked for; of each field that is given, one of its values must fit."""

    place: str | None = None
    """Name of a place, province or country (any spelling that folds alike), or an ISO 3166 alpha-3 code."""
    box: Box | None = None
    first: date | None = None
    last: date | None = None
    """Happenings that may lie between these days, both included; those without a day are left out."""
    types: tuple[str, ...] = ()
    """PLOVER type or mode, ACLED event or sub-event type, CAMEO code, or frame; capitals do not matter."""
    actors: tuple[str, ...] = ()
    """Keys or names, of one who does it, to whom it is done, or who holds the place."""
    sources: tuple[str, ...] = ()
    """Keys or names of those who say so, publishers included."""
    statuses: tuple[Status, ...] = ()
    reports: tuple[str, ...] = ()
    control: bool = False
    """Only claims that say who holds a place."""
    known_on: date | None = None
    """The case as it was known on a day. None: as it stands now."""
    withdrawn: bool = False
    """Also claims that a person withdrew."""


class Box(NamedTuple):
    """A stretch of the earth in degrees; west may be greater than east, over the date line."""

    south: float
    west: float
    north: float
    east: float


Order = Literal["arrival", "day"]
"""Of claims: as they came in, or by first day (those without a day last), then id."""


class Stretch(NamedTuple):
    """Who holds a place for a while, and what sources say against each other on it. None: they agree."""

    span: ControlSpan
    dispute: Dispute | None


class Waiting(NamedTuple):
    """A claim that came, changed or went since incidents were last made."""

    claim: str
    why: Literal["new", "changed", "gone"]
    """changed: it was corrected, or its story became another. gone: it does not count any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptReport:
    """A report as the case has it; a report that changed on its site is a report of its own, with `revises`."""

    id: str
    """Of its document; `KeptClaim.report`."""
    story: str
    title: str | None
    publisher: str | None
    publisher_key: str | None
    url: str | None
    external_id: str | None
    published: date | None
    language: str | None
    known: date
    added: datetime
    where: str
    """What was named when it was added: file, address, file and line."""
    revises: str | None
    """Id of the report that this is a newer state of."""
    revision: int
    """1 for the first."""
    revised_by: str | None
    """None: the newest."""
    until: date | None
    """The day from which the next revision stands."""
    version: str
    """Of the program that read it."""
    claims: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceKnown:
    """One who says things: an outlet or a speaker."""

    key: str
    name: str
    kind: str
    country: str | None
    reports: int
    """Published by it."""
    claims: int
    """That it is quoted for, or that its reports make in their own voice."""
    reliability: Reliability
    default: bool
    """The grade is the default for its kind; nobody set it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorKnown:
    """One who has a part in what a case tells, with the number of claims in which it has it."""

    key: str
    name: str
    kind: str | None
    country: str | None
    private: bool
    does: int = 0
    suffers: int = 0
    """To whom it is done, or who is met, supported, captured."""
    holds: int = 0
    """Places, or has them no longer."""
    says: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A report in which words were found."""

    report: KeptReport
    snippet: str
    """Words around, with what was found between « and »."""
    claims: tuple[str, ...]
    """Claims whose words hold what was found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Something that is new, revised or withdrawn, for those who copied the case earlier."""

    at: datetime
    what: Literal["report", "claim", "incident", "event"]
    """event: a row of an ACLED or UCDP file that was exported, by the id that it has there."""
    id: str
    change: Literal["new", "revised", "withdrawn"]
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedId:
    """An id under which an event left the case; it stays the event's own, whatever the case learns of it later."""

    format: str
    """ "acled" or "ged"."""
    id: str
    incident: str
    """Of which it was exported last."""
    day: date | None = None
    """Of an incident that is a row a day."""
    withdrawn: bool = False
    part_of: str | None = None
    """The event that it became a part of. None: of none, or it was not withdrawn."""
    now: str | None = None
    """The incident that stands for it now: its own, else the one that most of its claims went to. None: none does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunInput:
    """What became of one input of an `add`."""

    where: str
    outcome: Literal["read", "copy", "revision", "there", "not-english", "no-text", "failed", "left-out"]
    report: str | None = None
    of: str | None = None
    """The report that it is a copy or a revision of."""
    kind: str | None = None
    message: str | None = None
    claims: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One `add`."""

    number: int
    started: datetime
    ended: datetime | None
    """None: it was stopped before its end, or still goes on."""
    coder: str
    version: str
    inputs: tuple[str, ...]
    """As they were named."""
    counts: Mapping[str, int]
    """Outcome and how many inputs had it."""


class Telling(NamedTuple):
    """A claim that may say who holds a place, and its row."""

    number: int
    kept: KeptClaim
    until: date | None
    """The day from which the next revision of its report stands."""


class View(Protocol):
    """A case as it stood at one moment. Iterators stream: they do not hold a large case in memory."""

    def claims(self, wanted: Wanted = ..., *, order: Order = "arrival") -> Iterator[KeptClaim]:
        """Claims that count, with corrections laid over them."""

    def claim(self, id: str) -> KeptClaim | None:
        """A claim, also one that no longer counts."""

    def claims_of(self, ids: Iterable[str]) -> Iterator[KeptClaim]:
        """The claims that count among `ids`, ordered by id."""

    def claims_near(
        self,
        *,
        families: Sequence[str] = (),
        box: Box | None = None,
        first: date | None = None,
        last: date | None = None,
        country: str | None = None,
        unplaced: bool = False,
    ) -> Iterator[KeptClaim]:
        """Candidates for the same happening: fast for a few families, a small box and some days.

        `families`: PLOVER types. `box`: only places within; those without coordinates too if `unplaced`.
        `first`, `last`: claims whose days meet this range; claims without days are left out.
        """

    def count(self, wanted: Wanted = ...) -> int:
        """Number of claims."""

    def reports(self) -> Iterator[KeptReport]: ...

    def report(self, id: str) -> KeptReport | None: ...

    def text(self, report: str) -> str:
        """The report's text, in which offsets count. Raises `StoreError` for an id that is not there."""

    def reading(self, report: str) -> Reading:
        """What was read of a report, without corrections. Raises `StoreError` for an id that is not there."""

    def story(self, story: str) -> tuple[KeptReport, ...]:
        """All reports of a story, the earliest first."""

    def incidents(self, wanted: Wanted = ...) -> Iterator[Incident]:
        """Ordered by first day, then id."""

    def incident(self, id: str) -> Incident | None: ...

    def incidents_of(self, claims: Iterable[str]) -> dict[str, str]:
        """Claim and the incident it belongs to; claims of none are left out."""

    def became(self, incidents: Iterable[str]) -> dict[str, str | None]:
        """Incidents that are no more, and the one that most of their claims belong to now. None: they count no more."""

    def exported(self, format: str) -> tuple[ExportedId, ...]:
        """Ids under which events have left the case, by when they first did, then id."""

    def waiting(self, limit: int | None = None, *, order: Order = "arrival") -> Iterator[Waiting]:
        """Claims to be linked; "day": by the first day on which what they tell may have happened."""

    def waiting_among(self, claims: Iterable[str]) -> set[str]:
        """Those of `claims` that wait to be linked."""

    def members_of(self, incidents: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Incident and its claims, sorted; those that are no more are left out."""

    def claim_ids(self) -> Iterator[str]:
        """All claims that count, by the first day on which what they tell may have happened."""

    def reports_of(self, claims: Iterable[str]) -> dict[str, str]:
        """Claim and the report that makes it, also of claims that no longer count."""

    def reports_meant(self, days: tuple[int, int] | None) -> set[str]:
        """Reports with claims of what may have happened on these days (first and last, as ordinals of `date`).

        None: of which nothing says when it happened.
        """

    def linking_state(self) -> tuple[int, ...]:
        """Counts what was linked, then what waits: the same as before if nobody wrote in between."""

    def resolve(self, prefix: str) -> tuple[str, str]:
        """Sort ("report", "claim", "incident") and whole id. Raises `StoreError`: none, or several."""

    def decisions(self) -> tuple[Decision, ...]:
        """The whole log, oldest first; `record.decisions.in_force` and `constraints` say what holds."""

    def actors(self, name: str | None = None) -> tuple[ActorKnown, ...]:
        """Those with a part in most claims first. `name`: only those with this key or name, else with these words,
        of which the last may be begun, and those whom the name may mean."""

    def sources(self) -> tuple[SourceKnown, ...]:
        """Outlets and speakers, those with most claims first."""

    def reliability(self, source: str) -> tuple[Reliability, bool]:
        """Grade of a source by key, and whether it is a default."""

    def credibility(self, claim: str) -> tuple[Credibility, bool]:
        """Grade of a claim, and whether it is a default (from how many independent sources its incident has)."""

    def holdings(self, places: Iterable[str]) -> Iterator[Noted]:
        """What claims that count or did say of who holds these places, under the usual rules.

        `places`: by key; see `steps.situation.place_named`.
        """

    def sayings(self) -> Iterator[Sayings]:
        """The same of all places, packed; right where `all_told`."""

    def all_told(self) -> bool:
        """Whether stretches and sayings are those of all that the linked claims say."""

    def stretches(
        self,
        *,
        at: date | None = None,
        first: date | None = None,
        last: date | None = None,
        disputed: bool = False,
    ) -> Iterator[Stretch]:
        """Who holds all places, under the usual rules, as the case stands, by place and day.

        `at`: only what holds on this day; `first`, `last`: what touches these days. `disputed`: only stretches on which
        sources differ, with the dispute, which the others come without.
        """

    def held_places(self) -> dict[str, KeptPlace]:
        """All places that have stretches, by key."""

    def tellings_of(self, ids: Iterable[str]) -> Iterator[Telling]:
        """Claims as they stand, those of reports that were revised since too; not those withdrawn."""

    def is_drawn(self) -> bool:
        """Whether holdings and pictures of incidents are at hand for all that is linked; see `pipeline.drawing`."""

    def search(self, words: str, *, limit: int = 20) -> tuple[Hit, ...]:
        """Reports with the words, best first. "quoted phrases", OR and -without are understood."""

    def changes(self, since: datetime) -> Iterator[Change]:
        """In the order in which things changed."""

    def runs(self) -> tuple[Run, ...]: ...

    def run_inputs(self, run: int) -> Iterator[RunInput]: ...


class Writer(View, Protocol):
    """One transaction."""

    def replace_incidents(
        self, changed: Iterable[Incident], removed: Iterable[str] = (), *, done: Iterable[str] | None = None
    ) -> None:
        """Puts incidents in the place of those with the same id and takes others away; earlier states are kept.

        `done`: claims that wait no longer. None: none waits any more.
        """

    def keep_exported(self, changed: Iterable[ExportedId]) -> None:
        """Notes ids that left the case, in the place of what was noted of them before."""

    def replace_holdings(
        self, ids: Iterable[str] | None, made: Iterable[tuple[Telling, str, Holding]]
    ) -> None:
        """Puts `made`, with the key of each place, in the place of what the claims `ids` said of who holds a place.

        None: of all claims. The stretches of these places are untold from then on.
        """

    def untold(self, limit: int) -> list[str]:
        """Keys of places whose stretches are to be made anew."""

    def replace_stretches(
        self,
        places: Iterable[str],
        made: Iterable[tuple[str, KeptPlace, Stretch]],
        *,
        told: Iterable[str],
        said: Mapping[str, Sayings],
    ) -> None:
        """Puts `made`, each with its place's key and the place, in the place of what these places had.

        `told`: places that are untold no longer; `said`: what is said of those of which anything is.
        """

    def tally(self) -> None:
        """Counts anew who is quoted how often, where many claims came since."""

    def decide(self, what: What, *, coder: str, why: str = "") -> Decision:
        """Adds to the log and lays corrections over. Raises `StoreError` where `what` names nothing in the case."""


class Store(Protocol):
    """A case that is open."""

    @property
    def name(self) -> str:
        """Path or address, without any password."""

    def view(self) -> AbstractContextManager[View]: ...

    def writer(self) -> AbstractContextManager[Writer]:
        """Waits for another writer to end."""

    def close(self) -> None: ...
