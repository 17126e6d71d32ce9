"""The three forms of output."""

from __future__ import annotations

from typing import IO, Protocol

import msgspec

from dateline.cli.filters import ClaimFilter
from dateline.cli.terminal import console, lines_of
from dateline.contract import decode, encode


class Writer(Protocol):
    def write(self, where: str, reading: bytes) -> None:
        """Adds one contract object."""

    def close(self) -> None: ...


def writer_for(form: str, stream: IO[bytes], *, several: bool, chosen: ClaimFilter) -> Writer:
    """`several`: more than one report may come."""
    if form == "jsonl":
        return _Lines(stream, chosen)
    if form == "json":
        return _Indented(stream, chosen, several)
    return _Table(stream, chosen)


def _filtered(reading: bytes, chosen: ClaimFilter) -> bytes:
    return encode(chosen.of(decode(reading))) if chosen else reading


class _Lines:
    def __init__(self, stream: IO[bytes], chosen: ClaimFilter) -> None:
        self._stream, self._chosen = stream, chosen

    def write(self, where: str, reading: bytes) -> None:
        self._stream.write(_filtered(reading, self._chosen) + b"\n")
        self._stream.flush()

    def close(self) -> None:
        return


class _Indented:
    def __init__(self, stream: IO[bytes], chosen: ClaimFilter, several: bool) -> None:
        self._stream, self._chosen, self._several = stream, chosen, several
        self._count = 0

    def write(self, where: str, reading: bytes) -> None:
        if self._several:
            self._stream.write(b",\n" if self._count else b"[\n")
        self._count += 1
        self._stream.write(msgspec.json.format(_filtered(reading, self._chosen), indent=2))

    def close(self) -> None:
        if self._several:
            self._stream.write(b"\n]\n" if self._count else b"[]\n")
        elif self._count:
            self._stream.write(b"\n")


class _Table:
    def __init__(self, stream: IO[bytes], chosen: ClaimFilter) -> None:
        self._stream, self._chosen = stream, chosen
        self._screen = console(on_terminal=stream.isatty())

    def write(self, where: str, reading: bytes) -> None:
        from dateline.cli.claim_blocks import report_blocks

        whole = decode(reading)
        for block in report_blocks(where, self._chosen.of(whole), total=len(whole.claims)):
            self._stream.write(lines_of(self._screen, block).encode("utf-8", "replace"))
        self._stream.flush()

    def close(self) -> None:
        return
