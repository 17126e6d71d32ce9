"""What words tell a happening, who stands in its roles, and whether it happened."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from dateline.pipeline import Reader, Steps
from dateline.record.events import EventMention
from dateline.reference.frames import load_frames
from dateline.steps.documents import document_from_text

CASES = Path(__file__).parent / "cases"


def cases(name: str) -> list[Any]:
    rows = yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))
    return [pytest.param(row, id=f"{row['trigger']}: {row.get('why', row['text'])}") for row in rows]


def event_of(steps: Steps, trigger: str) -> EventMention:
    found = [e for e in steps.events if e.trigger.of(steps.annotation.text) == trigger]
    told = [e.trigger.of(steps.annotation.text) for e in steps.events]
    assert found, f"no event '{trigger}' among {told}"
    return found[0]


@pytest.mark.parametrize("case", cases("status"))
def test_a_happening_gets_the_status_that_its_words_give_it(case: dict[str, Any], reader: Reader) -> None:
    steps = reader.steps(document_from_text(case["text"]))
    claims = [c for c in steps.claims if c.trigger.text == case["trigger"]]
    status = claims[0].status if claims else event_of(steps, case["trigger"]).status
    assert status == case["status"]


@pytest.mark.parametrize("case", cases("frames"))
def test_a_word_evokes_its_frame_and_its_roles_are_filled(case: dict[str, Any], reader: Reader) -> None:
    steps = reader.steps(document_from_text(case["text"]))
    event = event_of(steps, case["trigger"])
    assert event.frame == case["frame"]
    for role in ("actor", "recipient", "place"):
        heads = [steps.annotation.tokens[r.head].text for r in event.roles if r.role == role]
        assert heads == case.get(role, heads)


@pytest.mark.parametrize(
    "text",
    [
        "No group has claimed responsibility for the bombing.",
        "The Taliban have not claimed responsibility for the bombing.",
    ],
)
def test_that_nobody_claims_an_attack_denies_none(text: str, reader: Reader) -> None:
    assert [c for c in reader.steps(document_from_text(text)).claims if c.status == "denied"] == []


def test_every_frame_has_words_and_codes_that_fit_together() -> None:
    frames = load_frames()
    used = {
        p.frame
        for words in (frames.verbs, frames.nouns, frames.adjectives)
        for ps in words.values()
        for p in ps
    }
    assert set(frames.frames) - used <= {"obligation"}
    for frame in frames.frames.values():
        assert frame.gloss, frame.name
        assert frame.plover or frame.outcome, frame.name
