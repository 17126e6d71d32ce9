"""What two profiles have in common and where they differ, as named features between 0 and 1 (see `scoring`)."""

from __future__ import annotations

from collections.abc import Iterable
from math import asin, cos, radians, sin, sqrt

from dateline.record.kept import KeptActor, KeptPlace
from dateline.steps.incidents.actors import actor_kin
from dateline.steps.incidents.families import load_families
from dateline.steps.incidents.profiles import Days, Profile, load_words

Features = dict[str, float]
"""Name of the feature and how strongly it holds; those that do not hold are left out."""
Tolls = tuple[tuple[str, int | None, int | None], ...]
AT_ONE_PLACE = ("place_same", "around_same")


def kin_of(one: Profile, other: Profile) -> float:
    """How near the two are in sort; what says the sort goes before what leaves it open."""
    families = load_families()
    best = max((families.kin(a, b) for a in one.families for b in other.families), default=0.0)
    if one.exact and other.exact:
        sharp = max(families.kin(a, b) for a in one.exact for b in other.exact)
        return sharp if sharp < best else best
    return best


def compare(one: Profile, other: Profile) -> Features:
    """Features of two profiles of different reports."""
    features: Features = {"kin": kin_of(one, other)}
    if one.exact & other.exact:
        features["same_sort"] = 1.0
    if one.triggers & other.triggers:
        features["same_trigger"] = 1.0
    lie = where(one, other)
    features[lie] = 1.0
    features[when(one, other)] = 1.0
    features |= who(one, other)
    features |= how_many(one.tolls, other.tolls)
    features |= _words(one, other)
    if "names_apart" in features and lie in AT_ONE_PLACE and large(one) and large(other):
        # "Karrada" and "Sadr City": a large town has many things on one day. A small one has names for one thing.
        features["other_part"] = 1.0
    if one.several != other.several:
        features["several"] = 1.0
    if one.story == other.story:
        features["same_story"] = 1.0
    return features


# Where


