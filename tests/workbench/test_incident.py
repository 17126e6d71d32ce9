"""An incident: versions side by side, figures as intervals, why its claims stand together; what people decide on it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import expect
from tests.workbench.conftest import PATIENCE, PHONE, Open, violations

expect.set_options(timeout=PATIENCE)
Serve = Callable[[Path], str]


@pytest.fixture(scope="module")
def decided(example_case: Path, serve: Serve, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A server on a copy of the example case, for tests that decide and take back."""
    case = tmp_path_factory.mktemp("decided") / "decided.dateline"
    shutil.copy(example_case, case)
    return serve(case)


def got(address: str, path: str) -> Any:
    answer = httpx.get(f"{address}/api/v1{path}", timeout=60)
    assert answer.status_code == 200, answer.text
    return answer.json()


def disputed(address: str) -> Any:
    """The incident on which most sources differ."""
    lines = got(address, "/incidents?sort=disputed&limit=20")["items"]
    whole = [got(address, f"/incidents/{line['id']}") for line in lines if line["disputed"]]
    return max(whole, key=lambda i: (len(i["matrix"]["columns"]), i["line"]["id"]))


def test_versions_stand_side_by_side_with_what_differs_marked(workbench: str, open_page: Open) -> None:
    incident = disputed(workbench)
    page = open_page(f"{workbench}/incidents/{incident['line']['id']}", wait=".frame table").page
    expect(page.get_by_text(f"{incident['stories']} independent source").first).to_be_visible()
    differing = [row for row in incident["matrix"]["rows"] if row["differs"]]
    expect(page.locator("th .differ")).to_have_count(len(differing))
    expect(page.locator("th .differ").first).to_contain_text("differs")
    if any(column["party"] for column in incident["matrix"]["columns"]):
        expect(page.locator("thead .party").first).to_contain_text("party")
    page.keyboard.press("f")
    expect(page.locator(".frame tbody tr")).to_have_count(len(differing))
    assert violations(page, within="main") == []


def test_figures_are_intervals_with_the_rules_named(workbench: str, open_page: Open) -> None:
    line = next(i for i in got(workbench, "/incidents?sort=killed")["items"] if i["killed"])
    page = open_page(f"{workbench}/incidents/{line['id']}", wait=".ranges").page
    killed = page.locator(".ranges").first
    expect(killed.get_by_role("rowheader", name="UCDP rule")).to_be_visible()
    expect(killed.get_by_role("rowheader", name="ACLED rule")).to_be_visible()
    expect(page.locator(".rules")).to_contain_text("lowest")
    assert killed.locator(".bar").count() == killed.locator("tbody tr").count()


def test_claims_show_their_words_and_why_they_were_joined(workbench: str, open_page: Open) -> None:
    incident = disputed(workbench)
    page = open_page(f"{workbench}/incidents/{incident['line']['id']}", wait="[data-claim]").page
    expect(page.locator("[data-claim]")).to_have_count(len(incident["claims"]))
    for link in incident["links"][:3]:
        expect(page.locator(f"[data-claim={link['claim']}] .reasons")).to_have_text(
            ", ".join(link["reasons"])
        )
    page.keyboard.press("j")
    page.keyboard.press("o")
    page.wait_for_url("**/reports/**claim=**")


def test_claims_are_split_off_by_keys_and_taken_back(decided: str, open_page: Open) -> None:
    incident = disputed(decided)
    before = len(incident["claims"])
    page = open_page(f"{decided}/incidents/{incident['line']['id']}", wait="[data-claim]").page
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("x")
    bar = page.get_by_role("region", name="Chosen claims")
    bar.get_by_label("Reason, for the log").fill("another day")
    page.keyboard.press("Enter")
    expect(page.locator("[data-claim]")).not_to_have_count(before)
    last = got(decided, "/log")["items"][0]
    assert (last["kind"], last["why"], last["coder"]) == ("split", "another day", "ann")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("[data-claim]")).to_have_count(before)


def test_incidents_near_are_offered_to_merge_and_taken_back(decided: str, open_page: Open) -> None:
    incident = disputed(decided)
    before = len(incident["claims"])
    page = open_page(f"{decided}/incidents/{incident['line']['id']}", wait="[data-claim]").page
    page.keyboard.press("m")
    other = page.get_by_role("dialog").get_by_role("radio").first
    other.check()
    assert violations(page, within="dialog") == []
    page.get_by_role("button", name="Merge", exact=True).click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator("[data-claim]")).not_to_have_count(before)
    assert got(decided, "/log")["items"][0]["kind"] == "merge"
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("[data-claim]")).to_have_count(before)


def test_sources_and_claims_are_graded_and_notes_kept(decided: str, open_page: Open) -> None:
    incident = disputed(decided)
    page = open_page(f"{decided}/incidents/{incident['line']['id']}", wait="[data-claim]").page
    grade = page.locator("thead select").first
    grade.select_option("E")
    expect(page.locator("thead select:not(.default)").first).to_have_value("E")
    page.keyboard.press("j")
    page.keyboard.press("5")
    expect(page.locator("[data-claim] select:not(.default)")).to_have_value("5")
    page.keyboard.press("n")
    page.keyboard.type("Ask the monitor again. مهم")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("main").get_by_role("region", name="Notes")).to_contain_text(
        "Ask the monitor again. مهم"
    )
    assert [d["kind"] for d in got(decided, "/log")["items"][:3]] == ["note", "grade-claim", "grade-source"]
    page.keyboard.press("Escape")
    page.keyboard.press("u")
    expect(page.get_by_role("main").get_by_role("region", name="Notes")).not_to_contain_text(
        "Ask the monitor again"
    )
    page.keyboard.press("u")
    expect(page.locator("[data-claim] select:not(.default)")).to_have_count(0)
    page.keyboard.press("u")
    expect(page.locator("thead select:not(.default)")).to_have_count(0)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_an_incident_fits_a_phone(workbench: str, open_page: Open, dark: bool) -> None:
    incident = disputed(workbench)
    page = open_page(
        f"{workbench}/incidents/{incident['line']['id']}", size=PHONE, dark=dark, wait="[data-claim]"
    ).page
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    assert violations(page, within="main") == []


def test_an_incident_that_is_no_more_says_so(workbench: str, open_page: Open) -> None:
    one = open_page(f"{workbench}/incidents/i0000000000000000", wait="[role=alert]")
    one.expected.append("404")
    expect(one.page.get_by_role("alert")).to_contain_text("could not be shown")
    expect(one.page.get_by_role("link", name="To the incidents")).to_be_visible()
