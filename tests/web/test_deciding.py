"""Deciding through the workbench: every write is an entry of the log that can be undone."""

from __future__ import annotations

from typing import Any

import pytest

from dateline.store.case import Case
from dateline.store.checking import check

from .client import Client


def queue(client: Client) -> list[Any]:
    found: list[Any] = client.get("/queue", limit=200)["items"]
    return found


def report_with(client: Client, word: str) -> Any:
    (hit,) = client.get("/search", q=word)["items"]
    return client.get(f"/reports/{hit['report']['id']}")


def is_whole(case: Case) -> bool:
    with case.view() as view:
        return check(view).faults == ()


def test_a_reviewed_claim_leaves_the_queue_and_comes_back_when_undone(client: Client, case: Case) -> None:
    first = queue(client)[0]["claim"]
    done = client.write(f"/claims/{first['id']}/review", {"verdict": "accept", "why": "it stands there"})
    after = client.get("/queue")
    assert first["id"] not in {i["claim"]["id"] for i in after["items"]}
    assert after["progress"]["reviewed"] == 1
    shown = client.get(f"/claims/{first['id']}")
    assert (shown["claim"]["review"]["verdict"], shown["claim"]["review"]["coder"]) == ("accept", "ann")
    undone = client.write("/undo", {"decision": done["decision"]})
    assert undone["decision"] == done["decision"] + 1
    assert queue(client)[0]["claim"]["id"] == first["id"]
    with case.view() as view:
        assert [(a.who, a.what) for a in view.audited()] == [("ann", "undo"), ("ann", "review")]


def test_a_rejected_claim_no_longer_makes_its_incident(client: Client) -> None:
    report = report_with(client, "captured")
    claim = next(c for c in report["claims"] if c["place"]["name"] == "Oldbridge")
    client.write(f"/claims/{claim['id']}/review", {"verdict": "reject"})
    assert client.get("/incidents", place="Oldbridge")["total"] == 0
    assert client.refused(f"/incidents/{claim['incident']}", method="GET") == (404, "not-found")
    assert client.get(f"/claims/{claim['id']}")["claim"]["counts"] is False
    client.write("/undo", {})
    assert client.get("/incidents", place="Oldbridge")["total"] == 1


def test_a_correction_shows_beside_what_was_read(client: Client, case: Case) -> None:
    report = report_with(client, "captured")
    claim = next(c for c in report["claims"] if c["place"]["name"] == "Oldbridge")
    sent = {
        "status": "denied",
        "start": "2016-03-12",
        "place": {"name": "Newbridge", "lat": 35.5, "lon": 37.0, "geo_precision": 2, "relation": "near"},
        "actors": [{"name": "Syrian Democratic Forces"}],
        "casualties": [{"outcome": "killed", "low": 2, "high": 4}],
        "why": "the map shows it",
    }
    client.write(f"/claims/{claim['id']}/correct", sent)
    shown = client.get(f"/claims/{claim['id']}")
    now, read = shown["claim"], shown["read"]
    assert (now["status"], read["status"]) == ("denied", "occurred")
    assert (now["place"]["name"], now["place"]["span"], read["place"]["name"]) == (
        "Newbridge",
        None,
        "Oldbridge",
    )
    assert now["place"]["radius_km"] > 0
    assert [a["key"] for a in now["actors"]] == ["syrian-democratic-forces"]
    assert (now["time"]["start"], now["time"]["end"]) == ("2016-03-12", "2016-03-12")
    assert now["casualties"][0]["low"] == 2
    assert set(now["corrected"]) == {"status", "time", "place", "actors", "casualties"}
    assert [d["why"] for d in shown["decisions"]] == ["the map shows it"]
    assert is_whole(case)


def test_a_type_that_is_set_brings_its_codes_and_no_stale_ones(client: Client) -> None:
    claim = report_with(client, "captured")["claims"][0]
    assert claim["plover"] == "ASSAULT"
    client.write(f"/claims/{claim['id']}/correct", {"acled_sub": "Arrests"})
    now = client.get(f"/claims/{claim['id']}")["claim"]
    assert (now["acled_type"], now["plover"], now["mode"], now["cameo"]) == (
        "Strategic developments",
        "COERCE",
        "arrest",
        "173",
    )
    client.write(f"/claims/{claim['id']}/correct", {"acled_sub": "Other"})
    now = client.get(f"/claims/{claim['id']}")["claim"]
    assert (now["acled_sub"], now["plover"], now["mode"], now["cameo"]) == ("Other", None, None, None)
    client.write("/undo", {})
    client.write("/undo", {})
    assert client.get(f"/claims/{claim['id']}")["claim"]["plover"] == "ASSAULT"


