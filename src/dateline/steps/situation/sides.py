"""Who stands with whom, and what lies near what: as far as the situation needs it."""

from __future__ import annotations

from collections.abc import Sequence
from math import asin, cos, radians, sin, sqrt

from dateline.record.kept import KeptActor, KeptPlace
from dateline.steps.situation.sources import belongs

_STATE = (1, 8)
_ARMED = (2, 3, 4)


def alike(one: KeptActor, other: KeptActor) -> bool:
    """Whether two names stand for one side: "Syrian Army" and "government of Syria", "rebels" and a group of rebels."""
    if one.key == other.key:
        return True
    if one.inter in _STATE and other.inter in _STATE:
        return one.country == other.country or one.country is None or other.country is None
    if belongs(one.key, other.key) or belongs(other.key, one.key):
        return True
    unnamed = one.key.startswith("?") or other.key.startswith("?")
    # "factions" may be anybody's who fights without a state.
    armed = one.inter in _ARMED or other.inter in _ARMED
    return unnamed and armed and {one.inter, other.inter} <= {*_ARMED, None}


def label(actors: Sequence[KeptActor]) -> str:
    return ", ".join(dict.fromkeys(a.name for a in actors)) or "not said"


def distance_km(one: KeptPlace | None, other: KeptPlace | None) -> float | None:
    """Over the great circle. None: one has no coordinates."""
    if one is None or other is None or None in (one.lat, one.lon, other.lat, other.lon):
        return None
    assert one.lat is not None and one.lon is not None and other.lat is not None and other.lon is not None
    a, b = radians(one.lat), radians(other.lat)
    half = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(radians(other.lon - one.lon) / 2) ** 2
    return 2 * 6371.0 * asin(min(1.0, sqrt(half)))
