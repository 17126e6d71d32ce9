"""The tables that migrations make are those that the program works with."""

from __future__ import annotations

from datetime import date
from importlib import import_module

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, select, text, update

from dateline.errors import StoreError
from dateline.store import migrating
from dateline.store.case import Case, open_case
from dateline.store.tables import claims, metadata

from .readings import a_reading, put


def of_ours(object: object, name: str | None, type: str, *_: object) -> bool:
    """Not the tables that make up SQLite's full-text index, nor PostgreSQL's."""
    return not (name or "").startswith("report_words") and name not in ("searched", "reports_by_words")


def test_migrations_lead_to_the_tables_of_the_program(case: Case) -> None:
    with case.connected() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": of_ours})
        assert compare_metadata(context, metadata) == []


def test_the_newest_migration_is_the_one_that_is_asked_for() -> None:
    config = migrating.config_for(Connection.__new__(Connection))
    assert ScriptDirectory.from_config(config).get_current_head() == migrating.NEWEST


def test_an_older_or_newer_case_is_refused_and_told_what_to_do(case: Case, target: str) -> None:
    for version, words in (("0000", "dateline upgrade"), ("9999", "newer Dateline")):
        with case.connected(write=True) as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = :v"), {"v": version})
        with pytest.raises(StoreError, match=words):
            open_case(target)


def test_a_case_that_is_up_to_date_can_be_upgraded(case: Case, target: str) -> None:
    case.upgrade()
    open_case(target).close()


def test_an_older_case_learns_on_which_days_its_claims_may_have_happened(case: Case) -> None:
    put(case, a_reading(words=("struck", "closed")))
    put(case, a_reading("Rebels shelled Khanasser.", words=("shelled",), day=None))
    put(case, a_reading("Rebels left Khanasser.", words=("left",), day=None, published=None))
    days = select(claims.c.id, claims.c.meant_first, claims.c.meant_last).order_by(claims.c.id)
    with case.connected(write=True) as connection:
        as_added = connection.execute(days).all()
        connection.execute(update(claims).values(meant_first=None, meant_last=None))
        import_module("dateline.store.migrations.versions.0004_days_meant").fill(connection)
        assert connection.execute(days).all() == as_added
    told = {(first, last) for _, first, last in as_added}
    day, published = date(2016, 3, 3).toordinal(), date(2016, 3, 4).toordinal()
    assert told == {(day - 1, day + 1), (published - 14, published + 1), (None, None)}
