"""How the gazetteer lies in a file: sorted tables that are read where they lie, without being loaded.

magic, length of the header, header (JSON), then four tables, each at a multiple of 8 bytes:
keys      u64, sorted: hash of a folded name
starts    u32, one more than keys: where the postings of a key begin
postings  u32: number of a record times 8, plus how the name belongs to it (`NameKind`)
records   36 bytes each (`RECORD`)
words     the texts that records point to: two bytes of length, then UTF-8
"""

from __future__ import annotations

import hashlib
import json
import struct
from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntEnum
from pathlib import Path

import numpy as np

from dateline.reference.gazetteer.names import fold, skeleton, without_article

MAGIC = b"DATELINE GAZETTEER 1\n"
RECORD = struct.Struct("<qIIIHBBffI")
"""GeoNames id (0: none); where in `words` name, province code and district lie; country, feature, weight;
degrees; people."""
ARABIC_SCRIPT = frozenset({
    "SY", "IQ", "YE", "LY", "LB", "JO", "PS", "IL", "EG", "SD", "SA", "AE", "QA",
    "BH", "KW", "OM", "DZ", "TN", "MA", "MR", "TD", "SO", "DJ", "IR", "EH",
})  # fmt: skip
"""Countries (ISO 3166-1 alpha-2) whose names come with an Arabic article and in many spellings."""


class NameKind(IntEnum):
    """How a name belongs to a place, the surest first."""

    OWN = 0
    OTHER = 1
    SHORTENED = 2
    """Without its Arabic article, or without "Province"."""
    CAPITALS = 3
    """Only where the report writes it in capitals: "US", "CAR"."""
    ALIKE = 4
    """Another transliteration that sounds alike."""
    CODE = 5
    """Not a name: the key by which a province is found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A place on its way into the file."""

    name: str
    known_as: tuple[str, ...] = ()
    """Other names that reports use, from our lists: as good as its own."""
    also: tuple[str, ...] = ()
    """Other names of GeoNames: historical, foreign and mistaken ones among them."""
    shortened: tuple[str, ...] = ()
    country: str
    """ISO 3166-1 alpha-2; empty where it lies in several."""
    admin1: str = ""
    """Code of the province: "SY.09"."""
    admin2: str = ""
    feature: str
    lat: float
    lon: float
    population: int = 0
    geonames: int = 0
    weight: int = 0
    """How well known reports of wars have made it, 0 to 9."""
    is_code: str = ""
    """What else finds this row: the code of the province that it is, or "capital SYR"."""


@dataclass(slots=True)
class _Words:
    blob: bytearray = field(default_factory=bytearray)
    at: dict[str, int] = field(default_factory=dict)

    def put(self, text: str, *, repeated: bool = True) -> int:
        """Where the text lies. `repeated`: it will come again, so it is worth remembering."""
        if text in self.at:
            return self.at[text]
        offset = len(self.blob)
        raw = text.encode()[:65535]
        self.blob += struct.pack("<H", len(raw)) + raw
        if repeated:
            self.at[text] = offset
        return offset


def key_of(folded: str) -> int:
    """Eight bytes for a folded name: among a million names two share them once in 20 million builds."""
    return int.from_bytes(hashlib.blake2b(folded.encode(), digest_size=8).digest(), "little")


def write(path: Path, rows: Iterable[Row], *, sources: dict[str, str]) -> int:
    """Write the file and return how many places it holds. Same rows, same bytes; nothing is left if `rows` fails."""
    words = _Words()
    words.put("")
    features: dict[str, int] = {}
    countries: dict[str, int] = {}
    keys, postings = array("Q"), array("I")
    records = bytearray()
    count = 0
    for number, row in enumerate(rows):
        count += 1
        records += RECORD.pack(
            row.geonames, words.put(row.name, repeated=False), words.put(row.admin1), words.put(row.admin2),
            countries.setdefault(row.country, len(countries)),
            features.setdefault(row.feature, len(features)),
            row.weight, row.lat, row.lon, min(row.population, 0xFFFFFFFF),
        )  # fmt: skip
        for key, kind in _keys(row):
            keys.append(key)
            postings.append(number << 3 | kind)
    sorted_keys, starts, sorted_postings = _index(keys, postings)
    tables = {
        "keys": sorted_keys, "starts": starts, "postings": sorted_postings,
        "records": bytes(records), "words": bytes(words.blob),
    }  # fmt: skip
    _assemble(path, tables, {"features": list(features), "countries": list(countries), "sources": sources})
    return count


def _index(keys: array[int], postings: array[int]) -> tuple[bytes, bytes, bytes]:
    """Postings in order of their keys, a place once under each key with the surest kind of name."""
    all_keys = np.frombuffer(keys, dtype=np.uint64)
    all_postings = np.frombuffer(postings, dtype=np.uint32)
    order = np.lexsort((all_postings, all_keys))
    all_keys, all_postings = all_keys[order], all_postings[order]
    again = (all_keys[1:] == all_keys[:-1]) & (all_postings[1:] >> 3 == all_postings[:-1] >> 3)
    kept = np.concatenate((np.ones(min(1, len(all_keys)), bool), ~again))
    all_keys, all_postings = all_keys[kept], all_postings[kept]
    distinct, first = np.unique(all_keys, return_index=True)
    starts = np.append(first, len(all_keys)).astype(np.uint32)
    return distinct.tobytes(), starts.tobytes(), all_postings.tobytes()


def _assemble(path: Path, tables: dict[str, bytes], facts: dict[str, object]) -> None:
    places: dict[str, tuple[int, int]] = {}
    offset = 0
    for name, raw in tables.items():
        places[name] = (offset, len(raw))
        offset += len(raw) + -len(raw) % 8
    header = json.dumps({"tables": places, **facts}, sort_keys=True).encode()
    header += b" " * (-(len(MAGIC) + 4 + len(header)) % 8)
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(path.name + ".part")
    with unfinished.open("wb") as file:
        file.write(MAGIC + struct.pack("<I", len(header)) + header)
        for raw in tables.values():
            file.write(raw + b"\0" * (-len(raw) % 8))
    # A reader never sees half a file, and a build that stops leaves the old one.
    unfinished.replace(path)


def _keys(row: Row) -> Iterable[tuple[int, int]]:
    for name, kind in _spellings(row):
        folded = fold(name)
        if not folded or (len(folded) < 2 and kind != NameKind.OWN):
            continue
        yield key_of(folded), kind
        if row.country in ARABIC_SCRIPT and kind in (NameKind.OWN, NameKind.OTHER):
            bare = without_article(folded)
            if bare:
                yield key_of(bare), NameKind.SHORTENED
            alike = skeleton(folded)
            if alike:
                yield key_of("~" + alike), NameKind.ALIKE
    if row.is_code:
        yield key_of("=" + row.is_code), NameKind.CODE


def _spellings(row: Row) -> Iterable[tuple[str, int]]:
    for name in (row.name, *row.known_as):
        letters = [c for c in name if c.isalpha()]
        yield name, NameKind.CAPITALS if len(letters) < 6 and name.isupper() else NameKind.OWN
    for name in row.also:
        yield name, NameKind.OTHER
    for name in row.shortened:
        yield name, NameKind.SHORTENED
