"""Whether the surroundings of a name bear it out as a place: a gazetteer has a place for nearly every word."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from dateline.record.annotation import Annotation, Entity, Token
from dateline.reference.gazetteer import Hit, fold
from dateline.reference.gazetteer.layout import NameKind
from dateline.steps.places.words import Words

THRESHOLD = 1.0
"""Evidence from which a name counts as a place. The weights below were set by hand, on local and world news."""
SURE = 2.2
"""Evidence from which the other mentions of the name are believed too."""
PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
SPEAKING = frozenset({"say", "tell", "add", "ask", "think", "know", "want", "smile", "laugh", "recall"})
"""What a person does, and a small town does not."""
DASHES = frozenset({"-", "--", "—", "–", "―", "_", ":", "("})


class Evidence(NamedTuple):
    weight: float
    within: bool
    """The name is part of a longer name of an organisation or street."""


class Surroundings:
    """Weighs names by what stands around them in one report."""

    def __init__(self, annotation: Annotation, words: Words) -> None:
        self._a = annotation
        self._words = words
        self._entity_at: dict[int, Entity] = {
            i: e for e in annotation.entities for i in range(e.first, e.last)
        }
        self.surnames = self._people()
        self.given_names = frozenset(
            fold(annotation.tokens[e.first].text)
            for e in annotation.entities
            if e.label == "PERSON" and e.last - e.first > 1
        )

    def entity_at(self, i: int) -> Entity | None:
        return self._entity_at.get(i)

    def weigh(
        self,
        first: int,
        last: int,
        folded: str,
        hits: tuple[Hit, ...],
        *,
        held: bool,
        sure: Collection[str] = (),
        beside: Collection[int] = (),
    ) -> Evidence:
        """Evidence for tokens `first` to `last`. `held`: a comma and the name of a country or province follow.
        `sure`: names believed elsewhere in the report. `beside`: tokens of the other names found."""
        tokens = self._a.tokens
        famous = fame(hits)
        score = famous + (0.7 if last - first > 1 else 0.0)
        if any(t.pos == "PROPN" for t in tokens[first:last]):
            score += 0.5
        else:
            score -= 0.3 if self._is_written_as_a_name(first) else 1.5
        score += self.located(first, last) + (2.5 if held else 0.0)
        score += 2.5 if self._is_dateline(first, last) else 0.0
        score -= self._usually_other(folded, hits)
        head = tokens[last - 1]
        if head.dep == "conj" and head.head in beside:
            score += 1.5
        single = last - first == 1
        if single and folded in self.surnames:
            score -= 3.0
        elif single and folded in self.given_names and famous < 2.5 and folded not in sure:
            score -= 2.0
        elif folded in sure:
            score += 1.5
        entity = self._entity_at.get(last - 1)
        if entity is not None:
            score += self._of_label(entity, first, last, known=famous >= 1.2 or folded in sure)
        if single and famous < 1.5 and head.dep == "nsubj" and self._a.head(head.i).lemma in SPEAKING:
            score -= 1.5
        after = self.token(last)
        if folded.startswith("saint ") and after is not None and after.tag == "POS":
            score -= 4.0
        before = self.token(first - 1)
        if before is not None and self.is_title(before) and before.text[0].isupper():
            score -= 2.5 if folded in sure or famous >= 2.5 else 4.0
        within, cost = self._of_neighbours(first, last, entity, known=folded in sure, famous=famous)
        return Evidence(score - cost, within)

    def _is_written_as_a_name(self, first: int) -> bool:
        """Whether a capital within a sentence says so, though the tagger took it for a noun: "captured Homs"."""
        token, before = self._a.tokens[first], self.token(first - 1)
        return (
            token.pos == "NOUN"
            and before is not None
            and before.sentence == token.sentence
            and before.text[0].islower()
        )

    def located(self, first: int, last: int) -> float:
        """Weight of words that make a place of what follows or precedes them: "in X", "X province"."""
        before, after, words = self.token(first - 1), self.token(last), self._words
        score = 0.0
        if before is not None and before.text.lower() == "the":
            before = self.token(first - 2)
        if before is not None:
            lower = before.text.lower()
            if lower in words.locative:
                score += 1.5
            elif lower == "of":
                noun = self.token(before.i - 1)
                if noun is not None and (noun.lemma in words.nouns or noun.lemma in words.near):
                    score += 2.5
            elif (lower in words.nouns and before.pos != "PROPN") or lower in words.directions:
                score += 1.0
            elif lower in words.participles:
                score += 1.5
        if (
            after is not None
            and after.text[0].islower()
            and (after.lemma in words.nouns or after.lemma in words.people or after.lemma in words.around)
        ):
            score += 1.5
        return score

    def is_title(self, token: Token) -> bool:
        return token.text.lower().rstrip(".") in self._words.titles

    def token(self, i: int) -> Token | None:
        return self._a.tokens[i] if 0 <= i < len(self._a.tokens) else None

    def joined(self, i: int) -> bool:
        """Whether only a blank lies before token `i`."""
        a = self._a
        return 0 < i < len(a.tokens) and a.text[a.tokens[i - 1].end : a.tokens[i].start] == " "

    def _usually_other(self, folded: str, hits: tuple[Hit, ...]) -> float:
        """What is lost by being, as a rule, another kind of word."""
        if any(h.kind == NameKind.CAPITALS for h in hits):
            return 0.0
        if folded in self._words.demonyms:
            return 6.0
        usual = self._words.not_places.get(folded)
        if usual is None:
            return 0.0
        return 2.5 if usual == "person" else 6.0

    def _is_dateline(self, first: int, last: int) -> bool:
        """Whether the name in capitals opens a paragraph and a dash follows soon: "BEIRUT, March 3 --"."""
        tokens = self._a.tokens
        if not tokens[first].text.isupper() or len(tokens[first].text) < 3:
            return False
        before = self.token(first - 1)
        if (
            before is not None
            and before.text not in (".", ")", "”", '"')
            and before.sentence == tokens[first].sentence
        ):
            return False
        return any(t.text in DASHES for t in tokens[last : last + 6])

    def _of_label(self, entity: Entity, first: int, last: int, *, known: bool) -> float:
        """What the tagger's label is worth; of a well known place it is often wrong."""
        longer = entity.first < first or entity.last > last
        if entity.label in PLACE_LABELS:
            return 2.0
        if entity.label == "PERSON":
            if longer and entity.last - entity.first <= 5:
                return -4.0
            return 0.0 if known else -1.0
        if entity.label == "ORG":
            return 0.0 if known else -0.3
        if entity.label == "NORP":
            return -0.5 if known else -2.0
        return 0.0 if known else -1.0

    def _of_neighbours(
        self, first: int, last: int, entity: Entity | None, *, known: bool, famous: float
    ) -> tuple[bool, float]:
        """Whether a capitalised word beside the name makes it part of a longer name, and what that costs."""
        tokens, words = self._a.tokens, self._words
        before, after = self.token(first - 1), self.token(last)
        cost = 0.0
        if (
            entity is not None
            and entity.label == "ORG"
            and entity.first < first == entity.last - 1
            and before is not None
            and before.pos == "PROPN"
            and self.joined(first)
            and before.text.lower() not in words.directions
        ):
            return False, 3.5 if not known else 1.0
        if (
            before is not None
            and before.pos == "PROPN"
            and before.dep == "compound"
            and self.joined(first)
            and before.text[0].isupper()
            and before.text.lower().rstrip(".") not in words.nouns
            and before.text.lower() not in words.directions
            and not (entity is not None and entity.label in PLACE_LABELS and entity.first >= first)
        ):
            cost = 1.0 if known else 2.5
        if after is None or not self.joined(last) or not after.text[0].isupper():
            return False, cost
        if after.pos not in ("PROPN", "NOUN", "ADJ") or after.lemma in words.people:
            return False, cost
        rest = tokens[last : self._run_end(last)]
        ending = {t.text.lower().rstrip(".") for t in rest}
        goes_on = entity is not None and entity.label in PLACE_LABELS and entity.last > last
        if goes_on and not any(t.lemma in words.nouns for t in rest) and not ending & words.organisation:
            return False, cost + 5.0
        if ending & words.street and not ending & words.organisation:
            return True, cost + 3.0
        if ending & words.organisation:
            return True, cost + (0.0 if known or famous >= 2.0 else 0.8 if famous >= 1.0 else 1.8)
        if ending & words.titles:
            return False, cost
        if entity is not None and entity.label in PLACE_LABELS and entity.last == last:
            return False, cost
        if entity is not None and entity.label == "ORG":
            return True, cost + (0.3 if known or famous >= 2.0 else 1.5)
        return False, cost + (0.7 if known else 1.0 if famous >= 2.5 else 2.5)

    def _run_end(self, i: int) -> int:
        a = self._a
        end = a.sentences[a.tokens[i].sentence].last
        while i < end and a.tokens[i].text[0].isupper():
            i += 1
        return i

    def _people(self) -> frozenset[str]:
        """Last words of the names of persons: alone, they mean the person again."""
        found = set()
        for entity in self._a.entities:
            if entity.label == "PERSON" and entity.last - entity.first > 1:
                found.add(fold(self._a.tokens[entity.last - 1].text))
        for token in self._a.tokens[1:]:
            before = self._a.tokens[token.i - 1]
            if (
                token.text[0].isupper()
                and before.text[0].isupper()
                and self.is_title(before)
                and self.joined(token.i)
            ):
                found.add(fold(token.text))
        return frozenset(found)


def fame(hits: tuple[Hit, ...]) -> float:
    """How likely a name is a place for what it can mean."""
    best = -0.7
    for entry, kind in hits:
        if entry.feature in ("PCLI", "CONT"):
            value = 2.5
        elif entry.weight and kind != NameKind.OTHER:
            value = 1.0 + 0.2 * entry.weight
        elif entry.feature == "ADM1":
            value = 1.8 if entry.country == "USA" else 1.2
        elif entry.population > 100_000:
            value = 1.0
        elif entry.population > 15_000:
            value = 0.3
        else:
            value = 0.0
        if kind in (NameKind.OTHER, NameKind.SHORTENED) and entry.feature not in ("PCLI", "ADM1"):
            value -= 0.7
        best = max(best, value)
    return best
