"""Claims of one report that tell of one happening: "A bomb went off ... killing 12 ... The blast ..."."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from dateline.record.kept import KeptClaim
from dateline.steps.incidents.comparing import Features, compare, kin_of
from dateline.steps.incidents.families import load_families
from dateline.steps.incidents.grouping import group
from dateline.steps.incidents.profiles import Profile, load_words, profile_of, together
from dateline.steps.incidents.scoring import Score, load_weights

NEAR = 300
"""Characters between two claims that still speak of the same thing."""


def tellings_of(
    claims: Sequence[KeptClaim],
    *,
    together_said: Sequence[Sequence[str]] = (),
    apart_said: Callable[[str, str], bool] = lambda one, other: False,
) -> list[Profile]:
    """The happenings that one report tells of, by its claims; talk is left out."""
    profiles = {p.id: (k, p) for k in claims if (p := profile_of(k))}
    ids = sorted(profiles)
    weights = load_weights("within")

    def score(one: str, other: str) -> float:
        features = compare_within(profiles[one], profiles[other])
        return weights.value(features) if features else 0.0

    scores = {
        (one, other): value
        for n, one in enumerate(ids)
        for other in ids[n + 1 :]
        if (value := score(one, other)) >= weights.join
    }
    groups = group(ids, scores, score=score, bar=weights.join, together=together_said, apart=apart_said)
    return [together([profiles[id][1] for id in members]) for members in groups]


def within_score(one: KeptClaim, other: KeptClaim) -> Score | None:
    """Why two claims of a report belong together. None: one of them makes no incident."""
    a, b = profile_of(one), profile_of(other)
    return load_weights("within").score(compare_within((one, a), (other, b))) if a and b else None


def likeness_within(one: Profile, other: Profile, kept: Mapping[str, KeptClaim]) -> float:
    """How near two tellings of one report come to being one, by the nearest of their claims."""
    weights = load_weights("within")
    return max(
        weights.value(features) if (features := compare_within((a, pa), (b, pb))) else 0.0
        for a in (kept[c] for c in one.claims)
        for b in (kept[c] for c in other.claims)
        if (pa := profile_of(a)) and (pb := profile_of(b))
    )


def compare_within(one: tuple[KeptClaim, Profile], other: tuple[KeptClaim, Profile]) -> Features:
    """Features of two claims of one report; empty if they cannot be the same happening."""
    (claim, a), (later, b) = sorted((one, other), key=lambda x: (x[0].claim.trigger.span, x[0].id))
    kin = kin_of(a, b)
    if kin == 0:
        return {}
    across = compare(a, b)
    features: Features = {"kin": kin}
    for name in (
        "same_trigger",
        "actor_same",
        "actor_other",
        "recipient_same",
        "recipient_other",
        "crossed",
        "several",
        "hurt_same",
        "names",
    ):
        if name in across:
            features[name] = across[name]
    if "place_same" in across:
        features["place_same"] = 1.0
    elif "place_apart" in across or "place_abroad" in across or _other_names(claim, later):
        features["place_apart"] = 1.0
    if a.days and b.days:
        for name in ("day_same", "day_one"):
            if name in across:
                features[name] = 1.0
        if any(n in across for n in ("day_few", "day_week", "day_far", "days_week", "days_far")):
            features["day_far"] = 1.0
    if "killed_same" in across or "killed_same_few" in across:
        features["killed_same"] = 1.0
    elif "killed_differ" in across or "killed_far" in across:
        features["killed_differ"] = 1.0
    if load_families().vague & (a.families | b.families):
        features["vague"] = 1.0
    features |= _distance(claim, later)
    if "same_sentence" in features:
        # Its names are those of both, whatever they tell of.
        features.pop("names", None)
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
