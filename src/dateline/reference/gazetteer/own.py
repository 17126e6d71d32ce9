"""Our own lists of places: what reports of wars name and GeoNames' bigger places lack."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, field

from dateline.errors import KnowledgeError
from dateline.reference.gazetteer.layout import Row
from dateline.reference.gazetteer.names import fold
from dateline.reference.gazetteer.sources import City, read_cities, read_divisions
from dateline.reference.tables import read_table, split_cell

PLACE_LISTS = ("places/towns.csv", "places/sites.csv", "places/regions.csv", "places/waters.csv")
SAME_PLACE_KM = 25.0
"""A town of our lists within this distance of a town of GeoNames with one of its names is that town."""


@dataclass(frozen=True, slots=True)
class Extra:
    """What our lists say of a place."""

    name: str
    also: tuple[str, ...]
    feature: str
    country: str
    """ISO 3166-1 alpha-2, or empty."""
    lat: float | None
    lon: float | None
    weight: int
    admin1: str = ""


@dataclass(slots=True)
class Lists:
    """Our lists, joined to GeoNames."""

    of_city: dict[int, Extra] = field(default_factory=dict)
    of_province: dict[str, Extra] = field(default_factory=dict)
    alone: list[Extra] = field(default_factory=list)
    """Places that GeoNames lacks."""
    biggest: dict[tuple[str, str], int] = field(default_factory=dict)
    """GeoNames id of the most populous place with a folded name in a country."""
    iso3: dict[str, str] = field(default_factory=dict)
    """ISO 3166-1 alpha-3 by alpha-2."""


def read(cities: list[City]) -> Lists:
    """Reads the lists and finds which of their places GeoNames has."""
    lists = Lists()
    by_name: dict[tuple[str, str], list[City]] = defaultdict(list)
    for city in cities:
        for name in {fold(n) for n in (city.name, *city.also)}:
            by_name[city.country, name].append(city)
    for key, same in by_name.items():
        lists.biggest[key] = max(same, key=lambda c: (c.population, -c.geonames)).geonames
    near = _Nearest(cities)
    iso2 = {row["iso3"]: row["iso2"] for row in read_table("places/countries.csv")}
    lists.iso3 = {two: three for three, two in iso2.items()}
    extras = [_extra(row, iso2, table) for table in PLACE_LISTS for row in read_table(table)]
    claimed: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for number, extra in enumerate(extras):
        for distance, city in _same_towns(extra, by_name)[:1]:
            claimed[city.geonames].append((distance, number))
    joined = {min(claims)[1]: geonames for geonames, claims in claimed.items()}
    for number, extra in enumerate(extras):
        if number in joined:
            lists.of_city[joined[number]] = extra
        else:
            lists.alone.append(_placed(extra, near))
    _read_provinces(lists, cities, iso2)
    return lists


def _read_provinces(lists: Lists, cities: list[City], iso2: dict[str, str]) -> None:
    named, _ = read_divisions(cities)
    codes = {(code.split(".")[0], fold(name)): code for code, name in named.items()}
    for row in read_table("places/provinces.csv"):
        extra = _extra(row, iso2, "places/provinces.csv")
        spellings = (fold(n) for n in (extra.name, *extra.also))
        code = next((codes[extra.country, n] for n in spellings if (extra.country, n) in codes), None)
        if code:
            lists.of_province[code] = extra
        else:
            lists.alone.append(extra)
    for row in read_table("places/divisions_us.csv"):
        code = codes["US", fold(row["name"])]
        lists.of_province[code] = Extra(
            row["name"], split_cell(row["abbrev"]), "ADM1", "US", float(row["lat"]), float(row["lon"]), 0
        )


def places(lists: Lists) -> list[Row]:
    """Rows of the places that GeoNames lacks."""
    return [
        Row(
            name=x.name,
            known_as=x.also,
            country=x.country,
            admin1=x.admin1,
            feature=x.feature,
            lat=x.lat or 0.0,
            lon=x.lon or 0.0,
            weight=x.weight,
        )
        for x in lists.alone
    ]


def countries(facts: dict[str, tuple[int, int, str]]) -> list[Row]:
    """Rows of the countries, with GeoNames' id and people."""
    found = []
    for row in read_table("places/countries.csv"):
        geonames, population, _ = facts.get(row["iso2"], (0, 0, ""))
        found.append(
            Row(
                name=row["name"],
                known_as=split_cell(row["also"]),
                country=row["iso2"],
                feature="PCLI",
                lat=float(row["lat"]),
                lon=float(row["lon"]),
                population=population,
                geonames=geonames,
            )
        )
    return found


