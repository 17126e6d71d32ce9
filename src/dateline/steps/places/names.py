"""Which words of a report are names of places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.record.actors import ActorName
from dateline.record.annotation import Annotation, Entity, Token
from dateline.record.text import Span
from dateline.reference.gazetteer import Gazetteer, Hit, fold
from dateline.reference.gazetteer.layout import NameKind
from dateline.reference.gazetteer.names import ARTICLES
from dateline.steps.places.words import Words

LONGEST = 9
"""Tokens of the longest name tried; hyphens count."""
THRESHOLD = 1.0
PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})


@dataclass(slots=True)
class NameFound:
    """Words that name a place, and the places that they could mean."""

    span: Span
    first: int
    last: int
    """Tokens, exclusive."""
    folded: str
    hits: tuple[Hit, ...]
    evidence: float
    rule: str
    """`name:found`, `name:within` (part of a longer name of another thing), `name:unknown` (not on file)."""


class NameFinder:
    """Finds the names of one report."""

    def __init__(
        self, annotation: Annotation, names: tuple[ActorName, ...], gazetteer: Gazetteer, words: Words
    ):
        self._a = annotation
        self._gazetteer = gazetteer
        self._words = words
        self._entity_at: dict[int, Entity] = {
            i: e for e in annotation.entities for i in range(e.first, e.last)
        }
        self._taken = [n.span for n in names if not n.place_too]
        self._surnames = self._people()
        self._shouted = _is_mostly_upper(annotation.text)

    def find(self) -> list[NameFound]:
        """Names in text order; none overlaps another."""
        found: list[NameFound] = []
        i, count = 0, len(self._a.tokens)
        while i < count:
            if not self._may_begin(i):
                i += 1
                continue
            name = self._best_at(i)
            if name is None:
                i += 1
                continue
            found.append(name)
            i = name.last
        return found

    def _best_at(self, i: int) -> NameFound | None:
        """The longest name that begins at token `i` and that its surroundings bear out."""
        for first, last, folded, hits in self._matches(i):
            span = Span(self._a.tokens[first].start, self._a.tokens[last - 1].end)
            if self._is_taken(span):
                return None
            rule, evidence = self._weigh(first, last, folded, hits)
            if evidence >= THRESHOLD:
                return NameFound(span, first, last, folded, hits, evidence, rule)
        return self._unknown(i)

    def _matches(self, i: int) -> Iterator[tuple[int, int, str, tuple[Hit, ...]]]:
        a = self._a
        end = min(i + LONGEST, a.sentences[a.tokens[i].sentence].last)
        lasts: list[int] = []
        for j in range(i, end):
            token = a.tokens[j]
            lower = token.text.lower()
            if j > i and a.text[a.tokens[j - 1].end : token.start].count("\n"):
                break
            if (
                token.text[0].isupper()
                or token.text[0].isdigit()
                or (j > i and lower in self._words.name_ends)
            ):
                lasts.append(j + 1)
            elif lower not in self._words.inner and not (j == i and lower in ARTICLES):
                break
        start = a.tokens[i].start
        for last in reversed(lasts):
            text = a.text[start : a.tokens[last - 1].end]
            folded = fold(text)
            hits = _fitting(text, self._gazetteer.find_folded(folded))
            if hits:
                yield i, last, folded, hits

    def _may_begin(self, i: int) -> bool:
        token = self._a.tokens[i]
        text = token.text
        if text[0].isupper():
            return text.lower() != "the"
        if text.lower() in ARTICLES and i + 1 < len(self._a.tokens):
            following = self._a.tokens[i + 1]
            if following.text in "-–" and following.start == token.end:
                return i + 2 < len(self._a.tokens) and self._a.tokens[i + 2].text[0].isupper()
            return text in ("al", "el") and following.text[0].isupper()
        return False

    def _is_taken(self, span: Span) -> bool:
        return any((t.overlaps(span) and t != span) or t == span for t in self._taken)

    def _weigh(self, first: int, last: int, folded: str, hits: tuple[Hit, ...]) -> tuple[str, float]:
        """How well the surroundings bear a name out; a hit alone is no place name."""
        words, a = self._words, self._a
        head = a.tokens[last - 1]
        rule, score = "name:found", _fame(hits)
        score += 0.7 if last - first > 1 else 0.0
        score += 0.5 if head.pos == "PROPN" or any(t.pos == "PROPN" for t in a.tokens[first:last]) else -1.5
        before, after = self._token(first - 1), self._token(last)
        located = self._is_located(first, last)
        score += located
        known_as = words.not_places.get(folded)
        capitals = any(h.kind == NameKind.CAPITALS for h in hits)
        if not capitals and (folded in words.demonyms or (known_as and known_as != "person")):
            score -= 6.0
        elif known_as:
            score -= 2.5
        if last - first == 1 and folded in self._surnames:
            score -= 3.0
        entity = self._entity_at.get(last - 1)
        if entity is not None:
            score += self._of_entity(entity, first, last, known=_fame(hits) >= 1.5)
        rule, penalty = self._of_neighbours(first, last, before, after, entity)
        score += penalty
        if before is not None and self._is_title(before) and before.end < a.tokens[first].start:
            score -= 4.0 if before.text[0].isupper() else 0.0
        return rule, score

    def _is_located(self, first: int, last: int) -> float:
        """Weight of words that make a place of what follows or precedes them."""
        before, after, words = self._token(first - 1), self._token(last), self._words
        score = 0.0
        if before is not None and before.text.lower() == "the":
            before = self._token(first - 2)
        if before is not None:
            word = before.lemma
            if before.text.lower() in words.locative:
                score += 1.5
            elif word == "of":
                noun = self._token(self._index(before) - 1)
                if noun is not None and (noun.lemma in words.nouns or noun.lemma in words.near):
                    score += 2.5
            elif before.text.lower() in self._words.nouns and before.pos != "PROPN":
                score += 1.0
        if after is not None and after.lemma in self._words.nouns and after.text[0].islower():
            score += 1.5
        if self._container_after(last):
            score += 2.5
        return score

    def _container_after(self, last: int) -> bool:
        """Whether a comma and the name of a country or province follow."""
        comma, following = self._token(last), self._token(last + 1)
        if comma is None or comma.text != "," or following is None or not following.text[0].isupper():
            return False
        for first, end, _, hits in self._matches(last + 1):
            if any(h.entry.feature in ("ADM1", "PCLI") and h.kind <= NameKind.CAPITALS for h in hits):
                return end > first
        return False

    def _of_entity(self, entity: Entity, first: int, last: int, *, known: bool) -> float:
        """What the tagger's label is worth; of a well known place it is often wrong."""
        longer = entity.first < first or entity.last > last
        if entity.label in PLACE_LABELS:
            return 2.0
        if entity.label == "PERSON":
            return -4.0 if longer and entity.last - entity.first <= 5 else -1.0
        if entity.label == "ORG":
            return -0.3
        if entity.label == "NORP":
            return -0.5 if known else -2.0
        return -1.0

    def _of_neighbours(
        self, first: int, last: int, before: Token | None, after: Token | None, entity: Entity | None
    ) -> tuple[str, float]:
        """A capitalised word beside the name makes it part of a longer name."""
        words = self._words
        if (
            after is not None
            and self._joined(last)
            and after.text[0].isupper()
            and after.pos in ("PROPN", "NOUN", "ADJ")
        ):
            tail = self._run_end(last)
            ending = {t.text.lower().rstrip(".") for t in self._a.tokens[last:tail]}
            if ending & words.organisation:
                return "name:within", -0.3
            if ending & words.street:
                return "name:within", -3.0
            if entity is not None and entity.label == "ORG":
                return "name:within", -0.8
            if not (entity is not None and entity.label in PLACE_LABELS and entity.last == last):
                return "name:found", -2.5
        if (
            before is not None
            and self._joined(first)
            and before.text[0].isupper()
            and before.pos == "PROPN"
            and before.text.lower().rstrip(".") not in words.nouns
            and not (entity is not None and entity.label in PLACE_LABELS and entity.first >= first)
            and before.dep == "compound"
        ):
            return "name:found", -2.5
        return "name:found", 0.0

    def _unknown(self, i: int) -> NameFound | None:
        """A place that the tagger and the words around see, and that the gazetteer lacks in that spelling."""
        entity = self._entity_at.get(i)
        if entity is None or entity.label not in ("GPE", "LOC", "FAC") or entity.first != i:
            return None
        first, last = entity.first, entity.last
        tokens = self._a.tokens[first:last]
        if any(
            t.pos not in ("PROPN", "PUNCT", "ADP", "DET", "NOUN", "PART") for t in tokens
        ) or self._is_taken(entity.span):
            return None
        if not self._a.tokens[last - 1].text[0].isupper():
            return None
        text = entity.span.of(self._a.text)
        folded = fold(text)
        if len(folded) < 4 or folded in self._words.not_places or folded in self._words.demonyms:
            return None
        alike = self._gazetteer.find_alike(text)
        located = self._is_located(first, last)
        if located < 1.0 or folded in self._surnames:
            return None
        return NameFound(
            entity.span, first, last, folded, alike, located, "name:alike" if alike else "name:unknown"
        )

    def _is_title(self, token: Token) -> bool:
        return token.text.lower().rstrip(".") in self._words.titles

    def _people(self) -> frozenset[str]:
        """Last words of the names of persons: alone, they mean the person again."""
        found = set()
        for entity in self._a.entities:
            if entity.label == "PERSON" and entity.last - entity.first > 1:
                found.add(fold(self._a.tokens[entity.last - 1].text))
        for token in self._a.tokens[1:]:
            before = self._a.tokens[token.i - 1]
            if token.text[0].isupper() and before.text[0].isupper() and self._is_title(before):
                found.add(fold(token.text))
        return frozenset(found)

    def _joined(self, i: int) -> bool:
        """Whether only a blank lies before token `i`."""
        a = self._a
        return 0 < i < len(a.tokens) and a.text[a.tokens[i - 1].end : a.tokens[i].start] == " "

    def _run_end(self, i: int) -> int:
        a = self._a
        end = a.sentences[a.tokens[i].sentence].last
        while i < end and a.tokens[i].text[0].isupper():
            i += 1
        return i

    def _token(self, i: int) -> Token | None:
        return self._a.tokens[i] if 0 <= i < len(self._a.tokens) else None

    def _index(self, token: Token) -> int:
        return token.i


