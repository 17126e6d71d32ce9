"""What is to be done: the inputs cut into parts, and the settings under which they are read."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, Any, Literal, NamedTuple

from dateline import __version__
from dateline.errors import InputError
from dateline.record.ids import content_id

_LARGEST_PART = 64_000_000
"""Bytes of an archive: some thousand pages, minutes of work."""
_SMALLEST_PART = 1_000_000
_PARTS = 64
"""Into which a small input is cut, so that there is something for each process."""
_LARGEST_ROWS = 10_000
"""Rows of a Parquet file in one part."""
_FILES = 200
"""Small files in one part."""
ROWS = (".jsonl", ".ndjson")
ARCHIVES = (".warc", ".warc.gz")
REPORTS = (".txt", ".text", ".html", ".htm", ".xhtml", ".pdf")
_PACKED = (".gz", ".zst")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the result hangs on, beside the inputs."""

    threshold: float | None = None
    """Score of triage under which a report is left unread. None: all are read."""
    copies: bool = True
    """Near-copies are left out."""
    lexicon: str | None = None
    seconds: float = 120.0
    """Processor time for one report."""
    memory: int = 2048
    """MiB that one report may take beyond what the program has."""
    version: str = __version__


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A stretch of the input that one process goes through."""

    id: str
    file: str
    """Path, or an address that fsspec opens. Of `files`: the folder."""
    kind: Literal["warc", "rows", "packed", "parquet", "files"]
    """rows: lines of a file that can be entered anywhere. packed: lines that can be read from the start only."""
    start: int = 0
    """Byte, or row of a Parquet row group."""
    stop: int = 0
    group: int = 0
    """Row group."""
    files: tuple[str, ...] = ()
    size: int = 0
    """Bytes, to tell how much is left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    settings: Settings
    parts: tuple[Part, ...]
    left_out: dict[str, int]
    """Endings of files that are no reports, and how many there are."""


class _Input(NamedTuple):
    name: str
    size: int


