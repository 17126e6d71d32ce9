"""Whole sentences in, all their times out. The cases are in `cases/*.yaml`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from dateline.record.annotation import Annotation
from dateline.record.times import Time
from dateline.steps.times import find_times

Annotate = Callable[..., Annotation]
CASES: list[dict[str, Any]] = [
    case
    for path in sorted((Path(__file__).parent / "cases").glob("*.yaml"))
    for case in yaml.safe_load(path.read_text("utf-8"))
]


def told(time: Time) -> dict[str, Any]:
    days = {"start": time.start, "end": time.end}
    return {"text": time.text, "type": time.type, "timex": time.timex, **days}


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["text"])[:60])
def test_the_times_of_a_sentence_are_read(case: dict[str, Any], annotate: Annotate) -> None:
    found = find_times(annotate(case["text"], published=case.get("published")))
    wanted = case["times"] or []
    got = [told(t) for t in found]
    assert [{k: g[k] for k in w} for g, w in zip(got, wanted, strict=False)] == wanted
    assert [g["text"] for g in got] == [w["text"] for w in wanted]


def test_offsets_are_those_of_the_text(annotate: Annotate) -> None:
    text = "“On Monday”, he said—3 March 2016—that İzmir fell “two weeks ago”.\n\nIn late\n2015 it was over."
    for time in find_times(annotate(text, published=date(2016, 3, 6))):
        assert time.span.of(text) == time.text


def test_words_relative_to_an_unknown_day_stay_open(annotate: Annotate) -> None:
    found = find_times(annotate("Yesterday the army took the town it had lost last month and two weeks ago."))
    assert [(t.start, t.end, t.anchored) for t in found] == [(None, None, False)] * 3


def test_case_does_not_matter(annotate: Annotate) -> None:
    text = (
        "The army took the town on Thursday, March 3, 2016, and left on 5 March. It had lost it last month."
    )
    published = date(2016, 3, 6)
    as_written = [(t.timex, t.start) for t in find_times(annotate(text, published=published))]
    assert [(t.timex, t.start) for t in find_times(annotate(text.upper(), published=published))] == as_written
    assert [(t.timex, t.start) for t in find_times(annotate(text.lower(), published=published))] == as_written
