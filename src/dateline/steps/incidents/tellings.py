"""Claims of one report that tell of one happening: "A bomb went off ... killing 12 ... The blast ..."."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from dateline.record.kept import KeptClaim
from dateline.steps.incidents.comparing import Features, how_many, kin_of, names_in_common, when, where, who
from dateline.steps.incidents.families import load_families
from dateline.steps.incidents.grouping import Pair, group
from dateline.steps.incidents.profiles import Profile, load_words, profile_of, together
from dateline.steps.incidents.scoring import Score, load_weights

NEAR = 300
"""Characters between two claims that still speak of the same thing."""


class Told(NamedTuple):
    """What one report tells."""

    tellings: tuple[Profile, ...]
    likeness: dict[Pair, float]
    """How near two of the tellings, the lesser id first, come to being one, by the nearest of their claims."""
    inside: dict[str, Score]
    """Why a claim belongs to its telling: its likeness to the first claim of it, which has no entry itself."""


def told_by(
    claims: Sequence[KeptClaim],
    *,
    together_said: Sequence[Sequence[str]] = (),
    apart_said: Callable[[str, str], bool] | None = None,
) -> Told:
    """The happenings that one report tells of, by its claims; talk is left out."""
    profiles = {p.id: (k, p) for k in claims if (p := profile_of(k))}
    ids = sorted(profiles)
    weights = load_weights("within")

    def score(one: str, other: str) -> float:
        features = compare_within(profiles[one], profiles[other])
        return weights.value(features) if features else 0.0

    values = {(one, other): score(one, other) for n, one in enumerate(ids) for other in ids[n + 1 :]}
    scores = {pair: value for pair, value in values.items() if value >= weights.join}

    def known(one: str, other: str) -> float:
        return values[one, other]

    groups = group(ids, scores, score=known, bar=weights.join, together=together_said, apart=apart_said)
    tellings = tuple(together([profiles[id][1] for id in members]) for members in groups)
    of = {claim: telling.id for telling in tellings for claim in telling.claims}
    likeness: dict[Pair, float] = {}
    for (one, other), value in values.items():
        a, b = of[one], of[other]
        if a != b:
            pair = (a, b) if a < b else (b, a)
            likeness[pair] = max(value, likeness.get(pair, 0.0))
    inside = {
        claim: weights.score(compare_within(profiles[telling.id], profiles[claim]))
        for telling in tellings
        for claim in telling.claims
        if claim != telling.id
    }
    return Told(tellings, likeness, inside)


def tellings_of(claims: Sequence[KeptClaim]) -> list[Profile]:
    """The happenings that one report tells of."""
    return list(told_by(claims).tellings)


def compare_within(one: tuple[KeptClaim, Profile], other: tuple[KeptClaim, Profile]) -> Features:
    """Features of two claims of one report; empty if they cannot be the same happening."""
    (claim, a), (later, b) = sorted((one, other), key=lambda x: (x[0].claim.trigger.span, x[0].id))
    kin = kin_of(a, b)
    if kin == 0:
        return {}
    features: Features = {"kin": kin}
    if a.triggers & b.triggers:
        features["same_trigger"] = 1.0
    sides = who(a, b)
    for name in ("actor_same", "actor_other", "recipient_same", "recipient_other", "crossed"):
        if name in sides:
            features[name] = sides[name]
    if a.several != b.several:
        features["several"] = 1.0
    figures = how_many(a.tolls, b.tolls)
    if "hurt_same" in figures:
        features["hurt_same"] = 1.0
    lie = where(a, b)
    if lie == "place_same":
        features["place_same"] = 1.0
    elif lie in ("place_apart", "place_abroad") or _other_names(claim, later):
        features["place_apart"] = 1.0
    if a.days and b.days:
        days = when(a, b)
        if days in ("day_same", "day_one"):
            features[days] = 1.0
        elif days in ("day_few", "day_week", "day_far", "days_week", "days_far"):
            features["day_far"] = 1.0
    if "killed_same" in figures or "killed_same_few" in figures:
        features["killed_same"] = 1.0
    elif "killed_differ" in figures or "killed_far" in figures:
        features["killed_differ"] = 1.0
    if load_families().vague & (a.families | b.families):
        features["vague"] = 1.0
    features |= _distance(claim, later)
    if "same_sentence" not in features:
        # Else its names are those of both, whatever they tell of.
        shared = names_in_common(a, b, a.place_words & b.place_words)
        if "names" in shared:
            features["names"] = shared["names"]
    return features


def _distance(claim: KeptClaim, later: KeptClaim) -> Features:
    one, other = claim.claim, later.claim
    if one.evidence.overlaps(other.evidence):
        between = claim.evidence[
            one.trigger.span.end - one.evidence.start : max(0, other.trigger.span.start - one.evidence.start)
        ]
        named = {"same_sentence": 1.0}
    else:
        between = later.evidence[: max(40, other.trigger.span.start - other.evidence.start)]
        apart = other.evidence.start - one.evidence.end
        # One space lies between sentences, two line breaks between paragraphs.
        where = "next_sentence" if apart <= 1 else "next_paragraph" if apart <= 3 else "paragraph"
        named = {where if apart <= NEAR else "further": 1.0}
    if load_words().another.search(between):
        named["another"] = 1.0
    return named


def _other_names(claim: KeptClaim, later: KeptClaim) -> bool:
    """Both name a place, and not the same one, though the gazetteer may know neither."""
    if claim.place is None or later.place is None:
        return False
    precise = claim.place.geo_precision < 3 and later.place.geo_precision < 3
    return precise and claim.place.name != later.place.name and claim.place.geonames != later.place.geonames
