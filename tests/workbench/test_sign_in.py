"""Accounts: who may not write is offered nothing to write with; admins keep the accounts."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.workbench.conftest import Open, violations

WORD = "correct horse battery"


@pytest.fixture(scope="module")
def team(example_case: Path, serve: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> str:
    """Address of a server on which ann is admin and rita reads."""
    case = tmp_path_factory.mktemp("team") / "team.dateline"
    shutil.copy(example_case, case)
    for name, role in (("ann", "admin"), ("rita", "reader")):
        done = subprocess.run(
            [sys.executable, "-m", "dateline", "users", "add", name, "--role", role, "--case", str(case)],
            input=f"{WORD}\n",
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
    return serve(case, "--accounts")


def sign_in(page: Page, name: str, password: str = WORD) -> None:
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()


def test_whoever_comes_signs_in_and_lands_where_they_wanted(team: str, open_page: Open) -> None:
    opened = open_page(f"{team}/sources?q=sana")
    opened.expected.append("401")
    page = opened.page
    page.wait_for_url("**/sign-in?next=*")
    assert violations(page, within="main") == []
    sign_in(page, "ann", "not the word at all")
    expect(page.get_by_role("alert")).to_contain_text("Name or password is wrong")
    sign_in(page, "ann")
    page.wait_for_url("**/sources?q=sana")
    expect(page.get_by_role("link", name="SANA", exact=True)).to_be_visible()


def test_a_way_out_to_another_site_is_not_taken(team: str, open_page: Open) -> None:
    opened = open_page(f"{team}/sign-in?next=//example.org/")
    opened.expected.append("401")
    page = opened.page
    sign_in(page, "ann")
    page.wait_for_url(f"{team}/")


def test_a_reader_is_offered_nothing_to_write_with(team: str, open_page: Open) -> None:
    opened = open_page(f"{team}/sources/sana")
    opened.expected.append("401")
    page = opened.page
    sign_in(page, "rita")
    expect(page.get_by_role("region", name="How reliable")).to_contain_text("not usually reliable")
    expect(page.get_by_role("radio")).to_have_count(0)
    page.goto(f"{team}/actors/mil-syr")
    expect(page.get_by_role("region", name="Names")).to_be_visible()
    expect(page.get_by_role("button", name="Add a name")).to_have_count(0)
    page.goto(f"{team}/add")
    expect(page.get_by_text("You may look, but not add")).to_be_visible()
    page.goto(f"{team}/users")
    expect(page.get_by_text("For admins")).to_be_visible()
    assert violations(page, within="main") == []


def test_an_admin_adds_a_user_who_signs_in_and_goes_again(team: str, open_page: Open) -> None:
    opened = open_page(f"{team}/users")
    opened.expected.append("401")
    page = opened.page
    sign_in(page, "ann")
    page.wait_for_url(f"{team}/users")
    page.get_by_label("Name").fill("carl")
    page.get_by_label("First password").fill(WORD)
    page.get_by_role("button", name="Add the user").click()
    expect(page.get_by_label("Role of carl")).to_have_value("coder")
    expect(page.get_by_role("region", name="Who signed in and wrote")).to_contain_text("sign-in")
    assert violations(page, within="main") == []
    page.get_by_role("button", name="Account").click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/sign-in*")
    sign_in(page, "carl")
    page.wait_for_url(f"{team}/")
