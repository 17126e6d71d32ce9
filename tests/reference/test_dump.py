"""Adding a GeoNames dump: all of it or nothing."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.errors import InputError
from dateline.reference.gazetteer import open_gazetteer
from dateline.reference.gazetteer.dump import add_dump


def line(number: int, name: str, also: str = "", feature: str = "PPL") -> str:
    cells = [
        str(number), name, name, also, "36.1", "37.2", "P", feature, "SY", "", "09", "", "", "", "120", "", "300",
        "Asia/Damascus", "2020-01-01",
    ]  # fmt: skip
    return "\t".join(cells) + "\n"


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("DATELINE_DATA", str(tmp_path / "data"))
    yield tmp_path / "data" / "gazetteer"


def test_added_villages_are_found_with_their_province(tmp_path: Path) -> None:
    path = tmp_path / "SY.txt"
    path.write_text(
        line(900001, "Tell Qaramfoul", "Tal Karamful") + line(900002, "Khirbat Nowhere"), encoding="utf-8"
    )
    _, count = add_dump(path)
    entry = open_gazetteer().find("Tal Karamful")[0].entry
    assert (count, entry.name, entry.country, entry.admin1, entry.geonames) == (
        2, "Tell Qaramfoul", "SYR", "Aleppo", 900001,
    )  # fmt: skip


def test_a_zip_is_read_as_it_comes(tmp_path: Path) -> None:
    path = tmp_path / "SY.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("readme.txt", "about")
        archive.writestr("SY.txt", line(900001, "Tell Qaramfoul"))
    assert add_dump(path)[1] == 1


@pytest.mark.parametrize("kept", [-1, -40])
def test_a_table_that_is_cut_off_adds_nothing(tmp_path: Path, own_folder: Path, kept: int) -> None:
    path = tmp_path / "SY.txt"
    path.write_text(
        (line(900001, "Tell Qaramfoul") + line(900002, "Khirbat Nowhere"))[:kept], encoding="utf-8"
    )
    with pytest.raises(InputError, match=r"line 2.*Nothing was added"):
        add_dump(path)
    assert not own_folder.exists() or list(own_folder.iterdir()) == []


def test_a_zip_that_is_cut_off_adds_nothing(tmp_path: Path, own_folder: Path) -> None:
    path = tmp_path / "SY.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("SY.txt", "".join(line(n, f"Village {n}") for n in range(1, 3000)))
    path.write_bytes(path.read_bytes()[:-200])
    with pytest.raises(InputError, match="cut off"):
        add_dump(path)
    assert not own_folder.exists() or list(own_folder.iterdir()) == []


def test_another_kind_of_file_is_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "towns.csv"
    path.write_text("name,lat,lon\nHit,33.6,42.8\n")
    with pytest.raises(InputError, match="19"):
        add_dump(path)
