"""Words of one sentence that tell the same happening become one event."""

from __future__ import annotations

from dataclasses import replace

from dateline.record.annotation import Annotation
from dateline.record.events import EventMention, MeansMention, RoleFiller
from dateline.reference.frames import Frame

_DEEDS = frozenset(["attack", "airstrike", "shelling", "bombing", "destroy", "use-weapons", "suicide-attack"])
"""Frames whose verb may have a deed as its subject: "airstrikes hit the depot"."""
_BLOWS = frozenset(["strike", "hit", "attack", "ambush", "target", "assault", "raid"])
_OF_ONE_PURPOSE = frozenset(["COERCE", "PROTEST", "CONSULT", "AGREE"])
_HARM = frozenset(["killed", "wounded"])


def join_tellings(
    annotation: Annotation, events: tuple[EventMention, ...], frames: dict[str, Frame]
) -> tuple[EventMention, ...]:
    """Joins the attack to the harm it did ("airstrikes killed 12", "killed in an attack"), and pairs of harm
    ("killed and wounded", "killed 3 and wounded 5"). The harm's word stays the trigger; the attack gives its codes."""
    by_head = {e.head: e for e in events}
    gone: set[int] = set()
    for event in events:
        frame = frames[event.frame]
        if event.head in gone or (frame.outcome not in _HARM and frame.name not in _DEEDS):
            continue
        whole = by_head[event.head]
        for cause in _causes(annotation, event, by_head):
            if (
                cause.head != event.head
                and cause.head not in gone
                and _does(annotation, cause, frame, frames)
            ):
                whole = _joined(whole, cause)
                gone.add(cause.head)
                for inner in _causes(annotation, cause, by_head):
                    # "died when a car bomb exploded": the bomb is a word of the lexicon too
                    if inner.head not in gone | {event.head} and frames[inner.frame].outcome is None and (
                        annotation.tokens[inner.head].pos == "NOUN" and frames[inner.frame].plover == "ASSAULT"
                    ):  # fmt: skip
                        whole = _joined(whole, inner)
                        gone.add(inner.head)
        by_head[event.head] = whole
    for leading, tells_one in (
        (_verb, _is_carried),
        (_governor, _is_doublet),
        (_governor, _is_purpose),
    ):
        for event in events:
            first = by_head.get(leading(annotation, event))
            if event.head in gone or first is None or first.head == event.head or first.head in gone:
                continue
            if tells_one(annotation, first, event, frames):
                by_head[first.head] = _paired(first, event)
                gone.add(event.head)
    for event in events:
        token = annotation.tokens[event.head]
        if event.head in gone:
            continue
        if token.dep == "acl" and annotation.head(token.i).pos == "NUM":
            # "were killed and more than 140 injured": the parser joins the number, and hangs the verb on it
            token = annotation.head(token.i)
        if token.dep != "conj":
            continue
        first = by_head.get(token.head)
        if first is None or first.head in gone or first.head == event.head:
            continue
        both = {frames[first.frame].outcome, frames[event.frame].outcome}
        if both <= _HARM and first.status == event.status:
            by_head[first.head] = _paired(first, by_head[event.head])
            gone.add(event.head)
    return tuple(by_head[e.head] for e in events if e.head not in gone)


def _does(annotation: Annotation, cause: EventMention, harm: Frame, frames: dict[str, Frame]) -> bool:
    """Whether the cause is an attack that did the harm; a verb that tells an attack keeps no other verb's place."""
    own = frames[cause.frame]
    if own.outcome is not None or own.plover != "ASSAULT":
        return False
    return harm.outcome in _HARM or annotation.tokens[cause.head].pos != "VERB"


def _verb(annotation: Annotation, event: EventMention) -> int:
    return event.clause


def _governor(annotation: Annotation, event: EventMention) -> int:
    return annotation.tokens[event.head].head


def _is_carried(
    annotation: Annotation, verb: EventMention, event: EventMention, frames: dict[str, Frame]
) -> bool:
    """ "Launched an operation": verb and noun are words of the lexicon, and tell one happening."""
    token = annotation.tokens[event.head]
    below = event.clause in (token.head, annotation.head(token.head).i)
    carried = token.dep in ("dobj", "nsubjpass", "pobj") and below
    return carried and frames[verb.frame].plover == frames[event.frame].plover


