"""Last touches on clusters: owners behind pronouns, and descriptions too vague to be actors."""

from __future__ import annotations

from dateline.steps.actors.context import Context
from dateline.steps.actors.drafts import Cluster

_DOING = frozenset({"nsubj", "nsubjpass", "agent"})


def take_owners(clusters: list[Cluster]) -> None:
    """ "Their leader" belongs to whom "their" goes back to."""
    owners = {d.head: c for c in clusters for d in c.drafts if d.form == "pronoun"}
    for cluster in clusters:
        for draft in cluster.drafts:
            owner = owners.get(draft.owner) if draft.owner is not None else None
            if owner is not None and owner is not cluster:
                draft.ties.append(next((d for d in owner.drafts if d.form == "name"), owner.drafts[0]))


def is_worth_keeping(context: Context, cluster: Cluster) -> bool:
    """Whether more is told than a vague noun: a name, a tie, a country, or something that it does."""
    if cluster.known is not None:
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
