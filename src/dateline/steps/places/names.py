"""Which words of a report are names of places."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.record.actors import ActorName
from dateline.record.annotation import Annotation
from dateline.record.text import Span
from dateline.reference.gazetteer import Gazetteer, Hit, fold
from dateline.reference.gazetteer.layout import NameKind
from dateline.reference.gazetteer.names import ARTICLES
from dateline.steps.places.evidence import PLACE_LABELS, SURE, THRESHOLD, Surroundings, fame
from dateline.steps.places.words import Words

FLAT_NAMES = frozenset({"PROPN", "NOUN", "ADJ", "X", "VERB"})
"""What the tagger takes names in lower case for."""
LONGEST = 9
"""Tokens of the longest name tried; hyphens count."""


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
    """`name:found`, `name:within` (part of a longer name of another thing), `name:street`, `name:alike`,
    `name:unknown` (not on file)."""
    holds: bool = False
    """It says where the name before it lies: "Syria" in "Raqqa, Syria"."""


@dataclass(frozen=True, slots=True)
class _Match:
    last: int
    folded: str
    hits: tuple[Hit, ...]


class NameFinder:
    """Finds the names of one report."""

    def __init__(
        self, annotation: Annotation, names: tuple[ActorName, ...], gazetteer: Gazetteer, words: Words
    ) -> None:
        self._a = annotation
        self._gazetteer = gazetteer
        self._words = words
        self._around = Surroundings(annotation, words)
        self._taken = [n.span for n in names if not n.place_too]
        self._matched: dict[int, list[_Match]] = {}
        self._flat = _has_no_capitals(annotation.text)
        """The report has lost its capitals: then only well known names, with words that place something there."""

    def find(self) -> list[NameFound]:
        """Names in text order; none overlaps another. A name that is sure in one place helps its other mentions."""
        first_look = self._walk(frozenset(), frozenset())
        sure = frozenset(n.folded for n in first_look if n.evidence >= SURE and n.rule == "name:found")
        beside = frozenset(i for n in first_look for i in range(n.first, n.last))
        return self._walk(sure, beside)

    def _walk(self, sure: frozenset[str], beside: frozenset[int]) -> list[NameFound]:
        found: list[NameFound] = []
        i, count = 0, len(self._a.tokens)
        while i < count:
            name = self._best_at(i, sure, beside) if self._may_begin(i) else None
            if name is not None:
                found.append(name)
            i = name.last if name is not None else i + 1
        return found

    def _best_at(self, i: int, sure: frozenset[str], beside: frozenset[int]) -> NameFound | None:
        """The longest name that begins at token `i` and that its surroundings bear out."""
        street = self._street(i)
        if street is not None:
            return street
        for match in self._matches(i):
            span = self._span(i, match.last)
            if self._is_actor(span, match):
                return None
            if match.folded.endswith(" city") and self._is_office(match.last):
                continue
            weight, within = self._around.weigh(
                i,
                match.last,
                match.folded,
                match.hits,
                held=self._is_held(match.last),
                sure=sure,
                beside=beside,
            )
            if self._flat and (fame(match.hits) < 1.0 or weight < SURE):
                continue
            if weight >= THRESHOLD:
                rule = "name:within" if within else "name:found"
                return NameFound(span, i, match.last, match.folded, match.hits, weight, rule)
        return self._unknown(i)

    def _is_actor(self, span: Span, match: _Match) -> bool:
        """Whether the words are the name of an actor. States are places too, whatever else they are."""
        taken = [t for t in self._taken if t.overlaps(span)]
        return bool(taken) and not (taken == [span] and any(h.entry.feature == "PCLI" for h in match.hits))

    def _is_office(self, i: int) -> bool:
        """Whether token `i` goes on with an office: "Aden City Council" is the council of Aden."""
        after = self._around.token(i)
        return after is not None and after.text[0].isupper() and after.lemma in self._words.organisation

    def _matches(self, i: int) -> list[_Match]:
        if i not in self._matched:
            self._matched[i] = self._search(i)
        return self._matched[i]

    def _search(self, i: int) -> list[_Match]:
        """Names of the gazetteer that begin at token `i`, the longest first."""
        a = self._a
        end = min(i + LONGEST, a.sentences[a.tokens[i].sentence].last)
        lasts: list[int] = []
        for j in range(i, end):
            token = a.tokens[j]
            lower = token.text.lower()
            if j > i and "\n" in a.text[a.tokens[j - 1].end : token.start]:
                break
            if (
                token.text[0].isupper()
                or token.text[0].isdigit()
                or (self._flat and token.text.isalpha())
                or (j > i and lower in self._words.name_ends)
            ):
                lasts.append(j + 1)
            elif lower not in self._words.inner and not (j == i and lower in ARTICLES):
                break
        found: list[_Match] = []
        for last in reversed(lasts):
            text = self._span(i, last).of(a.text)
            folded = fold(text)
            hits = _fitting(text, self._gazetteer.find_folded(folded))
            if hits:
                found.append(_Match(last, folded, hits))
        return found

    def _may_begin(self, i: int) -> bool:
        token = self._a.tokens[i]
        text = token.text
        if text[0].isupper():
            return text.lower() != "the"
        if self._flat:
            return text.isalpha() and len(text) > 3 and token.pos in FLAT_NAMES
        if text.lower() in ARTICLES and i + 1 < len(self._a.tokens):
            following = self._a.tokens[i + 1]
            if following.text in "-–" and following.start == token.end:
                return i + 2 < len(self._a.tokens) and self._a.tokens[i + 2].text[0].isupper()
            return text in ("al", "el") and following.text[0].isupper()
        return text[0].isdigit() and text[-2:] in ("st", "nd", "rd", "th")

    def _is_held(self, last: int) -> bool:
        """Whether a comma and the name of a country or province follow."""
        comma, following = self._around.token(last), self._around.token(last + 1)
        if comma is None or comma.text != "," or following is None or not following.text[0].isupper():
            return False
        return any(
            h.entry.feature in ("ADM1", "PCLI") and h.kind <= NameKind.CAPITALS
            for match in self._matches(last + 1)
            for h in match.hits
        )

    def _street(self, i: int) -> NameFound | None:
        """A street or site ("the Maternity Hospital") that begins at token `i`. A house number before it makes it an
        address; a site called after its town ("Mosul airport") is left to the town."""
        a, words = self._a, self._words
        end = a.sentences[a.tokens[i].sentence].last
        before = self._around.token(i - 1)
        if before is not None and (
            before.text[0].isdigit() or (before.text[0].isupper() and self._around.joined(i))
        ):
            return None
        last = 0
        for j in range(i, min(i + 6, end)):
            token = a.tokens[j]
            lower = token.text.lower().rstrip(".")
            if not (token.text[0].isupper() or token.text[0].isdigit()):
                break
            if j > i and lower in words.street_ends:
                last = j + 1
            if j > i and lower in words.site_ends and not self._matches(i):
                last = j + 1 if self._around.located(i, j + 1) >= 1.0 else last
        if not last or any(m.last >= last for m in self._matches(i)):
            return None
        span = self._span(i, last)
        following = self._around.token(last)
        if any(t.overlaps(span) for t in self._taken):
            return None
        if following is not None and following.text[0].isupper() and self._around.joined(last):
            return None
        return NameFound(span, i, last, fold(span.of(a.text)), (), SURE, "name:street")

    def _unknown(self, i: int) -> NameFound | None:
        """A place that the tagger and the words around see, and that the gazetteer lacks in that spelling."""
        entity = self._around.entity_at(i)
        if entity is None or entity.label not in PLACE_LABELS or entity.first != i:
            return None
        first, last = entity.first, entity.last
        tokens = self._a.tokens[first:last]
        if any(t.pos not in ("PROPN", "PUNCT", "ADP", "DET", "NOUN", "PART") for t in tokens):
            return None
        if any(t.overlaps(entity.span) for t in self._taken) or not tokens[-1].text[0].isupper():
            return None
        if tokens[0].text.lower() in self._words.directions:
            return None
        text = entity.span.of(self._a.text)
        folded = fold(text)
        if text.isupper() and len(folded) < 7:
            return None
        if len(folded) < 4 or folded in self._words.not_places or folded in self._words.demonyms:
            return None
        located = self._around.located(first, last)
        if located < 1.0 or folded in self._around.surnames:
            return None
        alike = self._gazetteer.find_alike(text)
        rule = "name:alike" if alike else "name:unknown"
        return NameFound(entity.span, first, last, folded, alike, located, rule)

    def _span(self, first: int, last: int) -> Span:
        """The words of the tokens, with the dot of an abbreviation that the tokens leave out: "W.Va."."""
        a = self._a
        start, end = a.tokens[first].start, a.tokens[last - 1].end
        if a.text[end : end + 1] == "." and "." in a.tokens[last - 1].text:
            end += 1
        while end > start and a.text[end - 1] in "-–—/":
            end -= 1
        return Span(start, end)


def _has_no_capitals(text: str) -> bool:
    return 200 * sum(map(str.isupper, text)) < sum(map(str.isalpha, text))


def _fitting(text: str, hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
    """Hits that the way of writing allows: "US" is no village "Us", "us" no country."""
    if not hits or "$" in text:
        return ()
    letters = [c for c in text if c.isalpha()]
    capitals = text.isupper() and len(letters) < 6
    if capitals and len(letters) <= 4:
        kept = tuple(h for h in hits if h.kind == NameKind.CAPITALS or "." in text)
        return kept or (hits if len(letters) > 3 else ())
    return tuple(h for h in hits if h.kind < NameKind.CAPITALS or (capitals and h.kind == NameKind.CAPITALS))
