"""Where a happening is said to be."""

from __future__ import annotations

from dateline.record.annotation import Annotation
from dateline.record.claims import PlaceInClaim
from dateline.record.events import EventMention
from dateline.record.places import PlaceMention, PlacesFound
from dateline.record.text import Span

_SETTLEMENTS = frozenset(
    ["city", "town", "village", "district", "neighbourhood", "neighborhood", "suburb", "camp"]
)
_FARTHEST = 8
"""Arcs of the tree between a place and the event. Farther ones belong to something else."""


class Placing:
    def __init__(self, annotation: Annotation, found: PlacesFound, actor_spans: list[Span]) -> None:
        self._a = annotation
        self._places = {p.id: p for p in found.places}
        self._of_sentence: dict[int, list[tuple[int, PlaceMention]]] = {}
        self._by_head: dict[int, PlaceMention] = {}
        for mention in found.mentions:
            head = annotation.head_of(mention.span)
            if head is not None:
                self._of_sentence.setdefault(head.sentence, []).append((head.i, mention))
                self._by_head[head.i] = mention
        self._actor_spans = actor_spans

    def of(self, event: EventMention) -> tuple[PlaceInClaim, str] | None:
        """The place and the rule that found it."""
        for role in ("place", "goal", "origin"):
            for filler in event.roles:
                if filler.role == role and (mention := self._named_by(filler.head)) is not None:
                    return self._in_claim(mention, role), f"role {role}, {filler.rule}"
        nearest = self._nearest(event)
        if nearest is not None:
            return self._in_claim(nearest, "place"), "in the clause"
        return None

    def at(self, head: int) -> PlaceMention | None:
        return self._by_head.get(head)

    def _named_by(self, head: int) -> PlaceMention | None:
        """The place that token `head` names, or that a described one hangs on ("five villages near Khanasser")."""
        if head in self._by_head:
            return self._by_head[head]
        if self._a.tokens[head].lemma in _SETTLEMENTS:
            # "Saraqib city in the countryside of Idlib" is Saraqib.
            own = [
                self._by_head[t.i] for t in self._a.children(head, "compound", "nmod") if t.i in self._by_head
            ]
            if own:
                return own[-1]
        inside = [self._by_head[t.i] for t in self._a.subtree(head) if t.i in self._by_head and t.i > head]
        inside = [m for m in inside if m.form == "name"]
        if inside:
            return inside[0]
        before = [self._by_head[t.i] for t in self._a.subtree(head) if t.i in self._by_head]
        return before[0] if before else None

    def _nearest(self, event: EventMention) -> PlaceMention | None:
        """The named place in a locative phrase that hangs nearest to the event."""
        best: tuple[int, int, PlaceMention] | None = None
        lines = {event.head: 0}
        for start, cost in ((event.head, 0), (event.clause, 1)):
            for step, token in enumerate([self._a.tokens[start]]):
                lines.setdefault(token.i, cost + step)
        sentence = self._a.tokens[event.head].sentence
        for head, mention in self._of_sentence.get(sentence, ()):
            if mention.form == "pronoun":
                continue
            if mention.rule.startswith("name:bare") or any(
                s.contains(mention.span) for s in self._actor_spans
            ):
                continue
            distance = self._distance(head, lines)
            if distance is None or distance > _FARTHEST:
                continue
            key = (distance + 2 * (mention.geo_precision == 3), head)
            if best is None or key < best[:2]:
                best = (*key, mention)
        return best[2] if best else None

    def _distance(self, head: int, lines: dict[int, int]) -> int | None:
        """Arcs from a place up to the event's own words; through another clause it does not reach them."""
        if head in lines:
            return lines[head]
        for step, token in enumerate(self._a.ancestors(head), start=1):
            if token.i in lines:
                return lines[token.i] + step
            if token.pos == "VERB" and token.dep not in ("conj", "ROOT", "advcl", "acl", "relcl", "xcomp"):
                return None
            if token.pos == "VERB" and token.dep in ("relcl", "ccomp"):
                return None
        return None

    def _in_claim(self, mention: PlaceMention, role: str) -> PlaceInClaim:
        relation = mention.relation
        if role == "goal" and relation == "at":
            relation = "towards"
        elif role == "origin" and relation == "at":
            relation = "from"
        return PlaceInClaim(
            place=mention.place,
            span=mention.span,
            text=mention.span.of(self._a.text),
            relation=relation,
            geo_precision=mention.geo_precision,
        )
