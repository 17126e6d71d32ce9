"""Cases of an older Dateline, and cases that go from a database into a file and back."""

from __future__ import annotations

from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import MetaData, Table, insert, inspect, select

from dateline.contract import encode
from dateline.errors import StoreError
from dateline.record.decisions import Corrected, SourceGraded
from dateline.store.backing_up import back_up, restore
from dateline.store.base import Wanted
from dateline.store.case import Case, empty_case, new_case, open_case
from dateline.store.checking import check
from dateline.store.tables import metadata

from .readings import STRIKE, a_reading

_numbers = count(1)


@pytest.fixture
def database(postgres: str) -> str:
    """Address of an empty database."""
    import psycopg

    name = f"restored{next(_numbers)}"
    with psycopg.connect(postgres.replace("NAME", "postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")  # type: ignore[call-overload, unused-ignore]
    return postgres.replace("NAME", name)


def fill(case: Case) -> None:
    """Two reports, one corrected, and a graded source."""
    readings = [a_reading(f"{n} rebels came. {STRIKE}", words=("struck", "strike")) for n in (3, 4)]
    with case.writer() as writer:
        for reading in readings:
            writer.add(reading, encode(reading), where="x", version="1")
        writer.decide(Corrected(claim=readings[0].claims[0].id, status="denied"), coder="Ann", why="hearsay")
        source = writer.sources()[0].key
        writer.decide(SourceGraded(source=source, reliability="B"), coder="Ben")


def answers(case: Case) -> object:
    """What a case answers, for comparing."""
    with case.view() as view:
        return (
            list(view.claims()),
            list(view.reports()),
            view.decisions(),
            view.sources(),
            [h.report.id for h in view.search("market")],
            [k.id for k in view.claims(Wanted(place="Khanasser"))],
            check(view),
        )


def of_first_tables(target: str) -> None:
    """Makes a case as the first Dateline made it, with reports and decisions in it."""
    with new_case("sqlite-scratch" if "://" in target else f"{target}.scratch") as scratch:
        fill(scratch)
        with scratch.connected() as source, empty_case(target, version="0001") as (_, old):
            there = inspect(old)
            for table in metadata.sorted_tables:
                if not there.has_table(table.name):
                    continue
                columns = {column["name"] for column in there.get_columns(table.name)}
                shared = [c for c in table.columns if c.name in columns]
                old.execute(table.delete())
                rows = [row._asdict() for row in source.execute(select(*shared))]
                if rows:
                    old.execute(insert(Table(table.name, MetaData(), *(c.copy() for c in shared))), rows)


def test_a_case_of_the_first_tables_is_refused_backed_up_and_upgraded_without_loss(
    target: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    of_first_tables(target)
    with pytest.raises(StoreError, match="dateline upgrade"):
        open_case(target)
    with open_case(target, any_version=True) as old:
        back_up(old, "before.bak")
        old.upgrade()
    with pytest.raises(StoreError, match="dateline upgrade"):
        open_case("before.bak")
    with open_case("before.bak", any_version=True) as copy:
        copy.upgrade()
    scratch = next(iter([*tmp_path.glob("*scratch")]))
    with open_case(target) as now, open_case("before.bak") as copy, open_case(str(scratch)) as new:
        for case in (now, copy):
            with case.view() as view:
                assert check(view).faults == ()
                assert list(view.claims()) == _claims(new)
                assert [d.coder for d in view.decisions()] == ["Ann", "Ben"]
                assert view.exported("acled") == ()


def _claims(case: Case) -> object:
    with case.view() as view:
        return list(view.claims())


def test_a_backup_goes_into_a_database_and_back_with_all_that_is_in_it(database: str, tmp_path: Path) -> None:
    with new_case(str(tmp_path / "a.dateline")) as case:
        fill(case)
        wanted = answers(case)
    found = restore(str(tmp_path / "a.dateline"), database)
    assert (found.reports, found.decisions, found.faults) == (2, 2, ())
    with open_case(database) as restored:
        assert answers(restored) == wanted
        back_up(restored, str(tmp_path / "back.dateline"))
    with open_case(str(tmp_path / "back.dateline")) as back:
        assert answers(back) == wanted


def test_adding_and_deciding_go_on_in_a_restored_database(database: str, tmp_path: Path) -> None:
    with new_case(str(tmp_path / "a.dateline")) as case:
        fill(case)
    restore(str(tmp_path / "a.dateline"), database)
    reading = a_reading(f"9 rebels came. {STRIKE}", words=("struck", "strike"), publisher="Somebody New")
    with open_case(database) as restored:
        with restored.writer() as writer:
            assert writer.add(reading, encode(reading), where="y", version="1").outcome in ("read", "copy")
            assert (
                writer.decide(SourceGraded(source="?somebody new", reliability="E"), coder="Ann").number == 3
            )
        with restored.view() as view:
            assert check(view).faults == ()
            assert len(view.search("market")) == 3


def test_a_database_that_holds_a_case_is_left_alone(database: str, tmp_path: Path) -> None:
    with new_case(str(tmp_path / "a.dateline")) as case:
        fill(case)
    with new_case(database) as there:
        before = answers(there)
    with pytest.raises(StoreError, match="holds a case already"):
        restore(str(tmp_path / "a.dateline"), database)
    with open_case(database) as there:
        assert answers(there) == before


def test_a_backup_that_was_changed_is_not_restored_and_the_database_stays_empty(
    database: str, tmp_path: Path
) -> None:
    import sqlite3

    path = tmp_path / "a.dateline"
    with new_case(str(path)) as case:
        fill(case)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE readings SET digest = 'x'")
    connection.close()
    with pytest.raises(StoreError, match=r"is not whole, and was not restored: .*its hash is another"):
        restore(str(path), database)
    new_case(database).close()
