"""Names of the knowledge base in a report."""

from __future__ import annotations

from collections import Counter
from datetime import date

from dateline.record.actors import ActorName
from dateline.record.annotation import Annotation, Token
from dateline.reference.actors import ActorKnowledge, KnownActor, NameFound, NameUse, known_on, load_actors
from dateline.reference.actors.folding import key_of
from dateline.reference.actors.signs import load_signs
from dateline.reference.folders import own_folders
from dateline.steps.actors.phrases import has_small_letters, words_before


def find_names(annotation: Annotation, knowledge: ActorKnowledge | None = None) -> tuple[ActorName, ...]:
    """Names in text order, none overlapping another.

    A name that several actors share keeps those that the report's date and countries allow, likeliest first.
    """
    known = knowledge or load_actors(own_folders("actors"))
    text = annotation.text
    found = list(known.find(text, any_case=not has_small_letters(text)))
    return _Names(annotation, known, found).decided()


class _Names:
    def __init__(self, annotation: Annotation, known: ActorKnowledge, found: list[NameFound]) -> None:
        self.annotation = annotation
        self.known = known
        self.day: date | None = annotation.document.published
        self.found = found
        self.signs = load_signs()
        self.people_tagged = {
            i
            for e in annotation.entities
            if e.label in ("PERSON", "ORG", "GPE")
            for i in range(e.first, e.last)
        }
        self.others = self._full_names_of_others()
        self.sure: set[int] = set()
        self.countries: Counter[str] = Counter()
        for name in found:
            strong = [u for u in name.uses if u.strength >= 2 and known_on(u, self.day)]
            if len({u.actor for u in strong}) == 1:
                actor = known.of(strong[0])
                self.sure.add(strong[0].actor)
                for i, country in enumerate(actor.countries):
                    self.countries[country] += 3 if i == 0 else 1
        for token in annotation.tokens:
            if token.text[:1].isupper() and (
                iso := known.nationality(token.text) or known.people(token.text)
            ):
                self.countries[iso] += 2

    def _full_names_of_others(self) -> frozenset[str]:
        """Surnames of persons whom the report names in full and the knowledge base does not know."""
        known = {i for n in self.found for t in self.annotation.tokens_in(n.span) if _sure(n) for i in (t.i,)}
        surnames = set()
        for entity in self.annotation.entities:
            words = self.annotation.tokens[entity.first : entity.last]
            given = [t for t in words[:-1] if t.pos == "PROPN" and self.known.agent(t.text.lower()) is None]
            if entity.label == "PERSON" and given and not known.intersection(t.i for t in words):
                surnames.add(key_of(words[-1].text))
        return frozenset(surnames)

    def decided(self) -> tuple[ActorName, ...]:
        names = []
        for name in self.found:
            tokens = self.annotation.tokens_in(name.span)
            if not tokens or self._part_of_a_word(tokens):
                continue
            ranked = sorted(
                ((self._support(name, use, tokens), -n, use) for n, use in enumerate(name.uses)),
                key=lambda x: (-x[0], -x[1]),
            )
            kept = [(score, use) for score, _, use in ranked if score > 0]
            if kept:
                names.append(self._name(name, kept))
        return tuple(names)

    def _name(self, name: NameFound, kept: list[tuple[float, NameUse]]) -> ActorName:
        best = kept[0][1]
        rule = ("surname", "short name, supported by the report", "state or capital", "name")[best.strength]
        ids = dict.fromkeys(self.known.of(use).id for _, use in kept)
        return ActorName(span=name.span, candidates=tuple(ids), place_too=best.strength == 2, rule=rule)

    def _part_of_a_word(self, tokens: list[Token]) -> bool:
        """ "ISIL" in "counter-ISIL" and "ISIL-held" says against or under whom, it names no one who acts."""
        text = self.annotation.text
        before, after = words_before(text, tokens[0].start), text[tokens[-1].end : tokens[-1].end + 14]
        if (
            before.endswith("-")
            and before[:-1].rsplit(None, 1)[-1:]
            and before[:-1].rsplit(None, 1)[-1].lower() in self.signs.before_hyphen
        ):
            return True
        if after[:1] in "-‑–" and after[1:2].isalpha():
            word = "".join(c if c.isalpha() else " " for c in after[1:]).split(" ")[0].lower()
            return word in self.signs.after_hyphen
        return False

    def _support(self, name: NameFound, use: NameUse, tokens: list[Token]) -> float:
        """How well this meaning fits the report; 0: it does not."""
        actor = self.known.of(use)
        if not known_on(use, self.day):
            return 0.0
        if actor.countries and self._of_another_nation(actor, tokens):
            return 0.0
        near = sum(self.countries[c] for c in actor.countries)
        score = 1.0 + min(near, 20) / 10 + (0.5 if actor.active_on(self.day) else -0.5)
        if actor.type == "person":
            return self._person_support(name, score, use, actor, tokens)
        if use.strength == 1 and actor.sector == "JRN" and self._reports(tokens):
            return score + 1
        if use.strength == 1:
            if not actor.active_on(self.day):
                return 0.0
            return score if near > (3 if use.actor in self.sure else 0) or use.actor in self.sure else 0.0
        return score

    def _reports(self, tokens: list[Token]) -> bool:
        """ "(DPA)", "told AP", "Reuters reported": the place of a news agency."""
        text = self.annotation.text
        before = text[max(0, tokens[0].start - 14) : tokens[0].start].lower().split()
        after = text[tokens[-1].end : tokens[-1].end + 14].lower().split()
        bracket = bool(before) and before[-1].endswith("(") and bool(after) and after[0].startswith(")")
        told = bool(before) and before[-1] in self.signs.told
        return bracket or told or (bool(after) and after[0].strip(".,") in self.signs.reports)

    def _of_another_nation(self, actor: KnownActor, tokens: list[Token]) -> bool:
        """ "Arab Coalition" in "Syrian Arab Coalition" is not the coalition of another state."""
        first = tokens[0].i
        if first == 0 or len(tokens) < 2 or actor.type in ("person", "state"):
            return False
        before = self.annotation.tokens[first - 1]
        iso = self.known.nationality(before.text) if before.text[:1].isupper() else None
        return iso is not None and before.head >= first and iso not in actor.countries

    def _person_support(
        self, name: NameFound, score: float, use: NameUse, actor: KnownActor, tokens: list[Token]
    ) -> float:
        in_office = self.day is not None and any(o.held_on(self.day, slack=90) for o in actor.offices)
        if use.strength == 3:
            return score + in_office
        if use.actor in self.sure:
            return score + 3
        if not any(t.pos == "PROPN" for t in tokens) or not any(t.i in self.people_tagged for t in tokens):
            return 0.0
        if use.strength == 0 and (name.key in self.others or self._inside_a_longer_name(tokens)):
            return 0.0
        titled = self._title_fits(actor, tokens[0].i) or self._owns_a_state(actor, tokens[-1].i)
        if actor.offices and self.day is not None and not in_office and not titled:
            return 0.0
        supported = sum(self.countries[c] for c in actor.countries) > 0
        if not titled and not (supported and (in_office or (not actor.offices and use.strength == 1))):
            return 0.0
        return score + in_office + 2 * titled

    def _inside_a_longer_name(self, tokens: list[Token]) -> bool:
        """ "Haider" is no surname in "Haider Mahmoud"; "Smith" in "Joe Smith" is another Smith."""
        row = self.annotation.tokens
        first, last = tokens[0].i, tokens[-1].i
        before = row[first - 1] if first else None
        after = row[last + 1] if last + 1 < len(row) else None
        if (
            after is not None
            and after.pos == "PROPN"
            and after.start - row[last].end <= 1
            and after.text[:1].isupper()
        ):
            return True
        if before is None or before.pos != "PROPN" or not before.text[:1].isupper():
            return False
        return self.known.agent(before.text.lower().rstrip(".")) is None and not self.known.nationality(
            before.text
        )

    def _owns_a_state(self, actor: KnownActor, last: int) -> bool:
        """ "Assad's brutal regime": whoever has a government of his own is no namesake."""
        row = self.annotation.tokens
        if last + 2 >= len(row) or row[last + 1].tag != "POS" or not actor.offices:
            return False
        owned = self.known.agent(row[row[last].head].lemma)
        return owned is not None and owned.part in ("government", "military")

    def _title_fits(self, actor: KnownActor, first: int) -> bool:
        """Whether the words just before are a title that this person held ("Foreign Minister Lavrov")."""
        row = self.annotation.tokens
        before = [t.text.lower() for t in row[max(0, first - 6) : first] if t.sentence == row[first].sentence]
        if not before:
            return False
        words = " ".join(before)
        for office in actor.offices:
            if self.day is not None and not office.held_on(self.day, slack=400):
                continue
            for title in self.known.titles_of(office.title):
                if words.endswith(title):
                    return True
        return False


def _sure(name: NameFound) -> bool:
    return any(u.strength >= 2 for u in name.uses)
