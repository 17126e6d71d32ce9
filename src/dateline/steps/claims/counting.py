"""How many people were killed, hurt or taken: words of number read as bounds."""

from __future__ import annotations

import re
from typing import NamedTuple

from dateline.record.annotation import Annotation, Token
from dateline.record.text import Span, cover
from dateline.steps.claims.numbers import number_meant


class Count(NamedTuple):
    low: int | None
    best: int | None
    high: int | None
    span: Span
    stated: bool
    """A number or a word of number was there; False: only the plural or singular of the noun tells."""


# Contract: low for vague words. Their best and high stay open.
_VAGUE = {
    "couple": 2, "few": 2, "several": 3, "many": 3, "number": 3, "numerous": 3, "some": 3, "various": 3,
    "dozen": 24, "dozens": 24, "score": 40, "scores": 40, "hundred": 200, "hundreds": 200,
    "thousand": 2000, "thousands": 2000, "ten": 20, "tens": 20, "million": 2_000_000, "millions": 2_000_000,
    "multiple": 3, "countless": 3, "handful": 3, "group": 2,
}  # fmt: skip
_AT_LEAST = re.compile(r"\b(?:at least|no (?:fewer|less) than|a minimum of|not less than)\s*$", re.I)
_MORE_THAN = re.compile(r"\b(?:more than|over|upwards of|in excess of|above)\s*$", re.I)
_UP_TO = re.compile(r"\b(?:up to|as many as|at most|no more than|a maximum of|not more than)\s*$", re.I)
_FEWER = re.compile(r"\b(?:fewer than|less than|under|nearly|almost|close to)\s*$", re.I)
_ABOUT = re.compile(r"\b(?:about|around|some|roughly|approximately|an estimated|estimated)\s*$", re.I)
_BEFORE = 30
"""Characters before a number in which its hedge stands."""


def count_at(annotation: Annotation, head: int) -> Count | None:
    """Bounds for the people that token `head` heads. None: nothing tells a number."""
    token = annotation.tokens[head]
    if token.pos == "NUM" or token.lemma in ("dozens", "scores", "hundreds", "thousands"):
        return _number(annotation, token)
    for child in annotation.children(head, "nummod", "amod", "det", "advmod", "quantmod"):
        if child.pos == "NUM" or child.dep == "nummod":
            return _number(annotation, child)
        if child.lemma in _VAGUE and child.lemma != "some":
            return Count(_VAGUE[child.lemma], None, None, _with_head(annotation, child, token), True)
        if child.lemma == "no" and child.dep == "det":
            return Count(0, 0, 0, _with_head(annotation, child, token), True)
    prep = annotation.head(head)
    if token.dep == "pobj" and prep.lemma == "of":
        counted = annotation.head(prep.i)
        if counted.pos == "NUM" or any(
            c.dep in ("nummod", "quantmod") for c in annotation.children(counted.i)
        ):
            return _number(annotation, counted)
        if counted.lemma in _VAGUE:
            return Count(_VAGUE[counted.lemma], None, None, Span(counted.start, token.end), True)
    return _by_form(token)


def _by_form(token: Token) -> Count | None:
    if token.tag in ("NNS", "NNPS") or token.lemma in ("people", "police"):
        return Count(2, None, None, token.span, False)
    if token.tag in ("NN", "NNP"):
        return Count(1, 1, 1, token.span, False)
    return None


def _number(annotation: Annotation, token: Token) -> Count | None:
    """A numeral with its hedge ("at least 12", "up to 30", "between 20 and 30")."""
    words = [
        t
        for t in annotation.subtree(token.i)
        if t.pos in ("NUM", "SYM", "PUNCT") or t.dep in ("nummod", "compound", "quantmod")
    ]
    numerals = [
        token,
        *(t for t in words if t.pos == "NUM" and t.head == token.i and abs(t.i - token.i) <= 3),
    ]
    first, last = min(t.i for t in numerals), max(t.i for t in numerals)
    span = Span(annotation.tokens[first].start, annotation.tokens[last].end)
    span = _with_article(annotation, first, span)
    value = number_meant(span.of(annotation.text))
    if value is None:
        if token.lemma in _VAGUE:
            return Count(_VAGUE[token.lemma], None, None, token.span, True)
        return None
    text = annotation.text
    before = text[max(0, span.start - _BEFORE) : span.start]
    between = re.search(r"\bbetween\s+([\d,]+|\w+)\s+and\s*$", before, re.I)
    if between and (low := number_meant(between.group(1))) is not None:
        return Count(low, None, value, Span(span.start - len(before) + between.start(), span.end), True)
    rising = re.match(r"\s*(?:-|–|to)\s*([\d,]+)", text[span.end : span.end + 12])
    if rising and (high := number_meant(rising.group(1))) is not None and high > value:
        return Count(value, None, high, Span(span.start, span.end + rising.end()), True)
    for pattern, low, best, high in (
        (_AT_LEAST, value, value, None),
        (_MORE_THAN, value + 1, None, None),
        (_UP_TO, None, None, value),
        (_FEWER, None, None, value),
        (_ABOUT, None, value, None),
    ):
        if match := pattern.search(before):
            hedged = Span(span.start - len(before) + match.start(), span.end)
            return Count(low, best, high, hedged, True)
    return Count(value, value, value, span, True)


def _with_article(annotation: Annotation, first: int, span: Span) -> Span:
    """ "A million", "half a million": the article counts."""
    for back in (1, 2):
        if first - back < 0 or annotation.tokens[first - back].lemma not in ("a", "an", "half"):
            break
        span = Span(annotation.tokens[first - back].start, span.end)
    return span


def _with_head(annotation: Annotation, word: Token, head: Token) -> Span:
    return cover([word.span, head.span])
