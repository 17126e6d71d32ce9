"""Files that appear under their name when they are whole and on the disk, or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

UNFINISHED = ".part"


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """Gives a name to write under. Two that write the same file at once do not meet: the later one stays."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{uuid4().hex}{UNFINISHED}")
    try:
        yield unfinished
        _onto_disk(unfinished)
        os.replace(unfinished, path)
        _onto_disk(path.parent)
    finally:
        unfinished.unlink(missing_ok=True)


def write_whole(path: Path, data: bytes) -> None:
    with whole(path) as unfinished:
        unfinished.write_bytes(data)


def sweep(folder: Path) -> None:
    """Takes away what killed processes left behind."""
    for path in folder.rglob(f".*{UNFINISHED}"):
        path.unlink(missing_ok=True)


def _onto_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
