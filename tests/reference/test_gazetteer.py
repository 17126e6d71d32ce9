"""The gazetteer: spellings, what a name can mean, and how fast it opens."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from dateline.errors import KnowledgeError
from dateline.reference.gazetteer import Gazetteer, fold, open_gazetteer


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ar-Raqqah", "Al Raqqah"),
        ("Khanāşir", "KHANASIR"),
        ("St. Louis", "Saint Louis"),
        ("U.S.", "US"),
        ("el-Bab", "al-Bab"),
        ("The Hague", "Hague"),
        ("Be'eri", "Be’eri"),
    ],
)
def test_spellings_of_one_name_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("name", "country", "lat", "lon"),
    [
        ("Khanasser", "SYR", 35.78, 37.5),
        ("Ar-Raqqah", "SYR", 35.95, 39.01),
        ("al-Tabqa", "SYR", 35.84, 38.55),
        ("Deir Ezzor", "SYR", 35.34, 40.14),
        ("Donbas", "UKR", 48.3, 38.0),
        ("Golan Heights", "SYR", 33.0, 35.75),
        ("Camp Liberty", "IRQ", 33.31, 44.23),
        ("Yarmouk", "SYR", 33.47, 36.3),
        ("El Fasher", "SDN", 13.63, 25.35),
    ],
)
def test_places_of_wars_are_found(
    gazetteer: Gazetteer, name: str, country: str, lat: float, lon: float
) -> None:
    hits = [h.entry for h in gazetteer.find(name) if h.entry.country == country]
    assert any(abs(e.lat - lat) < 0.2 and abs(e.lon - lon) < 0.2 for e in hits)


def test_a_part_of_a_name_finds_nothing(gazetteer: Gazetteer) -> None:
    assert gazetteer.find("Khanass") == ()


def test_a_spelling_not_on_file_is_found_by_its_sound(gazetteer: Gazetteer) -> None:
    assert "Khan Sheikhoun" in {h.entry.name for h in gazetteer.find_alike("Khan Shaikhoon")}


def test_provinces_of_towns_have_names(gazetteer: Gazetteer) -> None:
    towns = [h.entry for h in gazetteer.find("Fallujah") if h.entry.country == "IRQ"]
    assert [t.admin1 for t in towns] == ["Anbar"]


def test_it_opens_in_milliseconds() -> None:
    open_gazetteer()
    started = time.perf_counter()
    open_gazetteer().find("Mosul")
    assert time.perf_counter() - started < 0.05


def test_a_file_that_is_none_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "places.gaz"
    path.write_bytes(b"something else")
    with pytest.raises(KnowledgeError, match="build it again"):
        Gazetteer((path,))


def test_towns_by_their_size_come_with_capitals_however_small(gazetteer: Gazetteer) -> None:
    towns = {(t.name, t.country): t.population for t in gazetteer.towns(people=1_000_000)}
    assert towns["Aleppo", "SYR"] >= 1_000_000
    assert ("Palikir", "FSM") in towns  # a capital of some thousands
    assert ("Ramouseh", "SYR") not in towns
