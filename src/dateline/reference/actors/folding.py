"""Makes spellings of one name alike, with each letter's place in the text kept.

"Da’esh", "Da'esh" and "Daesh", "al-Nusra", "Al Nusra" and "el-Nusra", "Çavuşoğlu" and "Cavusoglu", "U.S." and
"US" fold to the same words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import yaml
from anyascii import anyascii

DATA = Path(__file__).parents[2] / "data" / "actors"

ANY_CASE, ONE_CAPITAL, FIRST_CAPITAL, ALL_CAPITALS = range(4)
SKIPPED = "the"
"""Counts only at the beginning of a name: "Islamic State of Iraq and (the) Levant"."""
BREAK = "|"
"""Stands for a sign that no name goes over, such as a comma."""

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}(?:[^\W\d_]\b)?|[^\W_]+(?:['’‘ʼ`ʻ′][^\W_]+)*['’]?", re.UNICODE)
_POSSESSIVE = re.compile(r"['’][sS]$|(?<=[sS])['’]$|['’]$")
_APOSTROPHES = re.compile(r"['’‘ʼ`ʻ′.]")
_ARTICLES = frozenset({"al", "el", "ul"})
_SUN_ARTICLES = frozenset({"ash", "as", "ar", "ad", "an", "az", "at", "il"})
_GAP = re.compile(r"[ \t\u00a0]*[-–‐‑/&.]?[ \t\u00a0]*\n?[ \t]*")


@dataclass(frozen=True, slots=True)
class Word:
    """A folded word and where it stands."""

    text: str
    raw: str
    """Its letters as they are, without points and apostrophes."""
    start: int
    end: int


@cache
def _spellings() -> dict[str, str]:
    """Spelling and the one that it is compared by."""
    text = (DATA / "spellings.yaml").read_text(encoding="utf-8")
    rows: dict[str, list[str]] = yaml.load(text, Loader=yaml.CSafeLoader)
    return {spelling: usual for usual, spellings in rows.items() for spelling in spellings}


@lru_cache(maxsize=50_000)
def fold_word(raw: str) -> str:
    """One word without points, apostrophes, accents and capitals."""
    plain = raw if raw.isascii() else anyascii(raw).replace("'", "").replace("`", "")
    folded = plain.lower()
    return _spellings().get(folded, folded)


def words(text: str) -> list[Word]:
    """The folded words of `text` in order, `BREAK` between those that no name goes over."""
    found: list[Word] = []
    last = 0
    for match in _WORD.finditer(text):
        start, end = match.span()
        if found and text[last:start] != " " and not (start > last and _GAP.fullmatch(text, last, start)):
            found.append(Word(BREAK, BREAK, last, start))
        whole = match.group()
        possessive = _POSSESSIVE.search(whole)
        cut = end - (len(possessive.group()) if possessive else 0)
        raw = _APOSTROPHES.sub("", text[start:cut])
        if raw:
            folded = fold_word(raw)
            following = text[end : end + 1]
            if folded in _ARTICLES or (folded in _SUN_ARTICLES and following in "-‐‑–" and following):
                folded = "al"
            found.append(Word(folded, raw, start, cut))
        if possessive:
            found.append(Word("'s", "'s", cut, end))
        last = end
    return found


def key_of(name: str) -> str:
    """What names are looked up by.

    >>> key_of("Da’esh") == key_of("DAESH"), key_of("Jabhat an-Nusra")
    (True, 'jabhat al nusra')
    """
    row = words(name)
    return " ".join(w.text for n, w in enumerate(row) if n == 0 or w.text != SKIPPED)


def case_rule(name: str) -> int:
    """How the letters of a text must stand to be `name`.

    An acronym must have all its capitals ("US", not "us"); a single name begins with one; of several words
    one must have one, for headlines and house styles differ in which.
    """
    letters = [c for c in name if c.isalpha()]
    if not any(c.isupper() for c in letters):
        return ANY_CASE
    if len(words(name)) > 1:
        return ONE_CAPITAL
    if all(c.isupper() for c in letters):
        return ALL_CAPITALS
    return FIRST_CAPITAL


def case_fits(rule: int, found: list[Word]) -> bool:
    """Whether the words as they stand satisfy a `case_rule`."""
    if rule == ANY_CASE:
        return True
    if rule == ONE_CAPITAL:
        return any(c.isupper() for w in found for c in w.raw)
    if rule == FIRST_CAPITAL:
        return found[0].raw[:1].isupper()
    return all(w.raw.isupper() for w in found)
