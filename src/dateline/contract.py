"""The output contract as JSON: what is printed, kept and served."""

from __future__ import annotations

import re

import msgspec

from dateline.record.readings import Reading

# Signs that are lawful in JSON but steer a terminal, or end a line for some readers of JSON Lines.
_TO_ESCAPE = re.compile(rb"\x7f|\xc2[\x80-\x9f]|\xe2\x80[\xa8\xa9]")


def encode(reading: Reading) -> bytes:
    """One contract object, compact, without line breaks or control characters."""
    return _TO_ESCAPE.sub(_escaped, msgspec.json.encode(reading))


def decode(data: bytes) -> Reading:
    """The reading that `encode` wrote. Raises `msgspec.ValidationError` where it is none."""
    return msgspec.json.decode(data, type=Reading)


def _escaped(match: re.Match[bytes]) -> bytes:
    return b"\\u%04x" % ord(match.group().decode("utf-8"))
