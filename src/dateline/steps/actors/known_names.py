"""Mentions by a name of the knowledge base."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.record.actors import ActorName
from dateline.record.annotation import Token
from dateline.reference.actors import KnownActor
from dateline.reference.actors.signs import load_signs
from dateline.reference.frames import load_frames
from dateline.steps.actors.context import Context
from dateline.steps.actors.drafts import Draft
from dateline.steps.actors.people import gender_of, title_before
from dateline.steps.actors.phrases import is_capital, span_of

_WITH = frozenset(
    {"by", "with", "against", "between", "among", "like", "including", "than", "versus", "alongside"}
)
"""Prepositions after which a state is one who acts."""


def known_names(context: Context) -> Iterator[Draft]:
    """Mentions whose name the knowledge base has, states and capitals only where they act."""
    for first, last, name in context.names:
        actor = context.best(name)
        if actor is None:
            continue
        head = context.annotation.head_of(name.span)
        if head is None or (name.place_too and not acts(context, head, name)):
            continue
        yield _draft(context, first, last, head.i, actor, name.rule)


def nationalities(context: Context, taken: set[int]) -> Iterator[Draft]:
    """ "Russian airstrikes", "U.S. sanctions": whose deed it is."""
    signs = load_signs()
    for token in context.tokens:
        if token.i in taken or token.dep not in ("amod", "compound", "nmod", "poss"):
            continue
        deed = context.tokens[token.head]
        if deed.pos not in ("NOUN", "PROPN") or deed.i <= token.i or deed.lemma not in signs.deeds:
            continue
        name = context.name_at.get(token.i)
        iso = context.nation(token) if name is None else None
        actor = context.knowledge.actor(f"gov-{iso.lower()}") if iso else None
        first, last = token.i, token.i + 1
        if name is not None and name.place_too:
            actor = context.best(name)
            first, last = context.annotation.token_range(name.span)
        if actor is not None:
            yield _draft(context, first, last, token.i, actor, "nationality of a deed")


def _draft(context: Context, first: int, last: int, head: int, actor: KnownActor, rule: str) -> Draft:
    start, title = title_before(context, first) if actor.type == "person" else (first, "")
    if actor.type != "person":
        start = _descriptor_before(context, first, head)
        if start == first and rule.startswith("short") and context.agent(head):
            start = _front(context, first, head)
    person = actor.type == "person"
    return Draft(
        span=span_of(context.annotation, start, last),
        first=start,
        last=last,
        head=head,
        top=head,
        form="name",
        type=actor.type,
        rule=f"knowledge base: {rule}",
        name=span_of(context.annotation, first, last).of(context.text),
        title=title,
        known=actor,
        gender=gender_of(context, title),
        country=actor.country,
        sector=actor.sector,
        inter=actor.inter,
        source_kind=actor.source_kind or ("person" if person else None),
    )


def _descriptor_before(context: Context, first: int, head: int) -> int:
    """ "Kremlin propaganda site Sputnik News", "terrorist group ISIL": what stands before a name."""
    start = first
    tokens = context.tokens
    if (
        start > 0
        and (found := context.agent(start - 1))
        and found[0].kind == "body"
        and tokens[start - 1].tag in ("NN", "NNP")
    ):
        inside = tokens[start - 1].dep in ("compound", "nmod", "amod", "appos") or tokens[
            start - 1
        ].head in range(first, head + 1)
        if inside and tokens[start].start - tokens[start - 1].end <= 1:
            start -= found[1]
            while (
                start > 0
                and tokens[start - 1].dep in ("compound", "amod", "nmod")
                and start - 1 >= 0
                and (tokens[start - 1].pos in ("PROPN", "ADJ", "NOUN"))
                and tokens[start - 1].sentence == tokens[first].sentence
            ):
                start -= 1
    return start


def _front(context: Context, first: int, head: int) -> int:
    """Back over the capitals of a longer form: "Counter-Daesh Coalition" where "Coalition" is on file."""
    start = first
    while start > 0:
        before = context.tokens[start - 1]
        inside = (before.dep in ("compound", "amod", "nmod", "punct") and first <= before.head <= head) or (
            before.dep in ("compound", "amod", "punct") and start <= before.head < first
        )
        if not inside or not (is_capital(before) or before.text == "-"):
            break
        start -= 1
    return start


def acts(context: Context, head: Token, name: ActorName) -> bool:
    """Whether a state's or capital's name is used for those who govern it, not for the place."""
    tokens = context.tokens
    signs = load_signs()
    capital = not _is_state_name(context, name)
    role = head
    for _ in range(6):
        if role.dep not in ("conj", "appos") or role.head == role.i:
            break
        role = tokens[role.head]
    governor = tokens[role.head]
    if role.dep in ("nsubj", "nsubjpass", "csubj", "agent"):
        return not capital or governor.lemma in signs.policy
    if role.dep == "poss":
        if governor.text.lower() in signs.places:
            return False
        return not capital or context.agent(governor.i) is not None
    if role.dep == "pobj":
        return _acts_after(context, governor, capital)
    if role.dep in ("compound", "amod", "nmod"):
        # "a U.S. strike", "Turkey aid": those who govern do it
        return not capital and governor.lemma in load_frames().nouns
    if role.dep in ("dobj", "dative", "iobj", "attr"):
        return governor.lemma in signs.done_to if capital else governor.lemma not in signs.goes_there
    return False


def _acts_after(context: Context, preposition: Token, capital: bool) -> bool:
    """Whether a state named after this preposition is one who acts or is acted on."""
    signs = load_signs()
    above = context.tokens[preposition.head]
    low = preposition.text.lower()
    if low in ("of", "from"):
        found = context.agent(above.i)
        of_state = found is not None and (found[0].kind == "body" or above.tag in ("NNS", "NNPS"))
        fights = of_state and found is not None and found[0].sector in ("MIL", "GOV", "COP", "SPY", "REB")
        return fights or above.text.lower() in signs.acts_on
    if low in ("for", "to"):
        return not capital and above.lemma in signs.given_to
    if low == "by" and preposition.dep != "agent":
        return above.pos == "NOUN"
    return low in _WITH


def _is_state_name(context: Context, name: ActorName) -> bool:
    actor = context.knowledge.actor(name.candidates[0])
    if actor is None or actor.country is None:
        return False
    return context.knowledge.is_state(name.span.of(context.text), actor.country)
