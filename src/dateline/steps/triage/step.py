"""How likely a text is to tell of conflict or diplomacy, by the words of its most telling passage.

Every word that tells something has a weight (data/triage/words.csv, made by bench/triage/train.py). A passage of some
sentences is as likely as the sum of its words; a report is as likely as its likeliest passage, since one paragraph on a
war in a report on something else is reason enough to read it.
"""

from __future__ import annotations

import math
import re
from functools import cache
from importlib.resources import files

import numpy as np

THRESHOLD = 0.3
"""Found on reports of conflict that were not trained on: see docs/decisions/050-triage.md."""
PASSAGE = 60
"""Words."""
_WORD = re.compile(r"[^\W\d_]+")
_BIAS = "*"
_MOST_REMEMBERED = 300_000


def triage_score(text: str) -> float:
    """0 to 1; 0.5 where it is as likely as not. A text without words has 0."""
    weights = _weights()
    words = _WORD.findall(text)
    values = np.array([weights[word] for word in words])
    # A word counts once in a passage, however often it is said there.
    last: dict[str, int] = {}
    for i, word in enumerate(words):
        if i - last.get(word, -PASSAGE) < PASSAGE:
            values[i] = 0.0
        else:
            last[word] = i
    if not len(values):
        return 0.0
    if len(weights) > _MOST_REMEMBERED:
        _weights.cache_clear()
    sums = np.concatenate(([0.0], np.cumsum(values)))
    most = float((sums[PASSAGE:] - sums[:-PASSAGE]).max()) if len(values) > PASSAGE else float(sums[-1])
    return 1 / (1 + math.exp(-(most + weights.bias)))


def stem(word: str) -> str:
    """What the forms of a word have in common, roughly: "attacked", "attacks" and "attack" are one.

    >>> [stem(w) for w in ("Seized", "seizing", "Armies", "army")]
    ['seiz', 'seiz', 'armi', 'armi']
    """
    low = word.casefold()
    for ending in ("ings", "ing", "ies", "ed", "es", "s", "e"):
        if low.endswith(ending) and len(low) - len(ending) >= 3:
            low = low[: -len(ending)] + ("i" if ending == "ies" else "")
            break
    if low.endswith("y") and len(low) > 3:
        low = low[:-1] + "i"
    # "stopped", "planning"
    return low[:-1] if len(low) > 4 and low[-1] == low[-2] and low[-1] not in "lsz" else low


class _Weights(dict[str, float]):
    """Weight of each word as it is written; looked up by its stem once."""

    def __init__(self, stems: dict[str, float]) -> None:
        super().__init__()
        self._stems = stems
        self.bias = stems.get(_BIAS, 0.0)

    def __missing__(self, word: str) -> float:
        found = self._stems.get(stem(word), 0.0)
        self[word] = found
        return found


@cache
def _weights() -> _Weights:
    text = (files("dateline") / "data" / "triage" / "words.csv").read_text(encoding="utf-8")
    rows = (line.split(",") for line in text.splitlines() if line and not line.startswith("#"))
    return _Weights({word: float(weight) for word, weight in rows if word != "word"})
