"""A case linked report by report has the incidents of a case linked at once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import permutations
from pathlib import Path
from random import Random

import pytest
from tests.store.readings import a_reading

from dateline.contract import encode
from dateline.pipeline.asking import control_of
from dateline.pipeline.drawing import draw
from dateline.pipeline.linking import incidents_of, link, link_anew
from dateline.pipeline.reading import Reader
from dateline.record.decisions import Corrected, Merged, Split, Undone, What, constraints
from dateline.record.incidents import Incident
from dateline.record.readings import Reading
from dateline.steps.documents import document_from_text
from dateline.store.case import Case, new_case

REPORTS = (
    ("2016-02-23", "Islamic State fighters captured the town of Khanasser on Tuesday and killed 14 soldiers."),
    ("2016-02-24", "The army denied on Wednesday that Islamic State had captured Khanasser on Tuesday."),
    ("2016-02-24", "Fighters of Islamic State captured Khanasser on Tuesday and killed 20 soldiers, a monitor said."),
    ("2016-02-26", "The Syrian army recaptured Khanasser on Thursday, state media said."),
    ("2016-02-26", "A car bomb killed 12 people in Homs on Sunday, police said."),
    ("2016-02-22", "A car bomb exploded in Homs on Sunday and killed at least 12 people."),
)  # fmt: skip


@pytest.fixture(scope="module")
def readings() -> tuple[Reading, ...]:
    reader = Reader()
    return tuple(
        reader.read(document_from_text(text, published=date.fromisoformat(day))) for day, text in REPORTS
    )


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    with new_case(str(tmp_path / "a.dateline")) as made:
        yield made


def add(case: Case, *readings: Reading) -> None:
    with case.writer() as writer:
        for reading in readings:
            writer.add(reading, encode(reading), version="1", where="test")


def incidents(case: Case) -> tuple[Incident, ...]:
    with case.view() as view:
        return tuple(sorted(view.incidents(), key=lambda i: i.id))


def at_once(case: Case) -> tuple[Incident, ...]:
    with case.view() as view:
        return incidents_of(view.claims())


def test_reports_one_by_one_in_any_order_give_what_all_at_once_give(
    tmp_path: Path, readings: tuple[Reading, ...]
) -> None:
    expected: set[frozenset[str]] = set()
    for n, order in enumerate(list(permutations(range(len(readings))))[::97]):
        with new_case(str(tmp_path / f"{n}.dateline")) as case:
            for number in order:
                add(case, readings[number])
                link(case)
            assert incidents(case) == at_once(case)
            groups = {frozenset(i.claims) for i in incidents(case)}
            expected = expected or groups
            assert groups == expected
    assert any(len(group) > 2 for group in expected)


def test_linking_again_changes_nothing(case: Case, readings: tuple[Reading, ...]) -> None:
    add(case, *readings)
    assert link(case) > 0
    before = incidents(case)
    assert link(case) == 0 and link_anew(case) == 0
    assert incidents(case) == before


def test_claims_in_small_batches_give_the_same(case: Case, readings: tuple[Reading, ...]) -> None:
    add(case, *readings)
    link(case, at_once=2)
    assert incidents(case) == at_once(case)


def test_a_merge_is_undone_without_loss(case: Case, readings: tuple[Reading, ...]) -> None:
    add(case, *readings)
    link(case)
    before = incidents(case)
    with case.writer() as writer:
        one, other = before[0], before[1]
        what = Merged(incidents=(one.id, other.id), claims=(one.claims, other.claims))
        decision = writer.decide(what, coder="test")
    link(case)
    assert any({*one.claims, *other.claims} <= set(i.claims) for i in incidents(case))
    with case.writer() as writer:
        writer.decide(Undone(decision=decision.number), coder="test")
    link(case)
    assert incidents(case) == before


CHANGES = ("add", "add", "add", "correct", "withdraw", "merge", "split", "undo", "revise", "link")


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_added_and_decided_in_whatever_order_what_stands_is_what_all_at_once_give(
    tmp_path: Path, seed: int
) -> None:
    chance = Random(seed)
    days = [date(2016, 3, 1 + n) for n in range(6)]
    deeds = ("struck", "shelled", "bombed")

    def a_report(n: int, url: str | None = None) -> Reading:
        deed, other, town = chance.choice(deeds), chance.choice(deeds), chance.choice(("Tabqa", "Manbij"))
        text = (
            f"Planes {deed} the market of {town}, report {n} says. Later they {other} it again, killing some."
        )
        return a_reading(
            text,
            words=(deed, "killing"),
            place=town,
            lat=35.8 if town == "Tabqa" else 36.5,
            day=chance.choice(days),
            published=chance.choice(days),
            url=url or f"https://example.org/{n}",
            killed=chance.choice((None, 3, 12)),
        )

    with new_case(str(tmp_path / "a.dateline")) as case:
        add(case, *(a_report(n) for n in range(8)))
        link(case, at_once=4)
        for n in range(8, 30):
            with case.view() as view:
                ids = [k.id for k in view.claims()]
                made = list(view.incidents())
                taken = {d.what.decision for d in view.decisions() if isinstance(d.what, Undone)}
                open_ones = [
                    d.number
                    for d in view.decisions()
                    if d.number not in taken and not isinstance(d.what, Undone)
                ]
            what: What | None = None
            match chance.choice(CHANGES):
                case "add":
                    add(case, a_report(n))
                case "revise":
                    add(case, a_report(n, url=f"https://example.org/{chance.randrange(n)}"))
                case "correct":
                    what = Corrected(claim=chance.choice(ids), start=days[0], end=days[0])
                case "withdraw":
                    what = Corrected(claim=chance.choice(ids), withdrawn=True)
                case "merge" if len(made) > 1:
                    one, other = chance.sample(made, 2)
                    what = Merged(incidents=(one.id, other.id), claims=(one.claims, other.claims))
                case "split" if any(len(i.claims) > 1 for i in made):
                    one = chance.choice([i for i in made if len(i.claims) > 1])
                    what = Split(incident=one.id, claims=one.claims[:1], rest=one.claims[1:])
                case "undo" if open_ones:
                    what = Undone(decision=chance.choice(open_ones))
                case "link":
                    link(case, at_once=chance.choice((2, 5, 50)))
            if what is not None:
                with case.writer() as writer:
                    writer.decide(what, coder="test")
        link(case, at_once=3)
        with case.view() as view:
            expected = incidents_of(view.claims(), constraints(view.decisions()))
        assert incidents(case) == expected
        assert link_anew(case) == 0


def test_who_holds_a_place_is_noted_of_all_claims_of_a_report_that_is_linked_in_parts(case: Case) -> None:
    for n, town in enumerate(("Tabqa", "Manbij", "Raqqa")):
        text = f"Rebels captured {town} on Thursday. Later they took its bridge, report {n} says."
        add(case, a_reading(text, words=("captured", "took"), place=town, actor="rebels", control=True))
    link(case, at_once=1)
    draw(case)
    with case.view() as view:
        told = {claim for span in control_of(view) for claim in span.claims}
        assert told == {k.id for k in view.claims()}
