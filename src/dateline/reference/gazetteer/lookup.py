"""Look a name up: all places it could mean."""

from __future__ import annotations

import json
import mmap
import struct
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from dateline.errors import KnowledgeError
from dateline.reference.gazetteer.layout import MAGIC, RECORD, NameKind, key_of
from dateline.reference.gazetteer.names import fold, skeleton
from dateline.reference.gazetteer.where import added_folder, built_file
from dateline.reference.tables import read_table

BUILD = "python -m dateline.reference.gazetteer.build"


class Entry(NamedTuple):
    """One place of the gazetteer."""

    id: str
    """"gn:" and the GeoNames id, or "dl:" and country, feature and name for a place of our own lists."""
    name: str
    country: str | None
    """ISO 3166-1 alpha-3. None: it lies in several countries or in none."""
    admin1: str | None
    admin1_code: str
    """"SY.09"; empty: not known."""
    admin2: str
    feature: str
    """GeoNames feature code."""
    lat: float
    lon: float
    population: int
    """0: not known."""
    geonames: int | None
    weight: int
    """How well known reports of wars have made it, 0 to 9."""


class Hit(NamedTuple):
    """A place that a name could mean, and how the name belongs to it."""

    entry: Entry
    kind: NameKind


@dataclass(frozen=True, slots=True)
class _Tables:
    keys: memoryview
    starts: memoryview
    postings: memoryview
    records: memoryview
    words: memoryview


