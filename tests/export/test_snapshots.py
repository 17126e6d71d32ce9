"""The text formats as they are written for one small case: a change in any cell shows here."""

from __future__ import annotations

from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from dateline.export.codebooks import load_codebook
from dateline.export.formats import writer
from dateline.export.material import Material

from .cases import IS, OBSERVATORY, RESIDENTS, RUSSIANS, SANA, a_claim, a_place, material


def small_case() -> Material:
    return material(
        (
            a_claim(killed=(("12 people", 12, 12, 12, 0),), sources=(OBSERVATORY,)),
            a_claim(
                id="c2",
                report="r2",
                publisher="SANA",
                killed=(("dozens", 24, None, None, 0),),
                sources=(SANA,),
            ),
        ),
        (
            a_claim(
                "Russian jets struck a market near Aleppo on Tuesday, killing several residents.",
                id="c3",
                report="r3",
                trigger="struck",
                mode="aerial",
                cameo="195",
                sub="Air/drone strike",
                actors=(RUSSIANS,),
                recipients=(RESIDENTS,),
                place=a_place("Aleppo", lat=36.20124, lon=37.16117, relation="near", geo_precision=2),
                killed=(("several residents", 3, None, None, 0),),
            ),
        ),
        (
            a_claim(
                "Islamic State plans to attack Ithriya.",
                id="c4",
                report="r4",
                status="planned",
                actors=(IS,),
                recipients=(),
                place=None,
                start=None,
            ),
        ),
    )


@pytest.mark.parametrize(
    "format", ["acled", "ged", "plover", "gdelt", "geojson", "ftm", "eventreport", "csv"]
)
def test_what_is_written(format: str, tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    account = writer(format)(small_case(), tmp_path / "out", load_codebook())
    files = sorted(p for p in tmp_path.rglob("*") if p.is_file())
    assert {p.relative_to(tmp_path).as_posix(): p.read_text("utf-8") for p in files} == snapshot(name=format)
    assert account.lines() == snapshot(name=f"{format} account")
