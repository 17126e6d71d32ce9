"""Who holds a place is told alike from what was noted of each claim and from the claims themselves."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from dateline.contract import decode, encode
from dateline.pipeline import linking
from dateline.pipeline.asking import control_of, disputed_control
from dateline.pipeline.drawing import draw
from dateline.pipeline.linking import link, link_anew
from dateline.record.decisions import Corrected
from dateline.record.incidents import ControlSpan
from dateline.record.readings import Reading
from dateline.steps.situation.control import USUAL, control_timeline, holds_on
from dateline.store.base import Wanted
from dateline.store.case import Case, new_case

LATE = date(2016, 3, 12)


def put(case: Case, reading: Reading) -> None:
    body = encode(reading)
    with case.writer() as writer:
        writer.add(decode(body), body, where="by hand", version="1")


@pytest.fixture
def case(tmp_path: Path, readings: list[Reading]) -> Case:
    made = new_case(str(tmp_path / "war.dateline"))
    for reading in readings:
        put(made, reading)
    return made


@pytest.fixture(scope="module")
def readings() -> list[Reading]:
    import dateline

    texts = (
        ("Rebels captured Khanasser on 3 March 2016, a local council said.", "2016-03-04"),
        ("The Syrian army recaptured Khanasser on 10 March 2016, state media said.", "2016-03-11"),
        ("Islamic State withdrew from Palmyra on 27 March 2016.", "2016-03-28"),
        ("The Syrian army denied that rebels had captured Khanasser.", "2016-03-05"),
        ("The Syrian army captured Aleppo on 3 March 2016, state media said.", "2016-03-04"),
        ("Rebels seized Sheikh Maqsoud on 8 March 2016, activists said.", "2016-03-09"),
    )
    return [dateline.read(words, published=day) for words, day in texts]


def kept(case: Case) -> list[ControlSpan]:
    with case.view() as view:
        assert view.all_told()
        return [one.span for one in view.stretches()]


def slowly(case: Case, known_on: date | None = None) -> object:
    with case.view() as view:
        claims = view.claims(Wanted(known_on=known_on))
        return control_timeline(claims, known_on=known_on, rules=USUAL)


def noted(case: Case, known_on: date | None = None) -> object:
    with case.view() as view:
        assert list(view.sayings())
        return control_of(view, known_on=known_on)


def test_both_tell_the_same_also_as_known_on_a_day(case: Case) -> None:
    link(case)
    assert noted(case) == slowly(case) != ()
    assert noted(case, LATE) == slowly(case, LATE) != noted(case)


def test_the_stretches_are_kept_whatever_the_lots_in_which_reports_come(
    tmp_path: Path, readings: list[Reading]
) -> None:
    for order in (readings, readings[::-1]):
        with new_case(str(tmp_path / f"{order[0].document.id[:6]}.dateline")) as case:
            for reading in order:
                put(case, reading)
                link(case)
                assert tuple(kept(case)) == slowly(case)


def test_a_quarter_that_another_takes_makes_the_city_contested_from_that_day(case: Case) -> None:
    link(case)
    city = [span for span in kept(case) if span.place.name == "Aleppo"]
    assert [(s.start, s.end, s.contested, s.rule) for s in city] == [
        (date(2016, 3, 3), date(2016, 3, 8), False, "claimed"),
        (date(2016, 3, 8), None, True, "part-contests-whole"),
    ]


def test_the_stretches_of_a_day_and_the_disputes_of_days_are_picked_from_all(case: Case) -> None:
    link(case)
    day = date(2016, 3, 9)
    with case.view() as view:
        assert [one.span for one in view.stretches(at=day)] == [s for s in kept(case) if holds_on(s, day)]
        ((span, dispute),) = disputed_control(view, first=date(2016, 3, 1), last=date(2016, 3, 9))
        assert (span.place.name, span.contested) == ("Aleppo", True)
        assert [v.value for v in dispute.versions] == ["held by Syrian Arab Army", "held by Rebels"]
        assert disputed_control(view, last=date(2016, 3, 2)) == []


def test_linking_that_was_killed_before_places_were_told_anew_is_made_good(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    link(case)
    before = kept(case)
    withdraw(case, "Palmyra")
    with monkeypatch.context() as patch:
        patch.setattr(linking, "tell_control", killed)
        with pytest.raises(KeyboardInterrupt):
            link(case)
    with case.view() as view:
        assert not view.all_told()
        assert control_of(view) == slowly(case) != tuple(before)
    link(case)
    assert tuple(kept(case)) == slowly(case)


def killed(store: object) -> None:
    raise KeyboardInterrupt


def withdraw(case: Case, place: str) -> None:
    with case.view() as view:
        claim = next(k.id for k in view.claims() if k.place and k.place.name == place)
    with case.writer() as writer:
        writer.decide(Corrected(claim=claim, withdrawn=True), coder="ann")


def test_a_correction_changes_both(case: Case) -> None:
    link(case)
    before = noted(case)
    withdraw(case, "Palmyra")
    link(case)
    assert noted(case) == slowly(case) != before


def test_while_claims_wait_the_claims_themselves_are_asked(case: Case) -> None:
    with case.view() as view:
        assert not list(view.sayings())
        assert control_of(view) == slowly(case) != ()


def test_linking_all_anew_keeps_them(case: Case) -> None:
    link_anew(case)
    assert noted(case) == slowly(case)


def test_a_case_without_them_gets_them_when_it_is_drawn(case: Case) -> None:
    link(case)
    before = noted(case)
    with case.view() as view:
        pictures = view.counts().incidents
    with case.connected(write=True) as connection:
        connection.execute(text("DELETE FROM holdings"))
        connection.execute(text("DELETE FROM pictures"))
        connection.execute(text("DELETE FROM about WHERE name = 'pictures'"))
    with case.view() as view:
        assert control_of(view) == before
    draw(case)
    assert noted(case) == before
    with case.view() as view:
        assert view.counts().incidents == pictures
