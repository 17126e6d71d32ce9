"""UCDP's table: sides, precision, low, best and high."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from dateline.export import ged
from dateline.export.accounts import Account
from dateline.export.codebooks import load_codebook
from dateline.record.kept import KeptClaim, KeptPlace

from .cases import ARMY, FRONT, GUNMEN, IS, OBSERVATORY, RESIDENTS, RUSSIANS, SANA, a_claim, a_place, material

BOOK = load_codebook()
TWELVE = (("12", 12, 12, 12, 0),)


def table(*incidents: tuple[KeptClaim, ...]) -> tuple[list[dict[str, Any]], Account]:
    account = Account(format="ged", rows="events")
    made = ged.rows(material(*incidents).told(), account, BOOK)
    return [dict(zip(ged.COLUMNS, cells, strict=True)) for cells in ged.tables(made, BOOK)], account


def test_a_clash_with_deaths_is_a_state_based_event_with_all_49_columns() -> None:
    [row], account = table(
        (a_claim(actors=(IS,), recipients=(ARMY,), killed=TWELVE, sources=(OBSERVATORY,)),)
    )
    assert len(ged.COLUMNS) == 49
    expected = {
        "year": 2016,
        "active_year": 0,
        "code_status": "Clear",
        "type_of_violence": 1,
        "dyad_name": "Government of Syria - Islamic State",
        "side_a": "Government of Syria",
        "side_b": "Islamic State",
        "number_of_sources": 1,
        "source_article": '"Reuters, 2016-02-24, Clashes near Aleppo"',
        "source_office": "Reuters",
        "source_date": "2016-02-24",
        "source_headline": "Clashes near Aleppo",
        "source_original": "Syrian Observatory for Human Rights",
        "where_prec": 1,
        "where_coordinates": "Khanasser",
        "adm_1": "Aleppo",
        "geom_wkt": "POINT (37.49861 35.78417)",
        "country": "Syria",
        "country_id": 652,
        "region": "Middle East",
        "event_clarity": 1,
        "date_prec": 1,
        "date_start": "2016-02-23 00:00:00.000",
        "date_end": "2016-02-23 00:00:00.000",
        "deaths_a": 12,
        "deaths_b": 0,
        "deaths_civilians": 0,
        "deaths_unknown": 0,
        "best": 12,
        "high": 12,
        "low": 12,
        "gwnoa": 652,
        "gwnob": "",
    }
    assert {name: row[name] for name in expected} == expected
    assert not account.left_out


def test_low_best_and_high_are_those_of_the_sources_and_best_is_what_most_tell() -> None:
    [row], _ = table(
        (
            a_claim(killed=(("at least 12", 12, 12, None, 0),)),
            a_claim(id="c2", report="r2", killed=TWELVE),
            a_claim(id="c3", report="r3", killed=(("5", 5, 5, 5, 0),), sources=(SANA,)),
            a_claim(id="c4", report="r4", killed=(("up to 30", None, None, 30, 0),), sources=(OBSERVATORY,)),
        )
    )
    assert (row["low"], row["best"], row["high"], row["deaths_b"]) == (0, 12, 30, 12)


@pytest.mark.parametrize(
    ("actors", "recipients", "sub", "kind", "side_a", "side_b"),
    [
        ((ARMY,), (FRONT,), "Armed clash", 1, "Government of Syria", "Nusra Front"),
        ((FRONT,), (IS,), "Armed clash", 2, "Islamic State", "Nusra Front"),
        ((IS,), (RESIDENTS,), "Attack", 3, "Islamic State", "Civilians"),
        (
            (RUSSIANS,),
            (RESIDENTS,),
            "Air/drone strike",
            3,
            "Government of Russia (Soviet Union)",
            "Civilians",
        ),
    ],
)
def test_the_type_of_violence_follows_from_the_sides(
    actors: Any, recipients: Any, sub: str, kind: int, side_a: str, side_b: str
) -> None:
    [row], _ = table((a_claim(actors=actors, recipients=recipients, sub=sub, killed=TWELVE),))
    assert (row["type_of_violence"], row["side_a"], row["side_b"]) == (kind, side_a, side_b)


def test_civilian_dead_are_told_from_fighters() -> None:
    [row], _ = table(
        (
            a_claim(
                "The army shelled the town, killing 7 fighters and 4 residents.",
                recipients=(IS, RESIDENTS),
                killed=(("7 fighters", 7, 7, 7, 0), ("4 residents", 4, 4, 4, 1)),
            ),
        )
    )
    assert (row["best"], row["deaths_b"], row["deaths_civilians"]) == (11, 7, 4)


@pytest.mark.parametrize(
    ("place", "precision"),
    [
        (a_place(), 1),
        (a_place(relation="near", geo_precision=2), 2),
        (a_place("Azaz District", feature="ADM2", geo_precision=2), 3),
        (a_place("Aleppo", feature="ADM1", geo_precision=3), 4),
        (a_place("Euphrates", feature="STM", geo_precision=2), 5),
        (a_place("Syria", feature="PCLI", geo_precision=3), 6),
        (a_place("Black Sea", feature="SEA", geo_precision=3), 7),
    ],
)
def test_where_precision(place: KeptPlace, precision: int) -> None:
    assert ged.where_precision(place) == precision


@pytest.mark.parametrize(
    ("last", "precision"),
    [(23, 1), (24, 2), (28, 2), (29, 3)],
)
def test_date_precision(last: int, precision: int) -> None:
    claim = a_claim(killed=TWELVE, end=date(2016, 2, last), time_precision=2)
    [row], _ = table((claim,))
    assert row["date_prec"] == precision


def test_what_ucdp_would_not_include_is_left_out_and_counted() -> None:
    made, account = table(
        (a_claim(),),
        (a_claim(id="c2", killed=(("nobody", 0, 0, 0, 0),)),),
        (a_claim(id="c3", killed=TWELVE, actors=(GUNMEN,), recipients=(RESIDENTS,), sub="Attack"),),
        (a_claim(id="c4", killed=TWELVE, status="possible"),),
    )
    assert made == []
    assert account.left_out == {
        "UCDP counts only events with at least one death": 2,
        "UCDP counts only events with an organised actor that can be named": 1,
        "UCDP has no cell for what is only possible or alleged": 1,
    }


def test_the_cell_of_prio_grid_is_that_of_known_events() -> None:
    assert ged.priogrid(34.53, 69.17) == 179779


def test_a_year_is_active_from_25_dead_on() -> None:
    made, _ = table(
        (a_claim(killed=TWELVE),), (a_claim(id="c2", report="r2", killed=(("13", 13, 13, 13, 0),)),)
    )
    assert [row["active_year"] for row in made] == [1, 1]


def test_duckdb_reads_quoted_line_breaks_and_the_sums_hold(tmp_path: Path) -> None:
    case = material((a_claim(killed=TWELVE),), reports={"r1": {"title": 'A "headline"\nin two lines'}})
    ged.write(case, tmp_path / "g.csv", BOOK)
    found = (
        duckdb.connect()
        .execute(
            f"SELECT count(*), sum(best), sum(deaths_a + deaths_b + deaths_civilians + deaths_unknown),"
            f" any_value(source_headline) FROM read_csv('{tmp_path}/g.csv', header = true)"
        )
        .fetchall()
    )
    assert found == [(1, 12, 12, 'A "headline"\nin two lines')]
