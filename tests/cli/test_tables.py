"""Tables for a person: nothing that is in them may be lost at the edge."""

from __future__ import annotations

import pytest

from dateline.cli.casework import TABLE_WIDTH, table

ROW = (
    "i390e05ad", "2020-02-27..03-09", "Shelling/artillery/missile attack", "Autonomous Region in Muslim Mindanao",
    "United Nations Multidimensional Integrated Stabilization Mission, Government of Syria", "33-33-40", "4",
    "happened, killed (state TUR), wounded (armed groups), day, place",
)  # fmt: skip


@pytest.mark.parametrize("columns", range(1, 9))
def test_all_that_is_in_a_row_is_printed_within_the_width(
    columns: int, capsys: pytest.CaptureFixture[str]
) -> None:
    table([f"C{n}" for n in range(columns)], [ROW[-columns:], ROW[-columns:]])
    out = capsys.readouterr().out
    assert max(map(len, out.splitlines())) <= TABLE_WIDTH
    printed = "".join(out.split())
    letters = sorted("".join("".join(ROW[-columns:]).split()) * 2 + "".join(f"C{n}" for n in range(columns)))
    assert sorted(printed) == letters


def test_days_and_ids_are_not_broken_where_there_is_room(capsys: pytest.CaptureFixture[str]) -> None:
    table([f"C{n}" for n in range(8)], [ROW])
    out = capsys.readouterr().out
    assert "i390e05ad" in out and "2020-02-27..03-09" in out and "33-33-40" in out
