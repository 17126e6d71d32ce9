"""Words that tell a happening, with the words that fill its roles: before anything is resolved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dateline.record.text import Span

Status = Literal["occurred", "ongoing", "planned", "possible", "conditional", "denied"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleFiller:
    """The words that fill a role of an event."""

    role: str
    """actor, recipient, place, origin, goal, instrument, theme."""
    head: int
    """Index of the governing token."""
    rule: str
    """How it was found: "nsubj", "conj of nsubj", "pobj of by", ..."""
    frame: str | None = None
    """Of an event told by several words: the frame whose word has this filler. None: all of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeansMention:
    """A weapon or kind of attack in the text."""

    span: Span
    first: int
    head: int
    """Tokens, `head` the last one."""
    name: str
    mode: str | None
    acled: str | None
    weapon: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EventMention:
    """A frame that a word evokes."""

    frame: str
    """Name of the frame in the lexicon."""
    trigger: Span
    head: int
    """Index of the trigger's governing token."""
    clause: int
    """Index of the verb whose clause tells it: the trigger itself, or the verb that carries a noun."""
    status: Status
    status_rule: str
    roles: tuple[RoleFiller, ...]
    means: tuple[MeansMention, ...]
    """Weapons and kinds of attack that are named with it."""
    weight: int
    """How much the pattern asked for: 0 where the word alone decided."""
    rule: str
    """The pattern that matched."""
    also: tuple[str, ...] = ()
    """Frames of other words that tell the same happening ("killed" beside "airstrike")."""
