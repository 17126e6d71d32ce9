"""The words around place names, from `data/places/words.yaml` and `not_places.csv`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import dateline
from dateline.reference.files import read_yaml
from dateline.reference.gazetteer import fold
from dateline.reference.tables import read_table, split_cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Word lists, in lower case."""

    nouns: dict[str, str]
    """Noun for a kind of place and what it may stand for."""
    name_ends: frozenset[str]
    inner: frozenset[str]
    """What may stand inside a name in lower case."""
    locative: frozenset[str]
    container: frozenset[str]
    """What may stand between a place and the province or country it lies in."""
    prepositions: dict[str, str]
    """Preposition and the relation that it gives."""
    near: frozenset[str]
    part: frozenset[str]
    around: frozenset[str]
    leaving: frozenset[str]
    heading: frozenset[str]
    directions: frozenset[str]
    people: frozenset[str]
    """Nouns for people after the name of their home: "a Fallujah resident"."""
    participles: frozenset[str]
    """ "rebel-held X", "besieged X"."""
    titles: frozenset[str]
    organisation: frozenset[str]
    street: frozenset[str]
    street_ends: frozenset[str]
    site_ends: frozenset[str]
    not_places: dict[str, str]
    """Folded name and what it usually is."""
    hints: dict[str, tuple[tuple[str, float], ...]]
    """Word in lower case and the countries that it hints at, with how strongly."""
    by_domain: dict[str, str]
    """Country by the last part of its addresses on the web."""
    demonyms: dict[str, str]
    """Word in lower case and the country (ISO 3166-1 alpha-3) that it hints at."""


@lru_cache(maxsize=1)
def words() -> Words:
    """The lists, read once."""
    path = Path(dateline.__file__).parent / "data" / "places" / "words.yaml"
    raw = read_yaml(path)
    demonyms = {
        word.lower(): row["iso3"]
        for row in read_table("places/countries.csv")
        for word in split_cell(row["demonyms"])
    }
    return Words(
        nouns=dict(raw["nouns"]),
        name_ends=frozenset(raw["name_ends"]),
        inner=frozenset(raw["inner_words"]),
        locative=frozenset(raw["locative_words"]),
        container=frozenset(raw["container_words"]),
        prepositions={w: relation for relation, ws in raw["prepositions"].items() for w in ws},
        near=frozenset(raw["near_words"]),
        part=frozenset(raw["part_words"]),
        around=frozenset(raw["around_words"]),
        leaving=frozenset(raw["leaving_verbs"]),
        heading=frozenset(raw["heading_verbs"]),
        directions=frozenset(raw["directions"]),
        participles=frozenset(raw["participles"]),
        people=frozenset(raw["people_words"]),
        titles=frozenset(raw["person_titles"]),
        organisation=frozenset(raw["organisation_words"]),
        street=frozenset(raw["street_words"]),
        street_ends=frozenset(raw["street_ends"]),
        site_ends=frozenset(raw["site_ends"]),
        not_places={fold(row["name"]): row["why"] for row in read_table("places/not_places.csv")},
        demonyms=demonyms,
        hints={r["word"]: ((r["country"], float(r["weight"])),) for r in read_table("places/hints.csv")},
        by_domain={
            "uk": "GBR",
            **{r["iso2"].lower(): r["iso3"] for r in read_table("places/countries.csv")},
        },
    )
