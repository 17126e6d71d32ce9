"""The word lists and calendars that rules are made of, read once from `data/times`."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import Any

from dateline.reference.files import read_yaml


@cache
def load(name: str) -> Any:
    """The content of `data/times/NAME.yaml`."""
    source = resources.files("dateline").joinpath("data", "times", f"{name}.yaml").read_text("utf-8")
    return read_yaml(source)


def _numbers(value: object) -> dict[str, int]:
    assert isinstance(value, dict)
    return {str(word): int(number) for word, number in value.items()}


def _texts(value: object) -> dict[str, str]:
    assert isinstance(value, dict)
    return {str(word): str(code) for word, code in value.items()}


_WORDS = load("words")
MONTHS = _numbers(_WORDS["month"])
WEEKDAYS = _numbers(_WORDS["weekday"])
SHORT_WEEKDAYS = _numbers(_WORDS["weekday_short"])
SEASONS = _texts(_WORDS["season"])
UNITS = _texts(_WORDS["unit"])
DAYPARTS = _texts(_WORDS["daypart"])
ZONES = _texts(_WORDS["zone"])
NUMBERS = _numbers(_WORDS["number"])
ORDINALS = _numbers(_WORDS["ordinal"])
DECADE_WORDS = _numbers(_WORDS["decade_word"])
DIRECTIONS = _numbers(_WORDS["direction"])
STORY_DIRECTIONS = frozenset(_WORDS["story_direction"])
SETS = _texts(_WORDS["set_word"])
LENGTH_BEFORE: tuple[str, ...] = tuple(map(str, _WORDS["length_before"]))
NAMED_DAYS: tuple[dict[str, Any], ...] = tuple(_WORDS["named_day"])
VAGUE: tuple[str, ...] = tuple(_WORDS["vague"])
SIGNALS: dict[str, tuple[str, ...]] = {name: tuple(words) for name, words in _WORDS["signals"].items()}
HOLIDAYS: dict[str, dict[str, Any]] = {name: entry for entry in load("holidays") for name in entry["names"]}


def alternatives(words: list[str] | tuple[str, ...]) -> str:
    """A pattern for any of the words, the longest first; a space stands for any white space."""
    ordered = sorted(words, key=lambda w: (-len(w), w))
    return "|".join(re.escape(w).replace("\\ ", " +") for w in ordered)


def _month() -> str:
    full = [m for m in MONTHS if len(m) > 4 or m in ("may", "june", "july")]
    short = [m for m in MONTHS if m not in full]
    return f"(?:{alternatives(full)}|(?:{alternatives(short)})\\.?)"


_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_ONES = "one|two|three|four|five|six|seven|eight|nine"
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_BELOW_HUNDRED = f"(?:(?:{_TENS})(?:[ -](?:{_ONES}))?|{_TEENS}|{_ONES})"
_DIGITS = r"\d{1,3}(?:,\d{3})+|\d+ +\d/\d|\d/\d|\d+(?:\.\d+)?"

# What a rule may name in braces.
FRAGMENTS: dict[str, str] = {
    "month": _month(),
    "weekday": alternatives(list(WEEKDAYS)),
    "weekday_short": alternatives(list(SHORT_WEEKDAYS)),
    "season": alternatives(list(SEASONS)),
    "unit": alternatives(list(UNITS)),
    "daypart": alternatives(list(DAYPARTS)),
    "zone": alternatives(list(ZONES)),
    "number": f"{alternatives([n for n in NUMBERS if ' ' in n])}|{_BELOW_HUNDRED}|an?",
    "vague": alternatives(VAGUE),
    "amount": f"{alternatives(VAGUE)}|{_DIGITS}|"
    f"{alternatives([n for n in NUMBERS if ' ' in n])}|{_BELOW_HUNDRED}|an?",
    "ordinal": alternatives(list(ORDINALS)),
    "decade_word": alternatives(list(DECADE_WORDS)),
    "direction": alternatives(list(DIRECTIONS)),
    "holiday": alternatives(list(HOLIDAYS)),
    "set_word": alternatives(list(SETS)),
    "day": r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?|" + alternatives(list(ORDINALS)),
    "year": r"(?:1[5-9]|20)\d\d",
    "short_year": r"[0-9]\d",
    "year_words": "(?:nineteen|eighteen|seventeen|twenty)[ -]"
    f"(?:(?:{_TENS})(?:[ -](?:{_ONES}))?|{_TEENS}|(?:oh|o)[ -](?:{_ONES}))"
    f"|two thousand(?: and)?(?: {_BELOW_HUNDRED})?|nineteen hundred",
}
