"""How the two databases are opened. The only place, beside the migrations, that knows which one it is."""

from __future__ import annotations

import os
import sqlite3
from typing import Any

from sqlalchemy import URL, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import NullPool

from dateline.errors import StoreError

_BUSY_SECONDS = 30
"""How long one who wants to write waits for another writer."""
_MAPPED_BYTES = 8 << 30
"""SQLite itself maps no more than 2 GiB, unless it was built otherwise."""
_POSTGRES = ("postgresql", "postgres")


def is_address(target: str) -> bool:
    """Whether a case is named by a database's address rather than a path."""
    return "://" in target


def shown(target: str) -> str:
    """The name of a case without a password in it."""
    if not is_address(target):
        return target
    # As people write it: without the name of the driver, and with slashes in a socket's path.
    url = _address(target).set(drivername="postgresql").render_as_string(hide_password=True)
    return url.replace("%2F", "/")


def engine_for(target: str, *, create: bool = False) -> Engine:
    """Raises `StoreError` where there is no such file, or already one to be created, or the address is wrong."""
    if is_address(target):
        return _postgres(_address(target))
    if create and os.path.exists(target):
        raise StoreError(
            f"{target} is already there. Choose another name, or add to it: dateline add --case {target} ..."
        )
    if not create and not os.path.isfile(target):
        raise StoreError(f"There is no case {target}. Make one: dateline new {target}")
    if create and not os.path.isdir(os.path.dirname(os.path.abspath(target))):
        raise StoreError(f"The folder of {target} does not exist.")
    return _sqlite(target, create=create)


def _address(target: str) -> URL:
    try:
        url = make_url(target)
    except ArgumentError as error:
        raise StoreError("This is no address of a database. Example: postgresql://user@host/name") from error
    if url.get_backend_name() not in _POSTGRES:
        raise StoreError(
            f"Cases are kept in a file or in PostgreSQL, not in {url.drivername!r}. Example: postgresql://user@host/name"
        )
    return url.set(drivername="postgresql+psycopg")


def _postgres(url: URL) -> Engine:
    try:
        import psycopg  # noqa: F401
    except ImportError as error:
        raise StoreError(
            "PostgreSQL needs a library that is not installed: pip install '.[postgres]' in Dateline's repository, "
            "or pip install 'dateline-VERSION.whl[postgres]' with its wheel"
        ) from error
    return create_engine(
        url,
        poolclass=NullPool,
        isolation_level="REPEATABLE READ",
        connect_args={"connect_timeout": 10, "application_name": "dateline"},
    )


def _sqlite(path: str, *, create: bool) -> Engine:
    mode = "rwc" if create else "rw"
    # As an address, so that a file which is not there is never made by opening it.
    quoted = "".join(
        c if c.isalnum() or c in "/._-~" else f"%{b:02X}" for c in os.path.abspath(path) for b in _bytes(c)
    )

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(
            f"file:{quoted}?mode={mode}",
            uri=True,
            timeout=_BUSY_SECONDS,
            isolation_level=None,
            check_same_thread=False,
        )

    engine = create_engine("sqlite://", creator=connect, poolclass=NullPool)

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _: object) -> None:
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {_BUSY_SECONDS * 1000}")
        cursor.execute("PRAGMA journal_mode = WAL")
        # With WAL, NORMAL keeps the file whole in any crash; a power cut can cost the last few reports, no more.
        cursor.execute("PRAGMA synchronous = NORMAL")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.execute("PRAGMA cache_size = -65536")
        cursor.execute("PRAGMA temp_store = MEMORY")
        # A case may come from anybody: nothing in its schema may run code of its own.
        cursor.execute("PRAGMA trusted_schema = OFF")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        # One who will write says so at once, so that two writers wait for each other instead of failing midway.
        immediate = connection.get_execution_options().get("dateline_write", False)
        if not immediate:
            # One who only reads sees the file where the system keeps it, rather than copy each page of it.
            connection.exec_driver_sql(f"PRAGMA mmap_size = {_MAPPED_BYTES}")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")

    return engine


def _bytes(character: str) -> bytes:
    return os.fsencode(character)
