"""Disputes: what each side says, side by side."""

from __future__ import annotations

from playwright.sync_api import expect
from tests.workbench.conftest import PHONE, Open, violations


def test_versions_stand_side_by_side_with_those_who_say_so(workbench: str, open_page: Open) -> None:
    page = open_page(f"{workbench}/disputes").page
    expect(page.get_by_text("it happened", exact=True).first).to_be_visible()
    denial = page.get_by_role("listitem").filter(has_text="it did not happen").first
    expect(denial).to_be_visible()
    party = page.get_by_role("listitem").filter(has_text="National Front for Liberation")
    expect(party.get_by_text("party").first).to_be_visible()
    assert violations(page, within="main") == []


def test_one_question_is_asked_by_the_address_and_leads_to_its_incident(
    workbench: str, open_page: Open
) -> None:
    page = open_page(f"{workbench}/disputes").page
    page.get_by_label("On what").select_option("killed")
    page.wait_for_url("**/disputes?field=killed")
    expect(page.get_by_text("Did it happen?", exact=True)).to_have_count(1)  # the choice, not a dispute
    expect(page.get_by_role("heading", name="How many were killed?").first).to_be_visible()
    page.get_by_role("heading", level=2).get_by_role("link").first.click()
    page.wait_for_url("**/incidents/i*")


def test_disputes_fit_a_phone(workbench: str, open_page: Open) -> None:
    page = open_page(f"{workbench}/disputes", size=PHONE, dark=True).page
    expect(page.get_by_text("it did not happen").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    assert violations(page, within="main") == []
