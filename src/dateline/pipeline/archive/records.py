"""The reports of one part of an archive, each with where in the file it begins."""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterator
from datetime import date, datetime
from typing import IO, Any, NamedTuple

import msgspec

from dateline.pipeline.archive.plans import Part, is_remote, opened
from dateline.record.issues import Issue
from dateline.steps.documents import Options, Source
from dateline.steps.documents.listings import Listings
from dateline.steps.documents.rows import with_usual_names
from dateline.steps.documents.unpacking import Stream, lines_of, too_large
from dateline.steps.documents.unreadable import Unreadable
from dateline.steps.documents.with_fastwarc import pages_between

_STEP = 1 << 20
_PACKED_STEP = 1 << 17
"""Packed bytes at a time: they may hold some thousand times as many."""
_ROWS = 64
"""Of a Parquet file at a time."""


class Record(NamedTuple):
    at: int
    """Byte, line or row: with the file, which report it is."""
    found: Source | Issue


def records_of(part: Part, options: Options) -> Iterator[Record]:
    """In the order of the file. What is wrong with the part as a whole is told as an issue."""
    try:
        if part.kind == "files":
            yield from _files(part, options)
        else:
            with opened(part.file) as stream:
                yield from _records(part, stream, options)
    except Unreadable as error:
        yield Record(-1, error.issue(part.file))
    except (OSError, zlib.error, EOFError) as error:
        issue = Issue(where=part.file, step="documents", kind="broken", message=f"{error}.")
        yield Record(-1, issue)


def _records(part: Part, stream: IO[bytes], options: Options) -> Iterator[Record]:
    if part.kind == "warc":
        for at, found in pages_between(stream, part.file, options, start=part.start, stop=part.stop):
            yield Record(at, found)
    elif part.kind == "parquet":
        yield from _table_rows(part, stream)
    elif part.kind == "packed":
        unpacked: Stream = _Zstd(stream) if part.file.partition("::")[0].lower().endswith(".zst") else stream
        for number, line in enumerate(lines_of(unpacked, largest=options.largest_row), 1):
            yield from _line(part, number, line, options)
    else:
        for at, line in _lines_between(stream, part.start, part.stop, options.largest_row):
            yield from _line(part, at, line, options)


def _line(part: Part, at: int, line: bytes, options: Options) -> Iterator[Record]:
    where = f"{part.file}:{at}"
    if len(line) > options.largest_row:
        yield Record(at, too_large(options.largest_row).issue(where))
    elif line.strip():
        yield Record(at, Source(where=where, kind="row", data=with_usual_names(line)))


def _lines_between(stream: IO[bytes], start: int, stop: int, largest: int) -> Iterator[tuple[int, bytes]]:
    """The lines that begin at `start` or later and before `stop`; a line over `largest` bytes comes cut."""
    position = start
    if start:
        # The line that began before belongs to the part before.
        stream.seek(start - 1)
        position = start - 1 + _rest_of_line(stream, start - 1)
    stream.seek(position)
    while position < stop:
        line = stream.readline(largest + 1)
        if not line:
            return
        length = len(line)
        if len(line) > largest and not line.endswith(b"\n"):
            length += _rest_of_line(stream, position + length)
            stream.seek(position + length)
        yield position, line.rstrip(b"\r\n")
        position += length


def _rest_of_line(stream: IO[bytes], position: int) -> int:
    """Bytes from `position` to the next line's beginning."""
    stream.seek(position)
    count = 0
    while block := stream.read(_STEP):
        end = block.find(b"\n")
        if end >= 0:
            return count + end + 1
        count += len(block)
    return count


class _Zstd:
    """What was packed with zstd, unpacked as it is read. Raises `Unreadable` where it is damaged or breaks off."""

    def __init__(self, stream: IO[bytes]) -> None:
        import zstandard

        self._stream = stream
        self._packer = zstandard.ZstdDecompressor()
        self._damaged = zstandard.ZstdError
        self._frame: Any = None
        self._packed = b""

    def read(self, size: int = -1, /) -> bytes:
        """Some bytes, as many as come; none at the end."""
        while True:
            block = self._packed or self._stream.read(_PACKED_STEP)
            self._packed = b""
            if not block:
                if self._frame is not None:
                    raise Unreadable("broken", "This file breaks off before its end.")
                return b""
            self._frame = self._frame or self._packer.decompressobj()
            try:
                piece: bytes = self._frame.decompress(block)
            except self._damaged as error:
                raise Unreadable("broken", f"This file is damaged ({error}).") from error
            if self._frame.eof:
                self._packed, self._frame = self._frame.unused_data, None
            if piece:
                return piece


def _table_rows(part: Part, stream: IO[bytes]) -> Iterator[Record]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    from dateline.steps.documents.rows import USUAL_NAMES

    file = pq.ParquetFile(stream)
    known = {name.lower(): name for name in file.schema_arrow.names}
    chosen = {
        field: next(known[n] for n in names if n in known)
        for field, names in USUAL_NAMES.items()
        if any(n in known for n in names)
    }
    if "text" not in chosen:
        raise Unreadable(
            "broken",
            f"This table has no column with text: none of {', '.join(USUAL_NAMES['text'])} among its columns "
            f"({', '.join(file.schema_arrow.names[:12])}).",
        )
    row = 0
    try:
        columns = sorted(set(chosen.values()))
        for batch in file.iter_batches(batch_size=_ROWS, row_groups=[part.group], columns=columns):
            if row >= part.stop:
                return
            for values in batch.to_pylist() if row + batch.num_rows > part.start else ():
                if part.start <= row < part.stop:
                    where = f"{part.file}:{part.group}:{row}"
                    data = {field: _plain(values[column]) for field, column in chosen.items()}
                    at = part.group * (1 << 32) + row
                    yield Record(at, Source(where=where, kind="row", data=msgspec.json.encode(data)))
                row += 1
            if row < part.start:
                row += batch.num_rows
    except (pa.ArrowException, UnicodeDecodeError) as error:
        raise Unreadable("broken", f"Rows from {row} of group {part.group} are damaged ({error}).") from error


def _plain(value: object) -> object:
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value if value is None or isinstance(value, str | int) else str(value)


def _files(part: Part, options: Options) -> Iterator[Record]:
    listings = Listings()
    for number, name in enumerate(part.files):
        if not is_remote(name):
            problem = listings.open(name)
            if problem:
                yield Record(number, problem)
            yield Record(number, Source(where=name, kind="file", listed=listings.of(name)))
            continue
        try:
            with opened(name) as stream:
                data = stream.read(options.largest_file + 1)
        except OSError as error:
            issue = Issue(where=name, step="documents", kind="unreadable", message=f"{error}.")
            yield Record(number, issue)
            continue
        where = name.partition("::")[0]
        if len(data) > options.largest_file:
            yield Record(number, too_large(options.largest_file).issue(where))
        else:
            yield Record(number, Source(where=os.path.normpath(where), kind="bytes", data=data))
