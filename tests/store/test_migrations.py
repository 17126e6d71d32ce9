"""The tables that migrations make are those that the program works with."""

from __future__ import annotations

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from dateline.errors import StoreError
from dateline.store import migrating
from dateline.store.case import Case, open_case
from dateline.store.tables import metadata


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
