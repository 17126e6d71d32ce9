"""Which language a text is in."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from dateline.reference.files import read_yaml

_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_LETTER = re.compile(r"[^\W\d_]")
_BEYOND_ASCII = re.compile(r"[^\W\d_\x00-\x7f]")
_SAMPLE = 20_000
"""Characters that the language is told from."""
_FEWEST_WORDS = 12
"""A headline of names has no language that could be told."""
_SURELY_ENGLISH = 0.15
"""Share of short English words. English news has 0.20 to 0.40; other languages written in Latin letters below 0.05."""
_HARDLY_ENGLISH = 0.06
_SURE = 0.95
_MIXED = 0.15
"""Share of letters from other scripts above which a reader is told that something went unread."""


class Known(NamedTuple):
    english: frozenset[str]
    names: dict[str, str]


def language_of(text: str) -> str | None:
    """ISO 639-1 code. None: too little text to tell.

    Told to be another language only where that is nearly certain: an English report taken for something else
    would be lost.
    """
    sample = text[:_SAMPLE]
    words = [word.lower() for word in _WORD.findall(sample)]
    foreign = foreign_share(sample)
    if len(words) < _FEWEST_WORDS and foreign < 0.5:
        return None
    if not words:
        return None
    english = sum(word in _known().english for word in words) / len(words)
    if english >= _SURELY_ENGLISH and foreign < 0.5:
        return "en"
    code, certainty = _identified(sample)
    if code == "en":
        return "en"
    if foreign < 0.5 and (certainty < _SURE or english > _HARDLY_ENGLISH):
        return "en"
    return code


def language_warnings(text: str, language: str | None) -> tuple[str, ...]:
    """What a reader must be told about the language of a text: all or much of it was not read."""
    if language not in (None, "en"):
        name = _known().names.get(language, language)
        return (f"The text is in {name}. Dateline reads English only, so no claims were made.",)
    share = foreign_share(text)
    if share > _MIXED:
        return (f"{share:.0%} of the letters are not in Latin script; those passages were not read.",)
    return ()


def foreign_share(text: str) -> float:
    """Share of the letters that are not in Latin script."""
    # Most texts are all Latin, and that is told twenty times faster than letters are counted.
    if text.isascii() or not any(not _LATIN.match(s) for s in _BEYOND_ASCII.findall(text)):
        return 0.0
    letters = len(_LETTER.findall(text))
    return 1 - len(_LATIN.findall(text)) / letters if letters else 0.0


@cache
def _known() -> Known:
    words = (files("dateline") / "data" / "languages.yaml").read_text(encoding="utf-8")
    data = read_yaml(words)
    return Known(english=frozenset(data["english"]), names=dict(data["languages"]))


def _identified(text: str) -> tuple[str, float]:
    # Lower case, since the model takes capitals for German nouns and headlines for acronyms.
    code, certainty = _identifier().classify(text.lower())
    return str(code), float(certainty)


@cache
def _identifier() -> Any:
    # Loaded only for texts that do not look English: it takes most of a second.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    known = [code for code in _known().names if code in set(map(str, identifier.labels))]
    identifier.set_languages(known)
    return identifier
