"""Makes the tables of a new case, and brings those of an old one up to date."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

from dateline.errors import StoreError

if TYPE_CHECKING:
    from alembic.config import Config

NEWEST = "0010"
"""The revision that this version of Dateline works with."""


def version_of(connection: Connection) -> str | None:
    """The revision of a case. None: these are no tables of a case."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return found


def check_version(connection: Connection, name: str) -> None:
    """Raises `StoreError` where this version of Dateline cannot work with the case as it is."""
    found = version_of(connection)
    if found == NEWEST:
        return
    if found is None:
        raise StoreError(f"{name} is no case of Dateline. Make one: dateline new {name}")
    if found > NEWEST:
        raise StoreError(
            f"{name} was made by a newer Dateline (its tables are {found}, this knows {NEWEST}). Update Dateline."
        )
    raise StoreError(
        f"{name} was made by an older Dateline. Back it up, then bring it up to date: dateline upgrade --case {name}"
    )


def migrate(connection: Connection, to: str = NEWEST) -> None:
    """Goes on from whatever revision the case has, none included, within the connection's transaction."""
    # Loaded here, since opening a case that is up to date need not wait for it.
    from alembic import command

    command.upgrade(config_for(connection), to)


def config_for(connection: Connection) -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
