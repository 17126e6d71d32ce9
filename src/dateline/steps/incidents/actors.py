"""Whether two actors can be the same, or stand for each other, in tellings of one happening."""

from __future__ import annotations

from functools import lru_cache

from dateline.record.kept import KeptActor
from dateline.reference.actors import load_actors

# ACLED interaction classes: those who fight without a state can all be told as "gunmen" or "militants".
_ARMED = {2, 3, 4}
_STATE = {1, 8}


def actor_kin(one: KeptActor, other: KeptActor) -> float:
    """1 the same; 0.5 and more: they stand for each other; 0 nothing is said by it; -1 they are different."""
    if one.key == other.key:
        # "people" and "people" is no more than the same word.
        return 1.0 if not one.key.startswith("?") else 0.3
    named = not one.key.startswith("?"), not other.key.startswith("?")
    if all(named):
        if _tied(one.key, other.key) or _tied(other.key, one.key):
            return 0.8
        if one.inter in _STATE and other.inter in _STATE:
            return 0.7 if one.country == other.country else -1.0
        return -1.0 if one.type != "person" and other.type != "person" else -0.5
    if one.inter is None or other.inter is None:
        return 0.0
    if one.inter in _STATE and other.inter in _STATE:
        if one.country and other.country:
            return 0.6 if one.country == other.country else -1.0
        return 0.3
    if one.inter in _ARMED and other.inter in _ARMED:
        return 0.3
    if one.inter == other.inter == 7:
        return 0.2
    return -0.5 if {one.inter, other.inter} & _STATE and {one.inter, other.inter} & _ARMED else 0.0


@lru_cache(maxsize=100_000)
def _tied(one: str, other: str) -> bool:
    """The first is part of the second, leads it, speaks for it, or is owned by it."""
    known = load_actors().actor(one)
    return known is not None and any(
        tie.to == other and tie.relation in ("part_of", "led_by", "speaks_for", "faction_of", "office_of")
        for tie in known.ties
    )
