"""What the other files ask of a report: names at a token, places at a token, which countries it is about."""

from __future__ import annotations

from collections import Counter
from functools import cached_property

from dateline.record.actors import ActorName
from dateline.record.annotation import Annotation, Token
from dateline.record.places import PlacesFound
from dateline.reference.actors import ActorKnowledge, AgentNoun, KnownActor
from dateline.steps.actors.phrases import has_small_letters, is_plural


class Context:
    """One report with its names, places and the knowledge base."""

    def __init__(
        self,
        annotation: Annotation,
        names: tuple[ActorName, ...],
        places: PlacesFound,
        knowledge: ActorKnowledge,
    ) -> None:
        self.annotation = annotation
        self.tokens = annotation.tokens
        self.text = annotation.text
        self.knowledge = knowledge
        self.places = places
        self.day = annotation.document.published
        self.mixed_case = has_small_letters(annotation.text)
        self.names: list[tuple[int, int, ActorName]] = []
        self.name_at: dict[int, ActorName] = {}
        for name in names:
            first, last = annotation.token_range(name.span)
            if first < last:
                self.names.append((first, last, name))
                for i in range(first, last):
                    self.name_at[i] = name
        self.place_at: dict[int, str] = {}
        for mention in places.mentions:
            if mention.form == "name":
                first, last = annotation.token_range(mention.span)
                for i in range(first, last):
                    self.place_at[i] = mention.place
        self._agents: dict[int, tuple[AgentNoun, int] | None] = {}

    def best(self, name: ActorName) -> KnownActor | None:
        """The likeliest meaning of a name, places of the report taken into account."""
        known = [a for c in name.candidates if (a := self.knowledge.actor(c))]
        if len(known) < 2:
            return known[0] if known else None
        return max(
            enumerate(known),
            key=lambda x: (min(sum(self.countries[c] for c in x[1].countries), 12) - 2 * x[0], -x[0]),
        )[1]

    @cached_property
    def people_tagged(self) -> dict[int, list[int]]:
        """Where the tagger's names of persons end (token), and where those that end there begin, in text order."""
        found: dict[int, list[int]] = {}
        for entity in self.annotation.entities:
            if entity.label == "PERSON" and entity.first < entity.last:
                found.setdefault(entity.last, []).append(entity.first)
        return found

    @cached_property
    def countries(self) -> Counter[str]:
        """Countries that the report is about, by how often places, peoples and actors of theirs are named."""
        found: Counter[str] = Counter()
        of_place = {p.id: p.country for p in self.places.places}
        for mention in self.places.mentions:
            if mention.form == "name" and (iso := of_place.get(mention.place)):
                found[iso] += 2
        for _, _, name in self.names:
            actor = self.knowledge.actor(name.candidates[0])
            if actor and actor.country:
                found[actor.country] += 1
            elif actor and len(actor.countries) == 1:
                found[actor.countries[0]] += 1
        for token in self.tokens:
            if token.i not in self.name_at and (iso := self.nation(token)):
                found[iso] += 1
        return found

    @cached_property
    def theatre(self) -> str | None:
        """The country at war in the report, by its armed groups and places. None: not clear."""
        found: Counter[str] = Counter()
        of_place = {p.id: p.country for p in self.places.places}
        for mention in self.places.mentions:
            if mention.form == "name" and (iso := of_place.get(mention.place)):
                found[iso] += 2
        for _, _, name in self.names:
            actor = self.knowledge.actor(name.candidates[0])
            if actor and actor.sector in ("REB", "PRM", "CRM", "SEP", "UAF"):
                for country in actor.countries[:3]:
                    found[country] += 1
            elif actor and actor.country and actor.sector == "MIL":
                found[actor.country] += 1
        for token in self.tokens:
            if iso := self.nation(token):
                found[iso] += 1
        ranked = found.most_common(2)
        if not ranked or (len(ranked) == 2 and ranked[0][1] < 1.3 * ranked[1][1]):
            return None
        return ranked[0][0]

    @cached_property
    def publisher(self) -> KnownActor | None:
        """Who published the report, where the knowledge base has it."""
        publisher = self.annotation.document.publisher
        found = list(self.knowledge.find(publisher or "", any_case=True))
        return self.knowledge.of(max(found, key=lambda f: len(f.key)).uses[0]) if found else None

    @property
    def publisher_country(self) -> str | None:
        """Country of an official publisher: its "Minister" is that country's."""
        publisher = self.publisher
        return publisher.country if publisher and publisher.sector in ("GOV", "MIL") else None

    def country_at(self, i: int) -> str | None:
        """ISO code of the country of the place or state named at token `i`, or just after it."""
        of_place = {p.id: p.country for p in self.places.places}
        if i in self.place_at:
            return of_place.get(self.place_at[i])
        name = self.name_at.get(i)
        if name is not None and name.place_too and (actor := self.best(name)):
            return actor.country
        for child in self.annotation.children(i, "appos", "compound", "npadvmod", "nmod"):
            name = self.name_at.get(child.i)
            if name is not None and name.place_too and (actor := self.best(name)):
                return actor.country
        return None

    def nation(self, token: Token) -> str | None:
        """ISO code that a demonym adjective names: "Syrian", "U.S."."""
        if not token.text[:1].isupper() and self.mixed_case:
            return None
        return self.knowledge.nationality(token.text)

    def agent(self, head: int) -> tuple[AgentNoun, int] | None:
        """What agents.yaml says of the noun at `head`, and how many tokens the noun has."""
        if head not in self._agents:
            self._agents[head] = self._agent(head)
        return self._agents[head]

    def _agent(self, head: int) -> tuple[AgentNoun, int] | None:
        token = self.tokens[head]
        if token.pos not in ("NOUN", "PROPN", "ADJ", "VERB") or not token.text[:1].isalpha():
            return None
        low = token.text.lower()
        forms = (
            (low, *_singular(low)) if is_plural(token) or low[-1] == "s" or low.endswith("men") else (low,)
        )
        forms = tuple(f for f in forms if self.knowledge.ends_an_agent(f))
        if not forms:
            return None
        before: list[str] = []
        i = head - 1
        while i >= 0 and len(before) < 4 and self.tokens[i].sentence == token.sentence:
            text = self.tokens[i].text.lower()
            if not (text[0].isalpha() or text == "-"):
                break
            before.insert(0, text)
            i -= 1
        for n in range(len(before), -1, -1):
            front = _joined(before[len(before) - n :])
            for form in forms:
                if found := self.knowledge.agent(f"{front} {form}".strip()):
                    return found, n + 1
        return None


def _joined(words: list[str]) -> str:
    return " ".join(words).replace(" - ", "-")


def _singular(low: str) -> tuple[str, ...]:
    irregular = {
        "men": "man",
        "women": "woman",
        "children": "child",
        "people": "people",
        "wives": "wife",
        "thieves": "thief",
    }
    if low in irregular:
        return (irregular[low],)
    found: list[str] = []
    for plural, single in irregular.items():
        if low.endswith(plural) and len(low) > len(plural) + 2:
            found.append(low[: -len(plural)] + single)
    if low.endswith("ies"):
        found.append(low[:-3] + "y")
    if low.endswith("es"):
        found.append(low[:-2])
    if low.endswith("s"):
        found.append(low[:-1])
    return tuple(found)
