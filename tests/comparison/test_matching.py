"""A case held against a human-coded file."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dateline.comparison.events import CodedEvent, actor_key, read_coded
from dateline.comparison.matching import Limits, compared, distance_km, within
from dateline.errors import InputError
from dateline.export import acled, ged


def an_event(id: str = "1", **changes: Any) -> CodedEvent:
    given: dict[str, Any] = {
        "start": date(2016, 2, 23), "end": date(2016, 2, 23), "slack": 0, "type": "Battles",
        "subtype": "Armed clash", "place": "Khanasser", "admin1": "Aleppo", "country": "Syria", "lat": 35.78,
        "lon": 37.5, "reach": 0.0, "actors": frozenset({"state syria", "islamic-state"}), "fatalities": 3,
    }  # fmt: skip
    if "start" in changes:
        changes = {"end": changes["start"], **changes}
    return CodedEvent(id=id, **(given | changes))


def test_the_same_event_is_found_a_day_and_some_kilometres_apart() -> None:
    found = compared([an_event("o", start=date(2016, 2, 24), lat=35.9)], [an_event("t")])
    [pair] = found.pairs
    assert (pair.ours.id, pair.theirs.id, pair.days, pair.km) == ("o", "t", 1, 13.3)
    assert (found.only_ours, found.only_theirs) == ((), ())
    assert (found.whole.found, found.whole.confirmed, found.same_type, found.same_day) == (1, 1, 1, 0)


@pytest.mark.parametrize(
    "changes",
    [
        {"start": date(2016, 2, 26)},
        {"lat": 36.2},
        {"type": "Protests", "subtype": "Peaceful protest", "actors": frozenset({"protesters"}), "lat": 35.95},
    ],
)  # fmt: skip
def test_what_is_too_far_off_or_of_another_kind_is_another_event(changes: dict[str, Any]) -> None:
    found = compared([an_event("o", **changes)], [an_event("t")])
    assert not found.pairs and len(found.only_ours) == len(found.only_theirs) == 1


def test_a_vague_date_or_place_widens_the_search() -> None:
    vague = an_event("t", start=date(2016, 2, 26), slack=3, lat=36.1, reach=25.0)
    assert compared([an_event("o")], [vague]).pairs


def test_each_event_is_matched_once_the_most_alike_first_in_any_order_of_rows() -> None:
    ours = [an_event("o1"), an_event("o2", subtype="Air/drone strike", type="Explosions/Remote violence")]
    theirs = [
        an_event("t1", subtype="Air/drone strike", type="Explosions/Remote violence"),
        an_event("t2"),
        an_event("t3", lat=35.7),
    ]
    expected = [("o2", "t1"), ("o1", "t2")]
    for first, second in ((ours, theirs), (ours[::-1], theirs[::-1])):
        assert [(p.ours.id, p.theirs.id) for p in compared(first, second).pairs] == expected


def test_gaps_are_told_by_type_place_and_month() -> None:
    theirs = [an_event("t1"), an_event("t2", start=date(2016, 3, 5), admin1="Homs", subtype="Attack")]
    found = compared([an_event("o1", subtype="Attack", fatalities=5)], theirs)
    assert [(t.name, t.theirs, t.ours, t.matched) for t in found.by_month] == [
        ("2016-02", 1, 1, 1),
        ("2016-03", 1, 0, 0),
    ]
    assert [(t.name, t.matched) for t in found.by_place] == [("Aleppo, Syria", 1), ("Homs, Syria", 0)]
    assert found.type_pairs == (("Armed clash", "Attack", 1),)
    assert (found.fatalities, found.same_fatalities) == ((3, 5), 0)


def test_events_outside_the_case_are_left_aside() -> None:
    scope = [an_event("o", country="Russia")]
    rows = [
        an_event("a", country="Russia (Soviet Union)"),
        an_event("b"),
        an_event("c", country="Russia", start=date(2017, 1, 1)),
    ]
    assert [e.id for e in within(rows, scope)] == ["a"]


def test_a_table_of_acled_is_read_by_its_names_whatever_their_order_and_separator(tmp_path: Path) -> None:
    row = dict.fromkeys(reversed(acled.COLUMNS), "") | {
        "event_id_cnty": "SYR1", "event_date": "2016-02-23", "event_type": "Battles", "sub_event_type": "Armed clash",
        "country": "Syria", "latitude": "35.78", "longitude": "37.5", "actor1": "Military Forces of Syria (2000-)",
        "actor2": "Islamic State (Syria)", "time_precision": "2", "geo_precision": "2", "fatalities": "4",
        "notes": "two\nlines; and a semicolon",
    }  # fmt: skip
    with (tmp_path / "a.csv").open("w", newline="", encoding="utf-8-sig") as stream:
        writer = csv.DictWriter(stream, list(row), delimiter=";")
        writer.writeheader()
        writer.writerow(dict.fromkeys(row, "#tag"))
        writer.writerow(row)
        writer.writerow(row | {"latitude": "?"})
    coded = read_coded(tmp_path / "a.csv")
    assert (coded.shape, coded.unreadable) == ("acled", 1)
    [event] = coded.events
    assert (event.slack, event.reach, event.fatalities) == (3, 25.0, 4)
    assert event.actors == {"state syria", "islamic-state"}


def test_a_table_of_ucdp_is_read_and_any_other_refused(tmp_path: Path) -> None:
    path = tmp_path / "g.csv"
    row = dict.fromkeys(ged.COLUMNS, "") | {
        "id": "7", "date_start": "2016-02-23 00:00:00.000", "date_end": "2016-02-25 00:00:00.000",
        "type_of_violence": "1", "country": "Syria", "latitude": "35.78", "longitude": "37.5", "best": "4",
        "side_a": "Government of Syria", "side_b": "IS", "where_prec": "4",
    }  # fmt: skip
    with path.open("w", newline="") as stream:
        writer = csv.DictWriter(stream, list(row))
        writer.writeheader()
        writer.writerow(row)
    [event] = read_coded(path).events
    assert (event.type, event.end, event.reach) == ("State-based", date(2016, 2, 25), 100.0)
    assert event.actors == {"state syria", "islamic-state"}
    path.write_text("a,b\n1,2\n")
    with pytest.raises(InputError, match="neither"):
        read_coded(path)


def test_spellings_of_an_actor_have_one_key() -> None:
    assert actor_key("Islamic State (Syria)") == actor_key("ISIS") == "islamic-state"
    assert actor_key("Government of Syria") == actor_key("Syrian Arab Army") == "state syria"


def test_distance() -> None:
    assert distance_km(an_event(lat=36.2, lon=37.16), an_event(lat=33.51, lon=36.29)) == pytest.approx(
        309, abs=2
    )
    assert Limits() == (1, 25.0)


ACLED_ROW = (
    'SYR74001,27 February 2020,2020,1,Political violence,Explosions/Remote violence,Air/drone strike,"Military Forces '
    'of Syria (2000-) Air Force",,State forces,Military Forces of Turkey (2016-),,External/Other forces,State '
    "forces-External/Other forces,,760,Middle East,Syria,Idleb,Ariha,Ehsem,Balyun,35.7180,36.5340,1,SOHR; Anadolu,"
    'Other-International,"On 27 February 2020, warplanes struck\nTurkish troops near ""Balyun"".",33,,1700000000\n'
)


def test_quoted_line_breaks_stay_in_their_cell_and_both_ways_of_writing_a_day_are_read(
    tmp_path: Path,
) -> None:
    path = tmp_path / "acled.csv"
    path.write_text(
        ",".join(acled.COLUMNS) + "\n" + ACLED_ROW + ACLED_ROW.replace("27 February 2020", "2020-02-27", 1)
    )
    found = read_coded(path)
    assert (len(found.events), found.unreadable) == (2, 0)
    assert {(e.start, e.place, e.fatalities) for e in found.events} == {(date(2020, 2, 27), "Balyun", 33)}


def test_a_file_without_a_head_is_read_by_the_usual_order_of_columns(tmp_path: Path) -> None:
    path = tmp_path / "acled.csv"
    path.write_text(ACLED_ROW * 2)
    assert [e.id for e in read_coded(path).events] == ["SYR74001"] * 2
    cells = dict.fromkeys(ged.COLUMNS, "")
    cells |= {"id": "336890", "date_start": "2020-02-27 00:00:00.000", "date_end": "2020-02-28 00:00:00.000",
              "type_of_violence": "1", "country": "Syria", "latitude": "35.7", "longitude": "36.5", "best": "33",
              "source_article": "\"Reuters, 2020-02-28,\nline two\"; " + "x" * 200_000}  # fmt: skip
    path = tmp_path / "ged.csv"
    with path.open("w", newline="") as stream:
        csv.writer(stream).writerow(cells.values())
    [event] = read_coded(path).events
    assert (event.id, event.fatalities, event.end) == ("336890", 33, date(2020, 2, 28))


@pytest.mark.parametrize("content", [b"", b"x,y\n1,2\n", b"\x7fELF\x02\x01\xd0\xff", b"SYR1,a,b\n"])
def test_what_is_no_table_of_either_is_refused_in_a_sentence(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_bytes(content)
    with pytest.raises(InputError, match=r"is neither a file of ACLED|cannot be read as CSV"):
        read_coded(tmp_path / "x.csv")
    with pytest.raises(InputError, match="No such file"):
        read_coded(tmp_path / "missing.csv")
