"""Every back end behaves alike. A new one is done when it passes this file."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from dateline.contract import encode
from dateline.errors import StoreError
from dateline.record.decisions import ClaimGraded, Corrected, Merged, SourceGraded, Split, Undone, constraints
from dateline.record.incidents import Incident, Link
from dateline.record.kept import KeptClaim
from dateline.store.base import Box, RunInput, Wanted
from dateline.store.case import Case, new_case, open_case
from dateline.store.checking import check
from dateline.store.writing import Refused

from .readings import STRIKE, a_reading, put

LATER = datetime(2026, 3, 1, tzinfo=UTC)


def all_claims(case: Case, wanted: Wanted | None = None) -> list[KeptClaim]:
    with case.view() as view:
        return list(view.claims(wanted or Wanted()))


def test_a_case_opens_again_with_what_was_added(case: Case, target: str) -> None:
    reading = a_reading()
    put(case, reading)
    with open_case(target) as again:
        (kept,) = all_claims(again)
    assert kept.claim == reading.claims[0]
    assert kept.evidence == reading.claims[0].evidence.of(STRIKE)
    assert (kept.report, kept.story, kept.publisher) == (
        reading.document.id,
        reading.document.id,
        "Levant Wire",
    )


def test_adding_a_report_twice_keeps_one(case: Case) -> None:
    assert put(case, a_reading()).outcome == "read"
    assert put(case, a_reading()).outcome == "there"
    assert len(all_claims(case)) == 1


def test_a_new_case_is_not_made_over_another(case: Case, target: str) -> None:
    with pytest.raises(StoreError, match="already"):
        new_case(target)


def test_a_text_with_a_null_character_keeps_its_offsets(case: Case) -> None:
    text = "Shells\0 struck Khanasser. Nobody was hurt."
    reading = a_reading(text)
    put(case, reading)
    with case.view() as view:
        assert view.text(reading.document.id) == text
        (hit,) = view.search("khanasser")
    assert hit.claims == (reading.claims[0].id,)


def test_a_changed_page_is_a_revision_and_both_stay(case: Case) -> None:
    url = "https://example.org/strike"
    old = a_reading(STRIKE, url=url)
    new = a_reading(STRIKE.replace("12 people", "19 people"), url=url)
    put(case, old, at=datetime(2016, 3, 4, tzinfo=UTC))
    added = put(case, new, at=datetime(2016, 3, 9, tzinfo=UTC))
    assert (added.outcome, added.of) == ("revision", old.document.id)
    assert [k.report for k in all_claims(case)] == [new.document.id]
    assert [k.report for k in all_claims(case, Wanted(known_on=date(2016, 3, 5)))] == [old.document.id]
    assert [k.report for k in all_claims(case, Wanted(known_on=date(2016, 3, 9)))] == [new.document.id]
    assert all_claims(case, Wanted(known_on=date(2016, 3, 3))) == []
    with case.view() as view:
        first, second = view.report(old.document.id), view.report(new.document.id)
        assert "12 people" in view.text(old.document.id)
    assert first and second
    assert (first.revised_by, second.revises, second.revision) == (new.document.id, old.document.id, 2)
    assert first.story == second.story


def test_rows_of_two_files_may_have_the_same_id(case: Case) -> None:
    put(case, a_reading(external_id="1", publisher=None))
    other = (
        "Rebels shelled a checkpoint near Idlib and struck two trucks, a commander said on Monday evening."
    )
    assert put(case, a_reading(other, external_id="1", publisher=None)).outcome == "read"
    assert len(all_claims(case)) == 2


def test_claims_are_found_by_place_day_type_actor_source_and_status(case: Case) -> None:
    put(case, a_reading(source="the Syrian Observatory"))
    other = a_reading(
        "Rebels signed a truce in Idlib.",
        words=("signed",),
        place="Idlib",
        lat=35.93,
        lon=36.63,
        actor="the rebels",
        plover="AGREE",
        status="planned",
        day=date(2016, 5, 1),
        publisher="SANA",
    )
    put(case, other)

    def found(wanted: Wanted) -> list[str]:
        return [k.report for k in all_claims(case, wanted)]

    assert found(Wanted(place="khanasser")) == found(Wanted(types=("assault",))) == [a_reading().document.id]
    assert len(found(Wanted(place="Aleppo"))) == len(found(Wanted(place="SYR"))) == 2
    assert found(Wanted(types=("Air/drone strike",))) == [a_reading().document.id]
    assert found(Wanted(actors=("rebels",))) == [other.document.id]
    assert found(Wanted(sources=("Syrian Observatory",))) == [a_reading().document.id]
    assert found(Wanted(sources=("SANA",))) == [other.document.id]
    assert found(Wanted(statuses=("planned",))) == [other.document.id]
    assert found(Wanted(first=date(2016, 4, 1))) == [other.document.id]
    assert found(Wanted(last=date(2016, 4, 1))) == [a_reading().document.id]
    assert found(Wanted(box=Box(35.9, 36.0, 36.0, 37.0))) == [other.document.id]
    assert found(Wanted(types=("ASSAULT",), place="Idlib")) == []


def test_candidates_are_found_by_family_box_and_days(case: Case) -> None:
    put(case, a_reading())
    put(case, a_reading(STRIKE.replace("Khanasser", "Tabqa"), place="Tabqa", lat=None, lon=None))
    near = Box(35.0, 37.0, 36.0, 38.0)
    with case.view() as view:
        placed = list(
            view.claims_near(families=("ASSAULT",), box=near, first=date(2016, 3, 2), last=date(2016, 3, 4))
        )
        both = list(view.claims_near(families=("ASSAULT",), box=near, first=date(2016, 3, 2), unplaced=True))
        none = list(view.claims_near(families=("AGREE",), box=near))
        later = list(view.claims_near(families=("ASSAULT",), first=date(2016, 3, 4), last=date(2016, 3, 9)))
    assert (len(placed), len(both), none, later) == (1, 2, [], [])


def test_a_reprint_under_another_headline_joins_the_story_of_the_first(case: Case) -> None:
    first = a_reading(STRIKE)
    reprint = a_reading(
        "MARKET BOMBED IN NORTH\n\n" + STRIKE, publisher="Another Paper", published=date(2016, 3, 5)
    )
    put(case, first)
    added = put(case, reprint)
    assert (added.outcome, added.of) == ("copy", first.document.id)
    assert {k.story for k in all_claims(case)} == {first.document.id}


def test_the_story_is_the_same_in_whichever_order_copies_come(case: Case) -> None:
    first = a_reading(STRIKE)
    reprint = a_reading(STRIKE + " (Agencies)", publisher="Another Paper", published=date(2016, 3, 5))
    assert put(case, reprint).outcome == "read"
    assert put(case, first).outcome == "copy"
    assert {k.story for k in all_claims(case)} == {first.document.id}
    with case.view() as view:
        assert [r.id for r in view.story(first.document.id)] == [first.document.id, reprint.document.id]
        assert [w.why for w in view.waiting()] == ["changed", "new"]


def test_a_correction_is_laid_over_and_undone(case: Case) -> None:
    reading = a_reading()
    put(case, reading)
    id = reading.claims[0].id
    with case.writer() as writer:
        made = writer.decide(
            Corrected(claim=id, status="denied", start=date(2016, 3, 1)), coder="Ann", why="misread"
        )
    (kept,) = all_claims(case, Wanted(statuses=("denied",)))
    assert (kept.claim.status, kept.start, kept.corrected) == ("denied", date(2016, 3, 1), ("status", "time"))
    assert all_claims(case, Wanted(statuses=("occurred",))) == []
    with case.view() as view:
        assert view.reading(reading.document.id).claims[0].status == "occurred"
    with case.writer() as writer:
        undoing = writer.decide(Undone(decision=made.number), coder="Ben")
    assert all_claims(case)[0].claim == reading.claims[0]
    with case.writer() as writer:
        writer.decide(Undone(decision=undoing.number), coder="Ann")
        with pytest.raises(StoreError, match="undone already"):
            writer.decide(Undone(decision=undoing.number), coder="Ann")
    assert all_claims(case)[0].claim.status == "denied"
    with case.view() as view:
        assert [(d.number, d.coder, d.kind) for d in view.decisions()] == [
            (1, "Ann", "correct"),
            (2, "Ben", "undo"),
            (3, "Ann", "undo"),
        ]


def test_a_withdrawn_claim_counts_nowhere_but_stays(case: Case) -> None:
    reading = a_reading()
    put(case, reading)
    id = reading.claims[0].id
    with case.writer() as writer:
        writer.decide(Corrected(claim=id, withdrawn=True), coder="Ann")
    assert all_claims(case) == []
    assert [k.withdrawn for k in all_claims(case, Wanted(withdrawn=True))] == [True]
    with case.view() as view:
        kept = view.claim(id)
        assert kept is not None and kept.withdrawn
        assert [w.why for w in view.waiting()] == ["gone"]


def test_a_correction_survives_a_new_reading_that_gives_the_claim_another_id(case: Case) -> None:
    old = a_reading()
    put(case, old)
    with case.writer() as writer:
        writer.decide(Corrected(claim=old.claims[0].id, status="denied"), coder="Ann")
    new = a_reading(words=("struck the market",), killed=12)
    assert new.claims[0].id != old.claims[0].id
    from dateline.contract import encode

    with case.writer() as writer:
        assert writer.reread(new, encode(new), version="2")
        assert not writer.reread(new, encode(new), version="2")
    (kept,) = all_claims(case)
    assert (kept.id, kept.claim.status, kept.casualties[0].best) == (new.claims[0].id, "denied", 12)
    with case.view() as view:
        assert [(c.what, c.change) for c in view.changes(LATER)][-2:] == [
            ("claim", "withdrawn"),
            ("claim", "new"),
        ] or (
            {(c.id, c.change) for c in view.changes(LATER) if c.what == "claim"}
            >= {(old.claims[0].id, "withdrawn"), (new.claims[0].id, "new")}
        )


def test_a_correction_survives_a_revision_with_the_same_words(case: Case) -> None:
    url = "https://example.org/strike"
    old, new = a_reading(url=url), a_reading("UPDATED. " + STRIKE, url=url)
    put(case, old)
    with case.writer() as writer:
        writer.decide(Corrected(claim=old.claims[0].id, status="possible"), coder="Ann")
    put(case, new)
    assert [(k.report, k.claim.status) for k in all_claims(case)] == [(new.document.id, "possible")]


def test_decisions_about_what_is_not_there_are_refused(case: Case) -> None:
    put(case, a_reading())
    for what in (
        Corrected(claim="c0", status="denied"),
        SourceGraded(source="nobody", reliability="A"),
        Undone(decision=7),
        Merged(incidents=("i1",), claims=(("c0",),)),
    ):
        with case.writer() as writer, pytest.raises(StoreError):
            writer.decide(what, coder="Ann")


def test_grades_have_defaults_and_are_set(case: Case) -> None:
    reading = a_reading(publisher="SANA", source="the Syrian Observatory")
    put(case, reading)
    id = reading.claims[0].id
    with case.view() as view:
        assert view.reliability("sana") == ("D", True)
        assert view.credibility(id) == (6, True)
        assert [(s.key, s.reports, s.default) for s in view.sources()] == [
            ("?syrian observatory", 0, True),
            ("sana", 1, True),
        ]
    with case.writer() as writer:
        writer.decide(SourceGraded(source="sana", reliability="C"), coder="Ann", why="right about Khanasser")
        writer.decide(ClaimGraded(claim=id, credibility=2), coder="Ann")
    with case.view() as view:
        assert view.reliability("sana") == ("C", False)
        assert view.credibility(id) == (2, False)


def test_a_grade_that_was_undone_is_the_default_again(case: Case) -> None:
    reading = a_reading(publisher="SANA", source="the Syrian Observatory")
    put(case, reading)
    id = reading.claims[0].id
    with case.writer() as writer:
        about_source = writer.decide(SourceGraded(source="sana", reliability="C"), coder="Ann")
        about_claim = writer.decide(ClaimGraded(claim=id, credibility=2), coder="Ann")
    with case.writer() as writer:
        writer.decide(Undone(decision=about_source.number), coder="Ann")
        writer.decide(Undone(decision=about_claim.number), coder="Ann")
    with case.view() as view:
        assert view.reliability("sana") == ("D", True)
        assert view.credibility(id) == (6, True)


def an_incident(id: str, *claims: str, start: date = date(2016, 3, 3)) -> Incident:
    return Incident(
        id=id,
        type="Air/drone strike",
        plover="ASSAULT",
        start=start,
        end=start,
        place=None,
        actors=(),
        recipients=(),
        casualties=(),
        claims=claims,
        reports=(),
        independent_sources=len(claims),
        disputed=(),
        links=tuple(Link(claim=c, score=1.0, reasons=("first",), by="test") for c in claims),
    )


def test_incidents_replace_each_other_and_are_remembered(case: Case) -> None:
    reading = a_reading(words=("struck", "strike", "closed"))
    put(case, reading)
    a, b, c = (claim.id for claim in reading.claims)
    with case.writer() as writer:
        writer.replace_incidents([an_incident("i1", a), an_incident("i2", b, c)])
    with case.view() as view:
        assert list(view.waiting()) == []
        assert view.incidents_of([a, b, c]) == {a: "i1", b: "i2", c: "i2"}
        assert [i.id for i in view.incidents(Wanted(place="Khanasser"))] == ["i1", "i2"]
        assert list(view.incidents(Wanted(place="Idlib"))) == []
        assert view.credibility(b) == (2, True)
    with case.writer() as writer:
        writer.replace_incidents([an_incident("i1", a, b, c)], ["i2"], done=())
    with case.view() as view:
        assert view.incident("i2") is None
        assert [i.claims for i in view.incidents()] == [(a, b, c)]
        assert view.incidents_of([a, b, c]) == dict.fromkeys((a, b, c), "i1")
        told = [(x.id, x.change) for x in view.changes(LATER) if x.what == "incident"]
    assert sorted(told) == [("i1", "new"), ("i1", "revised"), ("i2", "new"), ("i2", "withdrawn")]


def test_merges_and_splits_are_kept_by_their_claims(case: Case) -> None:
    reading = a_reading(words=("struck", "strike", "closed"))
    put(case, reading)
    a, b, c = (claim.id for claim in reading.claims)
    with case.writer() as writer:
        writer.replace_incidents([an_incident("i1", a), an_incident("i2", b, c)])
        merged = writer.decide(Merged(incidents=("i1", "i2"), claims=((a,), (b, c))), coder="Ann")
        writer.decide(Split(incident="i2", claims=(c,), rest=(b,)), coder="Ann")
    with case.view() as view:
        assert constraints(view.decisions()) == (((a, b),), (((c,), (b,)),))
        assert {w.claim for w in view.waiting()} == {a, b, c}
    with case.writer() as writer:
        writer.decide(Undone(decision=merged.number), coder="Ann")
    with case.view() as view:
        assert constraints(view.decisions()) == ((), (((c,), (b,)),))


def test_words_are_found_with_what_stands_around_them(case: Case) -> None:
    reading = a_reading(words=("struck", "strike"))
    put(case, reading)
    with case.view() as view:
        (hit,) = view.search('"second strike"')
        assert "«second»" in hit.snippet or "«second strike»" in hit.snippet
        assert hit.claims == (reading.claims[1].id,)
        assert view.search("market -rubble") == ()
        assert len(view.search("nothing OR markets")) == 1
        assert view.search("plague") == ()
        with pytest.raises(StoreError):
            view.search(' "" ')


def test_ids_are_found_by_their_beginning(case: Case) -> None:
    reading = a_reading(words=("struck", "strike"))
    put(case, reading)
    with case.view() as view:
        assert view.resolve(reading.document.id[:6]) == ("report", reading.document.id)
        assert view.resolve(reading.claims[1].id[:8]) == ("claim", reading.claims[1].id)
        with pytest.raises(StoreError, match="Several"):
            view.resolve("c")
        with pytest.raises(StoreError, match="no incident"):
            view.resolve("x")


def test_a_transaction_that_fails_leaves_nothing(case: Case) -> None:
    from dateline.contract import encode

    reading = a_reading()
    with pytest.raises(RuntimeError), case.writer() as writer:
        writer.add(reading, encode(reading), where="x", version="1")
        raise RuntimeError
    assert all_claims(case) == []
    put(case, reading)
    assert len(all_claims(case, Wanted(place="Khanasser"))) == 1


def test_one_reads_while_another_writes(case: Case) -> None:
    put(case, a_reading())
    with case.view() as view:
        before = view.count()
        put(
            case,
            a_reading(STRIKE + " More was not known of the pilots.", publisher="B", url="https://b.org/1"),
        )
        assert view.count() == before == 1
    assert len(all_claims(case)) == 2


def test_what_changed_since_a_day_is_told(case: Case) -> None:
    url = "https://example.org/strike"
    old, new = a_reading(url=url), a_reading("UPDATED. " + STRIKE, url=url)
    put(case, old, at=datetime(2016, 3, 4, tzinfo=UTC))
    put(case, new, at=datetime(2016, 3, 9, tzinfo=UTC))
    with case.view() as view:
        told = [(c.what, c.id, c.change) for c in view.changes(datetime(2016, 3, 6, tzinfo=UTC))]
    assert sorted(told) == sorted(
        [
            ("report", new.document.id, "revised"),
            ("claim", new.claims[0].id, "new"),
            ("claim", old.claims[0].id, "withdrawn"),
        ]
    )


def test_what_a_database_refuses_leaves_the_rest_of_a_transaction_alone(case: Case) -> None:
    first, second = a_reading(f"One. {STRIKE}"), a_reading(f"Two. {STRIKE}")
    with case.writer() as writer:
        writer.add(first, encode(first), where="x", version="1")
        with pytest.raises(Refused), writer.apart():
            writer.add(second, encode(second), where="x", version="1")
            writer.note(7, 1, RunInput(where="x", outcome="read"))  # there is no run 7
        assert writer.add(second, encode(second), where="x", version="1").outcome != "there"
    with case.view() as view:
        assert [r.id for r in view.reports()] == [first.document.id, second.document.id]
        assert check(view).faults == ()
