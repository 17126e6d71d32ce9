"""A case copied into a file, while others may go on working on it, and from a file into a database."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Sequence
from itertools import islice

from sqlalchemy import Connection, MetaData, Table, insert, select, text

from dateline.errors import StoreError
from dateline.store import migrating
from dateline.store.adding import LONGEST_INDEXED
from dateline.store.case import Case, empty_case, open_case
from dateline.store.checking import Checked, check
from dateline.store.tables import metadata
from dateline.store.views import CaseView

_AT_ONCE = 500


def back_up(case: Case, file: str) -> int:
    """Bytes of the copy. Raises `StoreError` where the file is there already or cannot be written.

    The file appears under its name when it is whole.
    """
    if os.path.exists(file):
        raise StoreError(f"{file} is already there; name a file that is not.")
    part = f"{file}.part"
    _remove(part)
    try:
        with case.connected() as source:
            if source.dialect.name == "sqlite":
                _copy_file(source, part)
            else:
                _copy_rows(source, part)
        os.replace(part, file)
    except OSError as error:
        raise StoreError(f"{file} cannot be written: {error.strerror or error}.") from error
    except sqlite3.Error as error:
        raise StoreError(f"{file} cannot be written: {error}.") from error
    finally:
        _remove(part)
    return os.path.getsize(file)


def _copy_file(source: Connection, part: str) -> None:
    with sqlite3.connect(part) as target:
        raw = source.connection.driver_connection
        assert isinstance(raw, sqlite3.Connection)
        raw.backup(target)
    # One file, without a log beside it, for it will be carried about.
    target.execute("PRAGMA journal_mode = DELETE")
    target.close()


def _copy_rows(source: Connection, part: str) -> None:
    """All tables of a case in PostgreSQL into a new case in a file, of whatever version of Dateline they are."""
    version = migrating.version_of(source)
    with empty_case(part, version=version or migrating.NEWEST) as (made, target):
        old = MetaData()
        if version != migrating.NEWEST:
            old.reflect(target, only=lambda name, _: not name.startswith(("report_words", "alembic_")))
        _copy_tables(source, target, tables=old.sorted_tables or metadata.sorted_tables)
        target.execute(text("INSERT INTO report_words(report_words) VALUES ('rebuild')"))
    made.close()
    with sqlite3.connect(part) as closing:
        closing.execute("PRAGMA journal_mode = DELETE")
    closing.close()


def restore(file: str, target: str, told: Callable[[str, int], None] = lambda table, rows: None) -> Checked:
    """Brings the case in a file into an empty PostgreSQL database; gives what was found when it was looked through.

    `told` is called after each part with the table and the rows that it has got. Raises `StoreError` where the file is
    no case, the database holds one already, or what was brought is not whole. The database is as before then.
    """
    with open_case(file) as backup, backup.connected() as source:
        with empty_case(target) as (made, connection):
            _copy_tables(source, connection, told)
            connection.execute(
                text(
                    "UPDATE reports SET searched ="
                    f" to_tsvector('english', coalesce(title, '') || ' ' || left(text, {LONGEST_INDEXED}))"
                )
            )
            for table in metadata.sorted_tables:
                for column in table.primary_key.columns:
                    _count_on(connection, table.name, column.name)
            found = check(CaseView(connection))
            if found.faults:
                first = found.faults[0]
                raise StoreError(
                    f"{file} is not whole, and was not restored: {first.where}: {first.message} "
                    f"See all: dateline check {file}"
                )
        made.close()
    return found


def _count_on(target: Connection, table: str, column: str) -> None:
    """Lets PostgreSQL number new rows from the last one on."""
    names = {"table": table, "column": column}
    sequence = target.execute(text("SELECT pg_get_serial_sequence(:table, :column)"), names).scalar()
    if sequence is not None:
        target.execute(
            text(f"SELECT setval(:sequence, coalesce(max({column}), 0) + 1, false) FROM {table}"),
            {"sequence": sequence},
        )


def _copy_tables(
    source: Connection,
    target: Connection,
    told: Callable[[str, int], None] = lambda table, rows: None,
    *,
    tables: Sequence[Table] = metadata.sorted_tables,
) -> None:
    for table in tables:
        target.execute(table.delete())
        query = select(table).order_by(*table.primary_key.columns)
        number = 0
        with source.execute(query.execution_options(stream_results=True, yield_per=_AT_ONCE)) as rows:
            every = (row._asdict() for row in rows)
            while some := list(islice(every, _AT_ONCE)):
                target.execute(insert(table), some)
                number += len(some)
                told(table.name, number)


def _remove(part: str) -> None:
    for name in (part, f"{part}-wal", f"{part}-shm", f"{part}-journal"):
        if os.path.exists(name):
            os.unlink(name)
