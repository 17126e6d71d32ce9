"""`python -m dateline.reference.gazetteer.build`: makes the gazetteer from packages and our own lists.

Takes about half a minute and 1 GB of memory. The same sources give the same bytes.
"""

from __future__ import annotations

import sys
from collections import defaultdict

from dateline.errors import DatelineError
from dateline.reference.gazetteer import own, sources
from dateline.reference.gazetteer.layout import Row, write
from dateline.reference.gazetteer.names import fold
from dateline.reference.gazetteer.sources import City
from dateline.reference.gazetteer.where import built_file

GENERIC = (
    "province",
    "governorate",
    "region",
    "state",
    "oblast",
    "county",
    "parish",
    "district",
    "department",
    "prefecture",
    "municipality",
    "division",
    "wilaya",
    "muhafazat",
    "autonomous region",
    "krai",
    "republic",
    "voivodeship",
    "canton",
    "regional state",
    "raion",
    "borough",
)
"""Words for a division that reports leave out or put elsewhere than its official name has them."""


def rows() -> list[Row]:
    """All places: countries, provinces, districts, towns, then those of our own lists alone."""
    cities = sources.read_cities()
    provinces, districts = sources.read_divisions(cities)
    lists = own.read(cities)
    found = own.countries(sources.read_countries())
    found += _provinces(cities, provinces, lists)
    found += _districts(cities, districts)
    capitals = {(iso2, fold(capital)) for iso2, (_, _, capital) in sources.read_countries().items()}
    found += [_town(city, districts, capitals, lists) for city in cities]
    found += own.places(lists)
    return found


def _town(city: City, districts: dict[int, str], capitals: set[tuple[str, str]], lists: own.Lists) -> Row:
    names = {fold(n) for n in (city.name, *city.also)}
    capital = city.population > 0 and any((city.country, n) in capitals for n in names)
    extra = lists.of_city.get(city.geonames)
    is_capital = capital and _is_biggest(city, lists, names)
    return Row(
        name=extra.name if extra else city.name,
        known_as=(city.name, *extra.also) if extra else (),
        also=city.also,
        country=city.country,
        admin1=city.admin1,
        admin2=districts.get(city.geonames, ""),
        feature="PPLC" if is_capital else "PPL",
        is_code=f"capital {lists.iso3[city.country]}" if is_capital and city.country in lists.iso3 else "",
        lat=city.lat,
        lon=city.lon,
        population=city.population,
        geonames=city.geonames,
        weight=extra.weight if extra else 0,
    )


def _is_biggest(city: City, lists: own.Lists, names: set[str]) -> bool:
    return all(lists.biggest.get((city.country, n), city.geonames) == city.geonames for n in names)


def _provinces(cities: list[City], provinces: dict[str, str], lists: own.Lists) -> list[Row]:
    members: dict[str, list[City]] = defaultdict(list)
    for city in cities:
        members[city.admin1].append(city)
    states = sources.read_us_states()
    found = []
    for code, name in provinces.items():
        country = code.split(".")[0]
        extra = lists.of_province.get(code)
        lat, lon = (extra.lat, extra.lon) if extra and extra.lat is not None else _middle(members[code])
        bare = _bare(name)
        title = extra.name if extra else name
        found.append(
            Row(
                name=title,
                known_as=(name, *(extra.also if extra else ())),
                shortened=(bare,) if bare else (),
                country=country,
                admin1=code,
                feature="ADM1",
                lat=lat,
                lon=lon or 0.0,
                population=sum(c.population for c in members[code]),
                geonames=states.get(name, 0) if country == "US" else 0,
                weight=extra.weight if extra else 0,
                is_code=code,
            )
        )
    return found


def _districts(cities: list[City], districts: dict[int, str]) -> list[Row]:
    members: dict[tuple[str, str], list[City]] = defaultdict(list)
    for city in cities:
        if city.geonames in districts:
            members[city.admin1, districts[city.geonames]].append(city)
    found = []
    for (code, name), inside in sorted(members.items()):
        country = code.split(".")[0]
        bare = _bare(name)
        lat, lon = _middle(inside)
        found.append(
            Row(
                name=name,
                shortened=(bare,) if bare and country != "US" else (),
                country=country,
                known_as=(f"{bare} Co.",) if country == "US" and bare and name.endswith("County") else (),
                admin1=code,
                admin2=name,
                feature="ADM2",
                lat=lat,
                lon=lon,
                population=sum(c.population for c in inside),
            )
        )
    return found


def _middle(cities: list[City]) -> tuple[float, float]:
    """Middle of the box around the places: nearer to a province's middle than their mean."""
    lats, lons = [c.lat for c in cities], [c.lon for c in cities]
    return round((min(lats) + max(lats)) / 2, 4), round((min(lons) + max(lons)) / 2, 4)


def _bare(name: str) -> str | None:
    """The name without its word for the division. None: it has none, or nothing would be left."""
    lowered = name.lower()
    for word in GENERIC:
        if lowered.endswith(" " + word):
            return name[: -len(word) - 1]
        if lowered.startswith(word + " "):
            rest = name[len(word) + 1 :]
            return rest[3:] if rest.startswith("of ") else rest
    return None


def main() -> None:
    path = built_file()
    try:
        count = write(path, rows(), sources=sources.versions())
    except DatelineError as error:
        print(error, file=sys.stderr)
        sys.exit(error.exit_status)
    print(f"{path}: {count:,} places, {path.stat().st_size / 1e6:.1f} MB", file=sys.stderr)


if __name__ == "__main__":
    main()
