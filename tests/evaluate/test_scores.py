"""What counts as right when a reading is held against gold."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dateline.errors import InputError
from dateline.evaluate import GoldReport, Scores, perfect_reading, read_gold, score_reading, slips_in
from dateline.record.claims import Claim, TimeInClaim
from dateline.record.readings import Reading
from dateline.record.text import Span

REPORT = "Rebels seized Marib on Monday, a governor said.\nThe army may retake Marib.\n"
GOLD = """
published: 2020-03-04
entities:
  REBELS: [rebels, insurgents]
  ARMY: [the army, Yemeni army]
  GOVERNOR: [a governor]
places:
  marib: {names: [Marib], lat: 15.46, lon: 45.33}
claims:
  - {id: one, trigger: seized, plover: [ASSAULT], status: [occurred], actors: [REBELS], place: marib,
     time: {start: 2020-03-02}, sources: [GOVERNOR], control: {place: marib, holder: REBELS, change: gains}}
  - {id: two, trigger: retake, plover: [ASSAULT, COERCE], status: [possible], actors: [ARMY],
     place: [marib, null]}
  - {id: three, trigger: said, plover: [CONSULT], optional: true}
"""


@pytest.fixture
def gold(tmp_path: Path) -> GoldReport:
    (tmp_path / "marib.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "marib.yaml").write_text(GOLD, encoding="utf-8")
    return read_gold(tmp_path / "marib.yaml")


def scored(gold: GoldReport, reading: Reading) -> Scores:
    return Scores(reports=(score_reading(gold, reading),))


def with_claim(reading: Reading, index: int, claim: Claim) -> Reading:
    claims = list(reading.claims)
    claims[index] = claim
    return replace(reading, claims=tuple(claims))


def test_a_reading_that_says_what_is_wanted_scores_one(gold: GoldReport) -> None:
    assert scored(gold, perfect_reading(gold)).all_slots.f1 == 1.0


def test_a_reading_that_says_nothing_misses_everything_that_is_not_optional(gold: GoldReport) -> None:
    scores = scored(gold, replace(perfect_reading(gold), claims=()))
    assert (scores.claims.missed, scores.all_slots.right, scores.all_slots.recall) == (2, 0, 0.0)


def test_a_claim_that_nobody_wanted_is_a_false_alarm_in_each_slot_it_fills(gold: GoldReport) -> None:
    reading = perfect_reading(gold)
    extra = replace(
        reading.claims[0], trigger=replace(reading.claims[0].trigger, span=Span(0, 6)), plover=None
    )
    scores = scored(gold, replace(reading, claims=(*reading.claims, extra)))
    assert scores.claims.wrong == 1
    assert scores.slot("place").wrong == 1
    assert scores.slot("plover").wrong == 0


def test_a_claim_with_other_words_is_found_by_its_sentence_and_type(gold: GoldReport) -> None:
    reading = perfect_reading(gold)
    elsewhere = replace(reading.claims[0], trigger=replace(reading.claims[0].trigger, span=Span(23, 29)))
    assert scored(gold, with_claim(reading, 0, elsewhere)).claims.right == 2
    another_type = replace(elsewhere, plover="AID")
    assert scored(gold, with_claim(reading, 0, another_type)).claims.right == 1


def test_an_alternative_or_an_allowed_silence_is_right(gold: GoldReport) -> None:
    reading = perfect_reading(gold)
    claim = replace(reading.claims[1], plover="COERCE", place=None)
    assert scored(gold, with_claim(reading, 1, claim)).all_slots.f1 == 1.0


@pytest.mark.parametrize(
    ("start", "end", "right"),
    [
        (date(2020, 3, 2), date(2020, 3, 2), True),
        (date(2020, 3, 1), date(2020, 3, 5), True),
        (date(2020, 3, 1), date(2020, 3, 7), False),
        (date(2020, 3, 3), date(2020, 3, 3), False),
        (date(2020, 3, 2), None, True),
        (None, None, False),
    ],
)
def test_days_are_right_if_they_touch_and_are_not_much_wider(
    gold: GoldReport, start: date | None, end: date | None, right: bool
) -> None:
    reading = perfect_reading(gold)
    time = TimeInClaim(time=None, start=start, end=end, time_precision=2, text="", span=Span(0, 0))
    scores = scored(gold, with_claim(reading, 0, replace(reading.claims[0], time=time)))
    assert bool(scores.slot("time").right) is right


def test_trigger_words_that_are_not_in_the_report_are_slips(tmp_path: Path) -> None:
    (tmp_path / "marib.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "marib.yaml").write_text(
        "claims: [{id: a, trigger: bombed, plover: [ASSAULT], actors: [WHO], place: sanaa, status: [done]}]",
        encoding="utf-8",
    )
    assert slips_in(read_gold(tmp_path / "marib.yaml")) == (
        "marib/a: trigger is not in the report: bombed",
        "marib/a: trigger does not stand there so many times",
        "marib/a: status: no such word: done",
        "marib/a: place: no place sanaa",
        "marib/a: actors: no entity WHO",
    )


def test_a_file_with_an_unknown_field_is_refused(tmp_path: Path) -> None:
    (tmp_path / "marib.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "marib.yaml").write_text("claims:\n- {id: a, trigger: said, whom: [X]}\n", encoding="utf-8")
    with pytest.raises(InputError, match="unknown field `whom`"):
        read_gold(tmp_path / "marib.yaml")
