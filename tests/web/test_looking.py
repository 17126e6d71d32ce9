"""What the workbench shows of a case: maps, timelines, lists, incidents, reports."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.web.matrix import days_told
from dateline.web.telling import type_told

from .client import Client
from .reports import REPORTS


@pytest.fixture
def client(reading_client: Client) -> Client:
    return reading_client


def market(client: Client) -> dict[str, object]:
    """The incident that three reports tell of."""
    found = client.get("/incidents", sort="sources", limit=1)["items"]
    assert isinstance(found[0], dict)
    return found[0]


def test_the_case_says_what_it_holds_and_what_can_be_filtered_by(client: Client) -> None:
    case = client.get("/case")
    assert case["counts"]["reports"] == len(REPORTS) + 1
    assert (case["first"], case["last"]) == ("2016-03-03", "2016-04-30")
    assert {f["value"] for f in case["facets"]["families"]} >= {"explosions", "protests", "battles"}
    assert {f["value"] for f in case["facets"]["statuses"]} == {"occurred", "denied"}
    assert (case["user"], case["role"], case["accounts"]) == ("ann", "coder", False)


def test_near_incidents_are_one_cluster_and_open_when_zoomed(client: Client) -> None:
    far = client.get("/map", zoom=1)
    (cluster,) = far["features"]
    assert cluster["kind"] == "cluster"
    assert cluster["count"] + far["unplaced"] == far["total"]
    west, south, east, north = cluster["bbox"]
    assert west <= cluster["lon"] <= east and south <= cluster["lat"] <= north
    near = client.get("/map", zoom=9)
    assert {f["kind"] for f in near["features"]} == {"incident", "cluster"}
    assert near["total"] == far["total"]


def test_an_uncertain_place_is_an_area_and_an_exact_one_is_not(client: Client) -> None:
    by_place = {i["place"]: i for i in client.get("/incidents")["items"]}
    assert by_place["Eastmarch"]["geo_precision"] == 3
    assert by_place["Eastmarch"]["radius_km"] > 10
    assert by_place["Oldbridge"]["radius_km"] == 0


def test_incidents_without_coordinates_are_counted_not_drawn(client: Client) -> None:
    shown = client.get("/map", zoom=9)
    assert shown["unplaced"] >= 0
    assert all(f["lat"] is not None for f in shown["features"])


def test_the_timeline_has_a_bar_for_each_day_without_gaps(client: Client) -> None:
    timeline = client.get("/timeline")
    assert timeline["unit"] == "day"
    starts = [bar["start"] for bar in timeline["bars"]]
    assert starts[0] == "2016-03-03"
    assert starts == sorted(starts)
    assert len(starts) == 59
    assert sum(bar["count"] for bar in timeline["bars"]) + timeline["undated"] == timeline["total"]


def test_a_long_timeline_is_told_in_wider_bars(client: Client) -> None:
    timeline = client.get("/timeline", buckets=10)
    assert timeline["unit"] == "week"
    assert len(timeline["bars"]) <= 10


@pytest.mark.parametrize(
    ("filter", "places"),
    [
        ({"from": "2016-03-10", "to": "2016-03-20"}, {"Oldbridge"}),
        ({"type": "protests"}, {"Eastmarch"}),
        ({"type": ["protests", "Non-state actor overtakes territory"]}, {"Eastmarch", "Oldbridge"}),
        ({"actor": "rebels"}, {"Oldbridge"}),
        ({"place": "Eastmarch"}, {"Eastmarch"}),
        ({"bbox": "37,35.85,37.3,36"}, {"Oldbridge"}),
        ({"bbox": "170,35.85,38,36"}, {"Oldbridge"}),
        ({"source": "Levant Wire", "type": "battles"}, {"Oldbridge"}),
        ({"status": "denied"}, {"Dunmore"}),
        ({"disputed": "true"}, {"Dunmore"}),
        ({"q": "captured"}, {"Oldbridge", "Eastmarch"}),
        ({"q": '"market of Dunmore"', "source_kind": "official"}, {"Dunmore"}),
        ({"known_on": "2016-03-06"}, {"Dunmore"}),
        ({"min_confidence": "0.99"}, set()),
    ],
    ids=lambda value: ",".join(sorted(value)) if isinstance(value, set) else str(value),
)
def test_the_filter_is_the_same_for_list_map_and_timeline(
    client: Client, filter: dict[str, str], places: set[str]
) -> None:
    found = client.get("/incidents", **filter)
    assert {i["place"] for i in found["items"]} == places
    assert client.get("/map", zoom=9, **filter)["total"] == found["total"]
    assert client.get("/timeline", **filter)["total"] == found["total"]


@pytest.mark.parametrize(
    ("filter", "field"),
    [
        ({"bbox": "1,2,3"}, "bbox"),
        ({"bbox": "0,80,10,70"}, "bbox"),
        ({"from": "2017-01-01", "to": "2016-01-01"}, "from"),
        ({"from": "yesterday"}, "from"),
        ({"status": "maybe"}, "status.0"),
        ({"limit": "501"}, "limit"),
        ({"cursor": "x"}, "cursor"),
    ],
    ids=str,
)
def test_a_filter_that_is_not_understood_says_which_part(
    client: Client, filter: dict[str, str], field: str
) -> None:
    answer = client.ask("GET", "/api/v1/incidents", params=filter)
    assert answer.status_code == 422
    assert answer.json()["error"]["field"] == field


def test_lists_are_walked_through_by_their_cursor(client: Client) -> None:
    whole = client.get("/incidents")
    seen, cursor = [], None
    while True:
        page = client.get("/incidents", limit=2, **({"cursor": cursor} if cursor else {}))
        seen += [i["id"] for i in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert seen == [i["id"] for i in whole["items"]]
    assert len(seen) == whole["total"]


def test_an_incident_sets_its_versions_side_by_side(client: Client) -> None:
    found = client.get(f"/incidents/{market(client)['id']}")
    columns = [c["publisher"] for c in found["matrix"]["columns"]]
    assert columns == ["Hill Radio", "Levant Wire", "State News"] or sorted(columns) == [
        "Hill Radio",
        "Levant Wire",
        "State News",
    ]
    rows = {r["field"]: r for r in found["matrix"]["rows"]}
    assert {c["value"] for c in rows["killed"]["cells"]} == {"12", "30", None}
    assert rows["killed"]["differs"] and rows["status"]["differs"]
    assert not rows["where"]["differs"]
    assert {c["value"] for c in rows["type"]["cells"]} == {"Air/drone strike"}
    assert {c["value"] for c in rows["when"]["cells"]} == {"3 Mar 2016"}
    assert {c["rule"] for c in found["casualties"]} == {"ucdp", "acled"}
    assert found["stories"] == 3
    assert {x["claim"] for x in found["links"]} == {c["id"] for c in found["claims"]}


@pytest.mark.parametrize(
    ("coded", "told"), [("ASSAULT", "Assault"), ("Air/drone strike", "Air/drone strike"), (None, None)]
)
def test_what_acled_has_no_type_for_is_told_in_words(coded: str | None, told: str | None) -> None:
    assert type_told(coded) == told


@pytest.mark.parametrize(
    ("start", "end", "told"),
    [
        (date(2020, 2, 27), date(2020, 2, 27), "27 Feb 2020"),
        (date(2016, 8, 6), date(2016, 8, 7), "6–7 Aug 2016"),
        (date(2016, 7, 28), date(2016, 8, 3), "28 Jul – 3 Aug 2016"),
        (date(2015, 9, 1), date(2016, 8, 3), "1 Sept 2015 – 3 Aug 2016"),
        (None, date(2016, 8, 3), "until 3 Aug 2016"),
        (date(2016, 8, 3), None, "from 3 Aug 2016"),
        (None, None, None),
    ],
)
def test_days_of_a_version_are_told_as_on_the_other_screens(
    start: date | None, end: date | None, told: str | None
) -> None:
    assert days_told(start, end) == told


def test_a_claims_words_stand_where_it_says(client: Client) -> None:
    found = client.get(f"/incidents/{market(client)['id']}")
    for claim in found["claims"]:
        text = client.get(f"/reports/{claim['report']}")["text"]
        for part in (claim["trigger"], claim["evidence"], *claim["sources"]):
            assert text[part["span"][0] : part["span"][1]] == part["text"]
        around = found["contexts"][claim["id"]]
        assert around["words"] == claim["evidence"]["text"]
        assert (around["before"] + around["words"] + around["after"]) in text


def test_the_queue_begins_with_what_is_worth_most_and_says_why(client: Client) -> None:
    queue = client.get("/queue")
    first = queue["items"][0]
    assert first["incident"]["id"] == market(client)["id"]
    assert first["reasons"][0] == "sources differ on whether it happened, how many were killed"
    worths = [item["worth"] for item in queue["items"]]
    assert worths == sorted(worths, reverse=True)
    assert queue["progress"] == {"reviewed": 0, "total": len(queue["items"])}


def test_the_queue_goes_on_after_a_claim(client: Client) -> None:
    whole = [item["claim"]["id"] for item in client.get("/queue", limit=200)["items"]]
    seen: list[str] = []
    while True:
        page = client.get("/queue", limit=2, **({"after": seen[-1]} if seen else {}))
        seen += [item["claim"]["id"] for item in page["items"]]
        if page["next"] is None:
            break
    assert seen == whole


def test_control_is_told_for_places_and_by_rules_that_can_be_chosen(client: Client) -> None:
    (place,) = client.get("/control/places", at="2016-03-20")["items"]
    assert (place["name"], place["holder"]["name"], place["since"]) == ("Oldbridge", "rebels", "2016-03-10")
    assert client.get("/control/places", at="2016-03-01")["items"] == []
    assert client.get("/control/places", bbox="0,0,1,1")["items"] == []
    rules = {r["name"] for r in client.get("/control/rules")}
    assert "loss-is-gain" in rules
    spans = client.get("/control/spans", place="Oldbridge", rule=sorted(rules))
    assert [s["holder"]["name"] for s in spans["items"]] == ["rebels"]
    assert client.get("/control/spans", place="Oldbridge", rule="none")["total"] == 1
    assert client.refused("/control/spans", method="GET", params={"rule": "magic"}) == (422, "invalid")


def test_disputes_name_versions_and_who_says_so(client: Client) -> None:
    found = client.get("/disputes")["items"]
    killed = next(d for d in found if d["field"] == "killed")
    assert {v["value"] for v in killed["versions"]} == {"12", "30"}
    assert killed["incident"]["id"] == market(client)["id"]


def test_a_source_is_told_with_what_contradicts_it(client: Client) -> None:
    lines = {s["name"]: s for s in client.get("/sources")["items"]}
    assert lines["Levant Wire"]["reports"] == 2
    assert lines["a hospital doctor"]["contradicted"] == 1
    detail = client.get(f"/sources/{lines['rescue workers']['key'].replace('?', '%3F')}")
    assert "a hospital doctor (Levant Wire)" in {n["name"] for n in detail["contradicted_by"]}
    assert [i["id"] for i in detail["disputed"]] == [market(client)["id"]]


def test_an_actor_is_told_in_each_of_its_parts(client: Client) -> None:
    found = client.get("/actors/%3Frebels")
    assert found["counts"] == {"actor": 1, "recipient": 0, "holder": 1, "source": 0}
    assert found["months"] == [{"month": "2016-03", "actor": 1, "recipient": 0}]
    assert [c["place"]["name"] for c in found["as_holder"]] == ["Oldbridge"]
    known = client.get("/actors/syrian-democratic-forces")
    assert known["affiliations"] and known["actor"]["claims"] == 0


def test_names_are_suggested_from_the_case_and_from_what_is_known(client: Client) -> None:
    assert client.get("/suggest/actors", q="rebel")["items"][0]["why"] == "in this case, in 1 claim"
    known = client.get("/suggest/actors", q="SDF")["items"]
    assert "Syrian Democratic Forces" in {s["name"] for s in known}
    places = client.get("/suggest/places", q="Tabqa, SYR")["items"]
    assert places[0]["country"] == "SYR"
    near = client.get("/suggest/places", q="Tripoli", near="34.4,35.8")["items"]
    assert near[0]["country"] == "LBN"


def test_a_town_comes_before_its_district_that_lies_as_near(client: Client) -> None:
    places = client.get("/suggest/places", q="Ariha", near="35.86,36.81")["items"]
    assert [p["name"] for p in places][:2] == ["Ariha", "Ariha District"]


def test_words_are_searched_down_to_the_claims(client: Client) -> None:
    (hit,) = client.get("/search", q="captured")["items"]
    assert "«captured»" in hit["snippet"]
    assert len(hit["claims"]) == 1
    assert client.refused("/search", method="GET", params={"q": "-"}) == (422, "invalid")


@pytest.mark.parametrize(
    "path",
    ["/incidents/i0", "/claims/c0", "/reports/r0", "/actors/nobody", "/sources/nobody", "/runs/9", "/add/0"],
)
def test_what_is_not_there_is_told(client: Client, path: str) -> None:
    assert client.refused(path, method="GET") == (404, "not-found")


def test_what_did_not_change_is_not_sent_again(client: Client) -> None:
    first = client.ask("GET", "/api/v1/timeline")
    again = client.ask("GET", "/api/v1/timeline", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
