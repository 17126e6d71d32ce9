"""DuckDB, set up so that it keeps to little memory, writes beside the archive, and fetches nothing."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from dateline.errors import DatelineError

_MEMORY = "1GB"


@contextmanager
def database(folder: Path, *, threads: int = 1, memory: str = _MEMORY) -> Iterator[Any]:
    """A database that is gone afterwards. What does not fit in memory lies in `folder` meanwhile."""
    import duckdb

    folder.mkdir(parents=True, exist_ok=True)
    place = tempfile.mkdtemp(prefix="duckdb-", dir=folder)
    settings: dict[str, str | bool | int | float | list[str]] = {
        "threads": threads,
        "memory_limit": memory,
        "temp_directory": f"{place}/spilled",
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }
    try:
        with duckdb.connect(f"{place}/base.duckdb", config=settings) as base:
            yield base
    except duckdb.Error as error:
        raise DatelineError(f"DuckDB could not go on in {folder}: {error}") from error
    finally:
        shutil.rmtree(place, ignore_errors=True)