def test_who_says_so_is_set_as_a_chain_and_left_to_the_report(client: Client, case: Case) -> None:
    claim = report_with(client, "captured")["claims"][0]
    chain = [{"key": "reuters", "name": "Reuters"}, {"name": "the mayor", "kind": "official"}]
    client.write(f"/claims/{claim['id']}/correct", {"sources": chain})
    now = client.get(f"/claims/{claim['id']}")["claim"]
    assert [(s["key"], s["kind"], s["span"]) for s in now["sources"]] == [
        ("reuters", "outlet", None),
        ("?mayor", "official", None),
    ]
    assert now["corrected"] == ["sources"]
    client.write(f"/claims/{claim['id']}/correct", {"cleared": ["sources"]})
    shown = client.get(f"/claims/{claim['id']}")
    assert (shown["claim"]["sources"], shown["read"]["sources"]) == ([], claim["sources"])
    changes = client.get("/log")["items"][0]["changes"]
    assert changes == [
        {"field": "sources", "before": "Reuters (outlet) > the mayor (official)", "after": None}
    ]
    assert is_whole(case)


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({}, "no field"),
        ({"sources": [{"key": "no-such-source", "name": "X"}]}, "no source"),
        ({"sources": [{"name": "Farid of the bakery"}]}, "say its kind"),
        ({"plover": "DANCE"}, "no PLOVER type"),
        ({"start": "2016-03-12", "end": "2016-03-01"}, "after the last"),
        ({"casualties": [{"outcome": "killed"}]}, "how many"),
        ({"casualties": [{"outcome": "killed", "low": 9, "high": 2}]}, "low over best"),
        ({"place": {"name": "X", "lat": 1.0}}, "both latitude"),
        ({"place": {"name": "X", "lat": 91.0, "lon": 0.0}}, "place.lat"),
        ({"actors": [{"key": "no-such-actor", "name": "X"}]}, "no actor"),
        ({"colour": "red"}, "colour"),
    ],
    ids=str,
)
def test_a_correction_that_cannot_be_is_refused_in_words(
    client: Client, sent: dict[str, Any], words: str
) -> None:
    id = queue(client)[0]["claim"]["id"]
    answer = client.ask("POST", f"/api/v1/claims/{id}/correct", json=sent)
    assert answer.status_code == 422
    assert words in answer.json()["error"]["message"]


def test_a_claim_is_added_by_marking_words(client: Client, case: Case) -> None:
    report = report_with(client, "captured")
    words = "Protesters gathered somewhere"
    start = report["text"].index(words)
    sent = {
        "span": [start, start + len(words)],
        "plover": "PROTEST",
        "acled_sub": "Peaceful protest",
        "actors": [{"name": "Protesters"}],
        "place": {"name": "Oldbridge", "lat": 35.9, "lon": 37.1, "country": "SYR"},
        "start": "2016-03-08",
        "end": "2016-03-09",
        "casualties": [{"outcome": "wounded", "best": 3}],
    }
    done = client.write(f"/reports/{report['report']['id']}/claims", sent)
    shown = client.get(f"/claims/{done['id']}")["claim"]
    assert shown["added_by"] == "ann"
    assert shown["evidence"]["text"] == "Protesters gathered somewhere in Eastmarch that week."
    assert (shown["counts"], shown["confidence"]) == (True, 1.0)
    assert client.get("/incidents", place="Oldbridge", type="protests")["total"] == 1
    assert client.get(f"/reports/{report['report']['id']}")["report"]["claims"] == 3
    assert is_whole(case)
    client.write("/undo", {"decision": done["decision"]})
    assert client.get("/incidents", place="Oldbridge", type="protests")["total"] == 0
    assert is_whole(case)


@pytest.mark.parametrize(
    "sent",
    [
        {"span": [5, 5]},
        {"span": [0, 10_000]},
        {"span": [-1, 5]},
        {"span": [0, 5], "evidence": [2, 4]},
        {"span": [0, 5], "holder": {"name": "rebels"}},
    ],
    ids=str,
)
def test_words_that_are_not_there_make_no_claim(client: Client, sent: dict[str, Any]) -> None:
    report = report_with(client, "captured")["report"]["id"]
    assert client.refused(f"/reports/{report}/claims", sent) == (422, "invalid")


