"""Sources counted once and added up are those counted each time."""

from __future__ import annotations

from dateline.record.decisions import Corrected
from dateline.record.kept import KeptActor
from dateline.store.case import Case

from .readings import a_reading, put

RUSSIA = KeptActor(key="gov-rus", name="Russia", type="state", sector=None, country="RUS", inter=8)


def test_sources_are_the_same_whether_they_were_added_up_before_or_are_counted_each_time(case: Case) -> None:
    put(case, a_reading(source="Syrian Observatory", url="https://example.org/1"))
    put(case, a_reading("Shells struck Tabqa and the bridge fell.", words=("struck", "fell")))
    put(case, a_reading("Shells struck Manbij.", publisher="River Post", source="police"))
    with case.view() as view:
        counted = view.sources()
    assert {(s.name, s.claims) for s in counted} >= {("Levant Wire", 2), ("police", 1)}
    with case.writer() as writer:
        writer.tally()
        assert writer.sources() == counted
        writer.tally(most=0)
        assert writer.sources() == counted
    put(case, a_reading("Shells hit Homs.", words=("hit",), source="police"))
    put(case, a_reading("Nobody struck it, the ministry told.", url="https://example.org/1"))
    with case.writer() as writer:
        claim = next(k.id for k in writer.claims() if k.publisher == "River Post")
        writer.decide(Corrected(claim=claim, withdrawn=True), coder="test")
        later = writer.sources()
        writer.tally(most=0)
        assert writer.sources() == later
    told = {s.name: (s.reports, s.claims) for s in later}
    assert told["police"] == (0, 1) and "Syrian Observatory" not in told
    assert told["Levant Wire"][1] == 3


def test_actors_are_the_same_whether_they_were_added_up_before_or_are_counted_each_time(case: Case) -> None:
    put(case, a_reading(url="https://example.org/1"))
    put(case, a_reading("Shells struck Tabqa and the bridge fell.", words=("struck", "fell")))
    put(case, a_reading("Shells struck Manbij.", publisher="River Post", source="police"))
    with case.writer() as writer:
        counted = writer.actors()
        writer.tally(most=0)
        assert writer.actors() == counted != ()
        before = counted[0]
        first, second = [k for k in writer.claims() if before.key in {a.key for a in k.actors}][:2]
        writer.decide(Corrected(claim=first.id, actors=(RUSSIA,)), coder="test")
        writer.decide(Corrected(claim=second.id, withdrawn=True), coder="test")
        later = writer.actors()
        assert {a.key: a.does for a in later}[RUSSIA.key] == 1
        assert sum(a.does for a in later if a.key == before.key) == before.does - 2
        writer.tally(most=0)
        assert writer.actors() == later