def distance_km(one: KeptPlace, other: KeptPlace) -> float | None:
    """Over the great circle. None: one has no coordinates."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    a, b = radians(one.lat), radians(other.lat)
    half = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(radians(other.lon - one.lon) / 2) ** 2
    return 2 * 6371.0 * asin(min(1.0, sqrt(half)))


def located(place: KeptPlace) -> bool:
    return place.geo_precision < 3 and place.lat is not None


def same_place(one: KeptPlace, other: KeptPlace) -> bool:
    if one.geonames is not None and one.geonames == other.geonames:
        return True
    near = distance_km(one, other)
    return (
        near is not None and near <= 3 if near is not None else one.name.casefold() == other.name.casefold()
    )


def _relation(one: KeptPlace, other: KeptPlace) -> str:
    """same, near, within, apart, abroad, unknown."""
    if located(one) and located(other):
        if same_place(one, other):
            return "same"
        near = distance_km(one, other)
        assert near is not None
        if near <= (25 if one.geo_precision == other.geo_precision == 1 else 50):
            return "near"
        return "apart" if one.country == other.country or near <= 80 else "abroad"
    if one.country and other.country and one.country != other.country:
        return "abroad"
    if one.lat is None and other.lat is None:
        return "same" if one.name.casefold() == other.name.casefold() else "unknown"
    if one.admin1 and other.admin1:
        return "within" if one.admin1 == other.admin1 else "apart"
    return "within" if one.country and one.country == other.country else "unknown"


_BEST = ("same", "near", "within", "unknown", "apart", "abroad")


def _nearest(ones: Iterable[KeptPlace], others: Iterable[KeptPlace]) -> str | None:
    others = tuple(others)
    found = {_relation(a, b) for a in ones for b in others}
    return next((r for r in _BEST if r in found), None)


def where(one: Profile, other: Profile) -> str:
    """One name for how the two lie: "place_*" if both say where, "near_*" if what stands around tells it."""
    said = _nearest(one.places, other.places)
    sharp = any(map(located, one.places)) and any(map(located, other.places))
    if said and sharp:
        return f"place_{said}"
    around = _nearest(with_around(one), with_around(other))
    if around is None:
        return "place_unknown"
    return f"around_{around}"


def with_around(profile: Profile) -> tuple[KeptPlace, ...]:
    if any(map(located, profile.places)):
        return profile.places
    return profile.places + tuple(p for p in profile.around if located(p)) or profile.around


def large(profile: Profile) -> bool:
    """Whether it was in a capital, of a country or a province."""
    return any(p.feature in ("PPLC", "PPLA") for p in with_around(profile))


# When


def gap(one: Days, other: Days) -> int:
    """Days between the two stretches; 0 if they meet."""
    return max(0, one.first - other.last, other.first - one.last)


def when(one: Profile, other: Profile) -> str:
    """One name for how the days lie: "day_*" if both say the day, "told_*" if one has a day near by alone."""
    if one.days and other.days:
        apart = gap(one.days, other.days)
        if one.days.sharp and other.days.sharp:
            return f"day_{_step(apart)}"
        return "days_meet" if apart == 0 else f"days_{_step(apart)}"
    here, there = one.days or one.days_around, other.days or other.days_around
    if here and there:
        return f"told_{_step(gap(here, there))}"
    if one.published is None or other.published is None:
        return "day_unknown"
    if here or there:
        days, published = (here, other.published) if here else (there, one.published)
        assert days is not None
        # News tells of what was: the happening lies before the report, mostly by a day or two.
        late = published - days.last
        return (
            "published_soon"
            if -1 <= late <= 4
            else "published_after"
            if 4 < late <= 21
            else "published_apart"
        )
    apart = abs(one.published - other.published)
    return "published_soon" if apart <= 2 else "published_after" if apart <= 10 else "published_apart"


def _step(days: int) -> str:
    return (
        "same"
        if days == 0
        else "one"
        if days == 1
        else "few"
        if days <= 3
        else "week"
        if days <= 8
        else "far"
    )


# Who


def who(one: Profile, other: Profile) -> Features:
    features: Features = {}
    for name, ones, others in (
        ("actor", one.actors, other.actors),
        ("recipient", one.recipients, other.recipients),
    ):
        if ones and others:
            features |= _kin_feature(name, ones, others)
    if one.actors and other.recipients and not (one.recipients and other.recipients):
        crossed = max(actor_kin(a, b) for a in one.actors for b in other.recipients)
        if crossed >= 0.9:
            features["crossed"] = 1.0
    elif other.actors and one.recipients and not (one.recipients and other.recipients):
        crossed = max(actor_kin(a, b) for a in other.actors for b in one.recipients)
        if crossed >= 0.9:
            features["crossed"] = 1.0
    return features


def _kin_feature(name: str, ones: tuple[KeptActor, ...], others: tuple[KeptActor, ...]) -> Features:
    best = max(actor_kin(a, b) for a in ones for b in others)
    if best >= 0.95:
        return {f"{name}_same": 1.0}
    if best >= 0.5:
        return {f"{name}_kin": 1.0}
    return {f"{name}_other": 1.0} if best < 0 else {}


# How many


def how_many(tolls: Tolls, others_tolls: Tolls) -> Features:
    features: Features = {}
    if not tolls or not others_tolls:
        return features
    for outcome in ("killed", "wounded", "captured", "abducted"):
        ones = [(low, high) for o, low, high in tolls if o == outcome]
        others = [(low, high) for o, low, high in others_tolls if o == outcome]
        if not ones or not others:
            continue
        name = "killed" if outcome == "killed" else "hurt"
        exact = {low for low, high in ones if low == high} & {low for low, high in others if low == high}
        if any(n is not None and n > 4 for n in exact):
            features[f"{name}_same"] = 1.0
        elif exact:
            features[f"{name}_same_few"] = 1.0
        else:
            ratio = max(_ratio(a, b) for a in ones for b in others)
            features[
                f"{name}_close" if ratio >= 0.6 else f"{name}_differ" if ratio >= 0.25 else f"{name}_far"
            ] = 1.0
    return features


def _ratio(one: tuple[int | None, int | None], other: tuple[int | None, int | None]) -> float:
    """1: the bounds meet; else the smaller over the greater."""
    low = max(one[0] or 0, other[0] or 0)
    high = min(one[1] if one[1] is not None else 10**9, other[1] if other[1] is not None else 10**9)
    return 1.0 if low <= high else high / low if low else 0.0


# Words


def _words(one: Profile, other: Profile) -> Features:
    features: Features = {}
    # That both name the same place is told by where they lie, and must not count twice.
    places = one.place_words & other.place_words
    features |= names_in_common(one, other, places)
    if shared := _likeness(one.words, other.words):
        features["words"] = shared
    if shared := _likeness(
        (one.names | one.setting_names) - places, (other.names | other.setting_names) - places
    ):
        features["setting_names"] = shared
    if shared := _likeness(one.words | one.setting_words, other.words | other.setting_words):
        features["setting_words"] = shared
    return features


def names_in_common(one: Profile, other: Profile, places: frozenset[str]) -> Features:
    names, others = one.names - places, other.names - places
    if shared := _likeness(names, others):
        return {"names": shared}
    return {"names_apart": 1.0} if _named(names) and _named(others) else {}


def _named(names: frozenset[str]) -> bool:
    """A name that is not in every report."""
    return not names <= load_words().broad


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Cosine of two sets; broad words count a third."""
    both = one & other
    if not both:
        return 0.0
    return weight_of(both) / sqrt(weight_of(one) * weight_of(other))


def weight_of(words: frozenset[str]) -> float:
    """Length of a set of words, squared."""
    broad = len(words & load_words().broad)
    return len(words) - broad + broad / 9