def test_incidents_are_merged_and_split_and_noted(client: Client) -> None:
    ids = [i["id"] for i in client.get("/incidents")["items"] if i["place"] in ("Oldbridge", "Eastmarch")]
    client.write("/incidents/merge", {"incidents": ids, "why": "one day"})
    (whole,) = [i for i in client.get("/incidents")["items"] if i["claims"] == 2 and not i["disputed"]]
    note = client.write(f"/incidents/{whole['id']}/notes", {"text": "Really one?"})
    claims = [c["id"] for c in client.get(f"/incidents/{whole['id']}")["claims"]]
    client.write(f"/incidents/{whole['id']}/split", {"claims": claims[:1]})
    detail = client.get(f"/incidents/{client.get(f'/claims/{claims[0]}')['incident']['id']}")
    assert len(detail["claims"]) == 1
    assert [n["text"] for n in detail["notes"]] == ["Really one?"]
    assert {d["kind"] for d in detail["decisions"]} >= {"split", "merge"}
    client.write("/undo", {"decision": note["decision"]})
    assert client.get(f"/incidents/{detail['line']['id']}")["notes"] == []


def test_what_cannot_be_merged_or_split_is_refused(client: Client) -> None:
    one = client.get("/incidents")["items"][0]
    claims = [c["id"] for c in client.get(f"/incidents/{one['id']}")["claims"]]
    assert client.refused("/incidents/merge", {"incidents": [one["id"], one["id"]]}) == (422, "invalid")
    assert client.refused("/incidents/merge", {"incidents": [one["id"], "i0"]}) == (404, "not-found")
    assert client.refused(f"/incidents/{one['id']}/split", {"claims": claims}) == (422, "invalid")
    assert client.refused(f"/incidents/{one['id']}/split", {"claims": ["c0"]}) == (422, "invalid")


def test_an_alias_makes_a_name_mean_an_actor_in_this_case(client: Client) -> None:
    done = client.write("/actors/syrian-democratic-forces/aliases", {"name": "rebels"})
    found = client.get("/actors/syrian-democratic-forces")
    assert found["counts"]["actor"] == 1
    assert [(a["name"], a["decision"]) for a in found["aliases"]] == [("rebels", done["decision"])]
    assert client.get("/actors/%3Frebels")["actor"]["key"] == "syrian-democratic-forces"
    assert client.get("/incidents", actor="syrian-democratic-forces")["total"] == 1
    assert "rebels" not in {s["name"] for s in client.get("/suggest/actors", q="rebels")["items"]}
    (place,) = client.get("/control/places")["items"]
    assert place["holder"]["name"] == "Syrian Democratic Forces"
    client.write("/undo", {"decision": done["decision"]})
    assert client.get("/actors/%3Frebels")["actor"]["key"] == "?rebels"


def test_sources_and_claims_are_graded(client: Client) -> None:
    key = next(s["key"] for s in client.get("/sources")["items"] if s["name"] == "Levant Wire")
    path = f"/sources/{key.replace('?', '%3F')}"
    client.write(f"{path}/grade", {"reliability": "B", "why": "checked"}, method="PUT")
    shown = client.get(path)["source"]
    assert (shown["reliability"], shown["default"]) == ("B", False)
    id = queue(client)[0]["claim"]["id"]
    client.write(f"/claims/{id}/grade", {"credibility": 2})
    assert client.get(f"/claims/{id}")["claim"]["grade"] == {"credibility": 2, "default": False}


def test_notes_stand_on_claims_reports_actors_and_sources(client: Client) -> None:
    claim = queue(client)[0]["claim"]
    for path in (f"/claims/{claim['id']}", f"/reports/{claim['report']}", "/actors/%3Frebels"):
        client.write(f"{path}/notes", {"text": "Look again."})
        assert [n["text"] for n in client.get(path)["notes"]] == ["Look again."]


def test_the_log_tells_what_holds(client: Client) -> None:
    id = queue(client)[0]["claim"]["id"]
    client.write(f"/claims/{id}/correct", {"status": "possible", "why": "hearsay"})
    client.write("/undo", {})
    undo, correct = client.get("/log")["items"]
    assert (correct["kind"], correct["why"], correct["holds"]) == ("correct", "hearsay", False)
    assert correct["described"] == f"claim {id}: status possible"
    assert (undo["kind"], undo["target"]) == ("undo", str(correct["number"]))
    assert client.refused("/undo", {"decision": correct["number"]}) == (409, "case")
    assert client.refused("/undo", {"decision": 999}) == (404, "not-found")
    assert [d["number"] for d in client.get("/log", target=id)["items"]] == [correct["number"]]


def test_a_map_that_was_answered_before_is_drawn_anew_after_a_decision(client: Client) -> None:
    before = client.get("/map", zoom=9)["total"]
    claim = next(c for c in report_with(client, "captured")["claims"] if c["place"]["name"] == "Oldbridge")
    client.write(f"/claims/{claim['id']}/review", {"verdict": "reject"})
    assert client.get("/map", zoom=9)["total"] == before - 1
