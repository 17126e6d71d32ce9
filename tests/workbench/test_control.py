"""Control: who held a place from when to when, by which claims, as known on which day, by which rules."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect
from tests.workbench.conftest import DESKTOP, PHONE, Open, violations


def test_a_change_of_control_cites_its_claims_in_their_words(open_page: Open, workbench: str) -> None:
    page = open_page(workbench + "/control?place=Saraqib").page
    page.get_by_role("button", name=re.compile("Saraqib: held by .*from 27 Feb 2020")).first.click()
    card = page.get_by_role("dialog", name="Claims of this stretch")
    card.get_by_text("contested").first.wait_for()
    card.get_by_role("link", name="in its report").first.click()
    page.wait_for_url(re.compile(r"/reports/r[0-9a-f]+\?claim=c[0-9a-f]+"))


def test_the_state_on_a_day_stands_beside_each_place(open_page: Open, workbench: str) -> None:
    page = open_page(workbench + "/control?at=2020-02-15").page
    expect(page.locator("li .now").first).to_contain_text("Syria")
    page.get_by_role("button", name="To the next change").click()
    page.wait_for_url(re.compile("at=2020-02-27"))


def test_as_known_earlier_less_is_known(open_page: Open, workbench: str) -> None:
    page = open_page(workbench + "/control").page
    now = page.get_by_text(re.compile(r"\d+ stretch"))
    now.wait_for()
    after = int(re.findall(r"(\d+) stretch", now.text_content() or "")[0])
    slider = page.get_by_role("slider", name="As known on")
    slider.focus()
    for _ in range(12):
        slider.press("ArrowLeft")
    page.wait_for_url(re.compile("known_on=2020-0"))
    expect(now).not_to_have_text(re.compile(rf"\b{after} stretch"))
    before = int(re.findall(r"(\d+) stretch", now.text_content() or "")[0])
    assert before < after


def test_a_rule_can_be_switched_off(open_page: Open, workbench: str) -> None:
    page = open_page(workbench + "/control?view=table").page
    page.get_by_role("cell", name="report-day").first.wait_for()
    page.get_by_role("button", name="Rules").click()
    page.get_by_role("checkbox", name=re.compile("report-day")).uncheck()
    page.wait_for_url(lambda url: "rule=" in url and "report-day" not in url)
    expect(page.get_by_role("cell", name="report-day")).to_have_count(0)


def test_the_table_tells_the_same_in_words(open_page: Open, workbench: str) -> None:
    page = open_page(workbench + "/control").page
    page.get_by_role("tab", name="Table").click()
    row = page.get_by_role(
        "row", name=re.compile("Saraqib.*27 Feb 2020.*contested|Saraqib.*contested.*27 Feb 2020")
    )
    expect(row.first).to_be_visible()


def test_a_place_of_which_nothing_is_said(open_page: Open, workbench: str) -> None:
    page = open_page(workbench + "/control?place=Atlantis").page
    page.get_by_text("Nothing is said of control here").wait_for()
    page.get_by_role("button", name="Show all").click()
    page.get_by_role("button", name=re.compile("Saraqib: ")).first.wait_for()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_axe_finds_nothing(open_page: Open, workbench: str, size: tuple[int, int], dark: bool) -> None:
    page = open_page(workbench + "/control?at=2020-02-15", size=size, dark=dark).page
    page.get_by_role("button", name=re.compile("Saraqib: ")).first.click()
    page.get_by_role("link", name="in its report").first.wait_for()
    assert violations(page) == []
    page.keyboard.press("Escape")
    page.get_by_role("tab", name="Table").click()
    page.get_by_role("table").wait_for()
    assert violations(page) == []
