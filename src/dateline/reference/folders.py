"""Folders with knowledge of the user's own, beside that of the package.

Such a folder (`--lexicon DIR`) is laid out like the package's: frames in `DIR/frames/*.yaml`, actors in
`DIR/actors/*.yaml` and `*.csv`. What the reports of one `Reader` are read with holds for that reader alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from dateline.errors import KnowledgeError

_PARTS = ("frames", "actors")
_own: ContextVar[tuple[Path, ...]] = ContextVar("own", default=())


@contextmanager
def reading_with(folder: Path | None) -> Iterator[None]:
    """Within, knowledge is loaded with that of `folder`."""
    token = _own.set((folder,) if folder else ())
    try:
        yield
    finally:
        _own.reset(token)


def own_folders(part: str | None = None) -> tuple[Path, ...]:
    """The user's folders; with `part` ("frames", "actors"), those folders in them that exist."""
    if part is None:
        return _own.get()
    return tuple(folder / part for folder in _own.get() if (folder / part).is_dir())


def checked(folder: Path) -> Path:
    """`folder`, absolute. Raises `KnowledgeError` where it holds nothing that could be used."""
    if not any((folder / part).is_dir() for part in _PARTS):
        raise KnowledgeError(
            f"{folder} is no lexicon: it has neither a folder 'frames' nor a folder 'actors'."
        )
    return folder.resolve()
