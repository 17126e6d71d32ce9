"""Numbers in words and figures."""

from __future__ import annotations

import re

_SMALL = {
    w: n
    for n, w in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
} | {
    w: n * 10
    for n, w in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2
    )
}
_SCALES = {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 1_000_000}
_MOST, _LONGEST = 1_000_000_000, 24
"""The greatest number of people, and the characters of a figure that is looked at."""
_FIGURES = re.compile(r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?")


def number_meant(words: str) -> int | None:
    """The number that `words` state, or None.

    >>> number_meant("1,200"), number_meant("twenty-five"), number_meant("two dozen"), number_meant("dozens")
    (1200, 25, 24, None)

    Above a billion it counts no people: it is a slip, an amount of money, or nonsense.
    """
    total = current = 0
    seen = False
    half = re.fullmatch(r"half an? (hundred|thousand|million)", words.lower().strip())
    if half:
        return _SCALES[half.group(1)] // 2
    for word in re.split(r"[\s-]+", words.lower().strip()):
        if _FIGURES.fullmatch(word):
            if len(word) > _LONGEST:
                return None
            current += int(float(word.replace(",", "")))
        elif word in _SMALL:
            current += _SMALL[word]
        elif word in ("a", "an") and not seen:
            current = 1
        elif word in _SCALES:
            current = max(current, 1) * _SCALES[word]
            if _SCALES[word] >= 1000:
                total, current = total + current, 0
        elif word != "and":
            return None
        seen = True
    if not seen or total + current > _MOST or words.strip().lower() in ("a", "an", "and"):
        return None
    return total + current
