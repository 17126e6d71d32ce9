"""The queue: what is worth most first, with why; one goes through it by keys alone."""

from __future__ import annotations

import httpx
from playwright.sync_api import expect
from tests.workbench.conftest import PATIENCE, PHONE, Open, violations

expect.set_options(timeout=PATIENCE)


def test_what_is_disputed_comes_first_with_the_reason_in_words(workbench: str, open_page: Open) -> None:
    page = open_page(f"{workbench}/review", wait=".item").page
    first = page.locator(".item").first
    expect(first).to_contain_text("sources differ on")
    total = httpx.get(f"{workbench}/api/v1/queue", timeout=60).json()["progress"]["total"]
    expect(page.locator(".progress")).to_contain_text(f"of {total} claims reviewed")
    assert violations(page, within="main") == []


def test_a_coder_reviews_claim_after_claim_without_a_mouse(own_workbench: str, open_page: Open) -> None:
    page = open_page(f"{own_workbench}/review", wait=".item").page
    queued = [
        i["claim"]["id"] for i in httpx.get(f"{own_workbench}/api/v1/queue", timeout=60).json()["items"]
    ]
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    for n, claim in enumerate(queued[:5]):
        page.wait_for_url(f"**claim={claim}**")
        page.wait_for_selector(f".desk:not(.loading) [data-card={claim}]")
        expect(page.get_by_role("region", name="Review queue")).to_contain_text(f"{n} of ")
        page.keyboard.press("r" if n == 2 else "a")
    page.wait_for_selector(f".desk:not(.loading) [data-card={queued[5]}]")
    page.keyboard.press("]")
    page.wait_for_selector(f".desk:not(.loading) [data-card={queued[6]}]")
    page.keyboard.press("u")
    page.wait_for_selector(f".desk:not(.loading) [data-card={queued[4]}]")
    expect(page.get_by_role("region", name="Review queue")).to_contain_text("4 of ")
    page.keyboard.press("g")
    page.keyboard.press("r")
    expect(page.locator(".progress")).to_contain_text("4 of ")
    decided = httpx.get(f"{own_workbench}/api/v1/log", timeout=60).json()["items"]
    assert [d["kind"] for d in decided] == ["undo", *["review"] * 5]


def test_the_queue_fits_a_phone(workbench: str, open_page: Open) -> None:
    page = open_page(f"{workbench}/review", size=PHONE, dark=True, wait=".item").page
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    assert violations(page, within="main") == []
