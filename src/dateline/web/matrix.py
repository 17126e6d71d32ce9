"""An incident's versions side by side: what each source says of each field."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import get_args

from dateline.record.decisions import Reliability
from dateline.record.incidents import Incident
from dateline.record.kept import KeptActor, KeptClaim, KeptPlace
from dateline.reference.countries import country_name
from dateline.steps.situation.sources import fighters, speaker, speaks_for_party
from dateline.store.base import KeptReport
from dateline.store.views import CaseView
from dateline.web.payloads_claims import Cell, Matrix, MatrixColumn, MatrixField, MatrixRow
from dateline.web.telling import type_told

_FIELDS: tuple[MatrixField, ...] = get_args(MatrixField)
_DISPUTES = {
    "happened": "status",
    "actors": "who",
    "day": "when",
    "place": "where",
    "holder": "holder",
}
"""Field of a dispute and its row; figures are told apart below."""
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec")
"""As browsers shorten them in British English."""


@dataclass(frozen=True, slots=True)
class _Column:
    key: str
    claims: list[KeptClaim]


def matrix_of(
    view: CaseView, incident: Incident, claims: Sequence[KeptClaim], reports: dict[str, KeptReport]
) -> Matrix:
    """A column for each who says so in each report, in the order of their dates."""
    columns: dict[tuple[str, str], _Column] = {}
    for kept in sorted(claims, key=lambda k: (k.published is None, k.published, k.report, k.id)):
        who = speaker(kept)
        key = who.key if who else kept.report
        columns.setdefault((kept.report, key), _Column(key, [])).claims.append(kept)
    told = list(columns.values())
    differing = {_row_of(d.field) for d in incident.disputed}
    grades, sides = view.reliabilities(c.key for c in told), fighters(claims)
    return Matrix(
        columns=[_column(c, grades[c.key], sides, reports) for c in told],
        rows=[_row(field, told, field in differing) for field in _FIELDS],
    )


def _column(
    column: _Column,
    grade: tuple[Reliability, bool],
    sides: Sequence[KeptActor],
    reports: dict[str, KeptReport],
) -> MatrixColumn:
    first = column.claims[0]
    who, report = speaker(first), reports.get(first.report)
    return MatrixColumn(
        key=column.key,
        name=who.name if who else "no source named",
        kind=who.kind if who else None,
        side=who.country if who else None,
        party=any(speaks_for_party(k, sides) for k in column.claims),
        report=first.report,
        title=report.title if report else None,
        publisher=first.publisher,
        published=first.published,
        copy_of=first.story if first.story != first.report else None,
        reliability=grade[0] if who else None,
        reliability_default=grade[1] if who else None,
        claims=[k.id for k in column.claims],
    )


def _row(field: MatrixField, columns: Sequence[_Column], disputed: bool) -> MatrixRow:
    cells = [_cell(_SAYS[field], column.claims) for column in columns]
    return MatrixRow(field=field, cells=cells, differs=disputed)


def _row_of(dispute: str) -> str:
    if dispute in _DISPUTES:
        return _DISPUTES[dispute]
    outcome = dispute.partition(" (")[0]
    return outcome if outcome in ("killed", "wounded") else "other_casualties"


def _cell(says: Callable[[KeptClaim], str | None], claims: Sequence[KeptClaim]) -> Cell:
    values: dict[str, list[str]] = {}
    for kept in claims:
        value = says(kept)
        if value:
            values.setdefault(value, []).append(kept.id)
    if not values:
        return Cell(value=None, claims=[])
    return Cell(
        value="; ".join(values), claims=list(dict.fromkeys(id for ids in values.values() for id in ids))
    )


def _type(kept: KeptClaim) -> str | None:
    return type_told(kept.claim.acled_sub or kept.claim.plover)


def days_told(start: date | None, end: date | None) -> str | None:
    """As the workbench writes days elsewhere: "27 Feb 2020", "6–7 Aug 2016", "28 Jul – 3 Aug 2016"."""
    if start is None or end is None:
        return f"from {_day(start)}" if start else f"until {_day(end)}" if end else None
    if start == end:
        return _day(start)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{_day(end)}"
    return f"{_day(start, year=start.year != end.year)} – {_day(end)}"


def _day(one: date, *, year: bool = True) -> str:
    return f"{one.day} {_MONTHS[one.month - 1]}" + (f" {one.year}" if year else "")


def place_told(place: KeptPlace | None) -> str | None:
    if place is None:
        return None
    around = [
        part
        for part in (place.admin1, country_name(place.country) if place.country else None)
        if part and part != place.name
    ]
    return ("" if place.relation == "at" else f"{place.relation} ") + ", ".join([place.name, *around[:1]])


def _figures(*outcomes: str, named: bool = False) -> Callable[[KeptClaim], str | None]:
    def says(kept: KeptClaim) -> str | None:
        found = [
            (f"{c.outcome.replace('_', ' ')} " if named else "") + figure_told(c.low, c.best, c.high, c.text)
            for c in kept.casualties
            if c.outcome in outcomes
        ]
        return ", ".join(dict.fromkeys(found)) or None

    return says


def figure_told(low: int | None, best: int | None, high: int | None, words: str) -> str:
    if low is not None and low == high:
        return f"{low:,}"
    if low is None and high is None:
        return f"{best:,}" if best is not None else words
    if low is None:
        return f"up to {high:,}"
    return f"{low:,} or more" if high is None else f"{low:,} to {high:,}"


def _holder(kept: KeptClaim) -> str | None:
    return f"{kept.holder.name} {kept.control.change}" if kept.holder and kept.control else None


_SAYS: dict[MatrixField, Callable[[KeptClaim], str | None]] = {
    "type": _type,
    "when": lambda k: days_told(k.start, k.end),
    "where": lambda k: place_told(k.place),
    "who": lambda k: ", ".join(a.name for a in k.actors) or None,
    "to_whom": lambda k: ", ".join(a.name for a in k.recipients) or None,
    "killed": _figures("killed"),
    "wounded": _figures("wounded"),
    "other_casualties": _figures(
        "killed_or_wounded", "captured", "abducted", "missing", "displaced", named=True
    ),
    "status": lambda k: k.claim.status,
    "holder": _holder,
}
