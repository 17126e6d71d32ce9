"""The output contract as JSON: what is printed, kept and served."""

from __future__ import annotations

import msgspec

from dateline.record.readings import Reading


def encode(reading: Reading) -> bytes:
    """One contract object, compact, without line breaks."""
    return msgspec.json.encode(reading)


def decode(data: bytes) -> Reading:
    """The reading that `encode` wrote. Raises `msgspec.ValidationError` where it is none."""
    return msgspec.json.decode(data, type=Reading)
