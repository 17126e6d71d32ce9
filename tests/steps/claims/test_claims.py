"""Where, when and as what type of event a claim is told."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from dateline.pipeline import Reader
from dateline.record.claims import Claim
from dateline.steps.documents import document_from_text

CASES = Path(__file__).parent / "cases"


def cases(name: str) -> list[Any]:
    rows = yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))
    return [
        pytest.param(row, id=f"{row.get('trigger', 'types')}: {row.get('why', row['text'])}") for row in rows
    ]


def claim_of(case: dict[str, Any], reader: Reader) -> Claim:
    reading = reader.read(document_from_text(case["text"], published=date(2016, 3, 6)))
    found = [c for c in reading.claims if c.trigger.text == case["trigger"]]
    assert found, f"no claim '{case['trigger']}' among {[c.trigger.text for c in reading.claims]}"
    return found[0]


@pytest.mark.parametrize("case", cases("settings"))
def test_a_claim_has_the_place_and_day_of_its_story(case: dict[str, Any], reader: Reader) -> None:
    claim = claim_of(case, reader)
    assert (claim.place.text if claim.place else None) == case["place"]
    if "day" in case:
        assert claim.time is not None and claim.time.start == claim.time.end == case["day"]
    if "precision" in case:
        assert claim.place is not None and claim.place.geo_precision == case["precision"]


@pytest.mark.parametrize("case", cases("codes"))
def test_a_claim_has_the_sub_event_type_that_acled_would_give_it(
    case: dict[str, Any], reader: Reader
) -> None:
    assert claim_of(case, reader).acled_sub == case["acled"]


@pytest.mark.parametrize("case", cases("tolls"))
def test_a_claim_counts_each_toll_once(case: dict[str, Any], reader: Reader) -> None:
    claim = claim_of(case, reader)
    assert [[c.outcome, c.low, c.best, c.high] for c in claim.casualties] == case["tolls"]


@pytest.mark.parametrize("case", cases("types"))
def test_words_that_tell_one_act_make_one_claim(case: dict[str, Any], reader: Reader) -> None:
    reading = reader.read(document_from_text(case["text"], published=date(2016, 3, 6)))
    assert [c.plover for c in reading.claims] == case["types"]


def test_dozens_of_somebody_are_the_actor_that_the_noun_names(reader: Reader) -> None:
    reading = reader.read(document_from_text("Dozens of militants were killed near Idlib, the army said."))
    [claim] = [c for c in reading.claims if c.trigger.text == "killed"]
    [actor] = [a for a in reading.actors if a.id == claim.recipients[0].actor]
    assert (actor.name, actor.sector, actor.inter, actor.private) == ("militants", "REB", 2, False)
    assert claim.casualties[0].who == actor.id


def test_what_is_told_after_a_colon_does_not_date_what_stands_before_it(reader: Reader) -> None:
    text = (
        "Saraqib is held by the government and empty of its people: some 30,000 had fled by early February."
    )
    reading = reader.read(document_from_text(text, published=date(2020, 3, 6)))
    times = {c.trigger.text: c.time.text if c.time else None for c in reading.claims}
    assert times == {"held": None, "fled": "early February"}
