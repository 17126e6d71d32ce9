"""What all screens have in common: navigation, keys, light and dark, addresses that lead nowhere."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest
from tests.workbench.conftest import PHONE, Open, until, violations

ROOT = Path(__file__).parents[2]


def test_a_link_opens_another_screen_without_loading_the_page_anew(open_page: Open, workbench: str) -> None:
    page = open_page(workbench + "/control").page
    page.evaluate("window.same = true")
    page.get_by_role("navigation", name="Screens").get_by_role("link", name="Map").click()
    page.get_by_role("heading", level=1, name="Map and timeline").wait_for(state="attached")
    assert page.evaluate("window.same") is True
    assert page.title().startswith("Map and timeline")
    page.go_back()
    page.get_by_role("heading", level=1, name="Control").wait_for()


def test_the_heading_of_a_screen_has_the_focus_after_a_move(open_page: Open, workbench: str) -> None:
    page = open_page(workbench + "/").page
    page.keyboard.press("g")
    page.keyboard.press("c")
    until(page, "document.activeElement?.textContent === 'Control'")


def test_a_question_mark_shows_all_keys_and_escape_closes_them(open_page: Open, workbench: str) -> None:
    page = open_page(workbench + "/control").page
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keys")
    dialog.get_by_text("To the next change").wait_for()
    assert violations(page, within="dialog") == []
    page.keyboard.press("Escape")
    dialog.wait_for(state="hidden")


def test_keys_do_nothing_behind_an_open_dialog(open_page: Open, own_workbench: str) -> None:
    page = open_page(own_workbench + "/reports").page
    page.locator("main a.title").first.click()
    page.get_by_role("button", name="Accept").wait_for()
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keys")
    dialog.wait_for()
    dark = page.evaluate("document.documentElement.dataset.theme")
    address = page.url
    for key in ("j", "k", "a", "r", "1", "s", "v", "n", "t", "/", "Alt+1", "g", "m"):
        page.keyboard.press(key)
    dialog.wait_for()
    assert page.url == address
    assert page.evaluate("document.documentElement.dataset.theme") == dark
    assert page.locator(".claim-card [role=listbox], .claim-card [role=combobox]").count() == 0
    assert httpx.get(f"{own_workbench}/api/v1/log").json()["items"] == []
    page.keyboard.press("Escape")
    dialog.wait_for(state="hidden")


def test_words_are_chosen_by_keys_no_further_while_a_dialog_is_open(open_page: Open, workbench: str) -> None:
    page = open_page(workbench + "/reports").page
    page.locator("main a.title").first.click()
    page.get_by_role("button", name="Accept").wait_for()
    page.keyboard.press("n")
    choosing = page.get_by_text("go by words")
    choosing.wait_for()
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keys")
    dialog.wait_for()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("n")
    page.keyboard.press("Escape")
    dialog.wait_for(state="hidden")
    assert page.get_by_role("region", name="New claim").count() == 0
    choosing.wait_for()


def test_escape_closes_a_dialog_before_the_card_behind_it(open_page: Open, workbench: str) -> None:
    page = open_page(workbench + "/").page
    page.get_by_role("button", name="Type", exact=True).click()
    card = page.get_by_role("dialog", name="Type")
    card.get_by_role("checkbox").first.focus()
    page.keyboard.press("?")
    keys = page.get_by_role("dialog", name="Keys")
    keys.wait_for()
    page.keyboard.press("Escape")
    keys.wait_for(state="hidden")
    card.wait_for()
    page.keyboard.press("Escape")
    card.wait_for(state="hidden")


def test_dark_is_chosen_once_and_stays(open_page: Open, workbench: str) -> None:
    page = open_page(workbench + "/control").page
    page.get_by_role("button", name="Dark colours").click()
    page.reload()
    page.get_by_role("button", name="Light colours").wait_for()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"


def test_an_address_that_leads_nowhere_says_so(open_page: Open, workbench: str) -> None:
    page = open_page(workbench + "/no/such/screen").page
    page.get_by_text("There is nothing at this address").wait_for()
    page.get_by_role("link", name="To the map").click()
    page.get_by_role("heading", level=1, name="Map and timeline").wait_for(state="attached")


def test_on_a_phone_the_other_screens_are_in_a_drawer(open_page: Open, workbench: str) -> None:
    page = open_page(workbench + "/control", size=PHONE).page
    page.get_by_role("button", name="More").click()
    drawer = page.get_by_role("dialog", name="All screens")
    assert drawer.get_by_role("link").all_text_contents() != []
    drawer.get_by_role("link", name="Map").click()
    page.get_by_role("heading", level=1, name="Map and timeline").wait_for(state="attached")
    drawer.wait_for(state="hidden")


def test_the_page_allows_no_script_of_its_own_words(open_page: Open, workbench: str) -> None:
    opened = open_page(workbench + "/control")
    opened.expected.append("Content Security Policy")
    ran = opened.page.evaluate(
        """() => {
            const script = document.createElement('script');
            script.textContent = 'window.ran = true';
            document.body.append(script);
            return window.ran ?? false;
        }"""
    )
    assert ran is False
    assert opened.problems, "the browser was to tell that the script was refused"


@pytest.mark.parametrize("name", ["package-lock.json", "package.json", ".npmrc"])
def test_lock_files_hold_no_address_of_a_registry(name: str) -> None:
    words = (ROOT / "workbench" / name).read_text()
    assert '"resolved"' not in words
    assert "http" not in words.replace("https://opencollective.com", "").replace(
        "https://github.com", ""
    ) or ("registry" not in words)
