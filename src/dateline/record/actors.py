"""Who acts, suffers or speaks in a report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dateline.record.text import Span

ActorType = Literal["person", "group", "organisation", "state", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """An actor of this report, with all its mentions."""

    id: str
    name: str
    """The name of the knowledge base, else the fullest one in the report."""
    type: ActorType
    sector: str | None
    """PLOVER sector: GOV MIL REB CVL ..."""
    country: str | None
    """ISO 3166-1 alpha-3."""
    aliases: tuple[str, ...]
    """Other names used in this report or usual for it."""
    kb: str | None
    """Id in the knowledge base. None: an actor of this report alone."""
    affiliations: tuple[str, ...]
    """Ids of actors of this report, else names, that this one belongs to, leads or speaks for."""
    mentions: tuple[Span, ...]
    inter: int | None = None
    """ACLED interaction class, 1 to 8."""
    source_kind: str | None = None
    """Kind of source it is when it speaks (see `record.claims.SourceKind`). None: decided by context."""
    private: bool = False
    """A private person, whose name can be masked in what leaves the program."""
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorMention:
    """Words of the report that stand for an actor."""

    span: Span
    """The whole name or description with its title: "Turkish Foreign Minister Mevlut Cavusoglu"."""
    head: int
    """Index of the governing token."""
    actor: str
    """Id of the `Actor`."""
    form: Literal["name", "description", "pronoun"]
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorName:
    """A name of the knowledge base found in the text, before it is decided whom it means."""

    span: Span
    """Longest match, without article or title."""
    candidates: tuple[str, ...]
    """Ids in the knowledge base, the likeliest first. More than one: the name is shared."""
    place_too: bool = False
    """The name is also a place's ("Syria", "Kremlin"): its part in the sentence decides."""
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorsFound:
    """What the step `actors` yields."""

    actors: tuple[Actor, ...] = ()
    mentions: tuple[ActorMention, ...] = ()
    """In text order: names, descriptions and pronouns."""
