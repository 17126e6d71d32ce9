"""Readings as rows of tables, and back: the contract's fields as typed, nested columns.

The types are taken from the contract's own, so that a field which is added there is a column here.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any, Literal, NamedTuple, TypeVar, Union, cast, get_args, get_origin, get_type_hints

import pyarrow as pa

from dateline import __version__
from dateline.record.actors import Actor
from dateline.record.attributions import Attribution
from dateline.record.claims import Claim
from dateline.record.documents import Document
from dateline.record.places import Place
from dateline.record.readings import Reading
from dateline.record.text import Span
from dateline.record.times import Time

PARTS: Mapping[str, type] = {
    "claims": Claim,
    "actors": Actor,
    "places": Place,
    "times": Time,
    "attributions": Attribution,
}
"""Tables beside `reports`, and what a row of each is."""
TABLES = ("reports", *PARTS)
_T = TypeVar("_T")
_Plain = Callable[[Any], Any]


class Form(NamedTuple):
    """How values of a type stand in a column."""

    arrow: pa.DataType
    to_plain: _Plain
    from_plain: _Plain


class Around(NamedTuple):
    """What the archive knows of a report beside its reading."""

    where: str
    score: float | None
    copies: int


def schema_of(table: str) -> pa.Schema:
    """Its columns. Every row names its report; rows of one report are numbered from 0 in the contract's order."""
    meta = {"creator": f"dateline {__version__}", "contract": "dateline/1"}
    if table == "reports":
        columns = [(name, form.arrow) for name, form in _forms(Document).items()]
        columns += [
            ("warnings", pa.list_(pa.string())),
            ("claims", pa.int64()),
            ("input", pa.string()),
            ("triage", pa.float64()),
            ("copies", pa.int64()),
        ]
        return pa.schema(columns, metadata=meta)
    columns = [(name, form.arrow) for name, form in _forms(PARTS[table]).items()]
    return pa.schema([("report", pa.string()), ("n", pa.int64()), *columns], metadata=meta)


def rows_of(reading: Reading, around: Around) -> dict[str, list[dict[str, Any]]]:
    """The rows of one report, by table."""
    report = {
        **_plain(reading.document, Document),
        "warnings": list(reading.warnings),
        "claims": len(reading.claims),
        "input": around.where,
        "triage": around.score,
        "copies": around.copies,
    }
    made = {"reports": [report]}
    for table, kind in PARTS.items():
        made[table] = [
            {"report": reading.document.id, "n": n, **_plain(one, kind)}
            for n, one in enumerate(getattr(reading, table))
        ]
    return made


def table_of(name: str, rows: Sequence[dict[str, Any]]) -> pa.Table:
    return pa.Table.from_pylist(list(rows), schema=schema_of(name))


def reading_of(report: dict[str, Any], parts: Mapping[str, Iterable[dict[str, Any]]]) -> Reading:
    """The reading whose rows these are, in the order of their numbers."""
    made: dict[str, Any] = {
        table: tuple(_whole(row, kind) for row in parts.get(table, ())) for table, kind in PARTS.items()
    }
    return Reading(document=_whole(report, Document), warnings=tuple(report["warnings"] or ()), **made)


def _plain(value: Any, kind: type) -> dict[str, Any]:
    return {name: form.to_plain(getattr(value, name)) for name, form in _forms(kind).items()}


def _whole(row: Mapping[str, Any], kind: Callable[..., _T]) -> _T:
    forms = _forms(cast(type, kind))
    return kind(**{name: form.from_plain(row[name]) for name, form in forms.items()})


@cache
def _forms(kind: type) -> dict[str, Form]:
    hints = get_type_hints(kind)
    return {field.name: form_of(hints[field.name]) for field in fields(kind)}


def form_of(hint: Any) -> Form:
    """Raises `TypeError` for a type that no column is made for."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        [one] = [i for i in inner if i is not type(None)]
        form = form_of(one)
        return Form(form.arrow, _unless_none(form.to_plain), _unless_none(form.from_plain))
    if origin is Literal:
        return form_of(type(inner[0]))
    if hint is Span:
        return _span()
    if origin is tuple:
        form = form_of(inner[0])
        return Form(
            pa.list_(form.arrow),
            lambda values: [form.to_plain(v) for v in values],
            lambda values: tuple(form.from_plain(v) for v in values),
        )
    if origin is dict:
        key, value = form_of(inner[0]), form_of(inner[1])
        return Form(pa.map_(key.arrow, value.arrow), lambda values: list(values.items()), dict)
    if is_dataclass(hint):
        made = cast(type, hint)
        arrow = pa.struct([(name, form.arrow) for name, form in _forms(made).items()])
        return Form(arrow, lambda value: _plain(value, made), lambda row: _whole(row, made))
    return Form(_SIMPLE[hint], _same, _same)


def _span() -> Form:
    arrow = pa.struct([("start", pa.int64()), ("end", pa.int64())])
    return Form(
        arrow,
        lambda span: {"start": span.start, "end": span.end},
        lambda row: Span(row["start"], row["end"]),
    )


def _same(value: Any) -> Any:
    return value


def _unless_none(change: _Plain) -> _Plain:
    return lambda value: None if value is None else change(value)


_SIMPLE: Mapping[Any, pa.DataType] = {
    str: pa.string(),
    int: pa.int64(),
    float: pa.float64(),
    bool: pa.bool_(),
    date: pa.date32(),
}
