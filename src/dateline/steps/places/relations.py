"""How what happens lies to a place (in it, near it, away from it), and how exactly the place is known."""

from __future__ import annotations

from typing import NamedTuple

from dateline.record.annotation import Annotation, Token
from dateline.record.places import GeoPrecision, Relation
from dateline.steps.places.words import Words

PART_OF_REGION = frozenset(
    {"ADM2", "PPLX", "AREA", "VAL", "MT", "MTS", "ISL", "INSM", "RD", "STM", "LK", "CNL", "STRT"}
)
WHOLE_REGION = frozenset({"PCLI", "ADM1", "CONT", "RGN", "PEN", "OCN", "SEA", "GULF", "BAY", "DSRT", "ISLS"})


class RelationFound(NamedTuple):
    relation: Relation
    around: bool
    """Not the place itself but the land, front or road by it."""
    rule: str
    """`bare`: no word says that something happens there."""


def relation_of(annotation: Annotation, first: int, last: int, words: Words) -> RelationFound:
    """The relation that the words before and after tokens `first` to `last` give."""
    return _Climb(annotation, words, first).climb(_governing(annotation, first, last))


def precision_of(feature: str | None, *, around: bool) -> GeoPrecision:
    """Geographic precision after ACLED: 1 the place, 2 by it or a small region, 3 a province or wider."""
    if feature in WHOLE_REGION:
        return 3
    if around or feature in PART_OF_REGION:
        return 2
    return 1


def _governing(annotation: Annotation, first: int, last: int) -> int:
    for i in range(last - 1, first - 1, -1):
        head = annotation.tokens[i].head
        if not first <= head < last or head == i:
            return i
    return last - 1


class _Climb:
    """Goes from a place name up to the word that places something there."""

    def __init__(self, annotation: Annotation, words: Words, first: int) -> None:
        self._a = annotation
        self._words = words
        self._first = first
        self._around = False

    def climb(self, i: int) -> RelationFound:
        for _ in range(8):
            token = self._a.tokens[i]
            head = self._a.tokens[token.head]
            if token.head == i:
                break
            if token.dep in ("pobj", "pcomp") or head.pos == "ADP":
                done, i = self._preposition(head)
                if done is not None:
                    return done
            elif token.dep in ("compound", "nmod", "amod", "poss", "npadvmod", "nummod"):
                if head.lemma in self._words.around:
                    self._around = True
                elif head.lemma not in self._words.nouns and head.lemma not in self._words.part:
                    break
                i = head.i
            elif token.dep in ("conj", "appos"):
                i = head.i
            elif token.dep in ("dobj", "nsubjpass", "obj"):
                return self._object(head)
            else:
                break
        before = self._a.tokens[self._first - 1] if self._first else None
        if before is not None and before.text.lower() in ("in", "at", "near", "outside", "inside"):
            return self._found(self._words.prepositions[before.text.lower()], f"{before.text.lower()} X")
        return RelationFound("near" if self._around else "at", self._around, "bare")

    def _preposition(self, preposition: Token) -> tuple[RelationFound | None, int]:
        word = preposition.text.lower()
        above = self._a.tokens[preposition.head]
        if word in ("of", "from", "to") and above.lemma in self._words.near and preposition.dep != "agent":
            self._around = True
            if word == "to" and above.lemma in ("road", "highway"):
                return RelationFound("near", True, f"{above.lemma} {word} X"), above.i
            return RelationFound("near", True, f"{above.lemma} {word} X"), above.i
        if word == "of":
            if above.lemma in self._words.nouns or above.lemma in self._words.part or above.lemma == "suburb":
                if above.lemma in self._words.around:
                    self._around = True
                return None, above.i
            return RelationFound("near" if self._around else "at", self._around, "of X"), above.i
        if above.pos == "ADV" and above.lemma in self._words.near:
            self._around = True
            return RelationFound("near", True, f"{above.lemma} {word} X"), above.i
        relation = self._words.prepositions.get(word)
        if relation is None:
            return RelationFound("at", self._around, "bare"), above.i
        if word == "to" and above.lemma in ("next", "close", "adjacent"):
            relation = "near"
        if word == "for" and above.lemma not in ("leave", "head", "depart", "bind", "set"):
            return RelationFound("at", self._around, "bare"), above.i
        if word == "against" or word == "by":
            return RelationFound("at", self._around, "bare"), above.i
        if above.pos == "ADP" and above.text.lower() == "from":
            relation = "from"
        return self._found(relation, f"{word} X"), above.i

    def _found(self, relation: str, rule: str) -> RelationFound:
        if relation == "near":
            self._around = True
        if relation == "at" and self._around:
            relation = "near"
        kinds: dict[str, Relation] = {
            "at": "at",
            "near": "near",
            "from": "from",
            "towards": "towards",
            "between": "between",
        }
        return RelationFound(kinds[relation], self._around, rule)

    def _object(self, verb: Token) -> RelationFound:
        if verb.lemma in self._words.leaving:
            return RelationFound("from", self._around, f"{verb.lemma} X")
        if verb.lemma in self._words.heading:
            return RelationFound("towards", self._around, f"{verb.lemma} X")
        return RelationFound("near" if self._around else "at", self._around, "verb X")
