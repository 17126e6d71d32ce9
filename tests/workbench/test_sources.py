"""Sources: how much they tell, how far to rely on them, who says otherwise."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import expect
from tests.workbench.conftest import PHONE, Open, violations


def test_sources_are_listed_with_their_grade_and_side(workbench: str, open_page: Open) -> None:
    page = open_page(f"{workbench}/sources").page
    row = page.get_by_role("row").filter(has=page.get_by_role("link", name="SANA", exact=True))
    expect(row).to_contain_text("state outlet")
    expect(row).to_contain_text("Syria")
    expect(row).to_contain_text("default")
    assert violations(page, within="main") == []


def test_sources_of_one_kind_are_asked_for_by_the_address(workbench: str, open_page: Open) -> None:
    page = open_page(f"{workbench}/sources").page
    page.get_by_label("Kind of source").select_option("state-outlet")
    page.wait_for_url("**/sources?source_kind=state-outlet")
    expect(page.get_by_role("row")).to_have_count(2)  # the heading and one


def test_a_source_shows_about_whom_and_who_says_otherwise(workbench: str, open_page: Open) -> None:
    page = open_page(f"{workbench}/sources/syrian-observatory-for-human-rights").page
    expect(page.get_by_role("heading", level=1)).to_have_text("Syrian Observatory for Human Rights")
    expect(page.get_by_role("region", name="About whom").get_by_role("link").first).to_be_visible()
    expect(page.get_by_role("region", name="Who says otherwise")).to_contain_text(
        "Russian Ministry of Defence"
    )
    expect(page.get_by_role("region", name="What it says").locator("mark").first).to_be_visible()
    assert violations(page, within="main") == []


def test_a_grade_is_set_with_its_reason_and_undone(own_workbench: str, open_page: Open) -> None:
    page = open_page(f"{own_workbench}/sources/sana").page
    grade = page.get_by_role("region", name="How reliable")
    expect(grade).to_contain_text("default")
    grade.get_by_role("radio", name="E unreliable").check(force=True)
    grade.get_by_label("Why").fill("wrong about the bridge")
    grade.get_by_role("button", name="Grade it E").click()
    expect(grade).not_to_contain_text("default")
    expect(grade).to_contain_text("unreliable")
    expect(page.get_by_role("region", name="Decided about it")).to_contain_text("wrong about the bridge")
    page.get_by_role("button", name="Undo").click()
    expect(grade).to_contain_text("default")


def test_a_source_fits_a_phone(workbench: str, open_page: Open) -> None:
    page = open_page(f"{workbench}/sources/sana", size=PHONE, dark=True).page
    expect(page.get_by_role("region", name="How reliable")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    assert violations(page, within="main") == []


def test_a_source_that_writes_one_name_in_two_ways_has_its_page(
    example_case: Path, serve: Callable[..., str], open_page: Open, tmp_path: Path
) -> None:
    case, report = tmp_path / "own.dateline", tmp_path / "report.jsonl"
    shutil.copy(example_case, case)
    text = "Terrorists shelled Saraqib on Monday. The army killed two terrorists near Binnish on Sunday."
    report.write_text(
        json.dumps({"id": "sana-0211", "publisher": "SANA", "published": "2020-02-11", "text": text}),
        encoding="utf-8",
    )
    words = [sys.executable, "-m", "dateline", "add", str(report), "--case", str(case), "--jobs", "1"]
    subprocess.run(words, check=True, capture_output=True)
    page = open_page(f"{serve(case)}/sources/sana").page
    about = page.get_by_role("region", name="About whom").get_by_role("link", name="terrorists")
    expect(about).to_have_count(1)
