"""When two spellings name the same thing, for scoring."""

from __future__ import annotations

import re
import unicodedata

_POSSESSIVE = re.compile(r"['’]s?(?=\s|$)")
_NOT_A_WORD = re.compile(r"[^\w]+")
_DETERMINER = re.compile(
    r"^(?:the|an?|its|their|his|her|my|our|all|both|some|each|every|these|those|this|that|\d+)\s+(?=\w)"
)


def plain(name: str | None) -> str:
    """Lower case, without accents, punctuation, possessive and leading determiners or figures. "" for None.

    >>> plain("The Observatory's"), plain("Jabhat Fateh al-Shām"), plain("all 23 hostages")
    ('observatory', 'jabhat fateh al sham', 'hostages')
    """
    if not name:
        return ""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    words = _NOT_A_WORD.sub(" ", _POSSESSIVE.sub("", bare.lower())).strip()
    while (rest := _DETERMINER.sub("", words)) != words:
        words = rest
    return words
