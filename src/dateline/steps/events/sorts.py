"""What sort of thing a word stands for: place, actor, armed side, weapon."""

from __future__ import annotations

from dateline.record.actors import Actor, ActorsFound
from dateline.record.annotation import Annotation
from dateline.record.events import MeansMention
from dateline.record.places import PlacesFound
from dateline.reference.frames import Words

_ARMED = frozenset(["MIL", "REB", "UAF", "PRM", "COP", "SPY"])
_POLITICAL = frozenset(["GOV", "LEG", "PTY", "JUD", "ELI", "OPP"])
_LONGEST_MEANS = 4


class Sorts:
    """Answers for the tokens of one report."""

    def __init__(
        self, annotation: Annotation, places: PlacesFound, actors: ActorsFound, words: Words
    ) -> None:
        self._a = annotation
        self._nouns = words.nouns
        self.means = _find_means(annotation, words)
        self._means_at = {i: m for m in self.means for i in range(m.first, m.head + 1)}
        self._places: dict[int, bool] = {}
        for place in places.mentions:
            head = annotation.head_of(place.span)
            if head is not None:
                self._places[head.i] = place.form == "name"
        known = {a.id: a for a in actors.actors}
        self._actors: dict[int, Actor] = {}
        for mention in actors.mentions:
            actor = known[mention.actor]
            self._actors[mention.head] = actor
            # A title or a modifier may stand as the head: any token of a name leads to it.
            if mention.form == "name":
                for token in annotation.tokens_in(mention.span):
                    self._actors.setdefault(token.i, actor)

    def means_at(self, i: int) -> MeansMention | None:
        return self._means_at.get(i)

    def actor_at(self, i: int) -> Actor | None:
        return self._actors.get(i)

    def has(self, i: int, sort: str) -> bool:
        """Whether token `i` heads words for a thing of that sort."""
        token = self._a.tokens[i]
        match sort:
            case "place" | "origin" | "goal":
                return i in self._places or (token.lemma in self._nouns["place"] and i not in self._means_at)
            case "means" | "instrument":
                return i in self._means_at
            case "recipient":
                return self.is_actor(i)
            case "actor":
                return self.is_actor(i)
            case "armed":
                actor = self._actors.get(i)
                return actor is not None and (actor.sector in _ARMED or actor.type == "state")
            case "political":
                actor = self._actors.get(i)
                return actor is not None and actor.sector not in _ARMED
            case "civil":
                actor = self._actors.get(i)
                return actor is not None and actor.sector not in _ARMED and actor.type != "state"
            case "air":
                means = self._means_at.get(i)
                actor = self._actors.get(i)
                return (means is not None and means.acled == "Air/drone strike") or (
                    actor is not None and "air force" in actor.name.lower()
                )
        return True

    def is_actor(self, i: int) -> bool:
        return i in self._actors or (
            i not in self._places and self._a.tokens[i].lemma in self._nouns["people"]
        )

    def is_named_place(self, i: int) -> bool:
        return self._places.get(i, False)

    def is_place_only(self, i: int) -> bool:
        return i in self._places and i not in self._actors

    def is_target(self, i: int) -> bool:
        return self._a.tokens[i].lemma in self._nouns["target"]


def _find_means(annotation: Annotation, words: Words) -> tuple[MeansMention, ...]:
    """Longest matches, left to right."""
    found: list[MeansMention] = []
    tokens = annotation.tokens
    known, begin = words.means, words.means_begin
    i = 0
    while i < len(tokens):
        if tokens[i].lemma not in begin and tokens[i].text.lower() not in begin:
            i += 1
            continue
        for size in range(min(_LONGEST_MEANS, len(tokens) - i), 0, -1):
            part = tokens[i : i + size]
            if part[-1].pos not in ("NOUN", "PROPN", "ADJ") or part[0].sentence != part[-1].sentence:
                continue
            means = known.get(tuple(t.lemma for t in part)) or known.get(tuple(t.text.lower() for t in part))
            if means is not None:
                span = annotation.tokens[i].span._replace(end=part[-1].end)
                found.append(
                    MeansMention(span=span, first=i, head=part[-1].i, name=means.name, mode=means.mode,
                                 acled=means.acled, weapon=means.weapon)
                )  # fmt: skip
                i += size - 1
                break
        i += 1
    return tuple(found)
