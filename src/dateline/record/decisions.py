"""What people decide about a case: an append-only log. Nothing in it is ever changed; an `Undone` takes one back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, NamedTuple

from dateline.record.claims import Claim
from dateline.record.kept import KeptActor, KeptPlace, KeptSource

Reliability = Literal["A", "B", "C", "D", "E", "F"]
"""Of a source, by the Admiralty scale (NATO AJP-2.1): A completely reliable, B usually, C fairly, D not usually,
E unreliable, F cannot be judged."""
Credibility = Literal[1, 2, 3, 4, 5, 6]
"""Of a claim, by the Admiralty scale: 1 confirmed by others, 2 probably true, 3 possibly true, 4 doubtful,
5 improbable, 6 cannot be judged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CasualtiesSet:
    """How many, for one outcome of a claim, as a person set it."""

    outcome: str
    low: int | None
    best: int | None
    high: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """Fields of a claim that a person set; None: left as read. They are laid over what was read."""

    claim: str
    report: str | None = None
    trigger: tuple[int, int] | None = None
    """Where the claim stood in its report, so that it is found again when a later reading gives it another id."""
    status: str | None = None
    acled_type: str | None = None
    acled_sub: str | None = None
    plover: str | None = None
    mode: str | None = None
    cameo: str | None = None
    start: date | None = None
    end: date | None = None
    time_precision: int | None = None
    place: KeptPlace | None = None
    actors: tuple[KeptActor, ...] | None = None
    recipients: tuple[KeptActor, ...] | None = None
    sources: tuple[KeptSource, ...] | None = None
    """Who says so, outermost first. Cleared: the report says so in its own voice."""
    casualties: tuple[CasualtiesSet, ...] = ()
    """Outcomes not named here stay as read."""
    cleared: tuple[str, ...] = ()
    """Fields that should be empty: "place", "time", "acled", "plover", "mode", "cameo", "actors", "recipients",
    "sources", "casualties"."""
    withdrawn: bool | None = None
    """True: the report does not say this. The claim stays in the case but counts nowhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """Claims of several incidents tell of one happening."""

    incidents: tuple[str, ...]
    """Their ids when this was decided; ids may go, so that `claims` is what holds."""
    claims: tuple[tuple[str, ...], ...]
    """For each of the incidents its claims then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """Some claims of an incident tell of another happening than the rest."""

    incident: str
    claims: tuple[str, ...]
    """Those that leave."""
    rest: tuple[str, ...]
    """Those that stay."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceGraded:
    """How reliable a source is."""

    source: str
    """Key of the source (see `record.kept.KeptSource`)."""
    reliability: Reliability


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimGraded:
    """How credible a claim is."""

    claim: str
    credibility: Credibility
    report: str | None = None
    trigger: tuple[int, int] | None = None


Verdict = Literal["accept", "reject"]
Noteworthy = Literal["incident", "claim", "report", "actor", "source"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimReviewed:
    """A person looked at a claim beside the words. accept: the report says this. reject: it does not, so that the
    claim stays in the case but counts nowhere, until a later review accepts it."""

    claim: str
    verdict: Verdict
    report: str | None = None
    trigger: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimAdded:
    """A claim that a person found in a report. It counts like one that was read."""

    claim: str
    """Its id, that of `made`."""
    report: str
    trigger: tuple[int, int]
    made: Claim
    actors: tuple[KeptActor, ...] = ()
    recipients: tuple[KeptActor, ...] = ()
    place: KeptPlace | None = None
    sources: tuple[KeptSource, ...] = ()
    holder: KeptActor | None = None
    evidence: str
    """The exact words, by which it is found again when the report changes on its site."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorAliased:
    """In this case a name that the knowledge base does not have means this actor."""

    actor: KeptActor
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """Something that a person wants others to know."""

    about: str
    """Id or key of what it is about."""
    sort: Noteworthy
    text: str
    claims: tuple[str, ...] = ()
    """Of an incident: its claims then, for ids of incidents may go."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """An earlier decision no longer holds."""

    decision: int


What = (
    Corrected
    | Merged
    | Split
    | SourceGraded
    | ClaimGraded
    | ClaimReviewed
    | ClaimAdded
    | ActorAliased
    | Noted
    | Undone
)
KINDS: dict[str, type[What]] = {
    "correct": Corrected,
    "merge": Merged,
    "split": Split,
    "grade-source": SourceGraded,
    "grade-claim": ClaimGraded,
    "review": ClaimReviewed,
    "add-claim": ClaimAdded,
    "alias": ActorAliased,
    "note": Noted,
    "undo": Undone,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One entry of the log."""

    number: int
    """Counts from 1 in the order in which things were decided."""
    at: datetime
    """UTC."""
    coder: str
    why: str
    """Empty: no reason was given."""
    what: What

    @property
    def kind(self) -> str:
        return next(name for name, kind in KINDS.items() if isinstance(self.what, kind))

    @property
    def target(self) -> str:
        """Id of what was decided about: a claim, an incident, a source; of an undoing the number of the decision."""
        match self.what:
            case Corrected(claim=id) | ClaimGraded(claim=id) | ClaimReviewed(claim=id) | ClaimAdded(claim=id):
                return id
            case Split(incident=id) | SourceGraded(source=id) | Noted(about=id):
                return id
            case ActorAliased(actor=actor):
                return actor.key
            case Merged(incidents=ids):
                return " ".join(ids)
            case Undone(decision=number):
                return str(number)


class Constraints(NamedTuple):
    """What people said of which claims belong together: it goes before any score."""

    together: tuple[tuple[str, ...], ...]
    """Claims of each group tell of one happening."""
    apart: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    """No claim of the first group tells of the same happening as one of the second."""


def in_force(log: Iterable[Decision]) -> tuple[Decision, ...]:
    """The decisions that hold, oldest first: those not undone, without the undoings.

    An undoing can itself be undone; then the first decision holds again.
    """
    entries = sorted(log, key=lambda d: d.number)
    off: set[int] = set()
    for entry in reversed(entries):
        if isinstance(entry.what, Undone) and entry.number not in off:
            off.add(entry.what.decision)
    return tuple(d for d in entries if d.number not in off and not isinstance(d.what, Undone))


def constraints(log: Iterable[Decision]) -> Constraints:
    """Merges and splits in force. Where they contradict each other, the later one goes before the earlier."""
    together: list[tuple[str, ...]] = []
    apart: list[tuple[tuple[str, ...], tuple[str, ...]]] = []
    for decision in in_force(log):
        what = decision.what
        if isinstance(what, Merged):
            group = tuple(dict.fromkeys(c for claims in what.claims for c in claims))
            members = set(group)
            apart = [(a, b) for a, b in apart if not (members & set(a) and members & set(b))]
            together.append(group)
        elif isinstance(what, Split):
            leaving, rest = set(what.claims), set(what.rest)
            kept = []
            for group in together:
                if leaving & set(group) and rest & set(group):
                    kept += [
                        tuple(c for c in group if c not in leaving),
                        tuple(c for c in group if c in leaving),
                    ]
                else:
                    kept.append(group)
            together = [group for group in kept if len(group) > 1]
            apart.append((what.claims, what.rest))
    return Constraints(tuple(together), tuple(apart))
