"""What is known of an actor: the rows that the readable files are compiled to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dateline.record.actors import ActorType


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """A standing relation of one actor to another."""

    to: str
    """Id of the other actor."""
    relation: str
    """part_of, allied_with, led_by, proxy_of, speaks_for, faction_of, office_of, owned_by."""
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """A post that a person held."""

    state: str
    """ISO 3166-1 alpha-3 of the state, else the id of an organisation."""
    title: str
    """head of state, prime minister, foreign minister, spokesperson, ..."""
    first: date | None = None
    last: date | None = None
    """None: still held, or the end is not known."""

    def held_on(self, day: date, *, slack: int = 0) -> bool:
        """Whether the post was held on `day`, give or take `slack` days."""
        after = self.first is None or (self.first - day).days <= slack
        before = self.last is None or (day - self.last).days <= slack
        return after and before


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownActor:
    """One entry of the knowledge base."""

    id: str
    name: str
    type: ActorType
    sector: str | None = None
    inter: int | None = None
    country: str | None = None
    countries: tuple[str, ...] = ()
    """Where it acts, home first; decides ambiguous short forms."""
    aliases: tuple[str, ...] = ()
    """Usual ones first."""
    first: date | None = None
    last: date | None = None
    """When it was active."""
    ties: tuple[Tie, ...] = ()
    offices: tuple[Office, ...] = ()
    part: str | None = None
    """Which part of a state it is: government, military, police, ..."""
    source_kind: str | None = None
    """Kind of source that it is when it speaks."""
    wikidata: str | None = None
    confidence: str = "high"
    where: str = ""
    """File it stands in."""

    def active_on(self, day: date | None, *, slack: int = 400) -> bool:
        """Whether it existed about that day. A day that is not known contradicts nothing."""
        if day is None:
            return True
        after = self.first is None or (self.first - day).days <= slack
        before = self.last is None or (day - self.last).days <= slack
        return after and before


@dataclass(frozen=True, slots=True, kw_only=True)
class NameUse:
    """One actor that a name can mean."""

    actor: int
    """Index in the list of actors."""
    case: int
    """How its letters must stand in the text: see `reference.actors.folding.case_rule`."""
    strength: int
    """3 means it wherever it stands, 2 a state's or capital's name (a place too), 1 only where the report
    supports it, 0 a surname on its own."""
    first: date | None = None
    last: date | None = None
    """When the name meant it. None: always."""
