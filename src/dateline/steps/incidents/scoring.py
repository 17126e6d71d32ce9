"""How sure it is that two profiles are of one happening, and why: an additive score of named features."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from math import exp
from pathlib import Path
from typing import Any, NamedTuple

import dateline
from dateline.errors import KnowledgeError
from dateline.reference.files import read_yaml
from dateline.steps.incidents.comparing import Features

SHOWN = 0.25
"""Reasons that add or take less than this are not told."""


class Score(NamedTuple):
    """Of two profiles."""

    value: float
    """0 to 1."""
    reasons: tuple[str, ...]
    """Those that speak for it, the strongest first, then those against."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """One table of `data/incidents/weights.yaml`."""

    join: float
    start: float
    of: dict[str, float]
    words: dict[str, str]

    def value(self, features: Features) -> float:
        total = self.start
        of = self.of
        for name, strength in features.items():
            total += of.get(name, 0.0) * strength
        return 1.0 / (1.0 + exp(-total))

    def score(self, features: Features) -> Score:
        parts = [(self.of.get(name, 0.0) * strength, name) for name, strength in features.items()]
        shown = sorted(
            (p for p in parts if abs(p[0]) >= SHOWN and p[1] in self.words), key=lambda p: (-p[0], p[1])
        )
        reasons = tuple(self.words[name] if part > 0 else f"but {self.words[name]}" for part, name in shown)
        return Score(self.value(features), tuple(dict.fromkeys(reasons)))


@cache
def load_weights(table: str) -> Weights:
    """`table`: "across" reports or "within" one. Raises `KnowledgeError` where the file has no such table."""
    path = Path(dateline.__file__).parent / "data" / "incidents" / "weights.yaml"
    read: dict[str, Any] = read_yaml(path)
    if table not in read:
        raise KnowledgeError(f"{path}: no table {table}")
    entries = read[table]["weights"]
    return Weights(
        join=float(read[table]["join"]),
        start=float(read[table]["start"]),
        of={name: float(entry["weight"]) for name, entry in entries.items()},
        words={name: entry["words"] for name, entry in entries.items() if "words" in entry},
    )
