"""Cuts a text into blocks that a parser can take: paragraphs, and pieces of overlong ones."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.record.text import Span

LONGEST_BLOCK = 20_000
"""Characters. The parser's memory grows with the block; no paragraph of prose is that long."""
_WRAPPED_AT = 90
"""Characters. Texts wrapped by hand (telegrams, old wire copy) have no longer lines."""
_BREAK = re.compile(r"\n[ \t\r]*\n\s*|\n[ \t]{2,}")
_LINE = re.compile(r"\n\s*")
_QUOTATION = re.compile(r":\s+(?=[\"“][A-Z])")
"""Where a quotation of whole sentences begins: what brings it in is a sentence of its own."""
_DATELINE = re.compile(
    r"([A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,2}, [A-Z]{3,} ?[-–—]|[A-Z]{3,}(?: [A-Z]{3,}){0,2}:)\s+(?=[A-Z][a-z])"
)
"""Place and agency before the first sentence ("Idlib, SANA- Units of", "BEIRUT: Troops"), which are no part of it."""
_SENTENCE_END = re.compile(r"[.!?][\"'”’)]*\s+")
# The parser was trained on straight quotes; each sign keeps its width, so offsets hold.
_PLAIN = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "\u00a0": " ",
        "\t": " ",
        "\r": " ",
        "\n": " ",
        "—": "-",
        "–": "-",
        "ʼ": "'",
        "`": "'",
    }
)


def is_wrapped(text: str) -> bool:
    """Whether lines end where the page ended, not where a paragraph does."""
    lines = [line for line in text.splitlines() if line.strip()]
    return len(lines) > 3 and max(map(len, lines)) <= _WRAPPED_AT


def blocks(text: str) -> Iterator[Span]:
    """Stretches of `text` to parse on their own, in order, none of them blank."""
    start = 0
    if dateline := _DATELINE.match(text):
        yield Span(0, dateline.end(1))
        start = dateline.end()
    separator = _BREAK if is_wrapped(text) else _LINE
    for match in separator.finditer(text):
        yield from _split_quotations(text, start, match.start())
        start = match.end()
    yield from _split_quotations(text, start, len(text))


def _split_quotations(text: str, start: int, end: int) -> Iterator[Span]:
    for match in _QUOTATION.finditer(text, start, end):
        yield from _pieces(text, start, match.end())
        start = match.end()
    yield from _pieces(text, start, end)


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end - start > LONGEST_BLOCK:
        stop = start + LONGEST_BLOCK
        ends = [m.end() for m in _SENTENCE_END.finditer(text, start + LONGEST_BLOCK // 2, stop)]
        space = text.rfind(" ", start + 1, stop)
        cut = ends[-1] if ends else space + 1 if space > 0 else stop
        yield Span(start, cut)
        start = cut
    if text[start:end].strip():
        yield Span(start, end)


def plain(text: str) -> str:
    """`text` in the signs that the parser knows, of the same length."""
    return text.translate(_PLAIN)
