"""The list of incidents: the common filter, orders, and the way into each."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect
from tests.workbench.conftest import DESKTOP, PHONE, Open, violations


def test_incidents_are_listed_newest_first_and_open(open_page: Open, workbench: str) -> None:
    page = open_page(workbench + "/incidents").page
    days = page.locator("tbody .day")
    days.first.wait_for()
    assert re.search(r"\b2020$", days.first.text_content() or "")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/incidents/i[0-9a-f]+$"))


def test_the_list_can_begin_with_most_killed_and_be_filtered(open_page: Open, workbench: str) -> None:
    page = open_page(workbench + "/incidents?disputed=true").page
    page.locator("tbody tr").first.wait_for()
    assert page.locator("tbody tr").count() == page.locator("tbody tr", has_text="disputed").count()
    page.get_by_label("Order").select_option("Most killed")
    page.wait_for_url(re.compile("sort=killed"))
    expect(page.locator("tbody .killed").first).not_to_be_empty()
    assert "disputed=true" in (page.get_by_role("link", name="On the map").get_attribute("href") or "")


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_axe_finds_nothing(open_page: Open, workbench: str, size: tuple[int, int]) -> None:
    page = open_page(workbench + "/incidents", size=size).page
    page.locator("tbody tr").first.wait_for()
    assert violations(page) == []
