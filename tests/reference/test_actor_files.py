"""The actor files hold together: a slip in one line would misname an actor in every report."""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
import yaml
from anyascii import anyascii

FOLDER = Path(__file__).parents[2] / "src" / "dateline" / "data" / "actors"

TYPES = {"person", "group", "organisation", "state", "unknown"}
SECTORS = {
    *("COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK", "AGR", "BUS"),
    *("CRM", "CVL", "EDU", "ELI", "JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL", "SOC"),
}
RELATIONS = {"part_of", "allied_with", "led_by", "proxy_of", "speaks_for", "faction_of"}
CONFIDENCES = {"high", "medium", "low"}
REQUIRED = {"id", "name", "type", "sector", "inter", "country", "countries", "aliases"}
ALLOWED = REQUIRED | {
    "ambiguous",
    "active",
    "predecessor",
    "successor",
    "affiliations",
    "wikidata",
    "confidence",
    "igo",
    "office",
}
ORDINARY = {
    *("army", "front", "union", "forces", "party", "movement", "government", "opposition"),
    *("rebels", "militia", "police", "resistance", "coalition", "council", "brigade", "guards"),
    *("alliance", "base", "tigers", "eagles", "shield", "commission", "mission"),
}
"""Words of every report; none of them names an actor by itself."""

EARLIEST_YEAR = 1700
"""Knights and crusaders are no actors here; a smaller year is a slip of the pen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of a file, with the place to go and mend it."""

    file: str
    fields: Mapping[str, object]

    @property
    def id(self) -> str:
        return str(self.fields.get("id"))

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.fields.get(key) or ()
        assert isinstance(value, list | tuple), f"{self.file} {self.id}: {key} is no list"
        return tuple(str(item) for item in value)

    def mappings(self, key: str) -> tuple[Mapping[str, object], ...]:
        value = self.fields.get(key) or ()
        assert isinstance(value, list | tuple), f"{self.file} {self.id}: {key} is no list"
        return tuple(item for item in value if isinstance(item, dict))


@cache
def entries() -> tuple[Entry, ...]:
    """Every group, person and organisation of the YAML files; states have a form of their own."""
    found = []
    for path in sorted(FOLDER.glob("*.yaml")):
        if path.stem.startswith(("groups", "people", "organisations")):
            loaded = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
            found += [Entry(file=path.name, fields=fields) for fields in loaded]
    return tuple(found)


@cache
def states() -> tuple[Mapping[str, object], ...]:
    path = FOLDER / "states.yaml"
    if not path.exists():
        pytest.skip("states.yaml is not there")
    return tuple(yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader))


@cache
def table(name: str) -> tuple[Mapping[str, str], ...]:
    """Rows of a CSV file; lines that start with # are its comment header."""
    path = FOLDER / name
    if not path.exists():
        pytest.skip(f"{name} is not there")
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(csv.DictReader(line for line in lines if not line.startswith("#")))


def known_ids() -> set[str]:
    ids = {entry.id for entry in entries()}
    for name, column in (("offices.csv", "person_id"), ("outlets.csv", "id")):
        if (FOLDER / name).exists():
            ids |= {row[column] for row in table(name)}
    if (FOLDER / "states.yaml").exists():
        ids |= {str(state["iso3"]) for state in states()}
    return ids


def folded(name: str) -> str:
    """The name as a matcher that minds neither case, accents, hyphens nor apostrophes sees it."""
    plain = re.sub(r"['`’‘\"]", "", anyascii(name).lower())
    return " ".join(re.sub(r"[^a-z0-9]+", " ", plain).split())


def interval(value: object) -> tuple[dt.date, dt.date]:
    """First and last day that a date of the files can mean: a year, a month or a day."""
    if isinstance(value, dt.date):
        return value, value
    text = str(value)
    if re.fullmatch(r"\d{4}", text):
        return dt.date(int(text), 1, 1), dt.date(int(text), 12, 31)
    if re.fullmatch(r"\d{4}-\d{2}", text):
        first = dt.date(int(text[:4]), int(text[5:]), 1)
        return first, (first + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)
    day = dt.date.fromisoformat(text)
    return day, day


def dates_trouble(start: object, end: object) -> str | None:
    """What is wrong with a period, or None. An open end is None or empty."""
    try:
        first = interval(start)[0] if start not in (None, "") else None
        last = interval(end)[1] if end not in (None, "") else None
    except ValueError:
        return f"no date: {start} to {end}"
    if any(day and day.year < EARLIEST_YEAR for day in (first, last)):
        return f"too early: {start} to {end}"
    if first and last and first > last:
        return f"ends before it starts: {start} to {end}"
    return None


def report(troubles: Iterator[str] | list[str]) -> None:
    found = sorted(troubles)
    assert not found, "\n".join(found[:60])


def test_there_are_groups_people_and_organisations() -> None:
    assert {entry.file.split(".")[0].split("_")[0] for entry in entries()} == {
        "groups",
        "people",
        "organisations",
    }


def test_every_entry_has_the_keys_of_the_form_and_no_others() -> None:
    report(
        f"{entry.file} {entry.id}: {sorted(REQUIRED - set(entry.fields))} missing, "
        f"{sorted(set(entry.fields) - ALLOWED)} unknown"
        for entry in entries()
        if not REQUIRED <= set(entry.fields) <= ALLOWED
    )


