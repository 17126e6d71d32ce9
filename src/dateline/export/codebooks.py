"""The rules by which exports code: the program's, and what a user's file changes of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import yaml

import dateline
from dateline.errors import InputError
from dateline.record.tolls import FigureRules
from dateline.reference.tables import read_table

_FOLDER = Path(dateline.__file__).parent / "data" / "export"


@dataclass(frozen=True, slots=True, kw_only=True)
class AcledRules:
    most_days: int
    absorb: bool
    types: dict[str, str]
    inter: dict[int, str]
    civilian_targeting: str
    numbers: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GedRules:
    active_from: int
    actor_ids: dict[str, int]
    dyad_ids: dict[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class PloverRules:
    quad: dict[str, int]
    historical_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaRules:
    """Radii in kilometres."""

    near: float
    small_region: float
    features: dict[str, float]
    other: float
    corners: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Codebook:
    figures: FigureRules
    acled: AcledRules
    ged: GedRules
    plover: PloverRules
    areas: AreaRules


def load_codebook(own: Path | None = None) -> Codebook:
    """The codebook with the changes of the file `own`. Raises `InputError` where that file is wrong."""
    values = yaml.safe_load((_FOLDER / "codebook.yaml").read_text("utf-8"))
    if own is not None:
        try:
            changes = yaml.safe_load(own.read_text("utf-8")) or {}
        except OSError as error:
            raise InputError(f"The codebook {own} cannot be read: {error.strerror}.") from error
        except (yaml.YAMLError, UnicodeDecodeError) as error:
            raise InputError(f"The codebook {own} is no YAML: {error}.") from error
        _merge(values, changes, own, "")
    try:
        book = msgspec.convert(values, Codebook, strict=True)
    except msgspec.ValidationError as error:
        raise InputError(f"The codebook {own}: {error}.") from error
    unknown = [t for t in book.acled.types.values() if t not in acled_types()]
    if unknown:
        raise InputError(
            f"The codebook {own}: acled.types names {unknown[0]!r}, which is no sub-event type of ACLED."
        )
    return book


_OPEN = (
    "figures.words",
    "acled.types",
    "acled.inter",
    "ged.actor_ids",
    "ged.dyad_ids",
    "plover.quad",
    "areas.features",
)
"""Tables to which a user may add keys."""


def _merge(values: dict[Any, Any], changes: object, own: Path, where: str) -> None:
    if not isinstance(changes, dict):
        raise InputError(f"The codebook {own}: {where or 'the file'} must be a table of names and values.")
    for key, value in changes.items():
        name = f"{where}.{key}" if where else str(key)
        if key not in values and where not in _OPEN:
            raise InputError(
                f"The codebook {own}: there is no {name!r}. Known here: {', '.join(map(str, values))}."
            )
        if isinstance(values.get(key), dict):
            _merge(values[key], value, own, name)
        else:
            values[key] = value


@dataclass(frozen=True, slots=True, kw_only=True)
class AcledType:
    sub: str
    event: str
    disorder: str
    rank: int
    """0 is the highest in ACLED's order."""
    lasting: bool


@cache
def acled_types() -> dict[str, AcledType]:
    """ACLED's sub-event types in their order."""
    return {
        row["sub_event_type"]: AcledType(
            sub=row["sub_event_type"],
            event=row["event_type"],
            disorder=row["disorder_type"],
            rank=rank,
            lasting=row["lasting"] == "yes",
        )
        for rank, row in enumerate(read_table("export/acled_types.csv"))
    }


@cache
def hxl_tags(format: str) -> dict[str, str]:
    """Column and HXL tag."""
    return {row["column"]: row["tag"] for row in read_table("export/hxl.csv") if row["format"] == format}


def own_yaml(name: str) -> Any:
    """A file of `data/export`."""
    return yaml.safe_load((_FOLDER / name).read_text("utf-8"))
