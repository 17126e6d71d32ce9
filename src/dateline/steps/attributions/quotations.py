"""Where quotation marks open and close, over sentences and paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from dateline.record.annotation import Annotation
from dateline.record.text import Span

_DOUBLE = re.compile(r"[“”„«»\"]|''|``")
_SINGLE = re.compile(r"(?<![\w.,!?’'])[‘'](?=[\w“\"])")
_SINGLE_END = re.compile(r"(?<=[\w.,!?…])[’'](?!\w)")
_SENTENCE_WORDS = 4
"""Fewer words in quotation marks are a name or scare quotes, unless a verb of saying stands by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Words in quotation marks."""

    span: Span
    """With the marks."""
    first: int
    last: int
    """Tokens, exclusive; with the marks."""
    paragraph: int
    opens_paragraph: bool
    goes_on: bool
    """Not closed at the end of its paragraph, and the next paragraph opens with a mark again."""
    words: int

    @property
    def is_speech(self) -> bool:
        """Long enough to be somebody's sentence."""
        return self.words >= _SENTENCE_WORDS


def between(quotations: tuple[Quotation, ...], first: int, last: int) -> range:
    """Indices of the quotations that overlap tokens `first` to `last` (exclusive); they are in order and apart."""
    start = bisect_right(quotations, first, key=lambda q: q.last)
    return range(start, bisect_left(quotations, last, start, key=lambda q: q.first))


def find_quotations(annotation: Annotation) -> tuple[Quotation, ...]:
    """Quotations in text order, outermost only, one for each paragraph that they go through."""
    found: list[Quotation] = []
    text = annotation.text
    paragraphs = _paragraphs(annotation)
    for number, (start, end) in enumerate(paragraphs):
        spans = list(_double(text, start, end)) or list(_single(text, start, end))
        for span, closed in spans:
            if not closed and not _runs_on(text, paragraphs, number, span):
                continue
            first, last = annotation.token_range(span)
            if last - first < 2:
                continue
            words = sum(any(c.isalnum() for c in t.text) for t in annotation.tokens[first:last])
            quotation = Quotation(
                span=span,
                first=first,
                last=last,
                paragraph=number,
                opens_paragraph=span.start == start,
                goes_on=not closed and _next_opens(text, paragraphs, number),
                words=words,
            )
            found.append(quotation)
    return tuple(found)


def _paragraphs(annotation: Annotation) -> list[tuple[int, int]]:
    bounds: list[tuple[int, int]] = []
    for sentence in annotation.sentences:
        if sentence.paragraph < len(bounds):
            bounds[-1] = (bounds[-1][0], sentence.span.end)
        else:
            bounds.append((sentence.span.start, sentence.span.end))
    return bounds


def _double(text: str, start: int, end: int) -> list[tuple[Span, bool]]:
    """Spans in double marks. A mark's place says more than its shape: some reports close with “."""
    found: list[tuple[Span, bool]] = []
    opened: int | None = None
    for match in _DOUBLE.finditer(text, start, end):
        at, after = match.start(), match.end()
        before_word = after < end and not text[after].isspace()
        after_word = at > start and not text[at - 1].isspace() and text[at - 1] not in "([—–-"
        if opened is None:
            if before_word and not (after_word and match[0] in "”»"):
                opened = at
        elif after_word or match[0] in "”»":
            found.append((Span(opened, after), True))
            opened = None
        elif before_word and match[0] in "“„«":
            # Opened twice: the first was never closed.
            opened = at
    if opened is not None:
        found.append((Span(opened, end), False))
    return found


def _single(text: str, start: int, end: int) -> list[tuple[Span, bool]]:
    """Spans in single marks, where a paragraph has no double ones."""
    found: list[tuple[Span, bool]] = []
    at = start
    while match := _SINGLE.search(text, at, end):
        close = _SINGLE_END.search(text, match.end(), end)
        if close is None:
            break
        # An apostrophe after a plural looks like a closing mark; one before a sign surely is one.
        better: re.Match[str] | None = close
        while better and text[better.start() - 1].isalnum() and not _ends(text, better.end(), end):
            better = _SINGLE_END.search(text, better.end(), end)
        close = better or close
        found.append((Span(match.start(), close.end()), True))
        at = close.end()
    return found


def _ends(text: str, at: int, end: int) -> bool:
    return at >= end or text[at] in ".,;:!?)—–" or text[at].isspace()


def _runs_on(text: str, paragraphs: list[tuple[int, int]], number: int, span: Span) -> bool:
    """Whether an unclosed mark is believed: the next paragraph opens again, or this one begins with it."""
    return _next_opens(text, paragraphs, number) or span.start == paragraphs[number][0]


def _next_opens(text: str, paragraphs: list[tuple[int, int]], number: int) -> bool:
    if number + 1 >= len(paragraphs):
        return False
    return _DOUBLE.match(text, paragraphs[number + 1][0]) is not None
