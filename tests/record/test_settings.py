from __future__ import annotations

from datetime import date

import pytest

from dateline.pipeline.keeping import kept_claims
from dateline.pipeline.reading import Reader
from dateline.record.documents import Document
from dateline.record.settings import words_of

TEXT = """BAMAKO, May 3 (Sahel Line) - Gunmen attacked the market of Mopti on Thursday.

Police arrested two men."""


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def test_a_claim_keeps_the_place_and_day_named_before_it_and_the_dateline_last(
    reader: Reader,
) -> None:
    reading = reader.read(Document(id="r1", text=TEXT, published=date(2018, 5, 4), published_basis="given"))
    [arrested] = [k for k in kept_claims(reading) if k.claim.trigger.text == "arrested"]
    assert [p.name for p in arrested.setting.places] == ["Mopti", "Bamako"]
    assert arrested.setting.start == date(2018, 5, 3)


def test_a_capital_at_the_beginning_of_a_sentence_makes_no_name() -> None:
    names, others = words_of(
        "Gunmen fled to Sadr City. Police in Karrada’s streets shot at them. Karrada is quiet."
    )
    assert names == ("sadr", "city", "karrada", "karrada")
    assert "police" in others and "gunmen" in others
