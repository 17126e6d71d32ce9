"""Who says so: the chain of sources above a claim, and the status that their words lend."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple, cast

from dateline.record.annotation import Annotation
from dateline.record.attributions import Attribution
from dateline.record.claims import SourceInClaim, SourceKind, Words
from dateline.record.events import EventMention, Status
from dateline.record.text import Span
from dateline.steps.claims.participants import FIRST_PERSON, Participants

_KIND_OF_SECTOR = {
    "GOV": "official", "MIL": "official", "COP": "official", "SPY": "official", "LEG": "official", "JUD": "official",
    "REB": "armed-actor", "UAF": "armed-actor", "PRM": "armed-actor", "JRN": "outlet", "EDU": "expert",
}  # fmt: skip


_BLOCK = 512
"""Characters in which attributions are looked up together."""


class Told(NamedTuple):
    chain: tuple[SourceInClaim, ...]
    """Outermost first."""
    hedge: Status | None
    rule: str


class Sourcing:
    def __init__(
        self, annotation: Annotation, attributions: tuple[Attribution, ...], participants: Participants
    ) -> None:
        self._a = annotation
        self._attributions = attributions
        self._near = _by_block(attributions)
        self._participants = participants
        self._kinds = self._kinds_of_speakers()

    def of(self, event: EventMention) -> Told:
        """The sources whose words hold the event."""
        near = self._near.get(event.trigger.start // _BLOCK, ())
        around = [a for a in near if self._tells(a, event)]
        around.sort(key=lambda a: (-_length(a), a.content.start))
        chain: list[SourceInClaim] = []
        for attribution in around:
            for source in [*self._through(attribution), *self._sources(attribution)]:
                if not any(_same(source, s) for s in chain):
                    chain.append(source)
        hedges = [a.hedge for a in around if a.hedge and self._hedges(a, event)]
        return Told(
            tuple(chain), cast(Status, hedges[-1]) if hedges else None, "; ".join(a.rule for a in around)
        )

    def _tells(self, attribution: Attribution, event: EventMention) -> bool:
        """Whether the event is part of what the attribution gives as said, not only what the saying is about."""
        if attribution.about or not attribution.holds(event.trigger):
            return False
        if attribution.cue is not None and attribution.cue.overlaps(event.trigger):
            return False
        return attribution.source is None or not attribution.source.contains(event.trigger)

    def _hedges(self, attribution: Attribution, event: EventMention) -> bool:
        """A hedge reaches the verbs of what is said, not what they take for granted ("the attack", "who fled")."""
        token = self._a.tokens[event.head]
        return token.pos in ("VERB", "AUX") and token.dep not in ("relcl", "acl")

    def _source(self, attribution: Attribution) -> SourceInClaim | None:
        span = attribution.antecedent or attribution.source
        if span is None or self._is_own_voice(span, attribution):
            return None
        actor = self._participants.within(span)
        kind = self._kind(attribution, actor.actor if actor else None)
        cue = attribution.cue
        return SourceInClaim(
            text=span.of(self._a.text),
            span=span,
            actor=actor.actor if actor else None,
            kind=cast(SourceKind, kind),
            cue=Words(text=cue.of(self._a.text), span=cue) if cue else None,
        )

    def _through(self, attribution: Attribution) -> list[SourceInClaim]:
        """The outlet that somebody speaks through: "the mayor told Reuters", "he said in remarks to SANA"."""
        if attribution.cue is None or attribution.source is None:
            return []
        verb = self._a.head_of(attribution.cue)
        if verb is None or verb.pos != "VERB":
            return []
        heard = self._a.children(verb.i, "dobj", "dative")
        heard += [p for t in self._a.children(verb.i, "prep", "dative") if t.lemma == "to"
                  for p in self._a.children(t.i, "pobj")]  # fmt: skip
        for token in heard:
            who = self._participants.at(token.i)
            kind = self._participants.actors[who.actor].source_kind if who is not None else None
            if who is not None and kind in ("outlet", "state-outlet"):
                cue = Words(text=attribution.cue.of(self._a.text), span=attribution.cue)
                return [
                    SourceInClaim(
                        text=who.text, span=who.span, actor=who.actor, kind=cast(SourceKind, kind), cue=cue
                    )
                ]
        return []

    def _sources(self, attribution: Attribution) -> list[SourceInClaim]:
        """The source; several where names are joined ("Sputnik and Fars")."""
        whole = self._source(attribution)
        if whole is None:
            return []
        head = self._a.head_of(whole.span)
        joined = (
            [t for t in self._a.children(head.i, "conj") if t.end <= whole.span.end]
            if head is not None
            else []
        )
        named = [self._participants.at(t.i) for t in ([head, *joined] if head is not None else [])]
        parts = [n for n in named if n is not None and self._participants.actors[n.actor].kb]
        if len(parts) < 2 or len(parts) != len(named):
            return [whole]
        return [
            replace(
                whole,
                text=p.text,
                span=p.span,
                actor=p.actor,
                kind=cast(SourceKind, self._kind(attribution, p.actor)),
            )
            for p in parts
        ]

    def _kind(self, attribution: Attribution, actor: str | None) -> str:
        """By what is known of the speaker, then by the words here, then by the words elsewhere in the report."""
        if actor is None:
            return attribution.kind
        who = self._participants.actors[actor]
        kind = who.source_kind or attribution.kind
        if kind in ("person", "generic"):
            kind = self._kinds.get(actor) or _KIND_OF_SECTOR.get(who.sector or "", kind)
        return kind

    def _kinds_of_speakers(self) -> dict[str, str]:
        kinds: dict[str, str] = {}
        for attribution in self._attributions:
            span = attribution.antecedent or attribution.source
            if span is not None and attribution.kind not in ("person", "generic"):
                actor = self._participants.within(span)
                if actor is not None:
                    kinds.setdefault(actor.actor, attribution.kind)
        return kinds

    def _is_own_voice(self, span: Span, attribution: Attribution) -> bool:
        """ "We have said": the one who speaks already, be it the report itself or who is quoted around it."""
        words = span.of(self._a.text).lower().split()
        return len(words) == 1 and words[0] in FIRST_PERSON


def _length(attribution: Attribution) -> int:
    return attribution.contents[-1].end - attribution.contents[0].start


def _same(a: SourceInClaim, b: SourceInClaim) -> bool:
    return a.span == b.span or (a.actor is not None and a.actor == b.actor)


def cue_spans(attributions: tuple[Attribution, ...]) -> list[Span]:
    return [a.cue for a in attributions if a.cue is not None and not a.about]


def _by_block(attributions: tuple[Attribution, ...]) -> dict[int, list[Attribution]]:
    """For each stretch of `_BLOCK` characters the attributions whose words reach into it, in their order."""
    found: dict[int, list[Attribution]] = {}
    for attribution in attributions:
        blocks = {
            block
            for content in attribution.contents
            for block in range(content.start // _BLOCK, content.end // _BLOCK + 1)
        }
        for block in blocks:
            found.setdefault(block, []).append(attribution)
    return found
