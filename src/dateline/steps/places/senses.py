"""Which of the places with a name a report means: decided for all names of the report together."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from dateline.reference.gazetteer import Entry, Hit
from dateline.reference.gazetteer.layout import NameKind

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

MOST = 14
"""Candidates weighed for a name; those behind never won."""
ROUNDS = 3
FAMOUS = 0.35
"""Worth of one step of `weight` in our lists."""
BY_SHARE, BY_COUNT, BY_PROVINCE, BY_DISTANCE = 3.0, 0.5, 1.5, 3.0
"""Worth of a country's share in what the report names, of how often it does, of the province, of places near by.
Set on local American and on world news (docs/decisions)."""
WIDE = frozenset({"CONT", "OCN", "SEA", "RGN", "GULF", "STRT", "BAY", "STM", "MTS", "DSRT"})
KIND_COST = {
    NameKind.OWN: 0.0,
    NameKind.OTHER: 2.2,
    NameKind.SHORTENED: 0.6,
    NameKind.CAPITALS: 0.0,
    NameKind.ALIKE: 1.5,
}


@dataclass(slots=True)
class NameToPlace:
    """One name of the report and all that bears on its sense."""

    folded: str
    hits: tuple[Hit, ...]
    mentions: int = 1
    containers: list[tuple[Entry, ...]] = field(default_factory=list)
    """What follows it after a comma or "in": each, all the provinces and countries that this could be."""
    noun: str | None = None
    """"city", "province": the noun that the report puts to it."""
    near_names: set[str] = field(default_factory=set)
    """Names in the same sentence."""


@dataclass(slots=True)
class Weighed:
    """A candidate with its score and the reasons."""

    entry: Entry
    score: float
    reasons: list[str]


def decide(names: dict[str, NameToPlace], countries: dict[str, float]) -> dict[str, list[Weighed]]:
    """Candidates of each name, best first. `countries`: how often the report hints at a country, by words
    that are no place names (demonyms)."""
    board = _Board(names, countries)
    for _ in range(ROUNDS):
        board.weigh()
    return board.ranked()


class _Board:
    """All candidates of all names, as arrays."""

    def __init__(self, names: dict[str, NameToPlace], countries: dict[str, float]) -> None:
        self._names = [n for n in names.values() if n.hits]
        self._hints = countries
        self._entries: list[Entry] = []
        self._starts: list[int] = []
        self._prior: list[float] = []
        self._reasons: list[list[str]] = []
        for name in self._names:
            self._starts.append(len(self._entries))
            kept = sorted(((_prior(h, name), h) for h in name.hits), key=lambda p: (-p[0], p[1].entry.id))
            kept = _with_contained(kept, name)
            for prior, hit in kept:
                self._entries.append(hit.entry)
                self._prior.append(prior + _containment(hit.entry, name))
                self._reasons.append(_plain_reasons(hit, name))
        self._starts.append(len(self._entries))
        count = len(self._entries)
        self._group = (
            np.repeat(np.arange(len(self._names)), np.diff(self._starts)) if count else np.zeros(0, int)
        )
        self._score: Floats = np.array(self._prior)
        self._parts: dict[str, Floats] = {}
        self._near = _closeness(self._entries, self._group)
        self._countries = sorted({e.country or "" for e in self._entries})
        self._country_of = np.array([self._countries.index(e.country or "") for e in self._entries], int)
        self._provinces = sorted({e.admin1_code for e in self._entries})
        self._province_of = np.array([self._provinces.index(e.admin1_code) for e in self._entries], int)
        self._mentions = np.array([1 + math.log(n.mentions) for n in self._names])

    def weigh(self) -> None:
        """One round: what each candidate gains from what the other names now seem to mean."""
        if not self._entries:
            return
        share = self._shares()
        weight = share * self._mentions[self._group]
        country = self._votes(weight, self._country_of, len(self._countries))
        for i, code in enumerate(self._countries):
            country[:, i] += 0.8 * self._hints.get(code, 0.0)
        country[:, [i for i, c in enumerate(self._countries) if not c]] = 0.0
        province = self._votes(weight, self._province_of, len(self._provinces))
        province[:, [i for i, p in enumerate(self._provinces) if not p]] = 0.0
        rows = self._group
        total = country.sum(axis=1) + 1.0
        votes = country[rows, self._country_of]
        by_country = BY_SHARE * votes / total[rows] + BY_COUNT * np.log1p(votes)
        by_province = BY_PROVINCE * np.log1p(province[rows, self._province_of])
        by_distance = BY_DISTANCE * np.log1p(self._support(share))
        self._parts = {"country": by_country, "province": by_province, "distance": by_distance}
        self._score = np.array(self._prior) + by_country + by_province + by_distance

    def _shares(self) -> Floats:
        """How the belief in each name is spread over its candidates."""
        tops = np.maximum.reduceat(self._score, self._starts[:-1])
        odds = np.exp((self._score - tops[self._group]) / 0.8)
        totals = np.add.reduceat(odds, self._starts[:-1])
        return np.asarray(odds / totals[self._group])

    def _votes(self, weight: Floats, of: npt.NDArray[np.int_], count: int) -> Floats:
        """For each name, what the other names vote for."""
        own = np.zeros((len(self._names), count))
        np.add.at(own, (self._group, of), weight)
        return np.asarray(own.sum(axis=0)[None, :] - own)

    def _support(self, share: Floats) -> Floats:
        """For each candidate, how near the other names' likely places lie."""
        best = np.maximum.reduceat(self._near * share[None, :], self._starts[:-1], axis=1)
        best[np.arange(len(self._entries)), self._group] = 0.0
        return np.asarray(best.sum(axis=1))

    def ranked(self) -> dict[str, list[Weighed]]:
        found: dict[str, list[Weighed]] = {}
        for n, name in enumerate(self._names):
            first, last = self._starts[n], self._starts[n + 1]
            weighed = [
                Weighed(self._entries[i], round(float(self._score[i]), 3), self._told(i))
                for i in range(first, last)
            ]
            found[name.folded] = sorted(weighed, key=lambda w: (-w.score, w.entry.id))
        return found

    def _told(self, i: int) -> list[str]:
        told = list(self._reasons[i])
        labels = {
            "country": "country in the report",
            "province": "province in the report",
            "distance": "near other places",
        }
        for part, values in self._parts.items():
            if values[i] >= 0.3:
                told.append(f"{labels[part]} +{values[i]:.1f}")
        return told


