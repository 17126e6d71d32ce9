"""Drops words that tell no happening of their own.

What is asked for, refused, promised or threatened is told by the asking ("demanded that the army withdraw", "refused to
meet"). PLOVER codes the verbal act alone (manual of 2024, on REQUEST, REJECT and AGREE); an act of violence stays a
claim of its own beside it, since who is said to have done it matters ("accused the army of shelling the town").
"""

from __future__ import annotations

from collections.abc import Mapping

from dateline.record.annotation import Annotation, Token
from dateline.record.events import EventMention
from dateline.reference.frames import Frame

_VERBAL = frozenset(["REQUEST", "REJECT", "AGREE", "THREATEN", "ACCUSE", "SUPPORT"])
_KEPT = frozenset(["ASSAULT", "COERCE", "MOBILIZE", "PROTEST"])
_TOLD_BY: Mapping[str, frozenset[str]] = {
    "REQUEST": frozenset(["PROTEST", "CONCEDE", "REJECT"]),
    "COERCE": frozenset(["CONCEDE", "RETREAT"]),
    "AID": frozenset(["AID", "SANCTION"]),
}
"""Type of a noun, and the types of the verbs over it that tell it better: PLOVER codes the verb's deed alone."""
_OPEN = frozenset(["planned", "possible", "denied", "conditional"])


def without_contents(
    annotation: Annotation, events: tuple[EventMention, ...], frames: dict[str, Frame]
) -> tuple[EventMention, ...]:
    """The events, less those that are only what a verbal act is about."""
    heads = {e.head: frames[e.frame].plover for e in events}
    return tuple(
        e
        for e in events
        if not _is_content(annotation, e, frames[e.frame], heads)
        and not _is_told_by_another(annotation, e, frames[e.frame], heads)
    )


def _is_told_by_another(
    annotation: Annotation, event: EventMention, frame: Frame, heads: Mapping[int, str | None]
) -> bool:
    """What a protest demands, the blockade that is lifted, the aid that is provided, the ban that is threatened."""
    token = annotation.tokens[event.head]
    by = _TOLD_BY.get(frame.plover or "")
    if frame.outcome is not None or by is None:
        return False
    if token.pos in ("VERB", "AUX"):
        if frame.plover == "REQUEST" and token.dep in ("advcl", "xcomp", "acl", "pcomp"):
            above = (t.i for t in annotation.ancestors(token.i))
            return any(heads.get(i) == "PROTEST" for i in above)
        governor = _governor_of_clause(annotation, token)
        return (
            frame.plover == "COERCE"
            and event.status in _OPEN
            and governor is not None
            and heads.get(governor.i) == "THREATEN"
        )
    governor = _governor_of_noun(annotation, token)
    if governor is not None and governor.pos == "NOUN" and governor.dep in ("dobj", "nsubjpass"):
        # "tons of food aid": what is counted
        governor = annotation.head(governor.i)
    return governor is not None and governor.i != token.i and heads.get(governor.i) in by


def _is_content(
    annotation: Annotation, event: EventMention, frame: Frame, heads: Mapping[int, str | None]
) -> bool:
    if frame.plover in _KEPT or frame.plover is None or frame.outcome is not None:
        return False
    token = annotation.tokens[event.head]
    if token.pos in ("VERB", "AUX", "ADJ"):
        if event.status not in _OPEN:
            return False
        governor = _governor_of_clause(annotation, token)
    else:
        governor = _governor_of_noun(annotation, token)
    return governor is not None and heads.get(governor.i) in _VERBAL


def _governor_of_clause(annotation: Annotation, token: Token) -> Token | None:
    """The word whose complement the clause is, through joined clauses and prepositions."""
    seen = 0
    while token.head != token.i and seen < 6:
        seen += 1
        head = annotation.head(token.i)
        if token.dep in ("xcomp", "ccomp", "acl", "pcomp"):
            return annotation.head(head.i) if token.dep == "pcomp" else head
        if token.dep not in ("conj", "advcl"):
            return None
        if token.dep == "advcl" and not any(c.tag == "TO" for c in annotation.children(token.i, "aux")):
            return None
        if token.dep == "advcl":
            return head
        token = head
    return None


def _governor_of_noun(annotation: Annotation, token: Token) -> Token | None:
    head = annotation.head(token.i)
    while token.dep == "conj" and head.i != token.i and head.pos in ("NOUN", "PROPN"):
        token, head = head, annotation.head(head.i)
    if token.dep in ("dobj", "nsubjpass"):
        return head
    if token.dep == "pobj":
        return annotation.head(head.i)
    return None
