"""Last touches on clusters: owners behind pronouns, and descriptions too vague to be actors."""

from __future__ import annotations

from dateline.reference.actors import KnownActor
from dateline.steps.actors.belonging import PREFIX
from dateline.steps.actors.context import Context
from dateline.steps.actors.drafts import Cluster, Draft

_DOING = frozenset({"nsubj", "nsubjpass", "agent"})


def without_employers(drafts: list[Draft]) -> list[Draft]:
    """Leaves out names that only say whose somebody is: "Pentagon" in "the Pentagon spokesman"; they stay as ties."""
    persons = [d for d in drafts if d.type == "person" and d.last - d.first > 1]
    return [
        d
        for d in drafts
        if d.form != "name"
        or not any(p is not d and p.first <= d.first and d.last <= p.head for p in persons)
    ]


def take_owners(context: Context, clusters: list[Cluster]) -> list[Cluster]:
    """ "Their leader" belongs to whom "their" goes back to; "its troops" are that state's."""
    owners = {d.head: c for c in clusters for d in c.drafts if d.form == "pronoun"}
    of_known = {c.known.id: c for c in clusters if c.known}
    for cluster in list(clusters):
        for draft in list(cluster.drafts):
            owner = owners.get(draft.owner) if draft.owner is not None else None
            if owner is None or owner is cluster:
                continue
            body = _body_of(context, draft, owner)
            if body is None:
                draft.ties.append(next((d for d in owner.drafts if d.form == "name"), owner.drafts[0]))
            elif cluster.known is None:
                cluster.drafts.remove(draft)
                draft.rule = "body of the state that the possessive means"
                if body.id not in of_known:
                    of_known[body.id] = Cluster(fixed=body)
                    clusters.append(of_known[body.id])
                of_known[body.id].drafts.append(draft)
    return [c for c in clusters if c.drafts]


def _body_of(context: Context, draft: Draft, owner: Cluster) -> KnownActor | None:
    country = owner.known.country if owner.known else owner.first("country")
    several = draft.plural or (draft.agent is not None and draft.agent.kind == "body")
    state = owner.type == "state" or (owner.known is not None and owner.known.sector in ("GOV", "MIL"))
    if draft.agent is None or draft.agent.part is None or country is None or not several or not state:
        return None
    return context.knowledge.actor(f"{PREFIX[draft.agent.part]}-{country.lower()}")


def take_predicates(context: Context, clusters: list[Cluster]) -> list[Cluster]:
    """ "He was a member of the council": a description said of a pronoun is of whom that means."""
    by_head = {d.head: c for c in clusters for d in c.drafts if d.form == "pronoun"}
    for cluster in clusters:
        for draft in list(cluster.drafts):
            token = context.tokens[draft.head]
            if draft.form != "description" or draft.plural or cluster.known or token.dep != "attr":
                continue
            if context.tokens[token.head].lemma != "be" or len(cluster.drafts) > 1:
                continue
            subjects = context.annotation.children(token.head, "nsubj")
            owner = by_head.get(subjects[0].i) if subjects else None
            if (
                owner is not None
                and owner is not cluster
                and (owner.type == "person") == (draft.type == "person")
            ):
                cluster.drafts.remove(draft)
                draft.rule = "said of whom the pronoun means"
                owner.drafts.append(draft)
    return [c for c in clusters if c.drafts]


def is_worth_keeping(context: Context, cluster: Cluster) -> bool:
    """Whether more is told than a vague noun: a name, a tie, a country, or something that it does."""
    if cluster.known is not None or cluster.names:
        return True
    for draft in cluster.drafts:
        agent = draft.agent
        if draft.form == "name" or (agent is not None and not agent.weak):
            return True
        if draft.form == "description" and (draft.ties or draft.country or draft.owner is not None):
            return True
        token = context.tokens[draft.top]
        if draft.form == "description" and token.dep in _DOING and context.tokens[token.head].lemma != "be":
            return True
    return False
