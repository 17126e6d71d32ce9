"""Events of a human-coded file, and the case's own exported in the same shape, read by the names of their columns."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Literal

from dateline.errors import InputError
from dateline.export import acled, ged
from dateline.reference.actors import load_actors
from dateline.reference.actors.folding import key_of

Shape = Literal["acled", "ged"]
_NEEDED = {
    "acled": (
        "event_id_cnty",
        "event_date",
        "event_type",
        "sub_event_type",
        "country",
        "latitude",
        "longitude",
    ),
    "ged": ("id", "date_start", "date_end", "type_of_violence", "country", "latitude", "longitude", "best"),
}
_GED_TYPES = {"1": "State-based", "2": "Non-state", "3": "One-sided"}
_LONGEST_CELL = 10_000_000
"""Characters; UCDP keeps all sources of an event in one cell."""
_WEEK, _MONTH = 3, 15
"""Days either side of a date that stands for a week, or a month."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedEvent:
    """A row that a person or the program coded."""

    id: str
    start: date
    end: date
    slack: int
    """Days by which the date may be off, by its own precision."""
    type: str
    subtype: str
    place: str
    admin1: str
    country: str
    lat: float
    lon: float
    reach: float
    """Kilometres by which the place may be off, by its own precision."""
    actors: frozenset[str]
    """Ids of the knowledge base where it knows the name, else the folded name."""
    fatalities: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedFile:
    shape: Shape
    events: tuple[CodedEvent, ...]
    unreadable: int
    """Rows without an id, date or coordinates that can be read."""


def read_coded(path: Path) -> CodedFile:
    """A CSV file of ACLED or UCDP GED; a row of HXL tags is passed over. Raises `InputError`: it is neither.

    A file without a head, as some monthly releases of UCDP came, is read by the usual order of columns.
    """
    csv.field_size_limit(_LONGEST_CELL)
    try:
        with path.open(newline="", encoding="utf-8-sig") as stream:
            lines = csv.reader(stream, delimiter=_delimiter(path))
            head = next(lines, [])
            columns = _headless(head) or tuple(c.strip().lower() for c in head)
            shape = shape_of(columns, path)
            first = [] if _headless(head) is None else [head]
            rows = [
                dict(zip(columns, cells, strict=False))
                for cells in chain(first, lines)
                if cells and not cells[0].startswith("#")
            ]
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror or error}.") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise InputError(f"{path} cannot be read as CSV: {error}.") from error
    events = tuple(events_of(rows, shape))
    return CodedFile(shape=shape, events=events, unreadable=len(rows) - len(events))


def _headless(first: Sequence[str]) -> tuple[str, ...] | None:
    """The columns of a file whose first row is an event. None: it is a head, or something else."""
    if len(first) == len(ged.COLUMNS) and first[0].isdigit():
        return ged.COLUMNS
    if len(first) >= len(acled.COLUMNS) and re.fullmatch(r"[A-Z]{3}\d+", first[0]):
        return acled.COLUMNS
    return None


def _day(words: str) -> date:
    """A day as the two projects write it: "2020-02-27", "2020-02-27 00:00:00.000", "27 February 2020"."""
    try:
        return date.fromisoformat(words[:10])
    except ValueError:
        return datetime.strptime(words, "%d %B %Y").date()


def shape_of(columns: Iterable[str], path: Path) -> Shape:
    there = set(columns)
    for shape, needed in _NEEDED.items():
        if there.issuperset(needed):
            return "acled" if shape == "acled" else "ged"
    raise InputError(
        f"{path} is neither a file of ACLED nor of UCDP GED. Needed in its head: {', '.join(_NEEDED['acled'])}; "
        f"or {', '.join(_NEEDED['ged'])}."
    )


def events_of(rows: Iterable[Mapping[str, object]], shape: Shape) -> Iterator[CodedEvent]:
    """Events by column name; rows that cannot be read are passed over."""
    for row in rows:
        cells = {name: str(value if value is not None else "").strip() for name, value in row.items()}
        try:
            yield _acled(cells) if shape == "acled" else _ged(cells)
        except (ValueError, KeyError):
            continue


def _acled(row: dict[str, str]) -> CodedEvent:
    day = _day(row["event_date"])
    names = [row.get(c, "") for c in ("actor1", "assoc_actor_1", "actor2", "assoc_actor_2")]
    return CodedEvent(
        id=row["event_id_cnty"],
        start=day,
        end=day,
        slack={"2": _WEEK, "3": _MONTH}.get(row.get("time_precision", "1"), 0),
        type=row["event_type"],
        subtype=row["sub_event_type"],
        place=row.get("location", ""),
        admin1=row.get("admin1", ""),
        country=row["country"],
        lat=float(row["latitude"]),
        lon=float(row["longitude"]),
        reach={"2": 25.0, "3": 100.0}.get(row.get("geo_precision", "1"), 0.0),
        actors=frozenset(actor_key(n) for cell in names for n in cell.split(";") if n.strip()),
        fatalities=int(float(row.get("fatalities") or 0)),
    )


def _ged(row: dict[str, str]) -> CodedEvent:
    start, end = _day(row["date_start"]), _day(row["date_end"])
    kind = _GED_TYPES.get(row["type_of_violence"].split(".")[0], row["type_of_violence"])
    return CodedEvent(
        id=row["id"],
        start=start,
        end=end,
        slack=0,
        type=kind,
        subtype=kind,
        place=row.get("where_coordinates", ""),
        admin1=row.get("adm_1", ""),
        country=row["country"],
        lat=float(row["latitude"]),
        lon=float(row["longitude"]),
        reach={"2": 25.0, "3": 30.0, "4": 100.0, "5": 100.0, "6": 500.0}.get(row.get("where_prec", "1"), 0.0),
        actors=frozenset(actor_key(row[c]) for c in ("side_a", "side_b") if row.get(c)),
        fatalities=int(float(row["best"] or 0)),
    )


@cache
def actor_key(name: str) -> str:
    """The same for spellings of one actor: "IS" and "Islamic State"; years of a government are left out."""
    plain = name.strip().partition(" (")[0]
    for start in ("Military Forces of ", "Police Forces of ", "Government of "):
        if plain.startswith(start):
            return f"state {key_of(plain.removeprefix(start))}"
    for actor, _ in load_actors().meanings(plain):
        if actor.inter in (1, 8) and actor.country:
            return f"state {key_of(load_actors().state_name(actor.country) or actor.country)}"
        return actor.id
    return key_of(plain)


def _delimiter(path: Path) -> str:
    """ACLED's own export tool has written semicolons in some years."""
    with path.open(encoding="utf-8-sig") as stream:
        head = stream.readline()
    return max(",;\t", key=head.count)
