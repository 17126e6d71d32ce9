"""Map and timeline: what is where and when, by mouse and by keyboard, and a view that can be sent."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect
from tests.workbench.conftest import DESKTOP, PHONE, Open, until, violations

WEEK = "/?from=2020-02-27&to=2020-03-02"


def _query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def _drawn(page: Page, what: str = "points") -> list[dict[str, object]]:
    """What the map was given to draw, once there is something: `points`, `areas` or `flags`."""
    given = f"window.map?.getSource('{what}')?.serialize().data.features ?? []"
    until(page, f"({given}).length > 0")
    return [feature["properties"] for feature in page.evaluate(given)]


def _list(page: Page) -> list[str]:
    rows = page.get_by_role("region", name="Incidents in view").locator("ul button")
    rows.first.wait_for()
    return [text.strip() for text in rows.locator(".title").all_text_contents()]


def test_incidents_stand_in_a_list_beside_the_map(open_page: Open, workbench: str) -> None:
    page = open_page(workbench + "/").page
    _drawn(page)
    heading = page.get_by_role("heading", name=re.compile(r"\d+ incidents? in view"))
    heading.wait_for()
    assert len(_list(page)) == int((heading.text_content() or "0").split()[0])


def test_choosing_an_incident_shows_where_its_sources_differ(open_page: Open, workbench: str) -> None:
    page = open_page(workbench + "/").page
    page.get_by_role("region", name="Incidents in view").locator("button", has_text="disputed").first.click()
    card = page.get_by_role("article", name="Incident")
    card.get_by_text("Where the sources differ").wait_for()
    assert _query(page)["incident"]
    card.get_by_role("link", name="Open the incident").click()
    page.wait_for_url(re.compile("/incidents/i[0-9a-f]+"))


def test_keys_go_through_the_incidents_and_close_the_card(open_page: Open, workbench: str) -> None:
    page = open_page(workbench + "/").page
    titles = _list(page)
    page.keyboard.press("j")
    expect(
        page.get_by_role("article", name="Incident").get_by_role("heading", name=titles[0])
    ).to_be_visible()
    page.keyboard.press("j")
    expect(page.locator(".list [aria-pressed=true] .title")).to_have_text(titles[1])
    page.keyboard.press("Escape")
    expect(page.get_by_role("article", name="Incident")).to_be_hidden()


def test_the_filter_is_in_the_address_and_comes_back_with_it(open_page: Open, workbench: str) -> None:
    page = open_page(workbench + "/").page
    before = len(_list(page))
    page.get_by_role("button", name="Type", exact=True).click()
    page.get_by_role("dialog", name="Type").get_by_role("checkbox", name=re.compile("Explosions")).check()
    expect(page.get_by_role("list", name="Chosen")).to_contain_text("Explosions")
    assert _query(page)["type"] == ["explosions"]
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Disputed", exact=True).click()
    page.wait_for_url(re.compile("disputed=true"))
    sent = page.url
    other = open_page(sent).page
    expect(other.get_by_role("list", name="Chosen")).to_contain_text("Disputed")
    expect(other.get_by_role("heading", name=re.compile(r"\d+ incidents? in view"))).to_be_visible()
    assert 0 < len(_list(other)) < before


def test_letters_after_a_click_on_a_filter_go_into_its_field(open_page: Open, workbench: str) -> None:
    page = open_page(workbench + "/").page
    bar = page.get_by_role("region", name="Filter")
    for button in ("Who", "More"):
        bar.get_by_role("button", name=button, exact=True).click()
        field = page.get_by_role("dialog").locator("input").first
        expect(field).to_be_focused()
        page.keyboard.type("ccc")
        expect(field).to_have_value("ccc")
        field.fill("")
        page.keyboard.press("Escape")
        expect(bar.get_by_role("button", name=button, exact=True)).to_be_focused()
    for button in ("Type", "Sources"):
        bar.get_by_role("button", name=button, exact=True).click()
        expect(page.get_by_role("dialog").get_by_role("checkbox").first).to_be_focused()
        page.keyboard.type("cjp")
        bar.get_by_role("button", name=button, exact=True).click()
        expect(page.get_by_role("dialog")).to_have_count(0)
        expect(bar.get_by_role("button", name=button, exact=True)).to_be_focused()
    assert "control" not in page.url
    expect(page.get_by_role("article", name="Incident")).to_have_count(0)


def test_the_brush_chooses_days_by_keyboard(open_page: Open, workbench: str) -> None:
    page = open_page(workbench + WEEK).page
    first = page.get_by_role("slider", name="First day")
    first.wait_for()
    assert first.get_attribute("aria-valuetext") == "27 Feb 2020"
    first.press("ArrowRight")
    expect(first).not_to_have_attribute("aria-valuetext", "27 Feb 2020")
    page.wait_for_url(lambda url: "from=2020-02-27" not in url and "from=" in url)
    first.press("Escape")
    expect(first).to_be_hidden()
    page.wait_for_url(lambda url: "from=" not in url)


def test_the_brush_chooses_days_by_dragging(open_page: Open, workbench: str) -> None:
    page = open_page(workbench + "/").page
    _list(page)
    surface = page.locator(".timeline .surface").bounding_box()
    assert surface is not None
    y = surface["y"] + 30
    page.mouse.move(surface["x"] + surface["width"] * 0.3, y)
    page.mouse.down()
    page.mouse.move(surface["x"] + surface["width"] * 0.6, y, steps=8)
    page.mouse.up()
    page.wait_for_url(re.compile("from=2020-0.*to=2020-0"))
    expect(page.get_by_role("slider", name="Last day")).to_be_visible()


def test_time_plays_and_stops(open_page: Open, workbench: str) -> None:
    page = open_page(workbench + "/?from=2020-02-08&to=2020-02-10").page
    _list(page)
    page.get_by_role("button", name="Play time").click()
    page.wait_for_url(lambda url: "from=" in url and "from=2020-02-08" not in url)
    page.get_by_role("button", name="Stop").click()
    page.get_by_role("button", name="Play time").wait_for()


def test_an_uncertain_place_is_an_area_and_never_a_pin(open_page: Open, workbench: str) -> None:
    page = open_page(workbench + "/?at=11/35.95/36.71").page
    areas = {area["id"] for area in _drawn(page, "areas")}
    marks = {point["id"] for point in _drawn(page) if point["what"] == "mark"}
    assert areas
    assert not areas & marks


def test_a_cluster_opens_with_enter(open_page: Open, workbench: str) -> None:
    page = open_page(workbench + "/?at=3/35.8/36.8").page
    _drawn(page)
    spot = page.get_by_role("list", name=re.compile("What is on the map")).get_by_role("button").first
    assert re.match(r"\d+ incidents", spot.get_attribute("aria-label") or "")
    spot.focus()
    page.keyboard.press("Enter")
    until(page, "window.map.getZoom() > 4 || !!document.querySelector('.list h2 bdi')")


def test_who_holds_a_place_is_shown_for_the_chosen_day(open_page: Open, workbench: str) -> None:
    page = open_page(workbench + "/?to=2020-02-15").page
    assert "Syria" in str(_drawn(page, "flags")[0]["label"])
    page.get_by_role("button", name="Control").click()
    until(page, "window.map.getSource('flags').serialize().data.features.length === 0")
    assert _query(page)["control"] == ["off"]


def test_a_filter_that_nothing_fits_says_so_and_offers_a_way_out(open_page: Open, workbench: str) -> None:
    page = open_page(workbench + "/?q=zeppelin").page
    page.get_by_text("Nothing fits the filter", exact=True).first.wait_for()
    page.get_by_role("button", name="Clear the filter").click()
    page.wait_for_url(lambda url: "zeppelin" not in url)
    assert _list(page)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_axe_finds_nothing(open_page: Open, workbench: str, size: tuple[int, int], dark: bool) -> None:
    page = open_page(workbench + WEEK, size=size, dark=dark).page
    page.locator(".list ul button").first.wait_for(state="attached")
    if size == PHONE:
        page.get_by_role("tab", name="List").click()
    page.locator(".list ul button").first.click()
    if size == PHONE:
        page.get_by_role("tab", name="Map").click()
    page.get_by_role("link", name="Open the incident").wait_for()
    assert violations(page) == []
