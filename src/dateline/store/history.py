"""What happened to a case: its runs, its decisions, and what changed since a day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from heapq import merge
from itertools import islice
from typing import Any, Literal

import msgspec
from sqlalchemy import Row, Select, and_, exists, func, or_, select, true

from dateline.record.decisions import ClaimReviewed, Decision
from dateline.store import times
from dateline.store.base import Change, Run, RunInput
from dateline.store.exporting import Exported
from dateline.store.tables import claims, decisions, incidents, reports, run_inputs, runs
from dateline.store.viewing import decision_of

_INPUTS = msgspec.json.Decoder(tuple[str, ...])
_DONE = or_(run_inputs.c.report.is_not(None), run_inputs.c.outcome == "no-text")
"""What failed is tried again."""
_NOUNS = {"corrected": "correction", "rejected": "rejection"}
_Change = Literal["new", "revised", "withdrawn"]
_AT_ONCE = 400


class History(Exported):
    def decisions_on(self, target: str) -> tuple[Decision, ...]:
        """Decisions about a claim, source or incident, with what was undone of them."""
        return self._with_undoings(select(decisions).where(decisions.c.target == target))

    def decision(self, number: int) -> Decision | None:
        row = self._connection.execute(select(decisions).where(decisions.c.number == number)).first()
        return None if row is None else decision_of(row)

    def log_of(self, reports: Sequence[str]) -> tuple[Decision, ...]:
        """Decisions about the claims of these reports, with what was undone of them."""
        return self._with_undoings(select(decisions).where(decisions.c.report.in_(reports)))

    def _with_undoings(self, own: Select[Any]) -> tuple[Decision, ...]:
        found = {row.number: decision_of(row) for row in self._connection.execute(own)}
        fresh = list(found)
        while fresh:
            query = select(decisions).where(
                decisions.c.kind == "undo", decisions.c.target.in_([str(n) for n in fresh])
            )
            rows = [r for r in self._connection.execute(query) if r.number not in found]
            found |= {row.number: decision_of(row) for row in rows}
            fresh = [row.number for row in rows]
        return tuple(found[n] for n in sorted(found))

    def changes(self, since: datetime) -> Iterator[Change]:
        start = times.written(since)
        parts = (
            self._new_reports(start),
            self._claims(start),
            self._corrected(start),
            self._incidents(start),
            self.withdrawn_since(start),
        )
        yield from merge(*parts, key=lambda change: change.at)

    def _new_reports(self, start: str) -> Iterator[Change]:
        query = select(reports.c.id, reports.c.added, reports.c.revises).where(reports.c.added >= start)
        for row in self.rows(query.order_by(reports.c.added, reports.c.n)):
            why = f"revises {row.revises}" if row.revises else "added"
            yield _change(row.added, "report", row.id, "revised" if row.revises else "new", why)

    def _claims(self, start: str) -> Iterator[Change]:
        before, after = claims.alias(), claims.alias()
        came = select(
            claims.c.id,
            claims.c.added,
            exists().where(and_(before.c.id == claims.c.id, before.c.n < claims.c.n)).label("again"),
        ).where(claims.c.added >= start)
        dropped = select(claims.c.id, claims.c.dropped).where(
            claims.c.dropped >= start,
            ~exists().where(and_(after.c.id == claims.c.id, after.c.n > claims.c.n)),
        )
        ended = (
            select(claims.c.id, reports.c.ended)
            .join(reports, reports.c.n == claims.c.report)
            .where(reports.c.ended >= start, claims.c.dropped.is_(None))
        )
        parts = (
            (
                _change(
                    r.added,
                    "claim",
                    r.id,
                    "revised" if r.again else "new",
                    "read anew" if r.again else "added",
                )
                for r in self.rows(came.order_by(claims.c.added, claims.c.n))
            ),
            (
                _change(r.dropped, "claim", r.id, "withdrawn", "not found by a newer reading")
                for r in self.rows(dropped.order_by(claims.c.dropped, claims.c.n))
            ),
            (
                _change(r.ended, "claim", r.id, "withdrawn", "its report was revised")
                for r in self.rows(ended.order_by(reports.c.ended, claims.c.n))
            ),
        )
        return merge(*parts, key=lambda change: change.at)

    def _corrected(self, start: str) -> Iterator[Change]:
        kinds = ("correct", "review", "undo")
        query = select(decisions).where(decisions.c.at >= start, decisions.c.kind.in_(kinds))
        for row in self._connection.execute(query.order_by(decisions.c.number)).all():
            decision = self._undone_one(decision_of(row))
            if decision is None or _accepts(decision):
                continue
            claim = decision.target
            counts = self._connection.execute(
                select(func.count()).where(claims.c.id == claim, claims.c.live == true())
            ).scalar_one()
            word = "corrected" if decision.kind == "correct" else "rejected"
            done = word if row.kind != "undo" else f"{_NOUNS[word]} undone"
            why = f"{done} by {row.coder}"
            yield _change(row.at, "claim", claim, "revised" if counts else "withdrawn", why)

    def _undone_one(self, decision: Decision) -> Decision | None:
        """The correction or review that a chain of undoings leads to. None: it leads to something else."""
        while decision.kind == "undo":
            row = self._connection.execute(
                select(decisions).where(decisions.c.number == int(decision.target))
            ).one()
            decision = decision_of(row)
        return decision if decision.kind in ("correct", "review") else None

    def _incidents(self, start: str) -> Iterator[Change]:
        before = incidents.alias()
        query = select(
            incidents.c.id,
            incidents.c.at,
            incidents.c.removed,
            exists().where(and_(before.c.id == incidents.c.id, before.c.n < incidents.c.n)).label("again"),
        ).where(incidents.c.at >= start)
        rows = self.rows(query.order_by(incidents.c.at, incidents.c.n))
        while some := list(islice(rows, _AT_ONCE)):
            became = self.became(row.id for row in some if row.removed)
            for row in some:
                if not row.removed:
                    again = row.again
                    change: _Change = "revised" if again else "new"
                    yield _change(
                        row.at, "incident", row.id, change, "its claims changed" if again else "told"
                    )
                    continue
                now = became[row.id]
                why = f"part of {now} now" if now else "no longer told"
                yield _change(row.at, "incident", row.id, "withdrawn", why)

    def runs(self) -> tuple[Run, ...]:
        c = self._connection
        counted = select(run_inputs.c.run, run_inputs.c.outcome, func.count()).group_by(
            run_inputs.c.run, run_inputs.c.outcome
        )
        counts: dict[int, dict[str, int]] = {}
        for run, outcome, number in c.execute(counted.order_by(run_inputs.c.run, run_inputs.c.outcome)):
            counts.setdefault(run, {})[outcome] = number
        return tuple(
            Run(
                number=row.number,
                started=times.read(row.started),
                ended=times.read(row.ended) if row.ended else None,
                coder=row.coder,
                version=row.version,
                inputs=_INPUTS.decode(row.inputs),
                counts=counts.get(row.number, {}),
            )
            for row in c.execute(select(runs).order_by(runs.c.number))
        )

    def last_run(self) -> int:
        """Number of the latest; 0: nothing was ever added."""
        return int(self._connection.execute(select(func.max(runs.c.number))).scalar() or 0)

    def run_inputs(self, run: int) -> Iterator[RunInput]:
        query = select(run_inputs).where(run_inputs.c.run == run).order_by(run_inputs.c.seq)
        for row in self.rows(query):
            yield input_of(row)

    def fingerprints(self) -> set[str]:
        """Of all inputs that need not be read again."""
        query = (
            select(run_inputs.c.fingerprint).where(run_inputs.c.fingerprint.is_not(None), _DONE).distinct()
        )
        return set(self._connection.execute(query).scalars())

    def seen(self, fingerprint: str) -> RunInput | None:
        """What became of the same input in an earlier run. None: it never came, or must be tried again."""
        query = (
            select(run_inputs)
            .where(run_inputs.c.fingerprint == fingerprint, _DONE)
            .order_by(run_inputs.c.run.desc(), run_inputs.c.seq)
            .limit(1)
        )
        row = self._connection.execute(query).first()
        return None if row is None else input_of(row)


def _accepts(decision: Decision) -> bool:
    return isinstance(decision.what, ClaimReviewed) and decision.what.verdict == "accept"


def input_of(row: Row[Any]) -> RunInput:
    return RunInput(
        where=row.named,
        outcome=row.outcome,
        report=row.report,
        of=row.of_report,
        kind=row.kind,
        message=row.message,
        claims=row.claims,
    )


def _change(
    at: str, what: Literal["report", "claim", "incident"], id: str, change: _Change, why: str
) -> Change:
    return Change(at=times.read(at), what=what, id=id, change=change, why=why)