def _is_doublet(
    annotation: Annotation, first: EventMention, event: EventMention, frames: dict[str, Frame]
) -> bool:
    """ "Advising and assisting the fighters", "struck and destroyed the depot": one object, one happening."""
    if annotation.tokens[event.head].dep != "conj":
        return False
    alike = frames[first.frame].plover == frames[event.frame].plover and first.status == event.status
    own = any(r.role in ("recipient", "theme", "place") and r.head < event.head for r in first.roles
              if "obj" in r.rule or r.role == "place")  # fmt: skip
    return alike and not own and {frames[first.frame].outcome, frames[event.frame].outcome} <= {None}


def _is_purpose(
    annotation: Annotation, first: EventMention, event: EventMention, frames: dict[str, Frame]
) -> bool:
    """ "Fired tear gas to disperse the crowd", "met to discuss": the purpose is the deed's own."""
    token = annotation.tokens[event.head]
    if token.dep not in ("advcl", "xcomp"):
        return False
    infinitive = any(c.tag == "TO" for c in annotation.children(token.i, "aux"))
    return infinitive and first.frame == event.frame and frames[event.frame].plover in _OF_ONE_PURPOSE


def _causes(
    annotation: Annotation, harm: EventMention, by_head: dict[int, EventMention]
) -> list[EventMention]:
    """Events that stand as subject, agent or circumstance of the harm."""
    found = []
    for filler in harm.roles:
        if filler.role in ("actor", "instrument", "means", "theme", "place") and filler.head in by_head:
            found.append(by_head[filler.head])
    verb = annotation.tokens[harm.head]
    for prep in annotation.children(verb.i, "prep", "agent"):
        if prep.lemma in ("in", "by", "during", "from", "when", "after"):
            for child in annotation.children(prep.i, "pobj"):
                if child.i in by_head and (prep.lemma != "after"):
                    found.append(by_head[child.i])
    # "were killed and others are missing after gunmen raided": the clause hangs on the last of joined verbs
    joined = annotation.children(verb.i, "conj")
    for clause in [c for v in (verb, *joined) for c in annotation.children(v.i, "advcl")]:
        marks = {c.lemma for c in annotation.children(clause.i, "mark", "advmod")}
        if clause.i in by_head and marks & {"when", "as", "after"}:
            # "were killed when a bomb exploded"
            found.append(by_head[clause.i])
    if verb.dep == "pcomp" and annotation.head(verb.i).lemma == "with":
        # "there was an attack, with ten people killed": the last one told in the sentence
        earlier = [
            e for i, e in by_head.items() if i < verb.i and annotation.tokens[i].sentence == verb.sentence
        ]
        found += earlier[-1:]
    if verb.dep in ("relcl", "acl") and verb.head in by_head:
        found.append(by_head[verb.head])
    if (
        verb.dep == "conj"
        and verb.head in by_head
        and by_head[verb.head].frame == "attack"
        and (annotation.tokens[verb.head].lemma in _BLOWS)
    ):
        # "was struck and killed"
        found.append(by_head[verb.head])
        found += _causes(annotation, by_head[verb.head], by_head)
    return found


def _joined(harm: EventMention, cause: EventMention) -> EventMention:
    roles = {(r.role, r.head): r for r in harm.roles if r.head != cause.head}
    has_actor = any(r.role == "actor" for r in roles.values())
    for r in cause.roles:
        if r.role == "actor" and has_actor:
            continue
        if r.role == "recipient" and any(x.role == "recipient" for x in roles.values()):
            continue
        roles.setdefault(
            (r.role, r.head), RoleFiller(role=r.role, head=r.head, rule=f"of the cause; {r.rule}")
        )
    return replace(
        harm,
        roles=tuple(roles.values()),
        means=_united(harm.means, cause.means),
        also=(*harm.also, cause.frame, *cause.also),
    )


def _paired(first: EventMention, second: EventMention) -> EventMention:
    own = {r.head for r in second.roles if r.role == "recipient"}
    shared = own & {r.head for r in first.roles if r.role == "recipient"}
    apart = bool(own - shared) and any(r.role == "recipient" for r in first.roles)
    roles = {(r.role, r.head): replace(r, frame=first.frame) if apart and r.role == "recipient" and r.head not in shared
             else r for r in first.roles}  # fmt: skip
    for r in second.roles:
        kept = (
            replace(r, frame=second.frame) if apart and r.role == "recipient" and r.head not in shared else r
        )
        roles.setdefault((r.role, r.head), kept)
    return replace(
        first,
        roles=tuple(roles.values()),
        means=_united(first.means, second.means),
        also=(*first.also, second.frame, *second.also),
    )


def _united(a: tuple[MeansMention, ...], b: tuple[MeansMention, ...]) -> tuple[MeansMention, ...]:
    found = {m.span: m for m in (*a, *b)}
    return tuple(found[s] for s in sorted(found))
