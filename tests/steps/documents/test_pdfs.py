"""Situation reports come as PDF, set in lines and pages."""

from __future__ import annotations

import pytest
from tests.pdfs import pdf_of

from dateline.steps.documents.unreadable import Unreadable
from dateline.steps.documents.with_pypdf import read_pdf

FIRST = [
    "Flash Update No. 3                    Office for Relief",
    "Fighting in the eastern districts",
    "Clashes between government forces and an armed group went on in the eastern dis-",
    "tricts on Monday. At least 14 civilians were killed, according to the pro-",
    "government authorities, and al-",
    "Jabal hospital was hit by two shells. More than 3,000 people fled to the",
    "river.",
    "Access for aid workers remains closed. The road between the capital and the east",
    "1 | Page",
]
SECOND = [
    "Flash Update No. 3                    Office for Relief",
    "was cut by a roadblock on Tuesday.",
    "- 200 tents were handed out in the camp near the northern bridge by volunteers",
    "- Two trucks were looted",
    "2 | Page",
]


def test_lines_and_pages_become_paragraphs_again() -> None:
    assert read_pdf(pdf_of([FIRST, SECOND]), most_pages=10).text.split("\n\n") == [
        "Fighting in the eastern districts",
        "Clashes between government forces and an armed group went on in the eastern districts on Monday. At least "
        "14 civilians were killed, according to the pro-government authorities, and al-Jabal hospital was hit by "
        "two shells. More than 3,000 people fled to the river.",
        "Access for aid workers remains closed. The road between the capital and the east was cut by a roadblock "
        "on Tuesday.",
        "- 200 tents were handed out in the camp near the northern bridge by volunteers",
        "- Two trucks were looted",
    ]


def test_the_title_is_taken_only_where_it_is_one() -> None:
    assert read_pdf(pdf_of([FIRST], title="Flash Update No. 3"), most_pages=10).title == "Flash Update No. 3"
    assert read_pdf(pdf_of([FIRST], title="Microsoft Word - draft2.docx"), most_pages=10).title is None


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (pdf_of([[]]), "no-text"),
        (pdf_of([FIRST])[:300], "broken"),
        (b"%PDF-1.7\n" + b"\x00\xff" * 400, "broken"),
        (pdf_of([["one"]] * 4), "too-long"),
        (
            b"%PDF-1.4\ntrailer << /Root 1 0 R >>\n1 0 obj << /Type /Catalog /Pages 1 0 R >> endobj\n%%EOF",
            "broken",
        ),
    ],
)
def test_a_pdf_that_cannot_be_read_says_why(data: bytes, kind: str) -> None:
    with pytest.raises(Unreadable) as told:
        read_pdf(data, most_pages=3)
    assert told.value.kind == kind
