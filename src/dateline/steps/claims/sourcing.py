"""Who says so: the chain of sources above a claim, and the status that their words lend."""

from __future__ import annotations

from typing import NamedTuple, cast

from dateline.record.annotation import Annotation
from dateline.record.attributions import Attribution
from dateline.record.claims import SourceInClaim, SourceKind, Words
from dateline.record.events import EventMention, Status
from dateline.record.text import Span
from dateline.steps.claims.participants import Participants


class Told(NamedTuple):
    chain: tuple[SourceInClaim, ...]
    hedge: Status | None
    rule: str


class Sourcing:
    def __init__(
        self, annotation: Annotation, attributions: tuple[Attribution, ...], participants: Participants
    ) -> None:
        self._a = annotation
        self._attributions = attributions
        self._participants = participants

    def of(self, event: EventMention) -> Told:
        """The sources whose words hold the event, outermost first."""
        around = [
            a
            for a in self._attributions
            if a.content.contains(event.trigger)
            and not (a.cue is not None and a.cue.overlaps(event.trigger))
            and not (a.source is not None and a.source.contains(event.trigger))
        ]
        around.sort(key=lambda a: (a.content.start - a.content.end, a.content.start))
        chain: list[SourceInClaim] = []
        for attribution in around:
            source = self._source(attribution)
            if source is not None and source.span not in {s.span for s in chain}:
                chain.append(source)
        hedges = [a.hedge for a in around if a.hedge]
        hedge = cast(Status, hedges[-1]) if hedges else None
        return Told(tuple(chain), hedge, "; ".join(a.rule for a in around))

    def speaker(self, event: EventMention) -> SourceInClaim | None:
        """Whom "I" and "we" mean: the innermost one whose quoted words hold the event."""
        chain = self.of(event).chain
        return chain[-1] if chain else None

    def _source(self, attribution: Attribution) -> SourceInClaim | None:
        if attribution.source is None:
            return None
        span = attribution.source
        actor = self._participants.within(span)
        kind = attribution.kind
        if actor is not None and (known := self._participants.actors[actor.actor].source_kind):
            kind = known
        cue = attribution.cue
        return SourceInClaim(
            text=span.of(self._a.text),
            span=span,
            actor=actor.actor if actor else None,
            kind=cast(SourceKind, kind),
            cue=Words(text=cue.of(self._a.text), span=cue) if cue else None,
        )


def cue_spans(attributions: tuple[Attribution, ...]) -> list[Span]:
    return [a.cue for a in attributions if a.cue is not None]
