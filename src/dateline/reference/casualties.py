"""How casualties are counted: the numbers for vague words, and how the rules are called."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import msgspec
import yaml

import dateline
from dateline.record.tolls import FigureRules

_DATA = Path(dateline.__file__).parent / "data"


@dataclass(frozen=True, slots=True, kw_only=True)
class TollRule:
    """A rule by which the figures of several sources become one answer."""

    name: str
    about: str


@cache
def figure_rules() -> FigureRules:
    """Those of the program's own codebook."""
    book = yaml.safe_load((_DATA / "export" / "codebook.yaml").read_text("utf-8"))
    return msgspec.convert(book["figures"], FigureRules, strict=True)


@cache
def toll_rules() -> dict[str, TollRule]:
    """By the value of `CasualtyRange.rule`."""
    found = yaml.safe_load((_DATA / "casualties" / "rules.yaml").read_text("utf-8"))
    return msgspec.convert(found, dict[str, TollRule], strict=True)
