"""Actors and mentions in the form that the other steps see."""

from __future__ import annotations

from dateline.record.actors import Actor, ActorMention, ActorsFound
from dateline.reference.actors import KnownActor
from dateline.steps.actors.context import Context
from dateline.steps.actors.drafts import Cluster, Draft
from dateline.steps.actors.options import Options


def assembled(context: Context, clusters: list[Cluster], options: Options) -> ActorsFound:
    """Actors "a1" onward in order of first mention."""
    ordered = sorted((c for c in clusters if c.drafts), key=lambda c: _order(c.drafts[0]))
    ids = {id(c): f"a{n}" for n, c in enumerate(ordered, 1)}
    by_known = {c.known.id: ids[id(c)] for c in ordered if c.known}
    by_draft = {id(d): ids[id(c)] for c in ordered for d in c.drafts}
    actors = tuple(_actor(c, ids[id(c)], by_known, by_draft, options) for c in ordered)
    mentions = [
        ActorMention(span=d.span, head=d.top, actor=ids[id(c)], form=d.form, rule=d.rule)
        for c in ordered
        for d in c.drafts
    ]
    mentions.sort(key=lambda m: (m.span.start, -m.span.end, m.actor))
    return ActorsFound(actors=actors, mentions=tuple(mentions))


def _order(draft: Draft) -> tuple[int, int]:
    return draft.span.start, -draft.span.end


def _actor(
    cluster: Cluster, ident: str, by_known: dict[str, str], by_draft: dict[int, str], options: Options
) -> Actor:
    known = cluster.known
    drafts = sorted(cluster.drafts, key=_order)
    names = [d for d in drafts if d.form == "name"] or [d for d in drafts if d.form == "description"]
    own = [d.name for d in drafts if d.form == "name"] or cluster.names or [d.name for d in names]
    name = known.name if known else max(own, key=len) if own else drafts[0].name
    usual = (known.name, *known.aliases[: options.name_limit]) if known else ()
    here = [d.name for d in drafts if d.form == "name"] + cluster.names
    here += [d.name for d in drafts if d.form == "description"]
    aliases = tuple(a for a in dict.fromkeys((*usual, *here)) if a != name)
    ties = _ties(cluster, ident, known, by_known, by_draft)
    inter = known.inter if known else _first_int(cluster)
    return Actor(
        id=ident,
        name=name,
        type=cluster.type,
        sector=known.sector if known else cluster.first("sector"),
        country=known.country if known else cluster.first("country"),
        aliases=aliases,
        kb=known.id if known else None,
        affiliations=ties,
        mentions=tuple(dict.fromkeys(d.span for d in drafts)),
        inter=inter,
        source_kind=(known.source_kind if known else None) or cluster.first("source_kind"),
        private=known is None and any(d.private for d in drafts),
        rule=drafts[0].rule,
    )


def _first_int(cluster: Cluster) -> int | None:
    return next((d.inter for d in cluster.drafts if d.inter is not None), None)


def _ties(
    cluster: Cluster, ident: str, known: KnownActor | None, by_known: dict[str, str], by_draft: dict[int, str]
) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for draft in cluster.drafts:
        for tie in draft.ties:
            if isinstance(tie, str):
                found[tie] = None
            elif isinstance(tie, Draft):
                known_tie = tie.known
                elsewhere = by_known.get(known_tie.id, known_tie.name) if known_tie else tie.name
                found[by_draft.get(id(tie), elsewhere)] = None
            else:
                found[by_known.get(tie.id, tie.name)] = None
    for standing in known.ties if known else ():
        if standing.to in by_known:
            found[by_known[standing.to]] = None
    found.pop(ident, None)
    return tuple(found)
