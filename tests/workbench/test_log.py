"""The log: what was decided, what stood there before, and taking it back."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect
from tests.workbench.conftest import PHONE, Open, violations

from dateline.record.decisions import Corrected, Noted, SourceGraded
from dateline.store.case import open_case


@pytest.fixture(scope="module")
def decided(example_case: Path, serve: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> str:
    """Address of a server on a case in which two people decided three things; entries may be undone and redone."""
    case = tmp_path_factory.mktemp("decided") / "decided.dateline"
    shutil.copy(example_case, case)
    with open_case(str(case)) as opened, opened.writer() as writer:
        claim = next(k for k in writer.claims() if k.claim.status == "occurred")
        writer.decide(Corrected(claim=claim.id, status="denied"), coder="ben", why="the ministry denies it")
        writer.decide(
            SourceGraded(source="sana", reliability="E"), coder="cleo", why="wrong about the bridge"
        )
        writer.decide(Noted(about="mil-syr", sort="actor", text="Look at the 4th division."), coder="cleo")
    return serve(case)


def test_entries_tell_who_what_why_and_what_stood_there_before(decided: str, open_page: Open) -> None:
    page = open_page(f"{decided}/log").page
    entry = page.locator("#entry-1")
    expect(entry).to_contain_text("ben")
    expect(entry).to_contain_text("the ministry denies it")
    expect(entry.locator("del")).to_have_text("occurred")
    expect(entry.locator("ins")).to_have_text("denied")
    expect(page.locator("#entry-2").get_by_role("link")).to_have_attribute("href", "/sources/sana")
    assert violations(page, within="main") == []


def test_entries_of_one_person_and_one_kind_are_asked_for(decided: str, open_page: Open) -> None:
    page = open_page(f"{decided}/log").page
    page.get_by_label("Who").select_option("cleo")
    page.wait_for_url("**/log?coder=cleo")
    expect(page.locator("#entry-1")).to_have_count(0)
    expect(page.locator("#entry-3")).to_contain_text("4th division")
    page.get_by_label("Kind").select_option("grade-source")
    expect(page.locator("#entry-3")).to_have_count(0)
    expect(page.locator("#entry-2").locator("ins")).to_have_text("E")


def test_a_decision_is_undone_and_taken_up_again_from_the_log(decided: str, open_page: Open) -> None:
    page = open_page(f"{decided}/log").page
    page.get_by_role("button", name="Undo entry 2").click()
    expect(page.locator("#entry-2")).to_contain_text("undone by 4")
    expect(page.locator("#entry-4")).to_contain_text("Entry 2 no longer holds")
    page.get_by_role("button", name="Redo entry 2").click()
    expect(page.get_by_role("button", name="Undo entry 2")).to_be_visible()


def test_the_log_fits_a_phone(decided: str, open_page: Open) -> None:
    page = open_page(f"{decided}/log", size=PHONE, dark=True).page
    expect(page.locator("#entry-1")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    assert violations(page, within="main") == []
