"""What is read and what is not."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from dateline.steps.triage import THRESHOLD, triage_score
from dateline.steps.triage.step import PASSAGE

HOME = Path(__file__).parents[3]
SHARED = HOME.parent / "shared"
_WAR = "Rebels shelled the town on Monday and killed 12 soldiers, a military spokesman said."
_PEACE = "Mix the butter and the sugar, stir in the oats and bake until the edges are dark. Cut while warm."


def test_war_is_told_from_cake() -> None:
    assert triage_score(_WAR) > 0.5 > THRESHOLD > triage_score(_PEACE)


def test_a_text_without_words_tells_nothing() -> None:
    assert triage_score("") == triage_score("12 - 14 !") == 0.0


def test_one_passage_on_a_war_in_a_long_report_is_enough() -> None:
    around = " ".join([_PEACE] * 40)
    assert len(around.split()) > 5 * PASSAGE
    assert triage_score(f"{around}\n\n{_WAR}\n\n{around}") >= THRESHOLD > triage_score(around)


def test_a_word_said_again_and_again_counts_once_in_a_passage() -> None:
    assert triage_score("strike " * 50) == pytest.approx(triage_score("strike"))


def test_capitals_and_endings_do_not_matter() -> None:
    assert triage_score("SOLDIERS ATTACKED") == triage_score("soldier attack")


def test_general_news_that_was_not_trained_on_is_left_out() -> None:
    texts = (HOME / "bench" / "triage" / "general_news.txt").read_text(encoding="utf-8").strip().split("\n\n")
    assert len(texts) == 60
    assert sum(triage_score(text) >= THRESHOLD for text in texts) <= 3


def test_gold_reports_are_kept() -> None:
    if not (SHARED / "gold" / "reports").exists():
        pytest.skip("The gold reports do not lie beside the repository.")
    scores = [
        triage_score(p.read_text(encoding="utf-8")) for p in (SHARED / "gold" / "reports").glob("*.txt")
    ]
    assert scores and min(scores) >= THRESHOLD


def test_ninety_nine_in_a_hundred_reports_of_violence_are_kept() -> None:
    path = SHARED / "bench" / "data" / "muc4.jsonl.gz"
    if not path.exists():
        pytest.skip("The development benchmarks do not lie beside the repository.")
    told = {row["id"] for row in _rows(path.with_name("muc4.gold.jsonl.gz")) if row["templates"]}
    kept = [triage_score(row["text"]) >= THRESHOLD for row in _rows(path) if row["id"] in told]
    assert sum(kept) / len(kept) >= 0.99


def _rows(path: Path) -> list[dict[str, Any]]:
    with gzip.open(path) as lines:
        return [json.loads(line) for line in lines]