def _extra(row: dict[str, str], iso2: dict[str, str], table: str) -> Extra:
    country = row["country"]
    if country and country not in iso2:
        raise KnowledgeError(f"{table}: {row['name']} is in {country}, which countries.csv lacks.")
    lat, lon = (float(row["lat"]), float(row["lon"])) if row["lat"] else (None, None)
    return Extra(
        row["name"],
        split_cell(row["also"]),
        row["feature"],
        iso2.get(country, ""),
        lat,
        lon,
        int(row["weight"] or 0),
    )


def _same_towns(extra: Extra, by_name: dict[tuple[str, str], list[City]]) -> list[tuple[float, City]]:
    """Towns of GeoNames that a row may mean, the likeliest first, with how unlikely each is: one that only has the
    name among its other names stands behind one called so, a small one behind a big one."""
    if not extra.feature.startswith("PPL"):
        return []
    found: dict[int, tuple[float, City]] = {}
    names = {fold(n) for n in (extra.name, *extra.also)}
    for name in sorted(names):
        for city in by_name.get((extra.country, name), ()):
            known = extra.lat is not None and extra.lon is not None
            distance = _km(city, extra.lat or 0.0, extra.lon or 0.0) if known else 0.0
            if distance <= SAME_PLACE_KM:
                other = 0.0 if fold(city.name) in names else 30.0
                cost = other + distance - 2.0 * math.log(city.population + 10)
                found[city.geonames] = (cost, city)
    return sorted(found.values(), key=lambda f: (f[0], f[1].geonames))


def _km(city: City, lat: float, lon: float) -> float:
    """Distance over the plane: enough for what lies close by."""
    return 111.2 * math.hypot(city.lat - lat, (city.lon - lon) * math.cos(math.radians(lat)))


class _Nearest:
    """Finds the town next to a point, to tell which province it lies in."""

    def __init__(self, cities: list[City]) -> None:
        self._cells: dict[tuple[str, int, int], list[City]] = defaultdict(list)
        for city in cities:
            self._cells[city.country, math.floor(city.lat), math.floor(city.lon)].append(city)

    def town(self, country: str, lat: float, lon: float) -> City | None:
        row, column = math.floor(lat), math.floor(lon)
        close = [
            c
            for i in (-1, 0, 1)
            for j in (-1, 0, 1)
            for c in self._cells.get((country, row + i, column + j), ())
        ]
        return min(close, key=lambda c: (_km(c, lat, lon), c.geonames), default=None)


SMALL = frozenset({"PPL", "PPLX", "CMP", "AIRP", "AIRB", "INSM", "DAM", "BDG", "RD", "CTRB", "BLDG"})
"""Features that lie in one province."""


def _placed(extra: Extra, near: _Nearest) -> Extra:
    if extra.lat is None or extra.lon is None:
        raise KnowledgeError(f"{extra.name} ({extra.country}) is not in GeoNames: its row needs lat and lon.")
    if extra.feature not in SMALL or not extra.country:
        return extra
    town = near.town(extra.country, extra.lat, extra.lon)
    if town is None:
        return extra
    return Extra(
        extra.name, extra.also, extra.feature, extra.country, extra.lat, extra.lon, extra.weight, town.admin1
    )


__all__ = ["Extra", "Lists", "countries", "places", "read", "read_cities"]
