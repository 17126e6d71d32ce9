"""JSON on one line, without signs that steer a terminal or end a line for some readers."""

from __future__ import annotations

import re

import msgspec

_TO_ESCAPE = re.compile(rb"\x7f|\xc2[\x80-\x9f]|\xe2\x80[\xa8\xa9]")


def json_line(value: object) -> bytes:
    """`value` as compact JSON, without the line's end."""
    return _TO_ESCAPE.sub(lambda m: b"\\u%04x" % ord(m.group().decode()), msgspec.json.encode(value))
