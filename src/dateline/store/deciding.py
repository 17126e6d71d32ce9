"""The log of what people decide, and what it changes in the tables that are searched."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import msgspec
from sqlalchemy import and_, delete, func, insert, select, true, update

from dateline.errors import StoreError
from dateline.record.corrections import corrected
from dateline.record.decisions import (
    ClaimGraded,
    Corrected,
    Decision,
    Merged,
    SourceGraded,
    Split,
    Undone,
    What,
)
from dateline.store import keeping, times
from dateline.store.adding import Adding, columns
from dateline.store.names import Mention, mentions_of
from dateline.store.tables import claims, decisions, mentions, names, reports


class Deciding(Adding):
    """The part of a writer that keeps decisions."""

    def decide(self, what: What, *, coder: str, why: str = "") -> Decision:
        if not coder.strip():
            raise StoreError("A decision needs a name: --coder NAME, or set DATELINE_CODER.")
        what = self._checked(what)
        number = (self._connection.execute(select(func.max(decisions.c.number))).scalar() or 0) + 1
        moment = times.now()
        decision = Decision(number=number, at=moment, coder=coder.strip(), why=why.strip(), what=what)
        self._connection.execute(
            insert(decisions).values(
                number=number,
                at=times.written(moment),
                coder=decision.coder,
                kind=decision.kind,
                target=decision.target,
                report=what.report if isinstance(what, Corrected | ClaimGraded) else None,
                why=decision.why,
                body=msgspec.json.encode(what).decode(),
            )
        )
        self._apply(what)
        return decision

    def _checked(self, what: What) -> What:
        """`what` with what is needed to find it again. Raises `StoreError` where it names nothing in the case."""
        if isinstance(what, Corrected | ClaimGraded):
            kept = self.claim(what.claim)
            if kept is None:
                raise StoreError(f"The case has no claim {what.claim}.")
            trigger = kept.claim.trigger.span
            return replace(what, report=kept.report, trigger=(trigger.start, trigger.end))
        if isinstance(what, SourceGraded):
            self._check_source(what.source)
        elif isinstance(what, Merged | Split):
            groups = what.claims if isinstance(what, Merged) else (what.claims, what.rest)
            self._check_claims(id for group in groups for id in group)
            if len(groups) < 2 or not all(groups):
                raise StoreError("It takes claims on both sides to merge or to split.")
        else:
            log = self.decisions()
            if what.decision not in {d.number for d in log}:
                raise StoreError(f"The log has no entry {what.decision}. See them: dateline log")
            if what.decision in _undone(log):
                raise StoreError(f"Entry {what.decision} is undone already.")
        return what

    def _check_source(self, key: str) -> None:
        c = self._connection
        quoted = select(names.c.n).where(names.c.role == "source", names.c.key == key).limit(1)
        published = select(reports.c.n).where(reports.c.publisher_key == key).limit(1)
        if c.execute(quoted).first() is None and c.execute(published).first() is None:
            raise StoreError(f"The case has no source {key!r}. See them: dateline sources")

    def _check_claims(self, ids: Iterable[str]) -> None:
        for id in ids:
            if self._connection.execute(select(claims.c.n).where(claims.c.id == id).limit(1)).first() is None:
                raise StoreError(f"The case has no claim {id}.")

    def _apply(self, what: What) -> None:
        if isinstance(what, Corrected):
            self._lay_over(what.report)
        elif isinstance(what, Merged):
            self._wait_if_live(id for group in what.claims for id in group)
        elif isinstance(what, Split):
            self._wait_if_live((*what.claims, *what.rest))
        elif isinstance(what, Undone):
            undone = next(d for d in self.decisions() if d.number == what.decision)
            self._apply(undone.what)

    def _wait_if_live(self, ids: Iterable[str]) -> None:
        wanted = sorted(set(ids))
        query = select(claims.c.id).where(claims.c.id.in_(wanted), claims.c.live == true())
        self._wait(self._connection.execute(query.order_by(claims.c.n)).scalars(), "changed")

    def _lay_over(self, report: str | None) -> None:
        """Brings the claims of a report, and of those that revise it, in line with the corrections in force."""
        while report is not None:
            row = self._connection.execute(
                select(reports.c.n, reports.c.id, reports.c.revised_by).where(reports.c.id == report)
            ).one()
            self._lay_over_one(row.n, row.id)
            report = row.revised_by

    def _lay_over_one(self, number: int, report: str) -> None:
        c = self._connection
        rows = c.execute(
            select(
                claims.c.n, claims.c.id, claims.c.body, claims.c.overlay, claims.c.live, claims.c.until
            ).where(claims.c.report == number, claims.c.dropped.is_(None))
        ).all()
        made = [keeping.unpacked(row.body) for row in rows]
        overlays = self._carried(report, made)
        for row, body in zip(rows, made, strict=True):
            new = overlays.get(row.id)
            packed = None if new is None else msgspec.json.encode(new)
            if packed == row.overlay:
                continue
            known, document = times.now().date(), self.reading(report).document
            bare = body.kept(
                report=report, story=report, published=document.published, publisher=None, known=known
            )
            old = None if row.overlay is None else msgspec.json.decode(row.overlay, type=Corrected)
            before, after = corrected(bare, old), corrected(bare, new)
            live = row.until is None and not after.withdrawn
            c.execute(
                update(claims).where(claims.c.n == row.n).values(overlay=packed, live=live, **columns(after))
            )
            self._rename(row.n, set(mentions_of(before)), set(mentions_of(after)))
            if row.live or live:
                self._wait([row.id], "changed" if live and row.live else "new" if live else "gone")

    def _rename(self, number: int, before: set[Mention], after: set[Mention]) -> None:
        gone = list(before - after)
        names_gone = self._names.numbers((m.name for m in gone), self._connection, self.new_names)
        for m in gone:
            at = names_gone[m.name.role, m.name.key, m.name.folded]
            self._connection.execute(
                delete(mentions).where(
                    and_(mentions.c.name == at, mentions.c.claim == number, mentions.c.part == m.part)
                )
            )
        self._mention((number, m) for m in after - before)


def _undone(log: tuple[Decision, ...]) -> set[int]:
    """Numbers of entries that do not hold."""
    off: set[int] = set()
    for entry in reversed(log):
        if isinstance(entry.what, Undone) and entry.number not in off:
            off.add(entry.what.decision)
    return off