def _prior(hit: Hit, name: NameToPlace) -> float:
    """What is known of a place before the report says anything of it."""
    entry, kind = hit
    if entry.feature == "PCLI":
        # "Georgia" is as often the state; no other country is less known than a town of its name.
        score = 8.5 if any(h.entry.feature == "ADM1" and h.kind == NameKind.OWN for h in name.hits) else 10.5
    elif entry.feature in WIDE:
        score = 6.5
    else:
        score = 0.45 * math.log(entry.population + 50)
        if entry.feature == "PPLC":
            score += 1.2
        elif entry.feature == "ADM1":
            score = min(score, 6.5) + (0.8 if entry.country == "USA" else -0.6)
        elif entry.feature == "ADM2":
            score = min(score, 5.0) - 1.0
        elif not entry.feature.startswith("PPL"):
            score += 1.5
    if kind != NameKind.OTHER:
        score += FAMOUS * entry.weight
    return score - KIND_COST.get(kind, 2.0) + _fits_noun(entry, name.noun)


def _fits_noun(entry: Entry, noun: str | None) -> float:
    """Whether "city", "province" beside the name fits the kind of place."""
    if noun is None:
        return 0.0
    divided = entry.feature in ("ADM1", "ADM2")
    if noun == "settlement":
        return -2.5 if divided else (0.5 if entry.feature.startswith("PPL") else 0.0)
    if noun == "division":
        return 3.0 if divided else -0.5
    if noun == "country":
        return 2.0 if entry.feature == "PCLI" else 0.0
    return 0.0


def _within(entry: Entry, container: Entry) -> bool:
    if entry.id == container.id:
        return False
    if container.feature == "PCLI":
        return entry.country == container.country
    if container.feature == "ADM1":
        return (
            bool(container.admin1_code)
            and entry.admin1_code == container.admin1_code
            and entry.feature != "ADM1"
        )
    if container.feature == "ADM2":
        return entry.admin1_code == container.admin1_code and entry.admin2 == container.admin2
    return entry.country == container.country and _km(entry, container) < 80


def _containment(entry: Entry, name: NameToPlace) -> float:
    if not name.containers:
        return 0.0
    held = [options for options in name.containers if any(_within(entry, c) for c in options)]
    if not held:
        return -3.0 if any(map(_is_plain, name.containers)) else -1.0
    return sum(6.0 if _is_plain(options) else 2.5 for options in held[:2])


def _is_plain(container: tuple[Entry, ...]) -> bool:
    """Whether a container is no big city too: "Washington, New York" may be a list of cities."""
    return not any(e.feature.startswith("PPL") and e.population > 500_000 for e in container)


def _with_contained(ranked: list[tuple[float, Hit]], name: NameToPlace) -> list[tuple[float, Hit]]:
    kept = ranked[:MOST]
    for prior, hit in ranked[MOST:]:
        if any(_within(hit.entry, c) for options in name.containers for c in options):
            kept.append((prior, hit))
    return kept[: MOST + 10]


def _plain_reasons(hit: Hit, name: NameToPlace) -> list[str]:
    entry, kind = hit
    told = []
    if kind == NameKind.OWN:
        told.append("its usual name")
    elif kind == NameKind.ALIKE:
        told.append("sounds alike")
    else:
        told.append("one of its names")
    if entry.population:
        told.append(f"{entry.population:,} people")
    if entry.weight:
        told.append(f"known from reports of wars ({entry.weight})")
    if any(_within(entry, c) for options in name.containers for c in options):
        told.append("lies in what the report names beside it")
    if _fits_noun(entry, name.noun) > 0:
        told.append(f"is such a place as the report says ({name.noun})")
    return told


def _closeness(entries: list[Entry], group: npt.NDArray[np.int_]) -> Floats:
    """Between candidates of different names: 1 in one spot, 0.46 at 100 km, next to nothing beyond 1,000."""
    if not entries:
        return np.zeros((0, 0))
    lat = np.radians(np.array([e.lat for e in entries]))
    lon = np.radians(np.array([e.lon for e in entries]))
    vectors = np.stack((np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)), axis=1)
    km = 6371.0 * np.arccos(np.clip(vectors @ vectors.T, -1.0, 1.0))
    near = 0.8 * np.exp(-km / 100.0) + 0.2 * np.exp(-km / 500.0)
    wide = np.array([e.feature in WIDE or e.feature == "PCLI" for e in entries])
    near[:, wide] *= 0.2
    near[wide, :] *= 0.2
    near[group[:, None] == group[None, :]] = 0.0
    return np.asarray(near)


def _km(a: Entry, b: Entry) -> float:
    x = math.radians(b.lon - a.lon) * math.cos(math.radians((a.lat + b.lat) / 2))
    return 6371.0 * math.hypot(x, math.radians(b.lat - a.lat))
