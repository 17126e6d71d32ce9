"""Two coders' decisions, field by field: what a claim says, which claims belong together, how sources rate."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from dateline.comparison.alpha import Level, alpha, f1
from dateline.errors import InputError
from dateline.record.claims import Claim
from dateline.record.corrections import joined
from dateline.record.decisions import ClaimGraded, Corrected, Decision, SourceGraded, constraints, in_force
from dateline.record.readings import Reading
from dateline.store.base import View

_LEVELS: dict[str, Level] = {
    "start": "interval",
    "killed": "interval",
    "credibility": "ordinal",
    "reliability": "ordinal",
}
_SETS = ("actors", "recipients", "sources")


class Agreement(NamedTuple):
    """On one field."""

    field: str
    units: int
    """Decided by both."""
    same: int
    alpha: float | None
    """Krippendorff's, at `level`. None: not defined (see `alpha.alpha`)."""
    level: Level
    f1: float | None
    """Of the (unit, value) pairs that each coder gave; of fields with several values, of each value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreements:
    coders: tuple[str, str]
    fields: tuple[Agreement, ...]
    one_only: int
    """Units that only one of the two decided; not in the figures unless they were taken as read."""


Values = dict[tuple[str, str], object]
"""Field and unit, and what a coder gave: None is missing, a tuple is several values."""


def of_coders(view: View, one: str, two: str, *, as_read: bool = False) -> Agreements:
    """From the log of a case. `as_read`: a claim that only one coder corrected is for the other as it was read.

    Raises `InputError` where one of them decided nothing.
    """
    log = view.decisions()
    names = sorted({d.coder for d in log})
    for coder in (one, two):
        if coder not in names:
            raise InputError(f"{coder!r} decided nothing in this case. Coders: {', '.join(names) or 'none'}.")
    corrections = [_corrections(log, coder) for coder in (one, two)]
    touched = set(corrections[0]) | set(corrections[1])
    both = set(corrections[0]) & set(corrections[1])
    made: list[Values] = []
    for coder, mine in zip((one, two), corrections, strict=True):
        values = _claims(view, mine, touched if as_read else both)
        values |= _grades(log, coder)
        values |= _links(log, coder)
        made.append(values)
    return _measured((one, two), made[0], made[1], one_only=len(touched - both))


def of_files(one: Path, two: Path, *, unit: str | None = None) -> Agreements:
    """From two tables with a row a unit; `unit`: the column that names it. None: the first one."""
    first, second = _table(one, unit), _table(two, unit)
    units = [{unit for _, unit in values} for values in (first, second)]
    return _measured((one.name, two.name), first, second, one_only=len(units[0] ^ units[1]))


def _measured(coders: tuple[str, str], one: Values, two: Values, *, one_only: int) -> Agreements:
    fields = dict.fromkeys(field for field, _ in (*one, *two))
    made = []
    for field in fields:
        units = sorted(u for f, u in one if f == field and (f, u) in two)
        pairs = [(one[field, u], two[field, u]) for u in units]
        if not pairs:
            continue
        level = _LEVELS.get(field, "nominal")
        made.append(
            Agreement(
                field=field,
                units=len(pairs),
                same=sum(a == b for a, b in pairs),
                alpha=alpha(pairs, level),
                level=level,
                f1=f1(_given(units, [a for a, _ in pairs]), _given(units, [b for _, b in pairs])),
            )
        )
    return Agreements(coders=coders, fields=tuple(made), one_only=one_only)


def _given(units: Sequence[str], values: Iterable[object]) -> set[tuple[str, str]]:
    return {
        (unit, str(part))
        for unit, value in zip(units, values, strict=True)
        if value is not None
        for part in (value if isinstance(value, tuple) else (value,))
    }


def _corrections(log: Iterable[Decision], coder: str) -> dict[str, Corrected]:
    """Claim and what the coder set in it; what the coder took back is gone."""
    mine = in_force(d for d in log if d.coder == coder)
    by_claim: dict[str, list[Corrected]] = {}
    for decision in mine:
        if isinstance(decision.what, Corrected):
            by_claim.setdefault(decision.what.claim, []).append(decision.what)
    return {claim: whole for claim, some in by_claim.items() if (whole := joined(some)) is not None}


def _claims(view: View, corrections: dict[str, Corrected], wanted: set[str]) -> Values:
    values: Values = {}
    for id in sorted(wanted):
        kept = view.claim(id)
        if kept is None:
            continue
        reading = view.reading(kept.report)
        read = next((c for c in reading.claims if c.id == id), None)
        if read is None:
            continue
        values |= {(field, id): value for field, value in _fields(read, reading, corrections.get(id)).items()}
    return values


def _fields(read: Claim, reading: Reading, set_: Corrected | None) -> dict[str, object]:
    """What the coder holds the claim to say: as set, else as read."""
    actors = {a.id: a.name for a in reading.actors}
    places = {p.id: p.name for p in reading.places}
    killed = [c.best for c in read.casualties if c.outcome == "killed" and c.best is not None]
    values: dict[str, object] = {
        "right": "yes",
        "status": read.status,
        "plover": read.plover,
        "mode": read.mode,
        "acled_sub": read.acled_sub,
        "place": places.get(read.place.place) if read.place else None,
        "start": read.time.start.toordinal() if read.time and read.time.start else None,
        "killed": sum(killed) if killed else None,
        "actors": tuple(sorted(actors.get(p.actor, p.text) for p in read.actors)),
        "recipients": tuple(sorted(actors.get(p.actor, p.text) for p in read.recipients)),
        "sources": tuple(sorted(actors.get(s.actor or "", s.text) for s in read.attribution)),
    }
    if set_ is None:
        return values
    for cleared, field in (
        ("place", "place"), ("time", "start"), ("acled", "acled_sub"), ("plover", "plover"), ("mode", "mode"),
        ("casualties", "killed"),
    ):  # fmt: skip
        if cleared in set_.cleared:
            values[field] = None
    for field in _SETS:
        given = getattr(set_, field)
        if given is not None or field in set_.cleared:
            values[field] = tuple(sorted(a.name for a in given or ()))
    for field in ("status", "plover", "mode", "acled_sub"):
        values[field] = getattr(set_, field) or values[field]
    if set_.place is not None:
        values["place"] = set_.place.name
    if set_.start is not None:
        values["start"] = set_.start.toordinal()
    told = [c.best for c in set_.casualties if c.outcome == "killed"]
    if told:
        values["killed"] = told[-1]
    if set_.withdrawn is not None:
        values["right"] = "no" if set_.withdrawn else "yes"
    return values


def _grades(log: Iterable[Decision], coder: str) -> Values:
    """Grades as numbers; F and 6, "cannot be judged", are missing."""
    values: Values = {}
    for decision in in_force(d for d in log if d.coder == coder):
        what = decision.what
        if isinstance(what, SourceGraded):
            grade = "ABCDE".find(what.reliability)
            values["reliability", what.source] = grade + 1 if grade >= 0 else None
        elif isinstance(what, ClaimGraded):
            values["credibility", what.claim] = what.credibility if what.credibility < 6 else None
    return values


def _links(log: Iterable[Decision], coder: str) -> Values:
    """Pairs of claims: one happening or two."""
    said = constraints(d for d in log if d.coder == coder)
    values: Values = {}
    for group in said.together:
        for a, b in combinations(sorted(group), 2):
            values["same happening", f"{a} {b}"] = "yes"
    for left, right in said.apart:
        for a in left:
            for b in right:
                values["same happening", " ".join(sorted((a, b)))] = "no"
    return values


def _table(path: Path, unit: str | None) -> Values:
    try:
        with path.open(newline="", encoding="utf-8-sig") as stream:
            rows = list(csv.DictReader(stream))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InputError(f"{path} cannot be read as CSV: {error}.") from error
    columns = list(rows[0]) if rows else []
    key = unit or next(iter(columns), "")
    if key not in columns:
        raise InputError(f"{path} has no column {key!r}. It has: {', '.join(columns) or 'no rows'}.")
    return {
        (column, str(row[key])): (row[column] or "").strip() or None
        for row in rows
        for column in columns
        if column != key
    }
