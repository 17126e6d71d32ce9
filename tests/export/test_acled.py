"""ACLED's table: columns, hierarchy, days, figures."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import Any

import pandas
import pytest

from dateline.export import acled
from dateline.export.accounts import Account
from dateline.export.codebooks import load_codebook
from dateline.record.kept import KeptClaim, KeptPlace

from .cases import (
    ARMY,
    BAKER,
    FRONT,
    GUNMEN,
    IS,
    OBSERVATORY,
    RESIDENTS,
    RUSSIANS,
    SANA,
    a_claim,
    a_place,
    material,
)

BOOK = load_codebook()


def table(*incidents: tuple[KeptClaim, ...]) -> tuple[list[dict[str, Any]], Account]:
    account = Account(format="acled", rows="events")
    made = acled.rows(material(*incidents).told(), BOOK, account)
    return [dict(zip(acled.COLUMNS, acled.cells(row, BOOK), strict=True)) for row in made], account


def test_a_clash_told_by_one_report_is_one_row_with_all_31_columns() -> None:
    [row], account = table((a_claim(killed=(("12 people", 12, 12, 12, 0),)),))
    assert len(acled.COLUMNS) == 31
    assert row == {
        "event_id_cnty": row["event_id_cnty"],
        "event_date": "2016-02-23",
        "year": 2016,
        "time_precision": 1,
        "disorder_type": "Political violence",
        "event_type": "Battles",
        "sub_event_type": "Armed clash",
        "actor1": "Military Forces of Syria",
        "assoc_actor_1": "",
        "inter1": "State forces",
        "actor2": "Islamic State",
        "assoc_actor_2": "",
        "inter2": "Rebel group",
        "interaction": "State forces-Rebel group",
        "civilian_targeting": "",
        "iso": "760",
        "region": "Middle East",
        "country": "Syria",
        "admin1": "Aleppo",
        "admin2": "",
        "admin3": "",
        "location": "Khanasser",
        "latitude": 35.7842,
        "longitude": 37.4986,
        "geo_precision": 1,
        "source": "Reuters",
        "source_scale": "International",
        "notes": 'On 23 February 2016, Khanasser: "Syrian troops clashed with Islamic State fighters in Khanasser'
        ' on Tuesday, killing 12 people." (Reuters).',
        "fatalities": 12,
        "tags": "",
        "timestamp": 1456272000,
    }
    assert not account.left_out


def test_the_id_stays_when_further_claims_revise_the_event() -> None:
    [before], _ = table((a_claim(),))
    [after], _ = table((a_claim(), a_claim(id="c2", report="r2")))
    [revised], _ = table((a_claim(start=date(2016, 2, 22)),))
    assert before["event_id_cnty"] == after["event_id_cnty"] == revised["event_id_cnty"]
    assert before["event_id_cnty"].startswith("SYR")


@pytest.mark.parametrize(
    ("words", "low", "best", "high", "coded"),
    [
        ("12", 12, 12, 12, 12),
        ("at least 12", 12, 12, None, 12),
        ("more than 20", 21, None, None, 21),
        ("up to 30", None, None, 30, 30),
        ("several fighters", 3, None, None, 3),
        ("many fighters", 3, None, None, 10),
        ("dozens", 24, None, None, 12),
        ("tens of people", 20, None, None, 10),
        ("hundreds of people", 200, None, None, 100),
        ("fighters", 2, None, None, 3),
        ("no casualties", 0, 0, 0, 0),
    ],
)
def test_vague_figures_follow_the_codebook(
    words: str, low: int | None, best: int | None, high: int | None, coded: int
) -> None:
    [row], _ = table(
        (a_claim(f"The army clashed, killing {words}.", killed=((words, low, best, high, None),)),)
    )
    assert row["fatalities"] == coded


def test_of_conflicting_figures_the_lowest_is_coded_and_the_notes_say_so() -> None:
    [row], _ = table(
        (
            a_claim(killed=(("12", 12, 12, 12, 0),)),
            a_claim(id="c2", report="r2", publisher="SANA", killed=(("5", 5, 5, 5, 0),), sources=(SANA,)),
        )
    )
    assert row["fatalities"] == 5
    assert "Reports give from 5 to 12 fatalities; the lowest is coded." in row["notes"]
    assert row["source"] == "Reuters; SANA"
    assert row["source_scale"] == "International-National"


def test_a_later_figure_of_the_same_source_replaces_its_earlier_one() -> None:
    later = date(2016, 2, 26)
    [row], _ = table(
        (
            a_claim(killed=(("5", 5, 5, 5, 0),), sources=(OBSERVATORY,)),
            a_claim(
                id="c2", report="r2", published=later, killed=(("9", 9, 9, 9, 0),), sources=(OBSERVATORY,)
            ),
        )
    )
    assert row["fatalities"] == 9


def test_a_part_of_the_dead_is_not_counted_again() -> None:
    text = "The army shelled them, killing 12 people, including 3 children, on Tuesday."
    [row], _ = table((a_claim(text, killed=(("12 people", 12, 12, 12, 0), ("3 children", 3, 3, 3, None))),))
    assert row["fatalities"] == 12


def test_five_days_of_fighting_are_five_rows_with_the_dead_split_and_the_rest_on_the_first() -> None:
    claim = a_claim(
        "The army clashed for five days in Khanasser, killing 12.",
        start=date(2016, 2, 20),
        end=date(2016, 2, 24),
        time_precision=2,
        when="for five days",
        killed=(("12", 12, 12, 12, 0),),
    )
    made, account = table((claim,))
    assert [(r["event_date"], r["fatalities"]) for r in made] == [
        ("2016-02-20", 4),
        ("2016-02-21", 2),
        ("2016-02-22", 2),
        ("2016-02-23", 2),
        ("2016-02-24", 2),
    ]
    assert "12 fatalities over 5 days were split evenly; 4 coded to this day." in made[0]["notes"]
    assert len({r["event_id_cnty"] for r in made}) == 5
    assert account.remarks["incidents split into one event a day"] == 1


@pytest.mark.parametrize(
    ("when", "start", "end", "day", "precision"),
    [
        ("last week", date(2016, 2, 15), date(2016, 2, 21), "2016-02-18", 2),
        ("in February", date(2016, 2, 1), date(2016, 2, 29), "2016-02-15", 3),
        ("in early February", date(2016, 2, 1), date(2016, 2, 10), "2016-02-01", 3),
        ("at the end of February", date(2016, 2, 20), date(2016, 2, 29), "2016-02-29", 3),
    ],
)
def test_a_vague_day_is_the_middle_of_its_period_or_its_named_end(
    when: str, start: date, end: date, day: str, precision: int
) -> None:
    [row], _ = table((a_claim(sub="Suicide bomb", start=start, end=end, time_precision=3, when=when),))
    assert (row["event_date"], row["time_precision"]) == (day, precision)
    assert row["notes"].startswith("Around ")


def test_what_is_too_vague_or_did_not_happen_is_left_out_and_counted() -> None:
    made, account = table(
        (a_claim(start=date(2016, 1, 1), end=date(2016, 6, 1), time_precision=4, when="this year"),),
        (a_claim(id="c2", status="planned"),),
        (a_claim(id="c3", status="denied"),),
        (a_claim(id="c4", status="possible"),),
        (a_claim(id="c5", place=a_place("Syria", feature="PCLI", admin1=None, geo_precision=3)),),
        (a_claim(id="c6", place=None),),
        (a_claim(id="c7", sub=None, plover="CONSULT"),),
    )
    assert made == []
    assert account.left_out == {
        "time: the day is known no better than within a month": 1,
        "ACLED has no cell for what is only planned or announced": 1,
        "ACLED has no cell for what is denied": 1,
        "ACLED has no cell for what is only possible or alleged": 1,
        "ACLED does not code events placed no closer than a country": 1,
        "no place with coordinates is known": 1,
        "ACLED does not record this type (talk, statements, states)": 1,
    }


def test_an_event_that_one_side_denies_is_coded() -> None:
    made, _ = table((a_claim(), a_claim(id="c2", report="r2", status="denied", sources=(SANA,))))
    assert len(made) == 1


def test_the_higher_type_absorbs_the_lower_in_the_same_place_on_the_same_day() -> None:
    made, account = table(
        (a_claim(killed=(("2", 2, 2, 2, 0),)),),
        (
            a_claim(
                id="c2", report="r2", publisher="AFP", sub="Air/drone strike", killed=(("3", 3, 3, 3, 0),)
            ),
        ),
        (
            a_claim(
                id="c3", report="r3", sub="Air/drone strike", place=a_place("Ithriya", lat=35.4, lon=37.8)
            ),
        ),
    )
    assert sorted((r["sub_event_type"], r["location"], r["fatalities"], r["source"]) for r in made) == [
        ("Air/drone strike", "Ithriya", 0, "Reuters"),
        ("Armed clash", "Khanasser", 5, "Reuters; AFP"),
    ]
    assert account.remarks["events absorbed by a higher type in the same place on the same day"] == 1


def test_actors_are_named_and_classed_as_acled_does() -> None:
    [strike], _ = table((a_claim(sub="Air/drone strike", actors=(RUSSIANS, ARMY), recipients=(RESIDENTS,)),))
    assert (strike["actor1"], strike["inter1"]) == ("Military Forces of Russia", "External/Other forces")
    assert strike["assoc_actor_1"] == "Military Forces of Syria"
    assert (strike["actor2"], strike["inter2"]) == ("Civilians (Syria)", "Civilians")
    assert strike["interaction"] == "Civilians-External/Other forces"
    assert strike["civilian_targeting"] == "Civilian targeting"
    [attack], _ = table((a_claim(sub="Attack", actors=(GUNMEN,), recipients=(BAKER,)),))
    assert (attack["actor1"], attack["actor2"]) == ("Unidentified Armed Group (Syria)", "Civilians (Syria)")
    [bomb], _ = table((a_claim(sub="Suicide bomb", actors=(), recipients=()),))
    assert (bomb["actor1"], bomb["actor2"]) == ("Unidentified Armed Group (Syria)", "")
    [clash], _ = table((a_claim(actors=(), recipients=()),))
    assert clash["actor1"] == clash["actor2"] == "Unidentified Armed Group (Syria)"
    [protest], _ = table((a_claim(sub="Peaceful protest", actors=(RESIDENTS,), recipients=()),))
    assert (protest["actor1"], protest["interaction"]) == ("Protesters (Syria)", "Protesters only")
    [rebels], _ = table((a_claim(actors=(FRONT,), recipients=(IS,)),))
    assert rebels["interaction"] == "Rebel group-Rebel group"


@pytest.mark.parametrize(
    ("place", "precision"),
    [
        (a_place(), 1),
        (a_place(relation="near", geo_precision=2), 2),
        (a_place(relation="near", geo_precision=1), 2),
        (a_place("Aleppo", feature="ADM1", geo_precision=3), 3),
        (a_place("Azaz District", feature="ADM2", geo_precision=2), 2),
    ],
)
def test_geo_precision_is_that_of_the_place_and_the_words_around_it(place: KeptPlace, precision: int) -> None:
    [row], _ = table((a_claim(place=place),))
    assert row["geo_precision"] == precision


def test_pandas_reads_the_file_with_its_types_and_the_tag_row_follows_the_head(tmp_path: Path) -> None:
    case = material((a_claim(killed=(("12", 12, 12, 12, 0),)),), (a_claim(id="c2", report="r2", place=None),))
    account = acled.write(case, tmp_path / "a.csv", BOOK)
    read = pandas.read_csv(tmp_path / "a.csv", dtype={"iso": str}, parse_dates=["event_date"])
    assert tuple(read.columns) == acled.COLUMNS
    assert (read.fatalities.tolist(), read.iso.tolist(), read.latitude.tolist()) == ([12], ["760"], [35.7842])
    assert account.lines() == [
        "acled: 1 events written, 1 left out",
        "        1  no place with coordinates is known",
    ]
    acled.write(case, tmp_path / "h.csv", BOOK, hxl=True)
    with (tmp_path / "h.csv").open(newline="", encoding="utf-8") as stream:
        _, tags, row = csv.reader(stream)
    assert tags[:2] == ["#event+code", "#date+occurred"] and row[1] == "2016-02-23"


def test_a_codebook_of_ones_own_changes_what_it_names(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text("acled:\n  numbers: true\nfigures:\n  words:\n    a handful: 4\n")
    book = load_codebook(own)
    account = Account(format="acled", rows="events")
    claim = a_claim(killed=(("a handful", 3, None, None, 0),))
    [made] = acled.rows(material((claim,)).told(), book, account)
    row = dict(zip(acled.COLUMNS, acled.cells(made, book), strict=True))
    assert (row["inter1"], row["inter2"], row["interaction"], row["fatalities"]) == (1, 2, 12, 4)
    assert ARMY.inter == 1
