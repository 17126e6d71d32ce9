"""Actors: found in the list, seen with their ties and claims, given a name of their own in this case."""

from __future__ import annotations

from playwright.sync_api import expect
from tests.workbench.conftest import PHONE, Open, violations


def test_an_actor_is_found_in_the_list_and_opened(workbench: str, open_page: Open) -> None:
    page = open_page(f"{workbench}/actors").page
    page.get_by_label("Find an actor").fill("syrian arab")
    page.wait_for_url("**/actors?q=syrian+arab")
    row = page.get_by_role("link", name="Syrian Arab Army", exact=True)
    expect(row).to_be_visible()
    expect(page.get_by_role("link", name="Government of Turkey")).to_have_count(0)
    assert violations(page, within="main") == []
    row.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Syrian Arab Army")


def test_a_search_for_nobody_says_so(workbench: str, open_page: Open) -> None:
    page = open_page(f"{workbench}/actors?q=nobody-of-that-name").page
    expect(page.get_by_text("No actor by that name")).to_be_visible()


def test_an_actor_shows_names_ties_and_claims_in_each_part(workbench: str, open_page: Open) -> None:
    page = open_page(f"{workbench}/actors/mil-syr").page
    expect(page.get_by_role("img", name="Claims by month")).to_be_visible()
    expect(page.get_by_text("Syrian Armed Forces", exact=True)).to_be_visible()
    claims = page.get_by_role("region", name="Claims")
    first = claims.get_by_role("listitem").first
    expect(first.locator("mark")).to_be_visible()
    page.get_by_role("tab", name="Holds a place").click()
    expect(claims.get_by_role("listitem").first).to_contain_text("Saraqib")
    assert violations(page, within="main") == []


def test_with_whom_and_against_whom_can_be_read_as_a_table(workbench: str, open_page: Open) -> None:
    page = open_page(f"{workbench}/actors/mil-syr").page
    ties = page.get_by_role("region", name="With whom and against whom")
    expect(ties.get_by_role("group", name="Syrian Arab Army, with")).to_be_visible()
    drawn = ties.get_by_role("link").count()
    ties.get_by_role("button", name="Table").click()
    rows = ties.get_by_role("row")
    expect(rows.first).to_contain_text("against")
    assert rows.count() - 1 >= drawn > 0
    assert violations(page, within="main") == []


def test_a_name_for_this_case_is_kept_logged_and_taken_back(own_workbench: str, open_page: Open) -> None:
    page = open_page(f"{own_workbench}/actors/mil-syr").page
    page.get_by_role("button", name="Add a name").wait_for()
    page.keyboard.press("a")
    page.get_by_label("Another name of this actor").fill("جيش الشمال")
    page.get_by_label("Why").fill("so called by the factions")
    page.get_by_role("button", name="Add the name").click()
    names = page.get_by_role("region", name="Names")
    expect(names.get_by_text("جيش الشمال")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(names.get_by_text("جيش الشمال")).to_have_count(0)
    page.goto(f"{own_workbench}/log")
    expect(page.get_by_text("so called by the factions")).to_be_visible()
    expect(page.get_by_text("undone by 2")).to_be_visible()


def test_an_actor_fits_a_phone(workbench: str, open_page: Open) -> None:
    page = open_page(f"{workbench}/actors/mil-syr", size=PHONE, dark=True).page
    expect(page.get_by_role("region", name="Claims")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    assert violations(page, within="main") == []


def test_people_without_an_office_are_shown_with_a_notice(workbench: str, open_page: Open) -> None:
    page = open_page(f"{workbench}/actors/%3Fresidents").page
    expect(page.get_by_text("A private person, or people without an office")).to_be_visible()
    expect(page.get_by_role("button", name="Add a name")).to_have_count(0)
