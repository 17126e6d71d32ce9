"""What an incident is worth to whoever reviews: the sum that `data/picture/worth.yaml` says."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import msgspec

import dateline
from dateline.reference.files import read_yaml


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    disputed: float
    killed: float
    doubt: float
    alone: float
    vague_place: float


@cache
def weights() -> Weights:
    path = Path(dateline.__file__).parent / "data" / "picture" / "worth.yaml"
    return msgspec.convert(read_yaml(path), Weights)


def worth(
    *,
    disputed: bool,
    killed: int | None,
    confidence: float,
    stories: int,
    geo_precision: int | None,
    by: Weights | None = None,
) -> float:
    w = by or weights()
    total = w.doubt * (1 - confidence)
    if disputed:
        total += w.disputed
    if killed:
        total += w.killed * math.log10(1 + killed)
        if stories < 2:
            total += w.alone
    if geo_precision is not None and geo_precision > 1:
        total += w.vague_place
    return round(total, 4)


def reasons(
    *,
    disputed: tuple[str, ...],
    killed: int | None,
    confidence: float,
    stories: int,
    geo_precision: int | None,
) -> tuple[str, ...]:
    """The same in words, the weightiest first."""
    w = weights()
    told: list[tuple[float, str]] = []
    if disputed:
        told.append((w.disputed, f"sources differ on {', '.join(_in_words(field) for field in disputed)}"))
    if killed:
        told.append((w.killed * math.log10(1 + killed), f"{killed:,} killed"))
        if stories < 2:
            told.append((w.alone, "one source alone"))
    if confidence < 0.75:
        told.append((w.doubt * (1 - confidence), f"the program is unsure ({confidence:.0%})"))
    if geo_precision is not None and geo_precision > 1:
        told.append((w.vague_place, "the place is not exact"))
    return tuple(words for _, words in sorted(told, key=lambda pair: -pair[0]))


_FIELDS = {
    "happened": "whether it happened",
    "actors": "who did it",
    "holder": "who holds the place",
    "day": "the day",
    "place": "the place",
}


def _in_words(field: str) -> str:
    return _FIELDS.get(field) or f"how many were {field.replace('_', ' ')}"
