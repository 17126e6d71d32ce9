"""What the searches hand on: a cue with its source and content, in tokens."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from dateline.record.annotation import Annotation, Entity, Token
from dateline.record.text import Span

Range = tuple[int, int]
"""First and last (exclusive) index of tokens."""
DAYS = frozenset(
    {
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "night",
        "morning",
        "evening",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """Somebody tells, thinks or wants something."""

    cue_head: int
    cue: Range
    source: Range | None
    source_head: int | None
    antecedent: Range | None = None
    pieces: tuple[Range, ...]
    hedge: str | None
    about: bool = False
    speech: bool
    """The words can be quoted: "said", not "hoped to"."""
    reports: bool = False
    """No words of a speaker, but what a finding or a document tells."""
    names: bool = False
    """The verb gives names: 'called the raid "a crime"'."""
    inside: int | None = None
    """Cue of the telling that this one is part of, where its content does not show it ("said, citing an officer")."""
    told: bool = True
    """The content is a clause or a quotation, not a thing, a topic or a deed."""
    rule: str


def span_of(annotation: Annotation, piece: Range) -> Span:
    """Where the tokens stand in the text."""
    return Span(annotation.tokens[piece[0]].start, annotation.tokens[piece[1] - 1].end)


def runs(tokens: list[int]) -> list[Range]:
    """Stretches of neighbouring indices.

    >>> runs([1, 2, 3, 7, 8])
    [(1, 4), (7, 9)]
    """
    found: list[Range] = []
    for i in tokens:
        if found and found[-1][1] == i:
            found[-1] = (found[-1][0], i + 1)
        else:
            found.append((i, i + 1))
    return found


_OPEN_MARKS = frozenset("\"“„«‘'([") | {"''", "``", "-", "—"}
_CLOSING_MARKS = frozenset("\"”“»’')].!?…%") | {"''", "..."}


def trimmed(annotation: Annotation, piece: Range, *, quoted: bool = True) -> Range | None:
    """`piece` without signs at its ends; those that belong to quotations stay. None: nothing but signs."""
    first, last = piece
    tokens = annotation.tokens
    while (
        first < last
        and tokens[first].pos in ("PUNCT", "SPACE")
        and not (quoted and tokens[first].text in _OPEN_MARKS)
    ):
        first += 1
    while (
        last > first
        and tokens[last - 1].pos in ("PUNCT", "SPACE")
        and not (quoted and tokens[last - 1].text in _CLOSING_MARKS and tokens[last - 1].text not in ".")
    ):
        last -= 1
    while last > first and tokens[last - 1].dep == "cc":
        last -= 1
    if not any(is_word(t) for t in tokens[first:last]):
        return None
    return first, last


def entities_in(annotation: Annotation, first: int, last: int) -> tuple[Entity, ...]:
    """Tagged names that overlap tokens `first` to `last` (exclusive)."""
    start = bisect_right(annotation.entities, first, key=lambda e: e.last)
    stop = bisect_left(annotation.entities, last, start, key=lambda e: e.first)
    return annotation.entities[start:stop]


def is_word(token: Token) -> bool:
    return any(c.isalnum() for c in token.text)


def joined(annotation: Annotation, pieces: list[Range]) -> tuple[Range, ...]:
    """Pieces in order; those that only signs keep apart become one."""
    found: list[Range] = []
    for first, last in sorted(pieces):
        if found and (
            first <= found[-1][1] or not any(map(is_word, annotation.tokens[found[-1][1] : first]))
        ):
            found[-1] = (found[-1][0], max(last, found[-1][1]))
        else:
            found.append((first, last))
    return tuple(found)
