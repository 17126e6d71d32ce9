"""Compiles the readable files once and opens the result quickly afterwards."""

from __future__ import annotations

import contextlib
import gc
import os
from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path

import msgspec

from dateline.reference.actors.agents import AGENTS, TITLES
from dateline.reference.actors.compiling import TEMPLATES, Compiled, compile_folders
from dateline.reference.actors.folding import DATA
from dateline.reference.actors.reading import entry_files

BUILT = DATA.parent / "built"
_VERSION = b"actors/1"


class _File(msgspec.Struct, array_like=True):
    digest: str
    compiled: Compiled


# Made at import and not when it is first needed: two threads that do so at once end the program (see `contract`).
_FILES = msgspec.msgpack.Decoder(_File)


def digest(folders: Sequence[Path]) -> str:
    """Of the files that the knowledge is made from, and of the code that makes it."""
    state = blake2b(_VERSION, digest_size=16)
    agents = [p for f in folders for p in (f / AGENTS, f / TITLES) if p.exists()]
    code = sorted(Path(__file__).parent.glob("*.py"))
    for path in [*code, DATA / "spellings.yaml", DATA / TEMPLATES, *agents, *entry_files(folders)]:
        state.update(path.name.encode())
        state.update(path.read_bytes())
    return state.hexdigest()


def compiled(extra: Sequence[Path] = ()) -> Compiled:
    """The knowledge of the program and of the user's folders `extra`. Raises `KnowledgeError`."""
    folders = [DATA, *extra]
    wanted = digest(folders)
    path = BUILT / (f"actors-{_slot(extra)}.msgpack" if extra else "actors.msgpack")
    with contextlib.suppress(OSError, msgspec.DecodeError):
        file = _decoded(path.read_bytes())
        if file.digest == wanted:
            return file.compiled
    made = compile_folders(folders, DATA)
    # A folder that cannot be written to (an installed program) costs the time of compiling, nothing else.
    with contextlib.suppress(OSError):
        BUILT.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(f".{os.getpid()}.part")
        draft.write_bytes(msgspec.msgpack.encode(_File(wanted, made)))
        draft.replace(path)
        _prune()
    return made


def _decoded(data: bytes) -> _File:
    """The file. Garbage collection only costs time here (0.33 s against 0.07 s): all that is made is kept."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        return _FILES.decode(data)
    finally:
        if was_on:
            gc.enable()


def _slot(extra: Sequence[Path]) -> str:
    """One compiled file for each set of users' folders."""
    return blake2b("\n".join(str(p.resolve()) for p in extra).encode(), digest_size=6).hexdigest()


def _prune() -> None:
    """Keeps the compiled files of the four sets of users' folders used last."""
    made = sorted(BUILT.glob("actors-*.msgpack"), key=lambda p: p.stat().st_mtime, reverse=True)
    for path in made[4:]:
        path.unlink(missing_ok=True)