class _Volume:
    """One file, mapped into memory."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with path.open("rb") as file:
            start = file.read(len(MAGIC) + 4)
            if not start.startswith(MAGIC) or len(start) != len(MAGIC) + 4:
                raise KnowledgeError(f"{path} is no gazetteer of this version; build it again: {BUILD}")
            (length,) = struct.unpack("<I", start[-4:])
            mapped = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        first = len(start) + length
        header = json.loads(bytes(mapped[len(start) : first]))
        spans: dict[str, list[int]] = header["tables"]
        if first + sum(n + -n % 8 for _, n in spans.values()) != len(mapped):
            raise KnowledgeError(f"{path} is damaged (its length is wrong); build it again: {BUILD}")
        part = {name: mapped[first + at : first + at + n] for name, (at, n) in spans.items()}
        self.tables = _Tables(
            part["keys"].cast("Q"),
            part["starts"].cast("I"),
            part["postings"].cast("I"),
            part["records"],
            part["words"],
        )
        self.features: list[str] = header["features"]
        self.countries: list[str] = header["countries"]
        self.sources: dict[str, str] = header["sources"]

    def postings(self, key: int) -> list[tuple[int, int]]:
        keys, starts = self.tables.keys, self.tables.starts
        i = bisect_left(keys, key)
        if i == len(keys) or keys[i] != key:
            return []
        return [(p >> 3, p & 7) for p in self.tables.postings[starts[i] : starts[i + 1]]]

    def words(self, offset: int) -> str:
        blob = self.tables.words
        length = blob[offset] | blob[offset + 1] << 8
        return bytes(blob[offset + 2 : offset + 2 + length]).decode()

    def __len__(self) -> int:
        return len(self.tables.records) // RECORD.size


class Gazetteer:
    """All places known; what a user added comes beside what is built in."""

    def __init__(self, paths: tuple[Path, ...]) -> None:
        self._volumes = tuple(_Volume(p) for p in paths)
        self._entries: dict[tuple[int, int], Entry] = {}
        self._found: dict[str, tuple[Hit, ...]] = {}

    def __len__(self) -> int:
        return sum(len(v) for v in self._volumes)

    def volumes(self) -> list[tuple[str, str, int, Path]]:
        """Source, version, number of places and file of what is built in and of what was added."""
        return [
            (source, version, len(volume), volume.path)
            for volume in self._volumes
            for source, version in volume.sources.items()
        ]

    def find(self, name: str) -> tuple[Hit, ...]:
        """Places with that name, in any spelling of it that only case, accents and signs set apart."""
        return self.find_folded(fold(name))

    def find_folded(self, folded: str) -> tuple[Hit, ...]:
        found = self._found.get(folded)
        if found is None:
            if len(self._found) > 50_000:
                self._found.clear()
            found = self._found[folded] = self._search(folded)
        return found

    def find_alike(self, name: str) -> tuple[Hit, ...]:
        """Places of countries with Arabic script whose name sounds alike: for a spelling not on file."""
        alike = skeleton(fold(name))
        return self.find_folded("~" + alike) if alike else ()

    def towns(self, *, people: int) -> Iterator[Entry]:
        """Built-in towns with at least so many people, and capitals, in the order of the file."""
        volume = self._volumes[0]
        towns = {i for i, feature in enumerate(volume.features) if feature in ("PPL", "PPLC")}
        for number, row in enumerate(RECORD.iter_unpack(volume.tables.records)):
            if row[5] in towns and (row[9] >= people or volume.features[row[5]] == "PPLC"):
                yield self._read(volume, number)

    def province(self, code: str) -> Entry | None:
        """The province with that code ("SY.09")."""
        found = self.find_folded("=" + code) if code else ()
        return found[0].entry if found else None

    def capital(self, country: str) -> Entry | None:
        """The capital of a country (ISO 3166-1 alpha-3)."""
        found = self.find_folded("=capital " + country)
        return found[0].entry if found else None

    def _search(self, folded: str) -> tuple[Hit, ...]:
        key = key_of(folded)
        hits: list[Hit] = []
        seen: set[str] = set()
        for volume in range(len(self._volumes)):
            for number, kind in self._volumes[volume].postings(key):
                entry = self._entry(volume, number)
                if entry.id not in seen:
                    seen.add(entry.id)
                    hits.append(Hit(entry, NameKind(kind)))
        return tuple(hits)

    def _entry(self, volume: int, number: int) -> Entry:
        entry = self._entries.get((volume, number))
        if entry is None:
            if len(self._entries) > 200_000:
                self._entries.clear()
            entry = self._entries[volume, number] = self._read(self._volumes[volume], number)
        return entry

    def _read(self, volume: _Volume, number: int) -> Entry:
        row = RECORD.unpack_from(volume.tables.records, number * RECORD.size)
        geonames, name_at, admin1_at, admin2_at, country, feature, weight, lat, lon, population = row
        name, code = volume.words(name_at), volume.words(admin1_at)
        iso3 = self._iso3.get(volume.countries[country])
        kind = volume.features[feature]
        own = f"dl:{code or iso3 or '-'}:{kind}:{fold(name).replace(' ', '-')}"
        return Entry(
            id=f"gn:{geonames}" if geonames else own,
            name=name,
            country=iso3,
            admin1=self._province_name(code),
            admin1_code=code,
            admin2=volume.words(admin2_at),
            feature=kind,
            lat=round(lat, 5),
            lon=round(lon, 5),
            population=population,
            geonames=geonames or None,
            weight=weight,
        )

    def _province_name(self, code: str) -> str | None:
        if not code:
            return None
        for number, kind in self._volumes[0].postings(key_of("=" + code)):
            if kind == NameKind.CODE:
                volume = self._volumes[0]
                return volume.words(RECORD.unpack_from(volume.tables.records, number * RECORD.size)[1])
        return None

    @cached_property
    def _iso3(self) -> dict[str, str]:
        return {row["iso2"]: row["iso3"] for row in read_table("places/countries.csv")}


def open_gazetteer() -> Gazetteer:
    """The gazetteer with the user's additions. KnowledgeError: it was not built."""
    path = built_file()
    if not path.exists():
        raise KnowledgeError(f"The gazetteer is missing ({path}). Build it (under a minute): {BUILD}")
    return Gazetteer((path, *sorted(added_folder().glob("*.gaz"))))
