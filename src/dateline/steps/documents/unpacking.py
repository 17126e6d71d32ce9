"""What gzip packed."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Protocol

from dateline.steps.documents.kinds import GZIP
from dateline.steps.documents.unreadable import Unreadable

_GZIP_FORMAT = 31
"""zlib's `wbits` for a stream with gzip's header and checksum."""
_STEP = 1 << 20


class Stream(Protocol):
    """What bytes are read from."""

    def read(self, size: int = -1, /) -> bytes: ...


def unpacked(data: bytes, *, largest: int) -> bytes:
    """The bytes that `data` holds packed, or `data` where it is not. Raises `Unreadable` past `largest` bytes."""
    if not data.startswith(GZIP):
        return data
    done = bytearray()
    for piece in _pieces(iter((data,))):
        done += piece
        if len(done) > largest:
            raise too_large(largest)
    return bytes(done)


def lines_of(stream: Stream, *, largest: int) -> Iterator[bytes]:
    """Lines of an open file, packed or not, without their line ends; a line over `largest` bytes comes cut.

    Raises `Unreadable` after the last whole line where the packed data breaks off.
    """
    start = stream.read(_STEP)
    blocks = _blocks(start, stream)
    pieces = _pieces(blocks) if start.startswith(GZIP) else blocks
    rest = bytearray()
    for piece in pieces:
        first, *others = piece.split(b"\n")
        rest += first[: largest + 1 - len(rest)] if len(rest) <= largest else b""
        for other in others:
            yield bytes(rest)
            rest = bytearray(other[: largest + 1])
    if rest:
        yield bytes(rest)


def too_large(largest: int) -> Unreadable:
    return Unreadable(
        "too-large", f"This is larger than {largest:,} bytes, the limit for one report. Split it."
    )


def _blocks(start: bytes, stream: Stream) -> Iterator[bytes]:
    while start:
        yield start
        start = stream.read(_STEP)


def _pieces(blocks: Iterator[bytes]) -> Iterator[bytes]:
    unpacker = zlib.decompressobj(_GZIP_FORMAT)
    fed = False
    try:
        for block in blocks:
            while block:
                if unpacker.eof:
                    # Files joined with `cat` are several streams; zeros after the last are a tape's filling.
                    if not block.strip(b"\0"):
                        break
                    unpacker = zlib.decompressobj(_GZIP_FORMAT)
                fed = True
                piece = unpacker.decompress(block, _STEP)
                block = unpacker.unused_data if unpacker.eof else unpacker.unconsumed_tail
                if piece:
                    yield piece
                elif not unpacker.eof and not block:
                    break
    except zlib.error as error:
        raise Unreadable("broken", "This gzip file is damaged.") from error
    if fed and not unpacker.eof:
        raise Unreadable("broken", "This gzip file breaks off before its end.")