def _fame(hits: tuple[Hit, ...]) -> float:
    """How likely a name is a place for what it can mean."""
    best = -0.7
    for entry, kind in hits:
        if entry.feature in ("PCLI", "CONT"):
            fame = 2.5
        elif entry.weight:
            fame = 1.0 + 0.2 * entry.weight
        elif entry.feature == "ADM1":
            fame = 1.2
        elif entry.population > 100_000:
            fame = 1.0
        elif entry.population > 15_000:
            fame = 0.3
        else:
            fame = 0.0
        if kind in (NameKind.OTHER, NameKind.SHORTENED) and not entry.weight and entry.feature != "PCLI":
            fame -= 0.7
        best = max(best, fame)
    return best


def _fitting(text: str, hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
    """Hits that the way of writing allows: "US" is no village "Us", "us" no country."""
    if not hits:
        return hits
    letters = [c for c in text if c.isalpha()]
    capitals = text.isupper() and len(letters) < 6
    if capitals and len(letters) <= 4:
        kept = tuple(h for h in hits if h.kind == NameKind.CAPITALS or "." in text)
        return kept or (hits if len(letters) > 3 else ())
    return tuple(h for h in hits if h.kind < NameKind.CAPITALS or (capitals and h.kind == NameKind.CAPITALS))


def _is_mostly_upper(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return bool(letters) and sum(c.isupper() for c in letters) > 0.8 * len(letters)