def plan_of(inputs: Sequence[str], settings: Settings, *, largest: int | None = None) -> Plan:
    """Cuts the inputs into parts. `largest`: bytes of one. Raises `InputError` where one cannot be opened."""
    left_out: dict[str, int] = {}
    found: dict[str, _Input] = {}
    for name in inputs:
        of_this = 0
        for one in _expanded(name):
            if _kind(one.name) is not None:
                of_this += 1
                found.setdefault(one.name, one)
            elif _is_file(name, one.name):
                raise InputError(
                    f"{name} is no archive that can be read: .warc, .warc.gz, .parquet, .jsonl (also .gz, .zst), "
                    "text, HTML or PDF, or a folder of these."
                )
            else:
                ending = os.path.splitext(one.name)[1].lower() or "no ending"
                left_out[ending] = left_out.get(ending, 0) + 1
        if not of_this:
            raise InputError(f"{name} holds no archive or report.")
    total = sum(one.size for one in found.values())
    largest = largest or min(_LARGEST_PART, max(_SMALLEST_PART, total // _PARTS))
    parts: list[Part] = []
    small: list[_Input] = []
    for one in sorted(found.values()):
        if _kind(one.name) == "files":
            small.append(one)
        else:
            parts += _parts_of(one, largest)
    for i in range(0, len(small), _FILES):
        names = tuple(s.name for s in small[i : i + _FILES])
        folder = os.path.dirname(names[0])
        size = sum(s.size for s in small[i : i + _FILES])
        parts.append(Part(id=content_id("p", *names), file=folder, kind="files", files=names, size=size))
    return Plan(settings=settings, parts=tuple(parts), left_out=dict(sorted(left_out.items())))


def _is_file(named: str, found: str) -> bool:
    """Whether what was named is the file itself, not a folder that it was found in."""
    return found in (named, os.path.abspath(named))


def is_remote(name: str) -> bool:
    return "://" in name or "::" in name


@contextmanager
def opened(name: str) -> Iterator[IO[bytes]]:
    """Opens a file here or elsewhere. Raises `OSError`."""
    if not is_remote(name):
        with open(name, "rb") as stream:
            yield stream
        return
    # Kept meanwhile: a file system that lies in a file closes it when it is dropped.
    system, path = _system(name)
    with system.open(path, "rb") as stream:
        yield stream


def _system(name: str) -> tuple[Any, str]:
    import fsspec

    if name.lower().startswith(("http://", "https://")):
        raise InputError(
            f"{name}: archives are not read over the web; fetch the file first, or name a bucket (s3://...)."
        )
    try:
        # Not one that was dropped before, whose file is closed.
        chained: dict[str, Any] = (
            {name.partition("://")[0]: {"skip_instance_cache": True}} if "::" in name else {}
        )
        system, path = fsspec.core.url_to_fs(name, **chained)
    except ImportError as error:
        raise InputError(f"{name} needs a package that is not installed: {error}") from error
    except ValueError as error:
        raise InputError(f"{name} cannot be opened: {error}") from error
    return system, str(path)


def _expanded(name: str) -> Iterator[_Input]:
    """The files that a name stands for, each with its size."""
    if is_remote(name):
        yield from _expanded_remote(name)
        return
    try:
        found = os.stat(name)
    except (OSError, ValueError) as error:
        raise InputError(f"{name} cannot be opened: {getattr(error, 'strerror', None) or error}.") from error
    if not stat.S_ISDIR(found.st_mode):
        yield _Input(os.path.abspath(name), found.st_size)
        return
    for folder, subfolders, files in os.walk(name):
        subfolders[:] = sorted(s for s in subfolders if not s.startswith("."))
        for file in sorted(files):
            path = os.path.abspath(os.path.join(folder, file))
            if file.startswith(".") or file == "reports.csv" or file.upper().startswith("README"):
                continue
            if os.path.isfile(path):
                yield _Input(path, os.path.getsize(path))


def _expanded_remote(name: str) -> Iterator[_Input]:
    system, path = _system(name)
    chain = "::" + name.partition("::")[2] if "::" in name else ""
    scheme = name.partition("://")[0]
    try:
        if not system.isdir(path):
            yield _Input(name, int(system.info(path)["size"] or 0))
            return
        for found, about in sorted(system.find(path, detail=True).items()):
            yield _Input(f"{scheme}://{found}{chain}", int(about.get("size") or 0))
    except (OSError, ImportError) as error:
        raise InputError(f"{name} cannot be opened: {error}.") from error


def _kind(name: str) -> str | None:
    low = name.partition("::")[0].lower()
    if low.endswith(ARCHIVES):
        return "warc"
    if low.endswith(".parquet"):
        return "parquet"
    bare = low
    for ending in _PACKED:
        bare = bare.removesuffix(ending)
    if bare.endswith(ROWS):
        return "rows" if bare == low else "packed"
    return "files" if low.removesuffix(".gz").endswith(REPORTS) else None


def _parts_of(one: _Input, largest: int) -> Iterator[Part]:
    kind = _kind(one.name)
    if kind == "parquet":
        yield from _row_groups(one)
    elif kind == "packed":
        yield Part(
            id=content_id("p", one.name, str(one.size)),
            file=one.name,
            kind="packed",
            stop=one.size,
            size=one.size,
        )
    else:
        for start in range(0, max(1, one.size), largest):
            stop = min(one.size, start + largest)
            yield Part(
                id=content_id("p", one.name, str(one.size), str(start), str(stop)),
                file=one.name,
                kind="warc" if kind == "warc" else "rows",
                start=start,
                stop=stop,
                size=stop - start,
            )


def _row_groups(one: _Input) -> Iterator[Part]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with opened(one.name) as stream:
            about = pq.ParquetFile(stream).metadata
            groups = [
                (about.row_group(i).num_rows, about.row_group(i).total_byte_size)
                for i in range(about.num_row_groups)
            ]
    except (OSError, pa.ArrowException) as error:
        raise InputError(f"{one.name} is no Parquet file, or is damaged ({error}).") from error
    for group, (rows, size) in enumerate(groups):
        for start in range(0, rows, _LARGEST_ROWS):
            stop = min(rows, start + _LARGEST_ROWS)
            yield Part(
                id=content_id("p", one.name, str(one.size), str(group), str(start), str(stop)),
                file=one.name,
                kind="parquet",
                group=group,
                start=start,
                stop=stop,
                size=size * (stop - start) // max(1, rows),
            )
