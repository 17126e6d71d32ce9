"""Opens a case: SQLite by path, PostgreSQL by address."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, insert, text
from sqlalchemy.exc import DBAPIError, OperationalError

from dateline import __version__
from dateline.errors import StoreError
from dateline.store import engines, migrating, times
from dateline.store.names import Names
from dateline.store.picturing import note_drawn
from dateline.store.tables import about
from dateline.store.views import CaseView
from dateline.store.writing import Writing

_LOCK = 0x6461_7465_6C69_6E65
"""PostgreSQL's number for the lock that lets one write at a time ("dateline")."""


class Case:
    """A case that is open. Every `view` and `writer` is a connection of its own."""

    def __init__(self, target: str, engine: Engine) -> None:
        self._engine = engine
        self.name = engines.shown(target)
        """Path or address, without any password."""
        self._names = Names()

    @contextmanager
    def view(self) -> Iterator[CaseView]:
        with self._told(), self._engine.connect() as connection, connection.begin():
            yield CaseView(connection)

    @contextmanager
    def writer(self) -> Iterator[Writing]:
        """All that is written within is kept when it ends, or nothing of it."""
        with self._told(), self._engine.connect() as connection:
            with _transaction(connection):
                writing = Writing(connection, self._names)
                yield writing
            self._names.learn(writing.new_names)

    @contextmanager
    def connected(self, *, write: bool = False) -> Iterator[Connection]:
        """A bare connection within a transaction, for what copies whole tables."""
        with (
            self._told(),
            self._engine.connect() as connection,
            _transaction(connection) if write else connection.begin(),
        ):
            yield connection

    def upgrade(self) -> None:
        """Brings the tables of an older case up to date."""
        with self._told(), self._engine.connect() as connection, _transaction(connection):
            if migrating.version_of(connection) is None:
                raise StoreError(f"{self.name} is no case of Dateline.")
            migrating.migrate(connection)

    def close(self) -> None:
        self._engine.dispose()

    def __enter__(self) -> Case:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Says what went wrong with the database as a `StoreError`."""
        try:
            yield
        except DBAPIError as error:
            raise StoreError(_meaning(self.name, error)) from error


def new_case(target: str) -> Case:
    """Makes an empty case. Raises `StoreError` where there is one already."""
    with empty_case(target) as (case, _):
        return case


@contextmanager
def empty_case(target: str, *, version: str = migrating.NEWEST) -> Iterator[tuple[Case, Connection]]:
    """A new case, and the transaction that makes it, so that it comes to be with all that is written within.

    `version`: of its tables.
    """
    engine = engines.engine_for(target, create=True)
    case = Case(target, engine)
    try:
        with case._told(), engine.connect() as connection, _transaction(connection):
            if migrating.version_of(connection) is not None:
                raise StoreError(
                    f"{case.name} holds a case already. Add to it (dateline add --case {case.name} ...), or name an "
                    "empty database."
                )
            migrating.migrate(connection, version)
            rows = {"case": str(uuid.uuid4()), "made": times.written(times.now()), "by": __version__}
            connection.execute(insert(about), [{"name": n, "value": v} for n, v in rows.items()])
            note_drawn(connection)
            yield case, connection
    except BaseException:
        case.close()
        if not engines.is_address(target) and os.path.isfile(target) and not os.path.getsize(target):
            os.unlink(target)
        raise


def open_case(target: str, *, any_version: bool = False) -> Case:
    """Raises `StoreError` where there is none, or one that this version of Dateline cannot work with."""
    engine = engines.engine_for(target)
    case = Case(target, engine)
    try:
        with case._told(), engine.connect() as connection, connection.begin():
            if not any_version:
                migrating.check_version(connection, case.name)
    except BaseException:
        case.close()
        raise
    return case


@contextmanager
def _transaction(connection: Connection) -> Iterator[None]:
    if connection.dialect.name == "sqlite":
        connection.execution_options(dateline_write=True)
        with connection.begin():
            yield
        return
    # The lock is waited for first, so that the transaction sees all that the one before it wrote.
    connection.execution_options(isolation_level="READ COMMITTED")
    with connection.begin():
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        yield


def _meaning(name: str, error: DBAPIError) -> str:
    words = str(error.orig).strip()
    if "full" in words or "disk I/O" in words or "No space" in words:
        return (
            f"{name}: the disk is full or cannot be written. What was kept is safe; make room and add again."
        )
    if "locked" in words:
        return f"{name} is being written to by another program. Try again when it has ended."
    if "malformed" in words or "not a database" in words:
        return f"{name} is no case, or is damaged ({words}). Take the last backup."
    if "readonly" in words or "read-only" in words:
        return f"{name} must not be written to (check the rights of the file and its folder)."
    if isinstance(error, OperationalError) and error.connection_invalidated is False and "connect" in words:
        return f"{name} cannot be reached: {words.splitlines()[0]}"
    return f"{name}: the database says: {words.splitlines()[0] if words else type(error).__name__}"
