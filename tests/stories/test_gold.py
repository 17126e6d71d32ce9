"""The reports in `examples/`, read from end to end and held against what a careful reader finds.

Floors say what holds; whoever makes readings better raises them in the same change.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.evaluate import Scores, perfect_reading, read_gold_folder, score_readings, slips_in
from dateline.pipeline import Reader
from dateline.steps.documents import document_from_text

GOLD = read_gold_folder(Path(__file__).parent.parent / "gold")

FLOORS = {
    "claims": 0.81,
    "plover": 0.79,
    "acled_sub": 0.71,
    "status": 0.77,
    "actors": 0.74,
    "casualties": 0.69,
    "place": 0.73,
    "time": 0.70,
    "all slots": 0.72,
}
"""Lowest F1 over all reports."""


@pytest.fixture(scope="module")
def scores() -> Scores:
    reader = Reader()
    documents = (document_from_text(g.text, published=g.published, publisher=g.publisher) for g in GOLD)
    return score_readings(zip(GOLD, (reader.read(document) for document in documents), strict=True))


@pytest.mark.parametrize("gold", GOLD, ids=lambda gold: gold.name)
def test_the_gold_has_no_slips(gold: object) -> None:
    assert slips_in(gold) == ()  # type: ignore[arg-type]


def test_a_perfect_reading_of_the_gold_scores_one() -> None:
    scores = score_readings((gold, perfect_reading(gold)) for gold in GOLD)
    assert round(scores.all_slots.f1, 3) == 1.0


@pytest.mark.parametrize(("what", "floor"), FLOORS.items())
def test_readings_of_the_examples_do_not_fall_below_the_floor(
    scores: Scores, what: str, floor: float
) -> None:
    tally = {"claims": scores.claims, "all slots": scores.all_slots}.get(what) or scores.slot(what)
    assert tally.f1 >= floor
