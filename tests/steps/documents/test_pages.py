"""Web pages give their article, and only what their markup says of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dateline.steps.documents.unreadable import Unreadable
from dateline.steps.documents.with_trafilatura import read_page

ARTICLE = (Path(__file__).parent / "pages" / "article.html").read_bytes()


def test_a_page_gives_its_article_without_menus_scripts_and_advertisements() -> None:
    page = read_page(ARTICLE)
    assert "entered the northern town of Tamsalit on Thursday" in page.text
    assert "the barracks & the market" in page.text
    for noise in ("newsletter", "Cup final", "tracking", "Copyright", "Sport"):
        assert noise not in page.text


def test_a_page_says_its_title_its_publisher_and_when_it_first_appeared() -> None:
    page = read_page(ARTICLE)
    assert page.title == "Rebels enter Tamsalit after night of shelling"
    assert page.publisher == "The Sahel Gazette"
    assert page.published == date(2021, 4, 8)


def test_a_date_that_only_stands_in_the_text_is_not_taken_for_the_pages_own() -> None:
    without = b"\n".join(line for line in ARTICLE.splitlines() if b"_time" not in line)
    assert read_page(without).published is None


def test_the_encoding_that_a_page_states_is_used() -> None:
    latin = (
        ARTICLE.decode().replace('charset="utf-8"', 'charset="iso-8859-1"').replace("Tamsalit", "Tamsalité")
    )
    data = latin.replace("“", '"').replace("”", '"').encode("latin-1")
    assert "Tamsalité" in read_page(data).text


@pytest.mark.parametrize(
    "data",
    [
        b"<html><body></body></html>",
        b"<html><body>" + b"<div>" * 50_000 + b"deep" + b"</div>" * 50_000,
        b"<!DOCTYPE html><html><head><title>x</title></head><body><script>document.write('all')</script></body></html>",
        b"<html" + b" a=1" * 100_000,
    ],
)
def test_a_page_without_an_article_says_so(data: bytes) -> None:
    with pytest.raises(Unreadable):
        read_page(data)


def test_an_entity_that_names_a_file_is_not_followed() -> None:
    head = b'<!DOCTYPE html [<!ENTITY secret SYSTEM "file:///etc/passwd">]>'
    page = read_page(
        ARTICLE.replace(b"<!DOCTYPE html>", head).replace(b"&amp; the market", b"&secret; the market")
    )
    assert "root:" not in page.text
