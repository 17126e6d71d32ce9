"""A case as the workbench looks at it: alike on both back ends."""

from __future__ import annotations

import warnings
from datetime import date

import pytest

from dateline.pipeline.linking import link
from dateline.record.decisions import ClaimReviewed
from dateline.store import portraits
from dateline.store.base import Box, Wanted
from dateline.store.case import Case, open_case
from dateline.store.sought import Sought
from dateline.web.app import create_app
from dateline.web.settings import Settings

from .readings import a_reading, put

TOWNS = {"Khanasser": (35.78, 37.5), "Tabqa": (35.84, 38.55), "Douma": (33.57, 36.4)}


def fill(case: Case) -> None:
    for number, (town, (lat, lon)) in enumerate(TOWNS.items()):
        for story in range(number + 1):
            put(
                case,
                a_reading(
                    f"Warplanes struck the market of {town} number {story}, killing {story + 3} people. "
                    + "Witnesses said that it burned for hours, and nobody could come near it. " * story,
                    place=town,
                    lat=lat,
                    lon=lon,
                    day=date(2016, 3 + number, 3 + 12 * story),
                    killed=story + 3,
                    published=date(2016, 3 + number, 4 + 12 * story),
                    publisher=f"Paper of {town}",
                    source="the governor",
                ),
            )
    put(case, a_reading("Somebody struck somewhere.", place="Nowhere", lat=None, lon=None, day=None))
    link(case)


def test_a_map_counts_what_lies_in_its_squares(case: Case) -> None:
    fill(case)
    with case.view() as view:
        near = view.mapped(Sought(), square=0.5)
        far = view.mapped(Sought(), square=50.0)
        boxed = view.mapped(Sought(wanted=Wanted(box=Box(33.0, 36.0, 34.0, 37.0))), square=0.5)
    assert [(c.count, c.place) for c in near.clusters] == [(3, "Douma"), (2, "Tabqa")]
    assert [p.place for p in near.pictures] == ["Khanasser"]
    assert near.clusters[0].killed == 3 + 4 + 5
    assert (near.total, near.unplaced) == (7, 1)
    (whole,) = far.clusters
    assert (whole.count, whole.place, whole.families) == (6, None, {"explosions": 6})
    assert whole.box == Box(33.57, 36.4, 35.84, 38.55)
    assert boxed.total == 3


def test_lists_are_ordered_and_counted(case: Case) -> None:
    fill(case)
    with case.view() as view:
        by_day, total = view.pictures(Sought(), sort="day", limit=3)
        by_killed, _ = view.pictures(Sought(), sort="killed", limit=2)
        rest, _ = view.pictures(Sought(), sort="day", offset=3, limit=9)
        counts = view.counts()
        days = view.day_counts(Sought())
    assert total == counts.incidents == 7
    assert [p.start for p in by_day] == [date(2016, 5, 27), date(2016, 5, 15), date(2016, 5, 3)]
    assert rest[-1].start is None
    assert by_killed[0].killed_best == 5
    assert (counts.first, counts.last) == (date(2016, 3, 3), date(2016, 5, 27))
    assert [d.day for d in days] == sorted(d.day for d in days)
    assert sum(d.number for d in days) == 6


def test_filters_of_claims_hold_for_their_incidents(case: Case) -> None:
    fill(case)
    with case.view() as view:

        def number(sought: Sought) -> int:
            return view.pictures(sought)[1]

        assert number(Sought(words="market tabqa")) == 2
        assert number(Sought(source_kinds=("organisation",))) == 6
        assert number(Sought(source_kinds=("witness",))) == 0
        assert number(Sought(wanted=Wanted(sources=("Paper of Douma",)))) == 3
        assert number(Sought(wanted=Wanted(known_on=date(2010, 1, 1)))) == 0
        assert number(Sought(min_confidence=0.9)) == 0


