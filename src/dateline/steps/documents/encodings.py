"""Bytes to text."""

from __future__ import annotations

import codecs
import re
from contextlib import suppress

from dateline.steps.documents.unreadable import Unreadable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 200_000
"""Bytes that an encoding is told from: enough for its rarer letters."""
_FEW_LETTERS = 0.1
"""Share of bytes above 127 in a text in Latin letters, at most."""
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd]")
_MOST_CONTROL = 0.02
_SURROGATE = re.compile("[\ud800-\udfff]")


def decode(data: bytes, *, label: str | None = None) -> str:
    """The text of `data`, its byte order mark left out.

    `label`: the encoding that came with it. Tried after UTF-8, whose mistakes show.
    Raises `Unreadable` where it is no text.
    """
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    for name in (encoding or "utf-8", label):
        if name is None:
            continue
        try:
            return _checked(data.decode(name))
        except (UnicodeDecodeError, LookupError):
            continue
    return _checked(_guessed(data))


def whole(text: str) -> str:
    """`text` without lone surrogates, which no encoding can write; as long as it was."""
    return _SURROGATE.sub("\ufffd", text)


def _guessed(data: bytes) -> str:
    high = sum(byte > 127 for byte in data[:_SAMPLE])
    if high < _FEW_LETTERS * len(data[:_SAMPLE]):
        # English with a few accents and curly quotes: for so little evidence the usual encoding beats a guess.
        with suppress(UnicodeDecodeError):
            return data.decode("cp1252")
    # Loaded where it is needed: most reports are UTF-8.
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    if best is None:
        raise _not_text()
    try:
        return data.decode(best.encoding)
    except UnicodeDecodeError:
        # The sample was clean and a byte after it is not: one damaged letter does not cost the report.
        return data.decode(best.encoding, errors="replace")


def _checked(text: str) -> str:
    if len(_CONTROL.findall(text)) > _MOST_CONTROL * len(text):
        raise _not_text()
    return text


def _not_text() -> Unreadable:
    return Unreadable(
        "not-text", "This is not text in any encoding that can be told; it looks like binary data."
    )
