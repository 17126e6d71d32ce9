"""What is compared of claims that may tell of one happening: the same form for one claim and for several together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml

import dateline
from dateline.record.kept import KeptActor, KeptClaim, KeptPlace
from dateline.record.settings import fold, ordinals, words_of
from dateline.steps.incidents.families import load_families


class Days(NamedTuple):
    """First and last day, as ordinals of `datetime.date`."""

    first: int
    last: int

    @property
    def sharp(self) -> bool:
        return self.last - self.first <= 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """Claims of one report about one happening."""

    id: str
    """The least id of its claims: order of arrival does not matter."""
    report: str
    story: str
    claims: tuple[str, ...]
    families: frozenset[str]
    exact: frozenset[str]
    """The families that say what sort it was: without "killed" and "attack"."""
    places: tuple[KeptPlace, ...]
    """Where the claims themselves say it was, the narrowest first."""
    around: tuple[KeptPlace, ...]
    """Places that only stand near by in the report."""
    days: Days | None
    """By the claims themselves."""
    days_around: Days | None
    published: int | None
    actors: tuple[KeptActor, ...]
    recipients: tuple[KeptActor, ...]
    tolls: tuple[tuple[str, int | None, int | None], ...]
    """Outcome, lowest and highest number told."""
    names: frozenset[str]
    """Of the sentences that tell it."""
    words: frozenset[str]
    place_words: frozenset[str]
    """Folded words of the places, said or near by, that the gazetteer knows."""
    setting_names: frozenset[str]
    setting_words: frozenset[str]
    triggers: frozenset[str]
    several: bool
    """It counts several happenings together ("two car bombs killed 29")."""


class Words(NamedTuple):
    """What `data/incidents/words.yaml` says."""

    ordinary: frozenset[str]
    broad: frozenset[str]
    another: re.Pattern[str]
    several: re.Pattern[str]


@cache
def load_words() -> Words:
    path = Path(dateline.__file__).parent / "data" / "incidents" / "words.yaml"
    read = {
        name: [str(word) for word in words] for name, words in yaml.safe_load(path.read_text("utf-8")).items()
    }
    another, several = (
        "|".join(re.escape(w) for w in sorted(read[name], key=lambda w: (-len(w), w)))
        for name in ("another", "several")
    )
    return Words(
        ordinary=frozenset(read["ordinary"]),
        broad=frozenset(read["broad"]),
        another=re.compile(rf"\b(?:{another})\b", re.I),
        several=re.compile(rf"\b(?:{several})\s+(?:[\w'’-]+\s+){{0,3}}$", re.I),
    )


_PLURALS = re.compile(r"(?:s|ings)$")
_HAPPENINGS = re.compile(
    r"\b(?:attacks|bombs|bombings|explosions|blasts|strikes|airstrikes|raids|clashes|shootings|ambushes|mines|incidents|explosives)\b",
    re.I,
)


def profile_of(claim: KeptClaim) -> Profile | None:
    """None: the claim makes no incident (see `Families.of`)."""
    family = load_families().of(claim.claim)
    if family is None:
        return None
    listed = load_words()
    names, others = words_of(claim.evidence)
    return Profile(
        id=claim.id,
        report=claim.report,
        story=claim.story,
        claims=(claim.id,),
        families=frozenset((family,)),
        exact=frozenset((family,)) - load_families().vague,
        places=(claim.place,) if claim.place else (),
        around=claim.setting.places,
        days=_days(claim.start, claim.end),
        days_around=_days(claim.setting.start, claim.setting.end),
        published=claim.published.toordinal() if claim.published else None,
        actors=claim.actors,
        recipients=claim.recipients,
        tolls=tuple((c.outcome, c.low, c.high if c.high is not None else c.best) for c in claim.casualties),
        names=frozenset(n for n in names if n not in listed.ordinary),
        words=frozenset(stem(w) for w in others if len(w) > 3 and w not in listed.ordinary),
        place_words=_place_words((*((claim.place,) if claim.place else ()), *claim.setting.places)),
        setting_names=frozenset(n for n in claim.setting.names if n not in listed.ordinary),
        setting_words=frozenset(stem(w) for w in claim.setting.words if w not in listed.ordinary),
        triggers=frozenset(stem(fold(w)) for w in claim.claim.trigger.text.split()),
        several=_several(claim),
    )


def together(profiles: Sequence[Profile]) -> Profile:
    """One profile of several of the same report. What a claim says itself goes before what stands around it."""
    first = min(profiles, key=lambda p: p.id)
    days = [p.days for p in profiles if p.days]
    return Profile(
        id=first.id,
        report=first.report,
        story=first.story,
        claims=tuple(sorted(c for p in profiles for c in p.claims)),
        families=frozenset(f for p in profiles for f in p.families),
        exact=frozenset(f for p in profiles for f in p.exact),
        places=_unique(sorted((x for p in profiles for x in p.places), key=_narrow)),
        around=_unique(x for p in profiles for x in p.around),
        days=min(days, key=lambda d: (d.last - d.first, d)) if days else None,
        days_around=next((p.days_around for p in profiles if p.days_around), None),
        published=first.published,
        actors=_once(a for p in profiles for a in p.actors),
        recipients=_once(a for p in profiles for a in p.recipients),
        tolls=tuple(dict.fromkeys(t for p in profiles for t in p.tolls)),
        names=frozenset(n for p in profiles for n in p.names),
        words=frozenset(n for p in profiles for n in p.words),
        place_words=frozenset(n for p in profiles for n in p.place_words),
        setting_names=first.setting_names,
        setting_words=first.setting_words,
        triggers=frozenset(n for p in profiles for n in p.triggers),
        several=any(p.several for p in profiles),
    )


def stem(word: str) -> str:
    """Enough of a word to match its other forms.

    >>> stem("bombing") == stem("bombed") == stem("bombs")
    True
    """
    for ending in ("ings", "ing", "ers", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def _days(start: date | None, end: date | None) -> Days | None:
    found = ordinals(start, end)
    return None if found is None else Days(*found)


def _several(claim: KeptClaim) -> bool:
    words = claim.claim.trigger.text
    at = claim.evidence.find(words)
    before = claim.evidence[max(0, at - 40) : at]
    if _HAPPENINGS.search(words):
        return bool(load_words().several.search(before))
    found = _HAPPENINGS.search(claim.evidence[max(0, at - 60) : at])
    return bool(
        found and load_words().several.search(claim.evidence[: max(0, at - 60) + found.start()][-40:])
    )


def _place_words(places: Iterable[KeptPlace]) -> frozenset[str]:
    known = (p for p in places if p.lat is not None)
    return frozenset(fold(word) for p in known for word in re.findall(r"[\w'’-]+", p.name))


def _narrow(place: KeptPlace) -> tuple[int, str]:
    return place.geo_precision, place.name


def _unique(places: Iterable[KeptPlace]) -> tuple[KeptPlace, ...]:
    return tuple({(p.name, p.geonames): p for p in reversed(list(places))}.values())[::-1]


def _once(actors: Iterable[KeptActor]) -> tuple[KeptActor, ...]:
    return tuple({a.key: a for a in reversed(list(actors))}.values())[::-1]
