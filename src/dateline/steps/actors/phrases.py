"""Noun phrases: where they begin, what stands before a name."""

from __future__ import annotations

import re

from dateline.record.annotation import Annotation, Token
from dateline.record.text import Span

_FOOTNOTE = re.compile(r"(?<=\w)[.,;:]?[\[(].*$")
_LEFT = frozenset(
    {
        "compound",
        "amod",
        "nmod",
        "nummod",
        "poss",
        "quantmod",
        "advmod",
        "punct",
        "det",
        "predet",
        "case",
        "npadvmod",
        "appos",
    }
)


def has_small_letters(text: str) -> bool:
    """Whether capitals mean anything in `text`: false for telegrams in capitals and for texts without any."""
    beginning = text[:2000]
    upper = sum(map(str.isupper, beginning))
    lower = sum(map(str.islower, beginning))
    return upper > 0 and lower > upper


def words_before(text: str, offset: int) -> str:
    return text[max(0, offset - 20) : offset]


def phrase_start(annotation: Annotation, head: int) -> int:
    """Index of the first token of the noun phrase that `head` governs, to its left and without a gap."""
    first = head
    todo = [head]
    members = {head}
    while todo:
        i = todo.pop()
        for child in annotation.children(i):
            if child.i < head and child.dep in _LEFT and child.i not in members:
                members.add(child.i)
                todo.append(child.i)
    while first - 1 in members:
        first -= 1
    return first


def span_of(annotation: Annotation, first: int, last: int) -> Span:
    """Of tokens `first` to `last` (exclusive), without a footnote sign that sticks to the last word ("state.[2")."""
    token = annotation.tokens[last - 1]
    stuck = _FOOTNOTE.search(token.text)
    return Span(annotation.tokens[first].start, token.start + stuck.start() if stuck else token.end)


def is_capital(token: Token) -> bool:
    return token.text[:1].isupper()


def is_plural(token: Token) -> bool:
    return token.tag in ("NNS", "NNPS")
