"""Which incidents fulfil what is asked of claims: found once for each state of a case, by whoever asks first."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Event

import pytest

from dateline.pipeline.linking import link
from dateline.store import sought
from dateline.store.base import Box, Wanted
from dateline.store.case import Case
from dateline.store.sought import Sought, Told
from dateline.store.telling import Tellings

from .readings import a_reading, put
from .test_looking import fill

ASKED = Sought(words="market")
NONE = Told(0, "[]")


def test_those_who_ask_at_the_same_moment_wait_for_the_first() -> None:
    tellings, begun, go = Tellings(), Event(), Event()
    found: list[int] = []

    def find() -> Told:
        found.append(1)
        begun.set()
        assert go.wait(10)
        return NONE

    with ThreadPoolExecutor(4) as threads:
        asked = [threads.submit(tellings.of, "1", ASKED, find) for _ in range(4)]
        assert begun.wait(10)
        go.set()
        assert [one.result(10) for one in asked] == [NONE] * 4
    assert found == [1]


def test_another_state_of_the_case_is_asked_anew() -> None:
    tellings = Tellings()
    tellings.of("1", ASKED, lambda: NONE)
    assert tellings.of("2", ASKED, lambda: Told(1, '["i1"]')) == Told(1, '["i1"]')


def test_what_was_asked_for_longest_ago_is_let_go() -> None:
    tellings, found = Tellings(most=2_500), list[str]()

    def ask(words: str) -> None:
        def find() -> Told:
            found.append(words)
            return NONE

        tellings.of("1", Sought(words=words), find)

    for words in ("one", "two", "one", "three", "one", "two"):
        ask(words)
    assert found == ["one", "two", "three", "two"]


def test_what_failed_is_tried_again() -> None:
    tellings = Tellings()

    def fail() -> Told:
        raise OSError

    with pytest.raises(OSError):
        tellings.of("1", ASKED, fail)
    assert tellings.of("1", ASKED, lambda: NONE) == NONE


def test_what_is_remembered_holds_for_any_box_and_days_until_the_case_changes(case: Case) -> None:
    fill(case)
    tellings = Tellings()

    def number(wanted: Wanted) -> int:
        with case.view() as view:
            view.tellings = tellings
            return view.mapped(Sought(wanted=wanted, words="market"), square=1.0).total

    assert number(Wanted()) == 6
    assert number(Wanted(box=Box(33.0, 36.0, 34.0, 37.0))) == 3
    assert number(Wanted(first=date(2016, 5, 1), last=date(2016, 5, 5))) == 1
    put(case, a_reading("Warplanes struck the market of Homs.", place="Homs", day=date(2016, 5, 4)))
    link(case)
    assert number(Wanted()) == 7


@pytest.mark.parametrize("few", [0, 100])
def test_few_incidents_and_many_are_found_alike(
    case: Case, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(sought, "_FEW", few)
    fill(case)
    with case.view() as view:
        found, total = view.pictures(Sought(words="market tabqa"))
        none = view.pictures(Sought(words="elephant"))
    assert ({p.place for p in found}, total) == ({"Tabqa"}, 2)
    assert none == ([], 0)


def test_a_source_is_found_where_it_is_quoted_and_where_it_publishes(case: Case) -> None:
    fill(case)
    with case.view() as view:

        def number(*sources: str) -> int:
            return view.pictures(Sought(wanted=Wanted(sources=sources)))[1]

        assert number("the governor") == 6
        assert number("Paper of Tabqa") == 2
        assert number("the governor", "Paper of Tabqa") == 6
        assert number("nobody") == 0