def test_the_queue_leaves_out_what_was_reviewed_and_goes_on_where_it_was(case: Case) -> None:
    fill(case)
    with case.view() as view:
        whole = view.queue(Sought(), limit=50)
        assert [q.worth for q in whole] == sorted((q.worth for q in whole), reverse=True)
        assert whole[1:] == view.queue(Sought(), after=whole[0].claim, limit=50)
    with case.writer() as writer:
        writer.decide(ClaimReviewed(claim=whole[0].claim, verdict="accept"), coder="ann")
    with case.view() as view:
        assert view.queue(Sought(), limit=50) == whole[1:]
        assert view.queue(Sought(), after=whole[0].claim, limit=50) == whole[1:]
        report = view.claim(whole[0].claim)
        assert report is not None
        for state, number in (("done", 1), ("begun", 0), ("unreviewed", 6)):
            found, total = view.report_page(state=state)  # type: ignore[arg-type]
            assert (len(found), total) == (number, number), state


def test_portraits_are_counted(case: Case) -> None:
    fill(case)
    with case.view() as view:
        (met,), total = view.actors_met("warpl")
        assert (met.name, met.claims, total) == ("warplanes", 7, 1)
        numbers = view.names_of("source", "?governor")
        days = view.days_by("?governor", numbers)
        assert sum(one.number for one in days) == 6
        assert {one.month for one in days} == {"2016-03", "2016-04", "2016-05"}
        latest = view.latest_by("?governor", numbers, days, limit=2)
        assert [k.start for k in latest] == [date(2016, 5, 27), date(2016, 5, 15)]
        assert view.disputed_by("?governor", numbers) == (0, [])
        assert view.contradictions_of(["?governor"]) == {}


@pytest.mark.parametrize("most", [0, 400])
def test_the_latest_claims_are_found_by_their_days_and_without(
    case: Case, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr(portraits, "_MOST_DAYS", most)
    fill(case)
    with case.view() as view:
        numbers = view.names_of("actor", "?warplanes")
        days = view.days_naming(numbers)
        latest = view.latest_naming(numbers, ("actor", "recipient"), days, limit=3)
        whole = view.latest_naming(numbers, ("actor",), days, limit=50)
    assert sum(one.number for one in days if one.part == "actor") == 7
    assert [k.start for k in latest] == [date(2016, 5, 27), date(2016, 5, 15), date(2016, 5, 3)]
    assert (len(whole), whole[-1].start) == (7, None)


def test_the_workbench_serves_a_case_of_either_kind(case: Case, target: str) -> None:
    with warnings.catch_warnings():
        # It asks for another HTTP library, which would be one more to pin.
        warnings.simplefilter("ignore")
        from starlette.testclient import TestClient
    fill(case)
    app = create_app(open_case(target), Settings(case=target, coder="ann", hosts=("testserver",)))
    with TestClient(app, base_url="http://testserver") as client:
        for path in (
            *("case", "map?zoom=6", "timeline", "incidents", "queue", "reports", "disputes", "actors"),
            *("sources", "control/places", "control/spans", "log", "runs", "search?q=market", "add"),
            *("actors/%3Fwarplanes", "sources/%3Fgovernor", "suggest/actors?q=war", "session"),
            *("incidents?actor=warplanes&source_kind=official&q=market", "reports?q=market&review=begun"),
        ):
            answer = client.get(f"/api/v1/{path}")
            assert answer.status_code == 200, (path, answer.text)
        claim = client.get("/api/v1/queue").json()["items"][0]["claim"]
        headers = {
            "Origin": "http://testserver",
            "X-Dateline-CSRF": client.get("/api/v1/session").json()["csrf"],
        }
        for path, sent in (
            (f"claims/{claim['id']}/review", {"verdict": "reject", "why": "no\0t there"}),
            (f"claims/{claim['id']}/correct", {"status": "denied"}),
            (f"reports/{claim['report']}/claims", {"span": [0, 9], "plover": "COERCE"}),
            (f"reports/{claim['report']}/notes", {"text": "a\0b"}),
            ("actors/syrian-democratic-forces/aliases", {"name": "warplanes"}),
            ("undo", {}),
        ):
            answer = client.post(f"/api/v1/{path}", json=sent, headers=headers)
            assert answer.status_code == 200, (path, answer.text)
        assert client.get("/api/v1/log").json()["total"] == 6
        assert client.get(f"/api/v1/claims/{claim['id']}").json()["claim"]["counts"] is False
