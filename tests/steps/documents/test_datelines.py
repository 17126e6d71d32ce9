"""What the first line of a report says of where and when it was filed."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.record.text import Span
from dateline.steps.documents import document_from_text
from dateline.steps.documents.datelines import read_dateline

WIRES = [
    ("ALEPPO, March 4 (Reuters) - Troops entered the town.", "ALEPPO", None, "Reuters"),
    ("ALEPPO, March 4, 2016 (Reuters) - Troops entered the town.", "ALEPPO", date(2016, 3, 4), "Reuters"),
    ("BAGHDAD, Iraq (AP) -- A bomb went off.", "BAGHDAD, Iraq", None, "AP"),
    ("San Salvador, 4 Feb 90 (DPA) -- Shells fell today.", "San Salvador", date(1990, 2, 4), "DPA"),
    ("WASHINGTON, D.C., 4 FEB 90 -- [TEXT] HE SPOKE.", "WASHINGTON, D.C.", date(1990, 2, 4), None),
    ("AMMAN, Jordan — The king met envoys.", "AMMAN, Jordan", None, None),
    ("Rebels take bridge\n\nBEIRUT (Reuters) - Rebels took a bridge.", "BEIRUT", None, "Reuters"),
    ("aleppo, march 4, 2016 (reuters) - troops entered the town.", "aleppo", date(2016, 3, 4), "reuters"),
]


def words(text: str, span: Span | None) -> str | None:
    return None if span is None else span.of(text)


@pytest.mark.parametrize(("text", "place", "day", "agency"), WIRES)
def test_place_date_and_agency_are_read(text: str, place: str, day: date | None, agency: str | None) -> None:
    dateline = read_dateline(text)
    assert dateline is not None
    assert (words(text, dateline.place), dateline.date, words(text, dateline.agency)) == (place, day, agency)


@pytest.mark.parametrize(
    "text",
    [
        "The army - backed by jets - entered the town.",
        "BREAKING - Rebels enter the town.",
        "QUESTION: Will troops leave?",
        "Police said on March 4 (Friday) that they left.",
        "",
    ],
)
def test_other_beginnings_are_no_dateline(text: str) -> None:
    assert read_dateline(text) is None


def test_a_line_that_is_a_date_dates_the_report() -> None:
    document = document_from_text("Bridge falls\nPublished: Friday, 4 March 2016\nRebels took a bridge.")
    assert (document.published, document.published_basis) == (date(2016, 3, 4), "dateline")


def test_a_given_date_goes_before_the_dateline() -> None:
    document = document_from_text("LIMA, 4 FEB 90 (EFE) -- A bomb went off.", published=date(1990, 2, 5))
    assert (document.published, document.published_basis) == (date(1990, 2, 5), "given")
