"""What people add beside what was read: reviews, claims, names of actors, notes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.contract import decode, encode
from dateline.errors import StoreError
from dateline.pipeline.linking import link
from dateline.record.additions import CODED_BY
from dateline.record.decisions import (
    ActorAliased,
    ClaimAdded,
    ClaimReviewed,
    Corrected,
    Decision,
    Noted,
    Undone,
    What,
)
from dateline.record.kept import KeptActor, KeptClaim, KeptPlace
from dateline.record.readings import Reading
from dateline.store.base import Wanted
from dateline.store.case import Case
from dateline.store.checking import check

from .readings import STRIKE, a_claim, a_reading, put

ROAD = "the road to Aleppo stayed closed"
REBELS = KeptActor(
    key="ahrar-al-sham", name="Ahrar al-Sham", type="group", sector="REB", country="SYR", inter=2
)
PLACE = KeptPlace(
    name="Khanasser",
    lat=35.78,
    lon=37.5,
    country="SYR",
    admin1="Aleppo",
    feature="PPL",
    geonames=None,
    relation="at",
    geo_precision=1,
)


def decide(case: Case, what: What, coder: str = "ann") -> Decision:
    with case.writer() as writer:
        return writer.decide(what, coder=coder)


def claims(case: Case, wanted: Wanted | None = None) -> list[KeptClaim]:
    with case.view() as view:
        return list(view.claims(wanted or Wanted()))


def added(reading: Reading, words: str = ROAD, *, id: str = "cadded0000000001") -> ClaimAdded:
    made = replace(
        a_claim(reading.document.text, words, actor=None, place="Khanasser", plover="COERCE"),
        id=id,
        coded_by=f"{CODED_BY}ann",
        confidence=1.0,
    )
    span = made.trigger.span
    evidence = made.evidence.of(reading.document.text)
    return ClaimAdded(
        claim=id,
        report=reading.document.id,
        trigger=(span.start, span.end),
        made=made,
        place=PLACE,
        evidence=evidence,
    )


def is_whole(case: Case) -> bool:
    with case.view() as view:
        return check(view).faults == ()


def test_a_rejected_claim_counts_nowhere_until_it_is_accepted_or_the_review_undone(case: Case) -> None:
    put(case, a_reading())
    (kept,) = claims(case)
    rejected = decide(case, ClaimReviewed(claim=kept.id, verdict="reject"))
    assert claims(case) == []
    with case.view() as view:
        assert view.reviews_of([kept.id])[kept.id].verdict == "reject"
    accepted = decide(case, ClaimReviewed(claim=kept.id, verdict="accept"))
    assert [k.id for k in claims(case)] == [kept.id]
    decide(case, Undone(decision=accepted.number))
    assert claims(case) == []
    decide(case, Undone(decision=rejected.number))
    assert [k.id for k in claims(case)] == [kept.id]
    with case.view() as view:
        assert view.reviews_of([kept.id]) == {}
        assert view.reviewed() == 0
    assert is_whole(case)


def test_an_accepted_claim_stays_as_it_was_read(case: Case) -> None:
    put(case, a_reading())
    (kept,) = claims(case)
    decide(case, ClaimReviewed(claim=kept.id, verdict="accept"))
    (now,) = claims(case)
    assert now == kept
    with case.view() as view:
        assert view.reviews_of([kept.id])[kept.id].decision.coder == "ann"


def test_a_review_survives_a_new_reading_that_gives_the_claim_another_id(case: Case) -> None:
    reading = a_reading()
    put(case, reading)
    (kept,) = claims(case)
    decide(case, ClaimReviewed(claim=kept.id, verdict="reject"))
    again = replace(reading, claims=(replace(reading.claims[0], id="c0000000000000abc", mode="airstrike"),))
    body = encode(again)
    with case.writer() as writer:
        assert writer.reread(decode(body), body, version="2")
    assert claims(case) == []
    with case.view() as view:
        assert set(view.reviews_of([kept.id, "c0000000000000abc"])) == {"c0000000000000abc"}


def test_a_claim_added_by_hand_counts_like_one_that_was_read(case: Case) -> None:
    reading = a_reading()
    put(case, reading)
    decide(case, added(reading))
    found = claims(case, Wanted(place="Khanasser", types=("COERCE",)))
    assert [k.id for k in found] == ["cadded0000000001"]
    assert ROAD in found[0].evidence
    link(case)
    with case.view() as view:
        assert view.report(reading.document.id).claims == 2  # type: ignore[union-attr]
        assert not list(view.waiting())
    assert is_whole(case)


def test_a_claim_added_by_hand_is_corrected_reviewed_and_taken_back(case: Case) -> None:
    reading = a_reading()
    put(case, reading)
    what = added(reading)
    number = decide(case, what).number
    decide(case, Corrected(claim=what.claim, status="denied"))
    assert {k.claim.status for k in claims(case)} == {"occurred", "denied"}
    undone = decide(case, Undone(decision=number))
    assert [k.id for k in claims(case)] == [reading.claims[0].id]
    assert is_whole(case)
    decide(case, Undone(decision=undone.number))
    assert {k.claim.status for k in claims(case)} == {"occurred", "denied"}
    assert is_whole(case)


def test_a_claim_added_by_hand_survives_a_new_reading(case: Case) -> None:
    reading = a_reading()
    put(case, reading)
    decide(case, added(reading))
    again = replace(reading, claims=(replace(reading.claims[0], mode="airstrike"),))
    body = encode(again)
    with case.writer() as writer:
        assert writer.reread(decode(body), body, version="2")
    assert "cadded0000000001" in {k.id for k in claims(case)}
    assert is_whole(case)


def test_a_claim_added_by_hand_moves_to_a_revision_where_its_words_stand(case: Case) -> None:
    url = "https://example.org/strike"
    reading = a_reading(url=url)
    put(case, reading)
    number = decide(case, added(reading)).number
    longer = a_reading("Update. " + STRIKE, url=url)
    put(case, longer)
    (moved,) = claims(case, Wanted(types=("COERCE",)))
    assert moved.report == longer.document.id
    assert moved.claim.trigger.span.of(longer.document.text) == ROAD
    assert is_whole(case)
    decide(case, Undone(decision=number))
    assert claims(case, Wanted(types=("COERCE",))) == []
    assert is_whole(case)


def test_a_claim_added_by_hand_ends_where_a_revision_no_longer_has_its_words(case: Case) -> None:
    url = "https://example.org/strike"
    reading = a_reading(url=url)
    put(case, reading)
    decide(case, added(reading))
    put(case, a_reading(STRIKE.replace("stayed closed", "was open again"), url=url))
    assert claims(case, Wanted(types=("COERCE",))) == []
    assert is_whole(case)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"report": "r0000"}, "no report"),
        ({"evidence": "other words"}, "evidence"),
        ({"claim": "cadded0000000001"}, "in the case already"),
    ],
)
def test_a_claim_that_cannot_be_added_is_refused(case: Case, change: dict[str, str], words: str) -> None:
    reading = a_reading()
    put(case, reading)
    decide(case, added(reading))
    with pytest.raises(StoreError, match=words):
        decide(case, replace(added(reading, id="cadded0000000002"), **change))  # type: ignore[arg-type]


def test_words_that_do_not_stand_there_are_refused(case: Case) -> None:
    reading = a_reading()
    put(case, reading)
    what = added(reading)
    wrong = replace(what.made, trigger=replace(what.made.trigger, text="the road was mined"))
    with pytest.raises(StoreError, match="do not stand"):
        decide(case, replace(what, made=wrong))


def test_a_name_said_to_be_an_actors_is_found_and_shown_as_that_actor(case: Case) -> None:
    put(case, a_reading(actor="the free men of Sham", source="the free men of Sham"))
    assert claims(case, Wanted(actors=("ahrar-al-sham",))) == []
    number = decide(case, ActorAliased(actor=REBELS, name="Free men of Sham")).number
    (kept,) = claims(case, Wanted(actors=("ahrar-al-sham",)))
    assert [a.key for a in kept.actors] == ["ahrar-al-sham"]
    assert [s.name for s in kept.sources] == ["Ahrar al-Sham"]
    assert claims(case, Wanted(sources=("ahrar-al-sham",))) == [kept]
    with case.view() as view:
        assert [w.claim for w in view.waiting()] == [kept.id]
        met = view.actor_met("ahrar-al-sham")
        assert met is not None
        assert met.claims == 1
    decide(case, Undone(decision=number))
    assert claims(case, Wanted(actors=("ahrar-al-sham",))) == []


def test_a_later_report_with_the_name_means_the_actor_too(case: Case) -> None:
    decide(case, ActorAliased(actor=REBELS, name="Free men of Sham"))
    put(case, a_reading(actor="Free men of Sham"))
    (kept,) = claims(case, Wanted(actors=("free men of sham",)))
    assert kept.actors[0].name == "Ahrar al-Sham"
    assert claims(case, Wanted(actors=("Ahrar al-Sham",))) == [kept]


def test_a_name_is_no_other_name_of_itself(case: Case) -> None:
    with pytest.raises(StoreError, match="no other name"):
        decide(case, ActorAliased(actor=REBELS, name="Ahrar al-Sham"))


def test_a_note_on_an_incident_is_found_on_what_its_claims_became(case: Case) -> None:
    put(case, a_reading(killed=12))
    link(case)
    with case.view() as view:
        (incident,) = view.incidents()
    note = Noted(about=incident.id, sort="incident", text="Ask the hospital.", claims=incident.claims)
    number = decide(case, note).number
    with case.view() as view:
        assert [d.number for d in view.notes_on(incident.id)] == [number]
        assert [d.number for d in view.notes_on("iother", incident.claims)] == [number]
        assert view.notes_on("iother") == ()
    decide(case, Undone(decision=number))
    with case.view() as view:
        assert view.notes_on(incident.id) == ()


def test_notes_about_what_is_not_there_and_empty_ones_are_refused(case: Case) -> None:
    put(case, a_reading())
    for what in (
        Noted(about="c0", sort="claim", text="?"),
        Noted(about="nobody", sort="source", text="?"),
        Noted(about=claims(case)[0].report, sort="report", text="  "),
    ):
        with pytest.raises(StoreError):
            decide(case, what)


def test_what_was_rejected_is_told_among_the_changes(case: Case) -> None:
    put(case, a_reading())
    (kept,) = claims(case)
    decision = decide(case, ClaimReviewed(claim=kept.id, verdict="reject"))
    with case.view() as view:
        told = [(c.id, c.change, c.why) for c in view.changes(decision.at)]
    assert told == [(kept.id, "withdrawn", "rejected by ann")]
    undone = decide(case, Undone(decision=decision.number))
    with case.view() as view:
        told = [(c.id, c.change, c.why) for c in view.changes(undone.at)]
    assert told == [(kept.id, "revised", "rejection undone by ann")]


def test_an_actor_is_found_by_every_name_that_the_knowledge_base_has_for_it(case: Case) -> None:
    put(case, a_reading())
    (kept,) = claims(case)
    daesh = KeptActor(
        key="islamic-state", name="Islamic State", type="group", sector="REB", country=None, inter=2
    )
    with case.writer() as writer:
        writer.decide(Corrected(claim=kept.id, actors=(daesh,)), coder="ann")
    for name in ("ISIS", "Daesh", "Islamic State", "islamic-state"):
        assert [k.id for k in claims(case, Wanted(actors=(name,)))] == [kept.id]
        with case.view() as view:
            assert [a.key for a in view.actors(name)] == ["islamic-state"]
    assert claims(case, Wanted(actors=("Hezbollah",))) == []


def test_an_actor_is_found_by_words_of_its_name_and_by_letters_that_stand_for_it(case: Case) -> None:
    put(case, a_reading())
    (kept,) = claims(case)
    group = KeptActor(
        key="hayat-tahrir-al-sham",
        name="Hayat Tahrir al-Sham",
        type="group",
        sector="REB",
        country="SYR",
        inter=2,
    )
    rights = KeptActor(
        key="?human rights officers",
        name="human rights officers",
        type="unknown",
        sector=None,
        country=None,
        inter=None,
    )
    with case.writer() as writer:
        writer.decide(Corrected(claim=kept.id, actors=(group, rights)), coder="ann")
    with case.view() as view:
        for words, key in (
            ("HTS", group.key),
            ("tahr", group.key),
            ("Tahrir al-Sham", group.key),
            ("rights off", rights.key),
            ("human", rights.key),
        ):
            assert [a.key for a in view.actors_met(words)[0]] == [key], words
            assert [a.key for a in view.actors(words)] == [key], words
        assert view.actors_met("ights") == ([], 0)
        assert view.actors("ights") == ()


def test_an_incident_that_is_no_more_says_where_its_claims_are_now(case: Case) -> None:
    put(case, a_reading())
    link(case)
    with case.view() as view:
        (before,) = view.incidents()
    with case.writer() as writer:
        writer.decide(Corrected(claim=before.claims[0], withdrawn=True), coder="ann")
    link(case)
    with case.view() as view, pytest.raises(StoreError, match="no more: its claims were withdrawn"):
        view.incident_by(before.id)
