"""Lines as they were set on pages, put together to paragraphs again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

_EDGE = 4
"""Lines at the top and the bottom of a page among which running heads and page numbers stand."""
_PAGE_NUMBER = re.compile(r"(?i)\W*(?:page|p\.)?\s*\d{1,4}(?:\s*(?:/|of|\|)\s*\d{1,4})?\W*")
_BULLET = re.compile(r"(?:[•▪●◦■□–—*·‣➢\uf0b7-]|\(?[0-9]{1,2}[.)]|\(?[a-z]\))\s+\S")
_END = re.compile(r"[.!?:;…][\"'”’)\]]*$")
_HYPHEN = re.compile(r"([^\W\d_]+)[-\u00ad\u2010]$")
_COMPOUND_START = re.compile(
    r"(?i)al|el|ex|pro|anti|non|self|co|counter|vice|semi|multi|pre|post|so|air|long|short|mid|well|cross|then"
)
"""First parts that keep their hyphen: "pro-government", "al-Qaeda"."""
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def without_running_lines(pages: Sequence[Sequence[str]]) -> list[list[str]]:
    """Pages without the lines that come back at their tops and bottoms, and without page numbers."""
    counts: Counter[str] = Counter()
    for page in pages:
        counts.update({_shape(page[i]) for i in _edge(page)})
    often = max(2, (len(pages) + 1) // 2)
    kept = []
    for page in pages:
        edge = set(_edge(page))
        kept.append(
            [
                line
                for i, line in enumerate(page)
                if i not in edge
                or not (
                    _PAGE_NUMBER.fullmatch(line.strip()) or (len(pages) > 1 and counts[_shape(line)] >= often)
                )
            ]
        )
    return kept


def paragraphs(pages: Iterable[Sequence[str]]) -> str:
    """The text of `pages`, a blank line between paragraphs, each paragraph on one line."""
    lines = [" ".join(line.split()) for page in pages for line in (*page, _PAGE_BREAK)]
    words = Counter(match.group() for line in lines for match in _WORD.finditer(line))
    width = _usual_width(lines)
    done: list[str] = []
    current = last = ""
    blank = turned = False
    for line in lines:
        if line in ("", _PAGE_BREAK):
            blank = blank or not line
            turned = turned or line == _PAGE_BREAK
            continue
        # Where the page turns in the middle of a sentence, the blank at its edge ends no paragraph.
        parted = blank and not (turned and not _END.search(current))
        if current and (parted or _begins_paragraph(line, last, width)):
            done.append(current)
            current = ""
        current = _joined(current, line, words) if current else line
        last = line
        blank = turned = False
    if current:
        done.append(current)
    return "\n\n".join(done)


_PAGE_BREAK = "\x00"
"""Stands between pages; a sign that no white space is, which is folded."""


def _edge(page: Sequence[str]) -> list[int]:
    filled = [i for i, line in enumerate(page) if line.strip()]
    return sorted({*filled[:_EDGE], *filled[-_EDGE:]})


def _shape(line: str) -> str:
    """A running head without the number that changes from page to page."""
    return re.sub(r"\d+", "0", " ".join(line.split()).lower())


def _usual_width(lines: Sequence[str]) -> int:
    lengths = sorted(len(line) for line in lines if len(line) > 20)
    return lengths[len(lengths) * 3 // 4] if lengths else 80


def _begins_paragraph(line: str, last: str, width: int) -> bool:
    if _BULLET.match(line):
        return True
    short = len(last) < 0.75 * width
    if _END.search(last):
        return short
    # A heading: short, unended, and the next line begins anew.
    return short and len(last) < 0.6 * width and line[:1].isupper() and not _HYPHEN.search(last)


def _joined(before: str, line: str, words: Counter[str]) -> str:
    match = _HYPHEN.search(before)
    following = re.match(r"[^\W\d_]+", line)
    if not match or not following:
        return f"{before} {line}"
    left, right = match.group(1), following.group()
    stem = before[: match.end(1)]
    if before.endswith("\u00ad"):
        return stem + line
    if right[0].isupper() or f"{left}-{right}" in words:
        return f"{stem}-{line}"
    if left + right not in words and _COMPOUND_START.fullmatch(left):
        return f"{stem}-{line}"
    return stem + line
