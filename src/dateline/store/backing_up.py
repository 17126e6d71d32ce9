"""A case copied into a file, while others may go on working on it."""

from __future__ import annotations

import os
import sqlite3
from itertools import islice

from sqlalchemy import Connection, insert, select, text

from dateline.errors import StoreError
from dateline.store.case import Case, new_case
from dateline.store.tables import metadata

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
    """All tables of a case in PostgreSQL into a new case in a file."""
    with new_case(part) as made, made.connected(write=True) as target:
        for table in metadata.sorted_tables:
            target.execute(table.delete())
            query = select(table).order_by(*table.primary_key.columns)
            with source.execute(query.execution_options(stream_results=True, yield_per=_AT_ONCE)) as rows:
                every = (row._asdict() for row in rows)
                while some := list(islice(every, _AT_ONCE)):
                    target.execute(insert(table), some)
        target.execute(text("INSERT INTO report_words(report_words) VALUES ('rebuild')"))
    with sqlite3.connect(part) as closing:
        closing.execute("PRAGMA journal_mode = DELETE")
    closing.close()


def _remove(part: str) -> None:
    for name in (part, f"{part}-wal", f"{part}-shm", f"{part}-journal"):
        if os.path.exists(name):
            os.unlink(name)
