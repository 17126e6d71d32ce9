"""Pages of WARC archives. The only module that knows fastwarc."""

from __future__ import annotations

import os
import sys
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import IO, NamedTuple

from dateline.record.issues import Issue
from dateline.steps.documents.kinds import GZIP
from dateline.steps.documents.listings import Listed
from dateline.steps.documents.options import Options
from dateline.steps.documents.sources import Source
from dateline.steps.documents.unpacking import too_large
from dateline.steps.documents.unreadable import Unreadable

_STEP = 1 << 20
_GZIP_FORMAT = 31
"""zlib's `wbits` for a stream with gzip's header and checksum."""
_HEAD = 2048
"""Packed bytes from which the first line of a record can be told."""
_PACKED_RECORD = GZIP + b"\x08"
_RECORD = b"\r\n\r\nWARC/1."
_NO_PAGE = "No page: "
_KINDS = ("text/html", "application/xhtml+xml", "text/plain", "application/pdf")


def pages_of(stream: IO[bytes], where: str, options: Options) -> Iterator[Source | Issue]:
    """Each page that a server gave; what is no page or no text is counted at the end.

    A damaged record costs itself alone. Where the whole archive breaks off, that is told after its last page.
    """
    left_out: Counter[str] = Counter()
    pages = damaged = last = 0
    broken: Issue | None = None
    for at, found in pages_between(stream, where, options, start=0, stop=sys.maxsize):
        if broken is not None:
            yield broken
        broken, last = None, at
        if isinstance(found, Source):
            pages += 1
            yield found
        elif found.kind == "no-page":
            left_out[found.message.removeprefix(_NO_PAGE).removesuffix(".").removeprefix("an ")] += 1
        elif found.kind == "broken":
            damaged += 1
            # Told when more follows: else it may be that the archive ends within it.
            place = found.where if found.where != where else f"{where}: byte {at:,}"
            broken = replace(found, where=place)
        else:
            pages += 1
            yield found
    if (pages or damaged) and _breaks_off(stream, last):
        message = f"This archive breaks off after {pages} pages; what should follow is not there."
        broken = Issue(where=where, step="documents", kind="broken", message=message)
    if broken is not None:
        yield broken
    if left_out:
        kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(left_out.items()))
        yield Issue(
            where=where, step="documents", kind="left-out", message=f"What is no page was left out: {kinds}."
        )
    if not (pages or damaged):
        raise Unreadable("empty", "This archive holds no page.")


def _breaks_off(stream: IO[bytes], last: int) -> bool:
    """Whether an archive ends within a record, the one at byte `last` or one after it."""
    stream.seek(0)
    if stream.read(2) != GZIP:
        # Each record ends with empty lines.
        stream.seek(max(0, stream.seek(0, os.SEEK_END) - 1))
        return stream.read(1) != b"\n"
    stream.seek(last)
    # Packed as a whole, not record by record, `last` is no place in the file.
    stream.seek(last if stream.read(len(_PACKED_RECORD)) == _PACKED_RECORD else 0)
    unpacker = zlib.decompressobj(_GZIP_FORMAT)
    try:
        while block := stream.read(_STEP):
            while block:
                if unpacker.eof:
                    # Zeros after the last record are a tape's filling.
                    block = block.lstrip(b"\0")
                    if not block:
                        break
                    unpacker = zlib.decompressobj(_GZIP_FORMAT)
                unpacker.decompress(block, _STEP)
                block = unpacker.unused_data if unpacker.eof else unpacker.unconsumed_tail
        while not unpacker.eof and unpacker.decompress(b"", _STEP):
            pass
    except zlib.error:
        return False
    return not unpacker.eof


class Positioned(NamedTuple):
    """What was found in an archive, and the byte at which its record begins."""

    at: int
    found: Source | Issue


def pages_between(
    stream: IO[bytes], where: str, options: Options, *, start: int, stop: int
) -> Iterator[Positioned]:
    """The pages whose records begin at `start` or later and before `stop`, so that stretches that meet share none.

    A damaged record is told and the reading goes on with the next one that can be found.
    """
    stream.seek(0)
    packed = stream.read(2) == GZIP
    position = _next_record(stream, start, packed) if start else 0
    while position is not None and position < stop:
        last = None
        try:
            for at, found in _pages_from(stream, where, options, position):
                if at >= stop:
                    return
                last = at
                if found is not None:
                    yield Positioned(at, found)
            return
        except (OSError, ValueError, EOFError, zlib.error) as error:
            broken = position
            if last is not None:
                # Somewhere after the last whole record: in the next that begins like one, or in what lies between.
                position = _next_record(stream, last + 1, packed)
                if position is not None and not _is_whole(stream, options, position):
                    continue
                broken = last + 1
            else:
                position = _next_record(stream, position + 1, packed)
            message = f"This record is damaged ({error})."
            yield Positioned(broken, Issue(where=where, step="documents", kind="broken", message=message))


def _is_whole(stream: IO[bytes], options: Options, position: int) -> bool:
    try:
        next(_pages_from(stream, "", options, position), None)
    except (OSError, ValueError, EOFError, zlib.error):
        return False
    return True


def _pages_from(
    stream: IO[bytes], where: str, options: Options, position: int
) -> Iterator[tuple[int, Source | Issue | None]]:
    """None: a record that is no answer of a server, which only moves the position."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    stream.seek(position)
    for record in ArchiveIterator(stream, auto_decode="all"):
        at = record.stream_pos
        if record.record_type != WarcRecordType.response:
            yield at, None
            continue
        address = (record.headers.get("WARC-Target-URI") or "").strip("<>") or "no address"
        name = f"{where}: {address}"
        headers, kind = record.http_headers, (record.http_content_type or "").lower()
        if headers is None or headers.status_code != 200 or kind not in _KINDS:
            what = "an answer that is no page" if headers is None else f"status {headers.status_code}"
            if headers is not None and headers.status_code == 200:
                what = kind or "no kind"
            yield at, Issue(where=name, step="documents", kind="no-page", message=f"{_NO_PAGE}{what}.")
            continue
        data = record.reader.read(options.largest_file + 1)
        if len(data) > options.largest_file:
            yield at, too_large(options.largest_file).issue(name)
            continue
        coded = headers.get("Content-Encoding") or headers.get("Transfer-Encoding")
        if not coded and len(data) < record.content_length:
            yield at, Issue(where=name, step="documents", kind="broken", message="This record breaks off.")
            continue
        charset = record.http_charset
        yield at, Source(where=name, kind="bytes", data=data, listed=Listed(url=address), charset=charset)


def _next_record(stream: IO[bytes], position: int, packed: bool) -> int | None:
    """Where the next record begins, at `position` or later. None: there is none."""
    mark, before = (_PACKED_RECORD, 0) if packed else (_RECORD, len(_RECORD) - len(b"WARC/1."))
    base, held = max(0, position - before), b""
    stream.seek(base)
    while block := stream.read(_STEP):
        held += block
        i = held.find(mark)
        while i >= 0:
            if len(held) - i < _HEAD:
                more = stream.read(_HEAD)
                held += more
            if not packed or _unpacks(held[i : i + _HEAD]):
                return base + i + before
            i = held.find(mark, i + 1)
        keep = min(len(held), len(mark) - 1)
        base, held = base + len(held) - keep, held[len(held) - keep :]
    return None


def _unpacks(data: bytes) -> bool:
    try:
        return zlib.decompressobj(_GZIP_FORMAT).decompress(data, 64).startswith(b"WARC/")
    except zlib.error:
        return False
