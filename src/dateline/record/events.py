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
    """actor, recipient, place, instrument, holder, ..."""
    head: int
    """Index of the governing token."""
    span: Span
    rule: str
    """How it was found: "nsubj", "conj of nsubj", "pobj of by", ..."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventMention:
    """A frame that a word evokes."""

    frame: str
    """Name of the frame in the lexicon."""
    trigger: Span
    head: int
    """Index of the trigger's governing token."""
    kind: Literal["event", "state"]
    status: Status
    status_rule: str
    roles: tuple[RoleFiller, ...]
    rule: str
