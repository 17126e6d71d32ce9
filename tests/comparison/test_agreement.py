"""How far two coders agree."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.store.readings import STRIKE, a_reading

from dateline.cli import main
from dateline.comparison.agreement import of_coders, of_files
from dateline.comparison.alpha import Level, alpha, f1
from dateline.contract import encode
from dateline.errors import InputError
from dateline.record.decisions import CasualtiesSet, Corrected, Merged, SourceGraded, Split
from dateline.store.case import Case, new_case


@pytest.mark.parametrize(
    ("values", "level", "expected"),
    [
        # Krippendorff (2011), "Computing Krippendorff's Alpha-Reliability", A and B: two observers, nominal.
        (list(zip("0100000010", "1110010000", strict=True)), "nominal", 0.0952),
        ([("a", "a"), ("b", "b")], "nominal", 1.0),
        ([(1, 1), (5, 5), (3, 4)], "interval", 0.9505),
        ([("a", "a"), ("a", "a")], "nominal", None),
        ([("a", None), ("a", "b")], "nominal", None),
    ],
)
def test_alpha(values: list[tuple[object, object]], level: Level, expected: float | None) -> None:
    assert alpha(values, level) == expected


def test_f1_counts_what_both_gave() -> None:
    assert f1("abc", "bcd") == pytest.approx(0.6667, abs=1e-4)
    assert f1("", "") is None


@pytest.fixture
def case(tmp_path: Path) -> Case:
    made = new_case(str(tmp_path / "a.dateline"))
    reading = a_reading(STRIKE, words=("struck", "told", "looking", "fell"), killed=12)
    with made.writer() as writer:
        writer.add(reading, encode(reading), where="by hand", version="1")
        ids = [c.id for c in writer.claims()]
        source = writer.sources()[0].key

        def decide(coder: str, *whats: object) -> None:
            for what in whats:
                writer.decide(what, coder=coder)  # type: ignore[arg-type]

        killed = CasualtiesSet(outcome="killed", low=9, best=9, high=9)
        decide(
            "anna",
            Corrected(claim=ids[0], status="denied"),
            Corrected(claim=ids[1], status="planned", casualties=(killed,)),
            Corrected(claim=ids[2], start=date(2016, 3, 2), withdrawn=True),
            Corrected(claim=ids[3], status="possible"),
            SourceGraded(source=source, reliability="B"),
            Merged(incidents=(), claims=((ids[0],), (ids[1],))),
        )
        decide(
            "ben",
            Corrected(claim=ids[0], status="denied"),
            Corrected(claim=ids[1], status="possible"),
            Corrected(claim=ids[2], withdrawn=True),
            SourceGraded(source=source, reliability="C"),
            Split(incident="", claims=(ids[0],), rest=(ids[1],)),
        )
    return made


def test_two_coders_are_compared_on_what_both_decided(case: Case) -> None:
    with case.view() as view:
        found = of_coders(view, "anna", "ben")
        wider = of_coders(view, "anna", "ben", as_read=True)
    case.close()
    fields = {f.field: f for f in found.fields}
    assert (fields["status"].units, fields["status"].same) == (3, 2)
    assert (fields["killed"].units, fields["killed"].same) == (3, 2)
    assert (fields["right"].units, fields["right"].same, fields["right"].alpha) == (3, 3, 1.0)
    assert (fields["actors"].same, fields["actors"].f1) == (3, 1.0)
    assert fields["reliability"][1:3] == (1, 0)
    assert fields["same happening"][1:3] == (1, 0)
    assert found.one_only == 1
    assert {f.field: f.units for f in wider.fields}["status"] == 4


def test_one_who_decided_nothing_is_told_so(case: Case) -> None:
    with case.view() as view, pytest.raises(InputError, match="anna, ben"):
        of_coders(view, "anna", "carl")
    case.close()


def test_two_tables_are_compared_row_by_row(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("unit,type,deaths\n1,Attack,3\n2,Battle,\n3,Attack,1\n")
    (tmp_path / "b.csv").write_text("unit,type,deaths\n3,Battle,1\n2,Battle,4\n1,Attack,3\n4,Attack,0\n")
    found = of_files(tmp_path / "a.csv", tmp_path / "b.csv")
    assert [(f.field, f.units, f.same, f.f1) for f in found.fields] == [
        ("type", 3, 2, 0.6667),
        ("deaths", 3, 2, 0.8),
    ]
    assert found.one_only == 1
    done = CliRunner().invoke(main, ["agreement", str(tmp_path / "a.csv"), str(tmp_path / "b.csv"), "--json"])
    assert json.loads(done.stdout)["fields"][0]["same"] == 2
