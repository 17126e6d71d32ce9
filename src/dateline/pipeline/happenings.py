"""What the claims of one happening make of it: type, day, place, who, how many, and on what they differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from dateline.record.incidents import Incident
from dateline.record.kept import KeptActor, KeptClaim, KeptPlace
from dateline.steps.incidents import Group, load_families
from dateline.steps.situation import casualty_ranges, disputes_of, independent_sources

_HIERARCHY = (
    "Government regains territory",
    "Non-state actor overtakes territory",
    "Armed clash",
    "Excessive force against protesters",
    "Protest with intervention",
    "Violent demonstration",
    "Mob violence",
    "Chemical weapon",
    "Air/drone strike",
    "Suicide bomb",
    "Shelling/artillery/missile attack",
    "Remote explosive/landmine/IED",
    "Grenade",
    "Sexual violence",
    "Attack",
    "Abduction/forced disappearance",
    "Peaceful protest",
)
"""ACLED Codebook: which sub-event type absorbs which where both were at one place on one day."""


def incident_of(group: Group) -> Incident:
    claims = group.claims
    told = [k for k in claims if k.claim.status != "denied"] or list(claims)
    start, end = _days(told)
    return Incident(
        id=group.id,
        type=_type(told),
        plover=_most(k.claim.plover for k in told),
        start=start,
        end=end,
        place=_place(told),
        actors=_actors(k.actors for k in told),
        recipients=_actors(k.recipients for k in told),
        casualties=casualty_ranges(claims),
        claims=tuple(k.id for k in claims),
        reports=tuple(dict.fromkeys(k.report for k in claims)),
        independent_sources=independent_sources(claims),
        disputed=disputes_of(claims),
        links=group.links,
    )


def _most(values: Iterable[str | None]) -> str | None:
    counted = Counter(v for v in values if v is not None)
    return min(counted, key=lambda v: (-counted[v], v)) if counted else None


def _type(claims: Sequence[KeptClaim]) -> str:
    """Of the sub-event types that many stories give, the one that absorbs the others by ACLED's hierarchy.

    Those that say the sort of happening go before "attack" and "killed".
    """
    families = load_families()
    sharp = [k for k in claims if k.claim.acled_sub and families.of(k.claim) not in families.vague]
    told = {(k.story, k.claim.acled_sub) for k in sharp or claims if k.claim.acled_sub}
    counted = Counter(sub for _, sub in told)
    if not counted:
        return _most(k.claim.plover for k in claims) or "unknown"
    most = max(counted.values())
    return min(
        (sub for sub in counted if 2 * counted[sub] >= most), key=lambda sub: (_rank(sub), -counted[sub], sub)
    )


def _rank(sub: str) -> int:
    return _HIERARCHY.index(sub) if sub in _HIERARCHY else len(_HIERARCHY)


def _days(claims: Sequence[KeptClaim]) -> tuple[date | None, date | None]:
    """The day that most stories give; else the narrowest stretch; else what stands around the claims."""
    known = [(k.start, k.end, k.story) for k in claims if k.start and k.end]
    sharp = Counter(start for start, end, _ in {*known} if end - start <= timedelta(days=1))
    if sharp:
        best = min(sharp, key=lambda d: (-sharp[d], d))
        ends = [end for start, end, _ in known if start == best and end - start <= timedelta(days=1)]
        return best, max(ends)
    if known:
        start, end, _ = min(known, key=lambda s: (s[1] - s[0], s[0]))
        return start, end
    around = [(k.setting.start, k.setting.end) for k in claims if k.setting.start and k.setting.end]
    return min(around, key=lambda s: (s[1] - s[0], s[0])) if around else (None, None)


def _place(claims: Sequence[KeptClaim]) -> KeptPlace | None:
    """The narrowest place that most stories give. None: no claim names one."""
    placed = [k.place for k in claims if k.place is not None]
    if not placed:
        return None
    narrow = min(p.geo_precision for p in placed)
    counted = Counter((p.name, p.geonames) for p in placed if p.geo_precision == narrow)
    best = min(counted, key=lambda key: (-counted[key], key[0], key[1] or 0))
    return next(p for p in placed if (p.name, p.geonames) == best and p.geo_precision == narrow)


def _actors(parts: Iterable[Sequence[KeptActor]]) -> tuple[KeptActor, ...]:
    """Each once; those named by most claims first, named ones before "gunmen"."""
    told = [a for part in parts for a in part]
    counted = Counter(a.key for a in told)
    by_key = {a.key: a for a in sorted(told, key=lambda a: a.name, reverse=True)}
    return tuple(by_key[key] for key in sorted(counted, key=lambda k: (k.startswith("?"), -counted[k], k)))
