"""Reported speech in sentences of the kind that conflict news is made of."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from dateline.record.annotation import Annotation
from dateline.record.attributions import Attribution
from dateline.record.text import Span
from dateline.steps.attributions import find_attributions

Annotate = Callable[..., Annotation]
CASES = [
    pytest.param(case, id=f"{path.stem}: {case['case']}")
    for path in sorted((Path(__file__).parent / "cases").glob("*.yaml"))
    for case in yaml.safe_load(path.read_text(encoding="utf-8"))
]


def _words(span: Span | None, text: str) -> str | None:
    return span.of(text) if span else None


def _shown(attribution: Attribution, text: str, keys: set[str]) -> dict[str, Any]:
    shown = {
        "source": _words(attribution.source, text),
        "cue": _words(attribution.cue, text),
        "content": [c.of(text) for c in attribution.contents],
        "kind": attribution.kind,
        "hedge": attribution.hedge,
        "within": attribution.within,
        "about": attribution.about,
        "quoted": attribution.quoted,
        "antecedent": _words(attribution.antecedent, text),
    }
    return {key: shown[key] for key in shown if key in keys}


@pytest.mark.parametrize("case", CASES)
def test_each_case_gives_exactly_these_attributions(case: dict[str, Any], annotate: Annotate) -> None:
    text = case["text"].strip()
    expected = case["expected"]
    for item in expected:
        if isinstance(item.get("content"), str):
            item["content"] = [item["content"]]
    found = find_attributions(annotate(text))
    shown = [
        _shown(a, text, set(expected[n]) if n < len(expected) else {"source", "cue", "content"})
        for n, a in enumerate(found)
    ]
    assert shown == expected


def test_offsets_point_at_the_words_after_a_line_of_other_scripts(annotate: Annotate) -> None:
    text = "\u0627\u0644\u062d\u062c\u0627\u0628 \U0001f4f0\n\nThe army said two soldiers died."
    (found,) = find_attributions(annotate(text))
    assert (found.source or Span(0, 0)).of(text) == "The army"
    assert found.content.of(text) == "two soldiers died"


def test_a_text_without_words_has_no_attributions(annotate: Annotate) -> None:
    assert find_attributions(annotate("")) == ()
