"""Whether a case is whole: hashes, offsets, references, and the tables that are searched."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import msgspec
from sqlalchemy import and_, exists, func, select, text, true

from dateline.contract import decode
from dateline.record.claims import ActorInClaim, Casualties, PlaceInClaim, SourceInClaim, TimeInClaim, Words
from dateline.record.corrections import corrected
from dateline.record.decisions import Corrected
from dateline.record.readings import Reading
from dateline.store import keeping
from dateline.store.adding import columns
from dateline.store.tables import (
    claims,
    decisions,
    incident_claims,
    incidents,
    likenesses,
    readings,
    reports,
    run_inputs,
)
from dateline.store.views import CaseView

_Named = Words | ActorInClaim | PlaceInClaim | TimeInClaim | Casualties | SourceInClaim


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something that is not as it should be."""

    where: str
    """Id of the report, claim or incident, or the table."""
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What was looked at, and what was wrong."""

    reports: int
    claims: int
    incidents: int
    decisions: int
    faults: tuple[Fault, ...]


def check(view: CaseView, told: Callable[[], None] = lambda: None) -> Checked:
    """Looks at all of a case. `told` is called after each report."""
    faults: list[Fault] = list(_database(view))
    numbers = {"reports": 0, "claims": 0}
    query = select(readings, reports.c.id, reports.c.text).join(reports, reports.c.n == readings.c.report)
    for row in view.rows(query.order_by(readings.c.n)):
        found = list(_reading(row))
        reading = None if found else decode(zlib.decompress(row.body))
        faults += found
        if row.current:
            numbers["reports"] += 1
            told()
        if reading is not None and row.current:
            number, wrong = _claims(view, row, reading)
            numbers["claims"] += number
            faults += wrong
    faults += _references(view)
    return Checked(
        reports=numbers["reports"],
        claims=numbers["claims"],
        incidents=view.scalar(
            select(func.count()).where(incidents.c.current == true(), incidents.c.removed.is_(False))
        ),
        decisions=view.scalar(select(func.count()).select_from(decisions)),
        faults=tuple(faults),
    )


def _database(view: CaseView) -> Iterator[Fault]:
    if view.dialect != "sqlite":
        return
    for row in view.rows(text("PRAGMA integrity_check(20)")):
        told = str(next(iter(row)))
        if told != "ok":
            yield Fault(where="file", message=f"The file is damaged: {told}")
    for row in view.rows(text("PRAGMA foreign_key_check")):
        table, number, other = tuple(row)[:3]
        yield Fault(where=str(table), message=f"Row {number} names a row of {other} that is not there.")


def _reading(row: Any) -> Iterator[Fault]:
    try:
        body = zlib.decompress(row.body)
    except zlib.error:
        yield Fault(where=row.id, message="What was read of this report is damaged.")
        return
    if sha256(body).hexdigest() != row.digest:
        yield Fault(where=row.id, message="What was read of this report was changed (its hash is another).")
        return
    try:
        reading = decode(body)
    except msgspec.MsgspecError as error:
        yield Fault(where=row.id, message=f"What was read of this report cannot be understood ({error}).")
        return
    if reading.document.id != row.id:
        yield Fault(where=row.id, message="What was read belongs to another report.")
    if keeping.storable(reading.document.text) != row.text:
        yield Fault(where=row.id, message="The text that is searched is not the one that was read.")
    yield from _offsets(reading)


def _offsets(reading: Reading) -> Iterator[Fault]:
    """text[start:end] is exactly the words that are named."""
    words = reading.document.text
    for claim in reading.claims:
        named: list[_Named] = [
            claim.trigger,
            *claim.actors,
            *claim.recipients,
            *claim.casualties,
            *claim.weapons,
            *claim.attribution,
        ]
        named += [part for part in (claim.place, claim.time) if part is not None]
        for part in named:
            if part.text and part.span.of(words) != part.text:
                yield Fault(
                    where=claim.id,
                    message=f"{part.text!r} does not stand at {part.span.start} to {part.span.end}.",
                )


def _claims(view: CaseView, row: Any, reading: Reading) -> tuple[int, list[Fault]]:
    """The rows of `claims` against what was read, made again."""
    kept = {
        r.id: r
        for r in view.rows(select(claims).where(claims.c.report == row.report, claims.c.dropped.is_(None)))
    }
    faults: list[Fault] = []
    made = keeping.parts_of(reading).bodies + view.added_by_hand(reading)
    for body in made:
        found = kept.pop(body.claim.id, None)
        if found is None:
            faults.append(Fault(where=body.claim.id, message="This claim was read but is not in the case."))
            continue
        stored = keeping.unpacked(found.body)
        if (stored.claim, stored.evidence) != (body.claim, body.evidence):
            faults.append(Fault(where=body.claim.id, message="This claim is not the one that was read."))
            continue
        overlay = None if found.overlay is None else msgspec.json.decode(found.overlay, type=Corrected)
        bare = stored.kept(
            report=row.id,
            story=row.id,
            published=reading.document.published,
            publisher=None,
            known=found.known,
        )
        wanted = columns(corrected(bare, overlay))
        wrong = [name for name, value in wanted.items() if getattr(found, name) != value]
        if wrong:
            faults.append(
                Fault(
                    where=body.claim.id,
                    message=f"It is looked up by what it does not say ({', '.join(wrong)}).",
                )
            )
    faults += [Fault(where=id, message="This claim is in the case but was not read.") for id in kept]
    return len(made), faults


def _references(view: CaseView) -> Iterator[Fault]:
    live = exists().where(and_(claims.c.id == incident_claims.c.claim))
    for row in view.rows(select(incident_claims).where(~live)):
        yield Fault(where=row.incident, message=f"It has the claim {row.claim}, which is not there.")
    stands = exists().where(and_(incidents.c.id == incident_claims.c.incident, incidents.c.current == true()))
    for row in view.rows(select(incident_claims.c.incident).where(~stands).distinct()):
        yield Fault(where=row.incident, message="Claims name this incident, which is not there.")
    read = exists().where(and_(readings.c.report == reports.c.n, readings.c.current == true()))
    for row in view.rows(select(reports.c.id).where(~read)):
        yield Fault(where=row.id, message="What was read of this report is not there.")
    other = reports.alias()
    for column, word in (
        (reports.c.story, "story"),
        (reports.c.revises, "earlier"),
        (reports.c.revised_by, "newer"),
    ):
        there = exists().where(other.c.id == column)
        for row in view.rows(select(reports.c.id, column.label("named")).where(column.is_not(None), ~there)):
            yield Fault(where=row.id, message=f"Its {word} report {row.named} is not there.")
    for column in (likenesses.c.copy, likenesses.c.original, run_inputs.c.report):
        there = exists().where(reports.c.id == column)
        for row in view.rows(select(column.label("named")).where(column.is_not(None), ~there).distinct()):
            yield Fault(
                where=row.named, message=f"{column.table.name} names this report, which is not there."
            )
    target = exists().where(claims.c.id == decisions.c.target)
    kinds = ("correct", "grade-claim", "review", "add-claim")
    for row in view.rows(
        select(decisions.c.number, decisions.c.target).where(decisions.c.kind.in_(kinds), ~target)
    ):
        yield Fault(
            where=row.target,
            message=f"Entry {row.number} of the log is about this claim, which is not there.",
        )
