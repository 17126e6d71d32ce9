"""Portraits of actors and sources, the log with what stood there before, and disputes on one question."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest

import dateline
from dateline.contract import encode
from dateline.pipeline.linking import link
from dateline.store.case import new_case, open_case
from dateline.web.app import create_app
from dateline.web.settings import Settings

from .client import Client


@pytest.fixture(scope="module")
def war(tmp_path_factory: pytest.TempPathFactory) -> Client:
    """A workbench on a case of one report, read as it stands."""
    text = (
        "Turkish warplanes bombed Kurdish fighters near Afrin on Monday. Russia gave aid to Turkey on Tuesday. "
        "Syrian rebels clashed with Islamic State in Azaz on Wednesday, residents said."
    )
    reading = dateline.read(text, published="2018-02-10")
    folder = tmp_path_factory.mktemp("portraits")
    with new_case(str(folder / "war.dateline")) as case, case.writer() as writer:
        writer.add(reading, encode(reading), where="by hand", version="1")
    settings = Settings(
        case=str(folder / "war.dateline"), coder="ann", hosts=("workbench",), built=folder / "built"
    )
    client = Client(create_app(open_case(settings.case), settings))
    client.open()
    return client


def ties(client: Client, key: str) -> dict[str, tuple[int, int]]:
    """By name: with whom, against whom."""
    edges = client.get(f"/actors/{quote(key)}")["edges"]
    return {e["name"]: (e["together"], e["against"]) for e in edges}


def test_harm_is_a_tie_against_and_help_one_with(war: Client) -> None:
    found: dict[tuple[str, str], tuple[int, int]] = {}
    for actor in war.get("/actors")["items"]:
        found |= {(actor["name"], other): tie for other, tie in ties(war, actor["key"]).items()}
    assert found["Government of Russia", "Government of Turkey"] == (1, 0)
    assert found["Turkish Armed Forces", "Kurdish fighters"] == (0, 1)


def test_two_who_clash_are_against_each_other(war: Client) -> None:
    assert any(tie == (0, 1) for tie in ties(war, "islamic-state").values())


def test_people_without_an_office_are_marked_private(client: Client) -> None:
    marks = {a["name"]: a["private"] for a in client.get("/actors")["items"]}
    assert marks
    assert not any(marks[name] for name in marks if name == "warplanes")


def test_the_log_tells_what_stood_there_before(client: Client) -> None:
    claim = next(q["claim"] for q in client.get("/queue")["items"] if q["claim"]["status"] == "occurred")
    client.write(f"/claims/{claim['id']}/correct", {"status": "possible", "why": "one source"})
    client.write(f"/claims/{claim['id']}/correct", {"status": "denied", "why": "two deny it"})
    second, first = client.get("/log")["items"]
    assert first["changes"] == [{"field": "status", "before": "occurred", "after": "possible"}]
    assert second["changes"] == [{"field": "status", "before": "possible", "after": "denied"}]


def test_what_was_undone_before_a_decision_did_not_stand_there(client: Client) -> None:
    source = client.get("/sources")["items"][0]["key"]
    first = client.write(f"/sources/{quote(source)}/grade", {"reliability": "B"}, method="PUT")["decision"]
    client.write("/undo", {"decision": first})
    client.write(f"/sources/{quote(source)}/grade", {"reliability": "D"}, method="PUT")
    assert client.get("/log")["items"][0]["changes"] == [
        {"field": "grade", "before": "default", "after": "D"}
    ]


def test_the_log_is_asked_for_one_kind_and_one_person(client: Client) -> None:
    source = client.get("/sources")["items"][0]["key"]
    number = client.write(f"/sources/{quote(source)}/grade", {"reliability": "B"}, method="PUT")["decision"]
    client.write("/undo", {"decision": number})
    assert [d["kind"] for d in client.get("/log", kind="grade-source")["items"]] == ["grade-source"]
    assert client.get("/log", coder="nobody")["items"] == []
    assert client.get("/log")["coders"] == ["ann"]


def test_disputes_on_one_question_leave_the_others_out(reading_client: Client) -> None:
    fields = {d["field"] for d in reading_client.get("/disputes")["items"]}
    assert {"happened", "killed"} <= {f.split(" (")[0] for f in fields}
    killed = {d["field"] for d in reading_client.get("/disputes", field="killed")["items"]}
    assert killed and all(f.startswith("killed") for f in killed)


def test_a_name_with_a_dot_in_the_address_leads_to_its_page(client: Client, tmp_path: Path) -> None:
    (tmp_path / "built").mkdir(exist_ok=True)
    (tmp_path / "built" / "index.html").write_text("the workbench", encoding="utf-8")
    assert client.ask("GET", "/sources/%3Fnews.example.org").text == "the workbench"
    assert client.ask("GET", "/gone.js").status_code == 404


@pytest.fixture(scope="module")
def market(tmp_path_factory: pytest.TempPathFactory) -> Client:
    """A workbench on reports of one bomb, in which the same sources and actors are named in several ways."""
    told = [
        ("SANA", "Terrorists detonated a car bomb in a market in Idlib on Monday, killing 30 civilians."),
        ("SANA", "The army killed the last terrorists near Binnish on Monday."),
        (
            "Reuters",
            "A car bomb exploded in a market in Idlib on Monday, killing 12 civilians, monitors said.",
        ),
        (
            "Levant Wire",
            "Rescue workers pulled people from under the ruins of shops. The car bomb in the market in Idlib "
            "killed at least 14 civilians on Monday, monitors said.",
        ),
    ]
    folder = tmp_path_factory.mktemp("market")
    with new_case(str(folder / "war.dateline")) as case:
        with case.writer() as writer:
            for publisher, text in told:
                reading = dateline.read(text, published="2020-02-11", publisher=publisher)
                writer.add(reading, encode(reading), where="by hand", version="1")
        link(case)
    settings = Settings(
        case=str(folder / "war.dateline"), coder="ann", hosts=("workbench",), built=folder / "built"
    )
    client = Client(create_app(open_case(settings.case), settings))
    client.open()
    return client


def test_an_actor_is_one_line_however_its_name_is_written(market: Client) -> None:
    about = market.get("/sources/sana")["about"]
    assert [a["name"].lower() for a in about if a["key"] == "?terrorists"] == ["terrorists"]


def test_a_source_that_two_reports_quote_is_one_line(market: Client) -> None:
    others = market.get("/sources/sana")["contradicted_by"]
    assert [(o["name"], o["count"]) for o in others if o["key"] == "?monitors"] == [("monitors", 1)]


@pytest.mark.parametrize("part", ["about", "contradicted_by", "copies_of", "copied_by"])
def test_no_line_of_a_portrait_has_the_key_of_another(market: Client, part: str) -> None:
    for source in market.get("/sources")["items"]:
        keys = [line["key"] for line in market.get(f"/sources/{quote(source['key'], safe='')}")[part]]
        assert len(keys) == len(set(keys))
