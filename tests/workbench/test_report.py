"""A report: its words with what was read of them, corrected and added to by keys alone; hostile words stay words."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Locator, Page, expect
from tests.workbench.conftest import PATIENCE, PHONE, ROOT, Open, violations

expect.set_options(timeout=PATIENCE)
Serve = Callable[[Path], str]


@pytest.fixture(scope="module")
def coded(example_case: Path, serve: Serve, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A server on a copy of the example case, for the tests of this file: each decides about a report of its own."""
    case = tmp_path_factory.mktemp("coded") / "coded.dateline"
    shutil.copy(example_case, case)
    return serve(case)


def got(address: str, path: str) -> Any:
    answer = httpx.get(f"{address}/api/v1{path}", timeout=60)
    assert answer.status_code == 200, answer.text
    return answer.json()


def report_with(address: str, words: str) -> str:
    """Id of the report with these words in its title."""
    return str(next(r["id"] for r in got(address, "/reports")["items"] if words in (r["title"] or "")))


def opened(open_page: Open, address: str, words: str) -> tuple[Page, str]:
    report = report_with(address, words)
    page = open_page(f"{address}/reports/{report}", wait=".claim-card").page
    return page, report


def card(page: Page) -> Locator:
    return page.locator(".claim-card")


def text_of(page: Page) -> str:
    """The words as they stand in the page, without what is drawn over them."""
    words: str = page.eval_on_selector_all(".block", "blocks => blocks.map(b => b.textContent).join('\\n')")
    return words


def test_a_report_is_found_by_its_words(workbench: str, open_page: Open) -> None:
    page = open_page(f"{workbench}/reports").page
    expect(page.locator("main").get_by_role("listitem").first).to_be_visible()
    assert violations(page, within="main") == []
    page.get_by_label("Words").fill("drone")
    page.keyboard.press("Enter")
    page.wait_for_url("**/reports?q=drone")
    expect(page.locator("main mark").first).to_have_text("drone")
    page.keyboard.press("Escape")
    page.locator("main a.title").first.click()
    expect(card(page)).to_be_visible()


def test_words_stand_as_they_were_reported_with_layers_over_them(workbench: str, open_page: Open) -> None:
    page, report = opened(open_page, workbench, "Syrian army enters key Idlib town")
    told = got(workbench, f"/reports/{report}")
    assert text_of(page).split() == told["text"].split()
    expect(page.locator("mark.m-claim").first).to_be_visible()
    places = page.locator(".m-place").count()
    assert places > 0
    page.get_by_role("button", name="Places").click()
    expect(page.locator(".m-place")).to_have_count(0)
    page.keyboard.press("Alt+3")
    expect(page.locator(".m-place")).to_have_count(places)
    assert violations(page, within="main") == []


def test_a_claim_pointed_at_shows_its_roles_in_the_text(workbench: str, open_page: Open) -> None:
    page, report = opened(open_page, workbench, "Syrian army enters key Idlib town")
    claims = got(workbench, f"/reports/{report}")["claims"]
    whole = next(
        c for c in claims if c["place"] and c["place"]["span"] and c["actors"] and c["actors"][0]["span"]
    )
    page.locator(f"mark[data-claim={whole['id']}]").first.hover()
    expect(page.locator(".label.r-where")).to_have_text("where")
    expect(page.locator(".label.r-who").first).to_have_text("who")
    page.locator(f"mark[data-claim={whole['id']}]").first.click()
    expect(page.get_by_role("option", selected=True)).to_contain_text(whole["trigger"]["text"])


