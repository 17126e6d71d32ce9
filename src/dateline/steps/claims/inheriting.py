"""Gives a happening that is told again what was told of it before.

"A coalition airstrike hit the depot. The strike killed nine guards. The building was destroyed." The second and the
third sentence name no doer; they tell of the first one's happening. Rules of narrow scope: only violence, only from the
nearest earlier claim that may be the same happening, and each field so filled says so in `rules`.
"""

from __future__ import annotations

from dataclasses import replace

from dateline.record.annotation import Annotation
from dateline.record.claims import Claim
from dateline.record.events import EventMention

_FARTHEST = 3
"""Sentences back."""
_REMOTE = "Explosions/Remote violence"
_PLAIN = frozenset(["Attack", "Armed clash"])
_TOLLS = frozenset(["kill", "die", "wound"])
_TELLING = frozenset(["occurred", "ongoing", "possible"])


def with_what_was_told(
    annotation: Annotation, claims: tuple[Claim, ...], events: dict[str, EventMention]
) -> tuple[Claim, ...]:
    """The claims, with actors, place and time taken from an earlier telling where they name none themselves."""
    done: list[Claim] = []
    for claim in claims:
        earlier = _earlier(annotation, claim, events[claim.id], done, events)
        done.append(_filled(claim, earlier) if earlier is not None else claim)
    return tuple(done)


def _earlier(
    annotation: Annotation,
    claim: Claim,
    event: EventMention,
    done: list[Claim],
    events: dict[str, EventMention],
) -> Claim | None:
    if (
        claim.plover != "ASSAULT"
        or claim.status not in _TELLING
        or claim.kind == "state"
        or claim.control is not None
    ):
        return None
    here = annotation.tokens[event.head].sentence
    for other in reversed(done):
        there = annotation.tokens[events[other.id].head].sentence
        if here - there > _FARTHEST:
            break
        if (
            other.plover == "ASSAULT"
            and other.status in _TELLING
            and _may_be_same(annotation, claim, event, other)
        ):
            return other
    return None


def _may_be_same(annotation: Annotation, claim: Claim, event: EventMention, other: Claim) -> bool:
    if {a.actor for a in claim.actors} - {a.actor for a in other.actors} and claim.actors:
        return False
    same_kind = claim.mode is not None and claim.mode == other.mode
    same_victim = bool({r.actor for r in claim.recipients} & {r.actor for r in other.recipients})
    token = annotation.tokens[event.head]
    pointed = token.pos == "NOUN" and any(
        c.lemma in ("the", "this", "that", "these", "those") for c in annotation.children(token.i, "det")
    )
    if _is_toll(claim, event) and other.acled_type == _REMOTE and not claim.weapons:
        return True
    return same_victim or (pointed and (same_kind or claim.mode is None)) or (same_kind and not claim.actors)


def _is_toll(claim: Claim, event: EventMention) -> bool:
    """ "Nine people died" after a blast: harm that nobody is said to have done is that of the blast."""
    return event.frame in _TOLLS and not event.also and not claim.actors


def _filled(claim: Claim, earlier: Claim) -> Claim:
    rules = dict(claim.rules)
    fields: dict[str, object] = {}
    told = f"told before at '{earlier.trigger.text}'"
    if not claim.actors and earlier.actors:
        taken = {r.actor for r in claim.recipients}
        actors = tuple(a for a in earlier.actors if a.actor not in taken)
        if actors:
            fields["actors"] = actors
            rules["actors"] = told
    if claim.place is None and earlier.place is not None:
        fields["place"] = earlier.place
        rules["place"] = told
    if claim.acled_sub in _PLAIN and earlier.acled_type == _REMOTE and not claim.weapons and not claim.mode:
        fields |= {"acled_type": earlier.acled_type, "acled_sub": earlier.acled_sub, "mode": earlier.mode}
        fields["cameo"] = earlier.cameo
        rules["acled_sub"] = told
    if claim.time is None and earlier.time is not None:
        fields["time"] = earlier.time
        rules["time"] = told
    return replace(claim, **fields, rules=rules) if fields else claim  # type: ignore[arg-type]
