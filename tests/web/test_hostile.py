"""Reports that mean harm come back as data and never as markup."""

from __future__ import annotations

import json

import pytest

from .client import Client
from .reports import SCRIPT, TURNED


@pytest.fixture
def client(reading_client: Client) -> Client:
    return reading_client


def report_id(client: Client) -> str:
    (found,) = [r for r in client.get("/reports")["items"] if "Evil" in (r["publisher"] or "")]
    id = found["id"]
    assert isinstance(id, str)
    return id


def test_markup_and_turned_text_come_back_as_they_were(client: Client) -> None:
    report = client.get(f"/reports/{report_id(client)}")
    assert report["report"]["title"] == f"{SCRIPT}{TURNED}"
    assert report["text"].startswith(SCRIPT)
    claim = report["claims"][0]
    assert [a["name"] for a in claim["actors"]] == [SCRIPT]
    assert [s["name"] for s in claim["sources"]] == [TURNED]
    assert report["text"][slice(*claim["trigger"]["span"])] == "shelled"


def test_every_answer_is_json_that_no_browser_takes_for_a_page(client: Client) -> None:
    id = report_id(client)
    claim = client.get(f"/reports/{id}")["claims"][0]
    for path in (
        f"/reports/{id}",
        f"/claims/{claim['id']}",
        f"/incidents/{claim['incident']}",
        "/map?zoom=9",
        "/incidents",
        "/queue",
        "/sources",
        "/actors",
        "/search?q=shelled",
        "/reports?q=shelled",
        "/actors/%3Cscript%3Ealert(1)%3C/script%3E",
        "/sources/%3Cscript%3E",
        "/incidents?place=%3Cscript%3E",
        "/incidents?bbox=%3Cscript%3E",
        "/%3Cscript%3E",
    ):
        answer = client.ask("GET", f"/api/v1{path}")
        assert answer.headers["content-type"] == "application/json", path
        assert answer.headers["x-content-type-options"] == "nosniff"
        json.loads(answer.content)


def test_a_line_of_five_million_characters_does_not_hold_the_server_up(client: Client) -> None:
    answer = client.ask("GET", f"/api/v1/reports/{report_id(client)}")
    assert len(answer.content) > 5_000_000
    claim = answer.json()["claims"][0]
    around = client.get(f"/claims/{claim['id']}")["context"]
    assert len(around["before"]) + len(around["after"]) < 1000


def test_a_null_character_keeps_the_words_where_they_are(client: Client) -> None:
    text = client.get(f"/reports/{report_id(client)}")["text"]
    assert "Dunmore\0 on Sunday" in text


def test_what_is_asked_for_by_a_hostile_name_is_found_by_it(client: Client) -> None:
    assert client.get("/incidents", actor=SCRIPT)["total"] == 1
    assert client.get("/incidents", source=TURNED)["total"] == 1


@pytest.mark.parametrize(
    "name", ["' OR 1=1 --", '"; DROP TABLE claims; --', "%", "_", "\\", "*", "(", "NEAR("]
)
def test_signs_of_query_languages_are_names_like_others(client: Client, name: str) -> None:
    for parameter in ("actor", "source", "place", "type"):
        assert client.get("/incidents", **{parameter: name})["total"] == 0
    assert client.get("/actors", q=name)["total"] in (0, client.get("/actors")["total"])
    assert client.ask("GET", "/api/v1/search", params={"q": name}).status_code in (200, 422)


def test_a_null_character_in_a_question_is_no_mistake_of_the_program(client: Client) -> None:
    for path in ("/incidents?actor=%00", "/incidents?q=a%00b", "/claims/%00", "/actors/%00", "/search?q=%00"):
        assert client.ask("GET", f"/api/v1{path}").status_code in (200, 404, 422), path