def test_ids_are_plain_and_used_once() -> None:
    troubles = []
    seen: dict[str, str] = {}
    for entry in entries():
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", entry.id):
            troubles.append(f"{entry.file} {entry.id}: not kebab-case")
        if entry.id in seen:
            troubles.append(f"{entry.file} {entry.id}: also in {seen[entry.id]}")
        seen[entry.id] = entry.file
    report(troubles)


def test_codes_are_those_of_the_codebooks() -> None:
    troubles = []
    for entry in entries():
        fields = entry.fields
        where = f"{entry.file} {entry.id}"
        if fields["type"] not in TYPES:
            troubles.append(f"{where}: type {fields['type']}")
        if fields["sector"] is not None and fields["sector"] not in SECTORS:
            troubles.append(f"{where}: sector {fields['sector']}")
        if fields["inter"] is not None and fields["inter"] not in range(1, 9):
            troubles.append(f"{where}: inter {fields['inter']}")
        if fields.get("confidence", "high") not in CONFIDENCES:
            troubles.append(f"{where}: confidence {fields.get('confidence')}")
        if not re.fullmatch(r"Q\d+", str(fields.get("wikidata", "Q1"))):
            troubles.append(f"{where}: wikidata {fields.get('wikidata')}")
        countries = entry.texts("countries")
        home = fields["country"]
        if home is not None and home not in countries:
            troubles.append(f"{where}: home {home} is not among its countries")
        troubles += [f"{where}: country {code}" for code in countries if not re.fullmatch(r"[A-Z]{3}", code)]
    report(troubles)


def test_countries_are_states_of_the_state_file() -> None:
    codes = {str(state["iso3"]) for state in states()}
    report(
        f"{entry.file} {entry.id}: no state {code}"
        for entry in entries()
        for code in entry.texts("countries")
        if code not in codes
    )


def test_references_name_entries_that_exist() -> None:
    ids = known_ids()
    have_states = (FOLDER / "states.yaml").exists()
    troubles = []
    for entry in entries():
        where = f"{entry.file} {entry.id}"
        targets = [*entry.texts("predecessor"), *entry.texts("successor")]
        for affiliation in entry.mappings("affiliations"):
            targets.append(str(affiliation.get("to")))
            if affiliation.get("relation") not in RELATIONS:
                troubles.append(f"{where}: relation {affiliation.get('relation')}")
            if not set(affiliation) <= {"to", "relation", "from", "to_date"}:
                troubles.append(f"{where}: keys of affiliation {sorted(affiliation)}")
        for target in targets:
            state_to_come = not have_states and re.fullmatch(r"[A-Z]{3}", target)
            if target == entry.id or (target not in ids and not state_to_come):
                troubles.append(f"{where}: refers to {target}")
    report(troubles)


def test_no_period_ends_before_it_starts() -> None:
    troubles = []
    for entry in entries():
        where = f"{entry.file} {entry.id}"
        active = entry.fields.get("active") or {}
        assert isinstance(active, dict), where
        periods = [(active.get("from"), active.get("to"))]
        periods += [(a.get("from"), a.get("to_date")) for a in entry.mappings("affiliations")]
        for start, end in periods:
            trouble = dates_trouble(start, end)
            if trouble:
                troubles.append(f"{where}: {trouble}")
    report(troubles)


def test_offices_have_sane_periods() -> None:
    report(
        f"offices.csv {row['person_id']}: {trouble}"
        for row in table("offices.csv")
        if (trouble := dates_trouble(row["from"], row["to"]))
    )


def test_a_name_of_two_entries_is_marked_ambiguous_in_each() -> None:
    sure: dict[str, set[str]] = {}
    ambiguous: dict[str, set[str]] = {}
    for entry in entries():
        unsure = {folded(name) for name in entry.texts("ambiguous")}
        for name in unsure:
            ambiguous.setdefault(name, set()).add(entry.id)
        for name in (str(entry.fields["name"]), *entry.texts("aliases")):
            if folded(name) not in unsure:
                sure.setdefault(folded(name), set()).add(entry.id)
    report(
        f"{name!r} means {sorted(ids)} for sure, and also {sorted(others)}"
        for name, ids in sure.items()
        if (others := ambiguous.get(name, set()) | ids) != ids or len(ids) > 1
    )


def test_short_abbreviations_and_ordinary_words_are_not_taken_for_sure() -> None:
    """Two letters never name an actor by themselves, nor does a word of every report."""
    report(
        f"{entry.file} {entry.id}: {name!r}"
        for entry in entries()
        for name in entry.texts("aliases")
        if len(folded(name)) < 3 or folded(name) in ORDINARY
    )


def test_people_of_the_offices_and_of_the_people_file_share_an_id_not_a_name() -> None:
    """One person with two ids would be counted as two."""
    people = {
        folded(name): entry.id
        for entry in entries()
        if entry.fields["type"] == "person"
        for name in (str(entry.fields["name"]), *entry.texts("aliases"))
    }
    report(
        f"offices.csv {row['person_id']}: {name!r} is {people[folded(name)]} of the people file"
        for row in table("offices.csv")
        for name in (row["name"], *(row.get("aliases") or "").split(";"))
        if people.get(folded(name), row["person_id"]) != row["person_id"]
    )


def test_ids_of_outlets_are_used_once() -> None:
    taken = [row["id"] for row in table("outlets.csv")]
    report([f"outlets.csv {name}" for name in set(taken) if taken.count(name) > 1])
