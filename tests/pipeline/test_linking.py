"""A case linked report by report has the incidents of a case linked at once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest

from dateline.contract import encode
from dateline.pipeline.linking import incidents_of, link, link_anew
from dateline.pipeline.reading import Reader
from dateline.record.decisions import Merged, Undone
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
