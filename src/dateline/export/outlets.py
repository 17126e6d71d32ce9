"""Who publishes: how far an outlet reaches, seen from where the event is."""

from __future__ import annotations

from functools import cache

from dateline.reference.actors import KnownActor, load_actors


@cache
def known_outlet(name: str) -> KnownActor | None:
    """The outlet or body of the knowledge base that publishes under `name`. None: not known."""
    found = [actor for actor, _ in load_actors().meanings(name)]
    media = [a for a in found if a.source_kind in ("outlet", "state-outlet")]
    return next(iter(media or found), None)


def scale_of(publisher: str, where: str | None) -> str:
    """ACLED's source scale: National for an outlet of the event's country, International for one of another.

    A body that is no outlet (an armed group, a ministry, an aid organisation) and one not known is Other.
    """
    known = known_outlet(publisher)
    if known is None or known.source_kind not in ("outlet", "state-outlet"):
        return "Other"
    if known.country is None or known.country != where:
        return "International"
    return "National"
