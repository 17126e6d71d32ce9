"""Who says so, set by a person: laid over what was read, and followed by all that asks for sources."""

from __future__ import annotations

import msgspec

from dateline.contract import encode
from dateline.record.decisions import Corrected, Undone
from dateline.record.described import described
from dateline.record.kept import KeptSource
from dateline.store.base import Wanted
from dateline.store.case import Case
from dateline.store.checking import check
from dateline.store.views import CaseView

from .readings import STRIKE, a_reading, put

REUTERS = KeptSource(key="reuters", name="Reuters", kind="outlet", country="GBR")
MAYOR = KeptSource(key="?mayor", name="the mayor", kind="official", country=None)
READ = "?syrian observatory"


def told_by(case: Case, source: str) -> list[str]:
    with case.view() as view:
        return [k.id for k in view.claims(Wanted(sources=(source,)))]


def looked_up_wrongly(view: CaseView) -> list[str]:
    """The readings made by hand have words that stand elsewhere; the columns must be right all the same."""
    return [f.message for f in check(view).faults if "does not stand at" not in f.message]


def counts(case: Case) -> dict[str, int]:
    with case.view() as view:
        return {s.key: s.claims for s in view.sources()}


def test_a_chain_set_by_a_person_is_found_counted_and_taken_back_and_the_words_stay(case: Case) -> None:
    reading = a_reading(source="Syrian Observatory")
    put(case, reading)
    id = reading.claims[0].id
    assert (told_by(case, READ), told_by(case, "reuters")) == ([id], [])
    with case.writer() as writer:
        made = writer.decide(Corrected(claim=id, sources=(REUTERS, MAYOR)), coder="Ann")
    with case.view() as view:
        kept = view.claim(id)
        assert kept is not None and kept.sources == (REUTERS, MAYOR)
        assert (kept.corrected, kept.claim.attribution) == (("sources",), reading.claims[0].attribution)
        assert [w.why for w in view.waiting()] == ["changed"]
        assert looked_up_wrongly(view) == []
    assert (told_by(case, READ), told_by(case, "reuters"), told_by(case, "?mayor")) == ([], [id], [id])
    assert {k: n for k, n in counts(case).items() if n} == {"reuters": 1, "?mayor": 1}
    with case.writer() as writer:
        writer.decide(Undone(decision=made.number), coder="Ann")
    assert (told_by(case, READ), told_by(case, "reuters")) == ([id], [])
    assert described(made.what) == f"claim {id}: who says so: Reuters (outlet) > the mayor (official)"


def test_cleared_sources_leave_it_to_the_report(case: Case) -> None:
    reading = a_reading(source="Syrian Observatory")
    put(case, reading)
    id = reading.claims[0].id
    assert counts(case).get("?levant wire", 0) == 0
    with case.writer() as writer:
        writer.decide(Corrected(claim=id, sources=(MAYOR,)), coder="Ann")
        writer.decide(Corrected(claim=id, cleared=("sources",)), coder="Ann")
    with case.view() as view:
        kept = view.claim(id)
        assert kept is not None and (kept.sources, kept.corrected) == ((), ("sources",))
        assert looked_up_wrongly(view) == []
    assert {k: n for k, n in counts(case).items() if n} == {"?levant wire": 1}


def test_sums_that_were_added_up_before_follow(case: Case) -> None:
    quoted, own = a_reading(source="Syrian Observatory"), a_reading("Shells hit Homs.", words=("hit",))
    put(case, quoted)
    put(case, own)
    with case.writer() as writer:
        writer.tally(most=0)
        first = writer.decide(Corrected(claim=quoted.claims[0].id, cleared=("sources",)), coder="Ann")
        writer.decide(Corrected(claim=own.claims[0].id, sources=(REUTERS,)), coder="Ann")
    assert {k: n for k, n in counts(case).items() if n} == {"?levant wire": 1, "reuters": 1}
    with case.writer() as writer:
        writer.decide(Undone(decision=first.number), coder="Ann")
        writer.tally(most=0)
    assert {k: n for k, n in counts(case).items() if n} == {READ: 1, "reuters": 1}


def test_it_survives_a_new_reading_and_a_new_state_of_the_page(case: Case) -> None:
    url = "https://example.org/strike"
    old = a_reading(source="Syrian Observatory", url=url)
    put(case, old)
    with case.writer() as writer:
        writer.decide(Corrected(claim=old.claims[0].id, sources=(MAYOR,)), coder="Ann")
    again = a_reading(words=("struck the market",), source="Syrian Observatory", url=url)
    with case.writer() as writer:
        assert writer.reread(again, encode(again), version="2")
    assert told_by(case, "?mayor") == [again.claims[0].id]
    later = a_reading("UPDATED. " + STRIKE, source="Syrian Observatory", url=url)
    put(case, later)
    assert (told_by(case, "?mayor"), told_by(case, READ)) == ([later.claims[0].id], [])
    with case.view() as view:
        assert looked_up_wrongly(view) == []


def test_a_source_that_is_only_of_another_kind_now_is_still_found(case: Case) -> None:
    reading = a_reading(source="Syrian Observatory")
    put(case, reading)
    one = KeptSource(key=READ, name="Syrian Observatory", kind="expert", country=None)
    with case.writer() as writer:
        writer.decide(Corrected(claim=reading.claims[0].id, sources=(one,)), coder="Ann")
    assert told_by(case, READ) == [reading.claims[0].id]
    assert counts(case)[READ] == 1


def test_an_entry_from_before_sources_could_be_set_is_understood() -> None:
    entry = b'{"claim":"c1","status":"denied","cleared":["place"],"casualties":[]}'
    assert msgspec.json.decode(entry, type=Corrected) == Corrected(
        claim="c1", status="denied", cleared=("place",)
    )


def test_a_name_means_whom_the_case_or_the_knowledge_base_has(case: Case) -> None:
    put(case, a_reading(source="the river council"))
    with case.writer() as writer:
        known = writer.source_named("Reuters")
        met = writer.source_named("The River Council")
        new = writer.source_named("the mayor", kind="official")
    assert (known.key, known.kind) == ("reuters", "outlet")
    assert (met.key, met.kind) == ("?river council", "organisation")
    assert new == MAYOR
