"""A report with its syntax: what the language engine found."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cached_property

from dateline.record.documents import Document
from dateline.record.text import Span, cover


@dataclass(frozen=True, slots=True)
class Token:
    """One word or sign. Indices are positions in `Annotation.tokens`."""

    i: int
    start: int
    end: int
    text: str
    lemma: str
    """Lower case."""
    pos: str
    """Universal part of speech: VERB, NOUN, PROPN, ..."""
    tag: str
    """Penn Treebank tag: VBD, NNS, ..."""
    dep: str
    """Label of the arc to the head, in spaCy's English scheme (ClearNLP): nsubj, dobj, pobj, ..."""
    head: int
    """Index of the governor; its own index for the root of a sentence."""
    sentence: int
    """Index in `Annotation.sentences`."""

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens `first` to `last` (exclusive)."""

    i: int
    first: int
    last: int
    span: Span
    paragraph: int
    """Counts blocks of text that line breaks set apart, from 0."""
    root: int


@dataclass(frozen=True, slots=True)
class Entity:
    """A name or number found by the statistical tagger: a hint, not a decision."""

    span: Span
    first: int
    last: int
    """Tokens, exclusive."""
    label: str
    """OntoNotes label: PERSON, ORG, GPE, LOC, NORP, FAC, EVENT, DATE, CARDINAL, ..."""


@dataclass(frozen=True)
class Annotation:
    """Sentences, tokens, dependency tree and tagged names of one report."""

    document: Document
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    entities: tuple[Entity, ...]
    warnings: tuple[str, ...] = field(default=())

    @property
    def text(self) -> str:
        return self.document.text

    @cached_property
    def _children(self) -> tuple[tuple[int, ...], ...]:
        kids: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.i:
                kids[token.head].append(token.i)
        return tuple(tuple(k) for k in kids)

    def children(self, i: int, *deps: str) -> list[Token]:
        """Dependents of token `i` in text order; with `deps`, only those with such a label."""
        found = self._children[i]
        if not found:  # as for most tokens
            return []
        tokens = self.tokens
        return [tokens[k] for k in found if not deps or tokens[k].dep in deps]

    def head(self, i: int) -> Token:
        return self.tokens[self.tokens[i].head]

    def ancestors(self, i: int) -> list[Token]:
        """Governors of token `i`, nearest first, up to the root of its sentence."""
        found: list[Token] = []
        while self.tokens[i].head != i and len(found) < 200:
            i = self.tokens[i].head
            found.append(self.tokens[i])
        return found

    def subtree(self, i: int) -> list[Token]:
        """Token `i` and all that depends on it, in text order."""
        seen = [i]
        for k in seen:
            seen.extend(self._children[k])
        return [self.tokens[k] for k in sorted(seen)]

    def subtree_span(self, i: int) -> Span:
        return cover([t.span for t in self.subtree(i)])

    def tokens_in(self, span: Span) -> list[Token]:
        """Tokens that overlap `span`, in text order."""
        first, last = self.token_range(span)
        return list(self.tokens[first:last])

    def token_range(self, span: Span) -> tuple[int, int]:
        """First and last (exclusive) index of the tokens that overlap `span`."""
        low = _first(self._ends, span.start + 1)
        high = _first(self._starts, span.end)
        return low, max(low, high)

    def head_of(self, span: Span) -> Token | None:
        """The token of `span` that governs the others. None: no token there."""
        inside = self.tokens_in(span)
        low, high = (inside[0].i, inside[-1].i) if inside else (0, -1)
        outward = [t for t in inside if not low <= t.head <= high or t.head == t.i]
        return outward[-1] if outward else None

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that holds or precedes the character at `offset`."""
        index = _first(self._sentence_starts, offset + 1) - 1
        return self.sentences[index] if index >= 0 else None

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(t.start for t in self.tokens)

    @cached_property
    def _ends(self) -> tuple[int, ...]:
        return tuple(t.end for t in self.tokens)

    @cached_property
    def _sentence_starts(self) -> tuple[int, ...]:
        return tuple(s.span.start for s in self.sentences)


def _first(values: tuple[int, ...], at_least: int) -> int:
    return bisect_left(values, at_least)
