"""Adding: a report is given, watched being read, and accounted for."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect
from tests.workbench.conftest import PHONE, Open, violations

from dateline.store.case import new_case

REPORT = "Rebels captured the town of Khanasser on Thursday and killed 12 soldiers, state media said."
OTHER = "Government forces retook the village of Tal Maraq on Sunday, a monitor said."


@pytest.fixture(scope="module")
def growing(example_case: Path, serve: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> str:
    """Address of a server on a copy of the example case, to which anything may be added."""
    case = tmp_path_factory.mktemp("growing") / "growing.dateline"
    shutil.copy(example_case, case)
    return serve(case)


def test_a_pasted_text_is_read_and_its_report_linked(growing: str, open_page: Open) -> None:
    page = open_page(f"{growing}/add").page
    page.get_by_role("tab", name="Text").click()
    page.get_by_label("The report's text").fill(REPORT)
    page.get_by_label("Published on").fill("2016-03-06")
    page.get_by_label("Publisher").fill("Levant Wire")
    assert violations(page, within="main") == []
    page.get_by_role("button", name="Add to the case").click()
    run = page.get_by_role("region", name="1 report added")
    expect(run).to_be_visible()
    expect(run.get_by_text("New in the case")).to_be_visible()
    assert violations(page, within="main") == []
    run.get_by_role("link", name="pasted by ann").click()
    page.wait_for_url("**/reports/r*")


def test_the_seconds_in_which_the_reader_starts_are_told(growing: str, open_page: Open) -> None:
    page = open_page(f"{growing}/add").page
    page.get_by_role("tab", name="Text").click()
    page.get_by_label("The report's text").fill("Police arrested nine protesters in Port Sudan on Monday.")
    page.get_by_role("button", name="Add to the case").click()
    run = page.get_by_role("region", name="Starting the reader…")
    expect(run).to_contain_text("some seconds, then")
    expect(run.get_by_text("0 of 1 read")).to_have_count(0)
    expect(page.get_by_role("region", name="1 report added")).to_be_visible()


def test_files_are_dropped_and_those_that_fail_say_why(growing: str, open_page: Open, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.txt", tmp_path / "bad.pdf"
    good.write_text(OTHER, encoding="utf-8")
    bad.write_bytes(b"%PDF-1.4 nothing of the sort")
    page = open_page(f"{growing}/add").page
    page.get_by_label("Files to add").set_input_files([good, bad])
    page.get_by_role("button", name="Leave bad.pdf out").wait_for()
    page.get_by_role("button", name="Add 2 files").click()
    run = page.get_by_role("region", name="1 report added")
    expect(run).to_be_visible()
    first = run.get_by_role("listitem").filter(has_text="bad.pdf")
    expect(first).to_contain_text("failed")
    expect(first).to_contain_text("PDF")
    expect(run.get_by_role("link", name="good.txt")).to_be_visible()


def test_a_private_address_is_refused_with_the_reason(workbench: str, open_page: Open) -> None:
    opened = open_page(f"{workbench}/add")
    opened.expected.append("422")
    page = opened.page
    page.get_by_role("tab", name="Web address").click()
    page.get_by_label("Address of a report or a feed").fill("http://169.254.169.254/latest/meta-data")
    page.get_by_role("button", name="Add to the case").click()
    expect(page.get_by_role("alert")).to_contain_text("not a public address")


def test_an_earlier_run_opens_its_account(workbench: str, open_page: Open) -> None:
    page = open_page(f"{workbench}/add").page
    runs = page.get_by_role("region", name="Earlier runs")
    runs.get_by_role("button", expanded=False).first.click()
    page.wait_for_url("**/add?run=1")
    expect(runs.get_by_role("link", name="saraqib.jsonl").first).to_be_visible()
    expect(runs.get_by_text("counted with it as one independent source")).to_be_visible()
    assert violations(page, within="main") == []


def test_an_empty_case_leads_to_adding(tmp_path: Path, serve: Callable[..., str], open_page: Open) -> None:
    case = tmp_path / "empty.dateline"
    new_case(str(case)).close()
    home = serve(case)
    page = open_page(f"{home}/actors").page
    page.get_by_role("link", name="Add reports").click()
    expect(page.get_by_text("The case is empty")).to_be_visible()
    assert violations(page, within="main") == []
    page.goto(f"{home}/sources")
    expect(page.get_by_text("No sources yet")).to_be_visible()
    page.goto(f"{home}/disputes")
    expect(page.get_by_text("No disputes")).to_be_visible()
    page.goto(f"{home}/log")
    expect(page.get_by_text("Nobody decided anything yet")).to_be_visible()


def test_adding_fits_a_phone(workbench: str, open_page: Open) -> None:
    page = open_page(f"{workbench}/add", size=PHONE, dark=True).page
    expect(page.get_by_role("button", name="choose files")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    assert violations(page, within="main") == []