def test_claims_are_walked_accepted_rejected_and_taken_back_by_keys(coded: str, open_page: Open) -> None:
    page, report = opened(open_page, coded, "Factions regain Saraqib")
    options = page.get_by_role("option")
    page.keyboard.press("j")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("k")
    expect(options.nth(0)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("a")
    expect(options.nth(0)).to_contain_text("accepted")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("y")
    page.keyboard.type("the report does not say this")
    page.keyboard.press("Escape")
    page.keyboard.press("r")
    expect(options.nth(1)).to_contain_text("rejected")
    first, second = (c["id"] for c in got(coded, f"/reports/{report}")["claims"][:2])
    kept = got(coded, f"/claims/{second}")["decisions"][0]
    assert (kept["kind"], kept["coder"], kept["why"]) == ("review", "ann", "the report does not say this")
    page.keyboard.press("u")
    expect(options.nth(1)).to_contain_text("not yet reviewed")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("u")
    expect(options.nth(0)).to_contain_text("not yet reviewed")
    assert got(coded, f"/claims/{first}")["claim"]["review"] is None


def test_every_field_is_corrected_by_keys_logged_and_taken_back(coded: str, open_page: Open) -> None:
    page, report = opened(open_page, coded, "Army fully liberates Saraqib city")
    claim = got(coded, f"/reports/{report}")["claims"][0]["id"]
    said = card(page)

    def now() -> Any:
        return got(coded, f"/claims/{claim}")["claim"]

    page.keyboard.press("s")
    page.keyboard.press("6")
    expect(said.locator("[data-field=status]")).to_contain_text("denied")
    page.keyboard.press("t")
    page.keyboard.type("drone strike")
    page.keyboard.press("Enter")
    expect(said.locator("[data-field=type]")).to_contain_text("Air/drone strike")
    page.keyboard.press("d")
    page.keyboard.type("2020-03-01")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(said.locator("[data-field=time]")).to_contain_text("2 Mar 2020")
    page.keyboard.press("c")
    page.keyboard.type("12-15")
    page.keyboard.press("Enter")
    expect(said.locator("[data-field=casualties]")).to_contain_text("killed 12 to 15")
    page.keyboard.press("w")
    page.keyboard.press("Backspace")
    page.keyboard.type("Ahrar al-Sham")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Take Ahrar al-Sham out")).to_be_visible()
    page.keyboard.press("Enter")
    expect(said.locator("[data-field=actors]")).to_contain_text("Ahrar al-Sham")
    page.keyboard.press("p")
    page.keyboard.type("Ariha")
    page.keyboard.press("Enter")
    expect(said.locator("[data-field=place]")).to_contain_text("Ariha")

    changed = now()
    assert changed["status"] == "denied" and changed["acled_sub"] == "Air/drone strike"
    assert (changed["time"]["start"], changed["place"]["name"]) == ("2020-03-02", "Ariha")
    assert [(c["low"], c["high"]) for c in changed["casualties"] if c["outcome"] == "killed"] == [(12, 15)]
    history = page.get_by_role("region", name="What was decided about this claim")
    expect(history.get_by_role("listitem")).to_have_count(6)
    expect(history.get_by_role("listitem").first).to_contain_text("ann")
    assert violations(page, within="main") == []
    for left in range(5, -1, -1):
        page.keyboard.press("u")
        expect(history.locator("li:not(.gone)").filter(has_not_text="no longer holds")).to_have_count(left)
    read = got(coded, f"/claims/{claim}")
    assert read["claim"]["corrected"] == [] and read["claim"]["status"] == read["read"]["status"]


PARSERS_WORDS = re.compile(
    r"nsubj|dobj|pobj|amod|conj of|subj:|obj:|frame \w+:|[a-z]_[a-z]|\b[A-Z]{3}\b(?<!USA)"
)


def test_a_card_tells_rules_and_countries_in_plain_words(workbench: str, open_page: Open) -> None:
    page, report = opened(open_page, workbench, "Syrian army retakes Saraqib")
    claims = got(workbench, f"/reports/{report}")["claims"]
    for n, claim in enumerate(claims):
        page.get_by_role("option").nth(n).click()
        expect(card(page).locator("h2")).to_have_text(claim["trigger"]["text"])
        told = [*card(page).locator(".by, .card-row:has-text('Confidence')").all_inner_texts()]
        assert [t for t in told if PARSERS_WORDS.search(t)] == []
    at = next(n for n, c in enumerate(claims) if c["rules"].get("actors") == "subj: nsubj" and c["place"])
    page.get_by_role("option").nth(at).click()
    who = card(page).locator(".card-row").filter(has_text="Who")
    expect(who.get_by_text("subject of the verb")).to_have_attribute(
        "title", "Rule that made this field: subj: nsubj"
    )
    assert claims[at]["place"]["country"] == "SYR"
    expect(card(page).locator("[data-field=place]")).to_contain_text("Syria")


def test_a_field_that_says_nothing_names_no_rule(workbench: str, open_page: Open) -> None:
    page, report = opened(open_page, workbench, "Army confronts terrorists")
    claims = got(workbench, f"/reports/{report}")["claims"]
    at = next(n for n, c in enumerate(claims) if c["rules"].get("actors") and not c["actors"])
    page.get_by_role("option").nth(at).click()
    who = card(page).locator(".card-row", has=page.locator("[data-field=actors]"))
    expect(who).to_contain_text("nobody named")
    expect(who.locator(".by")).to_have_count(0)


TWICE_QUOTED = "Assad's troops seize crossroads town"


def who_says_so(address: str, claim: str) -> list[tuple[str, str]]:
    return [(s["name"], s["kind"]) for s in got(address, f"/claims/{claim}")["claim"]["sources"]]


def test_who_says_so_is_set_as_a_chain_by_keys_and_undone(coded: str, open_page: Open) -> None:
    page, report = opened(open_page, coded, TWICE_QUOTED)
    claim = got(coded, f"/reports/{report}")["claims"][0]["id"]
    read = who_says_so(coded, claim)
    page.keyboard.press("v")
    chain = page.get_by_role("list", name="Who says so, the outermost first").get_by_role("listitem")
    expect(chain).to_have_count(len(read))
    for _ in read:
        page.keyboard.press("Backspace")
    expect(chain).to_have_count(0)
    for name in ("Reuters", "Hala of the bakery"):
        page.keyboard.type(name)
        page.keyboard.press("Enter")
        expect(chain.last).to_contain_text(name)
    expect(page.get_by_label("Kind of source: Reuters")).to_have_value("")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Hala of the bakery")
    assert violations(page, within="main") == []
    page.keyboard.type("witness")
    page.keyboard.press("Enter")
    expect(card(page)).to_contain_text("Hala of the bakery witness")
    assert who_says_so(coded, claim) == [("Reuters", "outlet"), ("Hala of the bakery", "witness")]
    assert [(d["kind"], d["coder"]) for d in got(coded, f"/claims/{claim}")["decisions"]] == [
        ("correct", "ann")
    ]
    assert violations(page, within="main") == []
    page.keyboard.press("u")
    expect(card(page)).not_to_contain_text("Hala of the bakery witness")
    assert who_says_so(coded, claim) == read


def test_one_who_says_so_is_taken_out_and_another_moved_outwards(coded: str, open_page: Open) -> None:
    page, report = opened(open_page, coded, "Army fully liberates Saraqib city")
    page.get_by_role("option").nth(1).click()
    claim = got(coded, f"/reports/{report}")["claims"][1]["id"]
    outer, inner = who_says_so(coded, claim)
    page.get_by_role("button", name="Change Says so").click()
    page.get_by_role("button", name=f"Move {inner[0]} outwards").click()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(card(page).locator(".chain li").first).to_contain_text(inner[0])
    assert who_says_so(coded, claim) == [inner, outer]
    page.get_by_role("button", name="Change Says so").click()
    page.get_by_role("button", name=f"Take {inner[0]} out").click()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(card(page).locator(".chain li")).to_have_count(1)
    assert who_says_so(coded, claim) == [outer]
    page.get_by_role("button", name="Undo", exact=True).click()
    expect(card(page).locator(".chain li")).to_have_count(2)


def test_a_claim_is_left_to_the_report_in_its_own_voice(coded: str, open_page: Open) -> None:
    page, report = opened(open_page, coded, TWICE_QUOTED)
    page.keyboard.press("j")
    claim = got(coded, f"/reports/{report}")["claims"][1]["id"]
    [read] = who_says_so(coded, claim)
    page.keyboard.press("v")
    page.keyboard.press("Backspace")
    page.keyboard.press("Escape")
    expect(card(page)).to_contain_text(read[0])
    assert who_says_so(coded, claim) == [read]
    page.keyboard.press("v")
    page.keyboard.press("Backspace")
    page.keyboard.press("Enter")
    expect(card(page)).to_contain_text("the report in its own voice")
    assert who_says_so(coded, claim) == []
    page.keyboard.press("u")
    expect(card(page)).not_to_contain_text("the report in its own voice")


def test_a_claim_is_added_from_words_chosen_by_keys(coded: str, open_page: Open) -> None:
    page, report = opened(open_page, coded, "Statement no. 41")
    before = len(got(coded, f"/reports/{report}")["claims"])
    page.keyboard.press("n")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Enter")
    chosen = page.get_by_role("region", name="New claim").locator("blockquote").inner_text()
    assert chosen in got(coded, f"/reports/{report}")["text"]
    page.keyboard.type("looting")
    page.keyboard.press("Enter")
    expect(page.get_by_role("option")).to_have_count(before + 1)
    expect(card(page)).to_contain_text("added by ann")
    added = next(c for c in got(coded, f"/reports/{report}")["claims"] if c["added_by"])
    text = got(coded, f"/reports/{report}")["text"]
    start, end = added["trigger"]["span"]
    assert text[start:end] == chosen
    page.keyboard.press("u")
    expect(page.get_by_role("option")).to_have_count(before)


def test_a_claim_is_added_from_words_selected_with_the_mouse(coded: str, open_page: Open) -> None:
    page, _ = opened(open_page, coded, "Türkiye avenges its martyrs")
    before = page.get_by_role("option").count()
    page.locator(".block.line").last.dblclick(position={"x": 60, "y": 18})
    page.get_by_role("button", name="Add a claim of these words").click()
    page.get_by_role("option", name="Armed clash").click()
    expect(page.get_by_role("option")).to_have_count(before + 1)


def test_a_note_on_a_report_is_kept_and_taken_back(coded: str, open_page: Open) -> None:
    page, report = opened(open_page, coded, "Türkiye avenges its martyrs")
    page.get_by_label("Write a note").fill("The photo is older than the text. صورة")
    page.keyboard.press("Control+Enter")
    notes = page.get_by_role("main").get_by_role("region", name="Notes")
    expect(notes.get_by_text("The photo is older than the text. صورة")).to_be_visible()
    assert [n["coder"] for n in got(coded, f"/reports/{report}")["notes"]] == ["ann"]
    page.get_by_role("button", name="Undo", exact=True).click()
    expect(notes.get_by_text("The photo is older")).to_have_count(0)


def test_near_copies_and_other_states_are_told(workbench: str, open_page: Open) -> None:
    copied = next(
        r for r in got(workbench, "/reports")["items"] if got(workbench, f"/reports/{r['id']}")["copies"]
    )
    page = open_page(f"{workbench}/reports/{copied['id']}").page
    page.get_by_text("near-copy: one story, one independent source").click()
    other = got(workbench, f"/reports/{copied['id']}")["copies"][0]
    expect(page.get_by_role("link", name=other["title"])).to_be_visible()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_phone_shows_the_words_with_the_claim_below(workbench: str, open_page: Open, dark: bool) -> None:
    report = report_with(workbench, "Army fully liberates Saraqib city")
    page = open_page(f"{workbench}/reports/{report}", size=PHONE, dark=dark, wait=".claim-card").page
    page.get_by_role("button", name="Show its fields").click()
    page.locator("[data-field=status]").click()
    expect(page.get_by_role("listbox", name="Status")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    assert violations(page, within="main") == []


STRANGE = "main script, main img, main iframe, main svg[onload], main a[href^=javascript]"
HARM = (
    'Rebels captured Khanasser on Thursday, <script>alert("script")</script> state media said. '
    "<img src=x onerror=\"alert('img')\"> <svg/onload=alert('svg')> <a href=\"javascript:alert('href')\">town</a> "
    "</textarea></title></style><iframe src='javascript:alert(1)'></iframe> {{7*7}} ${alert(1)}\n"
    "The governor \u202egnihton dias\u202c on Friday that 12 people were killed in \u202bحلب\u202c 🔥🔥 near Aleppo.\n"
)


def test_a_hostile_report_is_shown_as_words_and_runs_nothing(
    open_page: Open, serve: Serve, tmp_path: Path
) -> None:
    reports = tmp_path / "hostile.jsonl"
    told = {"text": HARM, "published": "2016-03-06", "publisher": HARM[:60], "title": HARM[:200]}
    reports.write_text(json.dumps(told) + "\n", encoding="utf-8")
    case = tmp_path / "hostile.dateline"
    for words in (["new", str(case)], ["add", str(reports), "--case", str(case), "--jobs", "1"]):
        subprocess.run([sys.executable, "-m", "dateline", *words], check=True, capture_output=True, cwd=ROOT)
    address = serve(case)
    one = open_page(f"{address}/reports")
    page = one.page
    page.on("dialog", lambda dialog: one.problems.append(f"dialog: {dialog.message}"))
    expect(page.locator("main").get_by_role("listitem").first).to_contain_text("<script>")

    [line] = got(address, "/reports")["items"]
    read = got(address, f"/reports/{line['id']}")
    page.goto(f"{address}/reports/{line['id']}")
    page.wait_for_selector(".block")
    assert text_of(page).split() == read["text"].split()
    assert page.locator(STRANGE).count() == 0
    assert read["claims"]
    for claim in read["claims"]:
        marks = page.locator(f"mark[data-claim={claim['id']}]")
        assert "".join(marks.all_inner_texts()) == claim["trigger"]["text"]
    page.goto(f"{address}/review")
    page.wait_for_selector(".item")
    assert page.locator(STRANGE).count() == 0

    # One line of five million characters, as if the server had kept it: it is cut for drawing, and none of it is lost.
    long = "x" * 2_000_000 + " 🔥<script>alert('long')</script> " + "y" * 3_000_000
    sent = json.dumps({**read, "text": long, "mentions": [], "attributions": [], "claims": []})
    page.route("**/api/v1/reports/*", lambda route: route.fulfill(body=sent, content_type="application/json"))
    page.goto(f"{address}/reports/{line['id']}")
    page.wait_for_selector(".block")
    assert text_of(page).replace("\n", "") == long
    assert page.locator(".block").count() > 1000
    assert page.locator(STRANGE).count() == 0
