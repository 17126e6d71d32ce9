"""Finding the words of a gold file in its report, without the program's own language engine.

The sentence that a claim is scored in must not move when the engine is changed.
"""

from __future__ import annotations

import re

from dateline.record.text import Span

_STOP = re.compile(r"[.!?…][\"”’'»)\]]*(?=\s+[\"“‘'«(\[•]*[A-Z0-9])|\n\s*")
_NO_STOP = re.compile(
    r"(?:^|[\s(])(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Sgt|Lt|Col|Gen|Maj|Capt|Rev|Sen|Rep|No|no|vs|Jan|Feb|Mar|Apr|Aug"
    r"|Sept?|Oct|Nov|Dec|(?:[A-Z]\.)+[A-Z])\.$"
)


def whole_words(text: str, words: str) -> tuple[Span, ...]:
    """Where `words` stand in `text`, whole and in the same case; in any case if nowhere so.

    A part of a hyphenated word counts only where there is nothing better.
    """
    body = r"\s+".join(re.escape(word) for word in words.split())
    for before, after, flags in (
        (r"(?<![\w-])", r"(?![\w-])", re.NOFLAG),
        (r"(?<!\w)", r"(?!\w)", re.IGNORECASE),
    ):
        found = tuple(Span(*m.span()) for m in re.finditer(before + body + after, text, flags))
        if found:
            return found
    return ()


def sentence_around(text: str, span: Span) -> Span:
    """The sentence, heading or bullet that `span` lies in."""
    start, end = 0, len(text)
    for stop in _STOP.finditer(text):
        if _NO_STOP.search(text, max(0, stop.start() - 12), stop.start() + 1):
            continue
        if stop.end() <= span.start:
            start = stop.end()
        elif stop.start() >= span.end:
            end = stop.end()
            break
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
