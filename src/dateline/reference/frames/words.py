"""Reads the word lists beside the frames: weapons, light verbs, words of status."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from dateline.record.events import Status
from dateline.reference.files import read_yaml
from dateline.reference.frames.lexicon import FOLDER


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """A weapon or kind of attack."""

    name: str
    mode: str | None
    """PLOVER mode of ASSAULT that its use stands for."""
    acled: str | None
    """ACLED sub-event type that its use stands for."""
    weapon: bool
    air: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusWords:
    """Words that decide on status, each with the status that it lends."""

    governors: dict[str, Status]
    modifiers: dict[str, Status]
    modals: dict[str, Status]
    adverbs: dict[str, Status]
    conditions: frozenset[str]
    negations: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    means: dict[tuple[str, ...], Means]
    """Lemmas of the words, and what they are."""
    means_begin: frozenset[str]
    """The first of these lemmas."""
    light_verbs: dict[str, frozenset[str]]
    """Class of light verb (do, begin, undergo, happen, end) and its verbs."""
    status: StatusWords
    nouns: dict[str, frozenset[str]]
    """Sort of thing (place, target, partitive, people) and the nouns for it."""


@cache
def load_words(folder: Path = FOLDER) -> Words:
    """The word lists of the package."""
    means: dict[tuple[str, ...], Means] = {}
    for row in _read(folder / "means.yaml"):
        entry = Means(
            name=row["means"],
            mode=row["mode"],
            acled=row["acled"],
            weapon=row.get("weapon", True),
            air=row.get("air", False),
        )
        for words in row["words"]:
            means[tuple(str(words).split())] = entry
    light = {k: frozenset(map(str, v)) for k, v in _read(folder / "light_verbs.yaml").items()}
    nouns = {k: frozenset(map(str, v)) for k, v in _read(folder / "nouns.yaml").items()}
    begin = frozenset(words[0] for words in means)
    return Words(means=means, means_begin=begin, light_verbs=light, status=_status(folder), nouns=nouns)


def _status(folder: Path) -> StatusWords:
    raw = _read(folder / "status.yaml")

    def flat(part: str) -> dict[str, Status]:
        return {str(word): status for status, words in raw[part].items() for word in words}

    return StatusWords(
        governors=flat("governors"),
        modifiers=flat("modifiers"),
        modals=flat("modals"),
        adverbs=flat("adverbs"),
        conditions=frozenset(raw["conditions"]),
        negations=frozenset(raw["negations"]),
    )


def _read(path: Path) -> Any:
    return read_yaml(path)
