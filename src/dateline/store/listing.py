"""Lists that are walked through page by page: reports, the review queue, the log."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Literal, NamedTuple

from sqlalchemy import ColumnElement, Row, and_, exists, func, or_, select, true

from dateline.record.decisions import Decision
from dateline.store.base import KeptReport
from dateline.store.keeping import publisher_of
from dateline.store.looking import Looking
from dateline.store.sought import Sought, reports_with
from dateline.store.tables import claims, decisions, incident_claims, pictures, reports, reviews
from dateline.store.viewing import all_reports, decision_of, report_of

ReviewState = Literal["unreviewed", "begun", "done"]
_AT_ONCE = 400


class Queued(NamedTuple):
    """A claim to be reviewed."""

    claim: str
    incident: str | None
    worth: float


class Listing(Looking):
    """The part of a view that lists."""

    def standing(self, ids: Iterable[str]) -> frozenset[str]:
        """Those of these claims that count."""
        wanted, found = sorted(set(ids)), set[str]()
        for i in range(0, len(wanted), _AT_ONCE):
            query = select(claims.c.id).where(
                claims.c.id.in_(wanted[i : i + _AT_ONCE]), claims.c.live == true()
            )
            found |= set(self._connection.execute(query).scalars())
        return frozenset(found)

    def report_page(
        self,
        *,
        words: str | None = None,
        publisher: str | None = None,
        first: date | None = None,
        last: date | None = None,
        state: ReviewState | None = None,
        offset: int = 0,
        limit: int = 100,
    ) -> tuple[list[KeptReport], int]:
        """Reports that stand, those published last first, and how many there are."""
        where: list[ColumnElement[bool]] = [reports.c.revised_by.is_(None)]
        if words:
            where.append(reports.c.n.in_(reports_with(words, self.dialect)))
        if publisher:
            who = publisher_of(publisher)
            where.append(reports.c.publisher_key.in_([publisher] + ([who.key] if who else [])))
        if first:
            where.append(reports.c.published >= first)
        if last:
            where.append(reports.c.published <= last)
        if state:
            where.append(_in_state(state))
        total = self.scalar(select(func.count()).select_from(reports).where(*where))
        order = (reports.c.published.desc().nulls_last(), reports.c.n.desc())
        query = all_reports().where(*where).order_by(*order).offset(offset).limit(limit)
        return [report_of(row) for row in self._connection.execute(query)], total

    def texts_of(self, ids: Sequence[str]) -> dict[str, str]:
        """Texts as they are searched: as those that were read, but for null characters, which are spaces."""
        found: dict[str, str] = {}
        for i in range(0, len(ids), _AT_ONCE):
            query = select(reports.c.id, reports.c.text).where(reports.c.id.in_(ids[i : i + _AT_ONCE]))
            found |= {row.id: row.text for row in self._connection.execute(query)}
        return found

    def kept_reports(self, ids: Sequence[str]) -> dict[str, KeptReport]:
        found: dict[str, KeptReport] = {}
        for i in range(0, len(ids), _AT_ONCE):
            query = all_reports().where(reports.c.id.in_(ids[i : i + _AT_ONCE]))
            found |= {row.id: report_of(row) for row in self._connection.execute(query)}
        return {id: found[id] for id in ids if id in found}

    def reviewed_in(self, ids: Sequence[str]) -> dict[str, int]:
        """How many claims of each of these reports were reviewed."""
        found: dict[str, int] = {}
        for i in range(0, len(ids), _AT_ONCE):
            query = (
                select(reports.c.id, func.count())
                .join(claims, claims.c.report == reports.c.n)
                .join(reviews, reviews.c.claim == claims.c.id)
                .where(reports.c.id.in_(ids[i : i + _AT_ONCE]), claims.c.dropped.is_(None))
                .group_by(reports.c.id)
            )
            found |= {row[0]: row[1] for row in self._connection.execute(query)}
        return found

    def queue(self, sought: Sought, *, after: str | None = None, limit: int = 20) -> list[Queued]:
        """Claims that nobody reviewed, those worth most first; of one incident the least sure first.

        `after`: only those that come after this claim. Claims of no incident come last.
        """
        at = self._place_in_queue(after) if after else None
        found: list[Queued] = []
        if at is None or at.incident is not None:
            found = self._of_incidents(sought, at, limit)
            at = None
        if len(found) < limit and sought == Sought():
            found += self._of_none(at.claim if at else None, limit - len(found))
        return found

    def _place_in_queue(self, claim: str) -> Queued | None:
        query = (
            select(incident_claims.c.incident, pictures.c.worth)
            .join(pictures, pictures.c.incident == incident_claims.c.incident)
            .where(incident_claims.c.claim == claim)
        )
        row = self._connection.execute(query).first()
        if row is not None:
            return Queued(claim, row.incident, row.worth)
        there = self._connection.execute(select(claims.c.n).where(claims.c.id == claim)).first()
        return Queued(claim, None, 0.0) if there else None

    def _of_incidents(self, sought: Sought, at: Queued | None, limit: int) -> list[Queued]:
        p = pictures.c
        where = self._conditions(sought)
        if at is not None:
            below = or_(p.worth < at.worth, and_(p.worth == at.worth, p.incident >= at.incident))
            where.append(below)
        open_ones = exists().where(
            incident_claims.c.incident == p.incident,
            claims.c.id == incident_claims.c.claim,
            claims.c.live == true(),
            ~exists().where(reviews.c.claim == claims.c.id),
        )
        query = (
            select(p.incident, p.worth)
            .where(*where, open_ones)
            .order_by(p.worth.desc(), p.incident)
            .limit(limit + 1)
        )
        found: list[Queued] = []
        for row in self._connection.execute(query).all():
            members = self._open_in(row.incident)
            ids = [m.id for m in members]
            if at is not None and row.incident == at.incident:
                ids = self._beyond(at, members)
            found += [Queued(id, row.incident, row.worth) for id in ids]
            if len(found) >= limit:
                break
        return found[:limit]

    def _open_in(self, incident: str) -> list[Row[Any]]:
        query = (
            select(claims.c.id, claims.c.confidence)
            .join(incident_claims, incident_claims.c.claim == claims.c.id)
            .where(
                incident_claims.c.incident == incident,
                claims.c.live == true(),
                ~exists().where(reviews.c.claim == claims.c.id),
            )
            .order_by(claims.c.confidence, claims.c.id)
        )
        return list(self._connection.execute(query))

    def _beyond(self, at: Queued, members: Sequence[Row[Any]]) -> list[str]:
        own = self._connection.execute(
            select(claims.c.confidence).where(claims.c.id == at.claim).order_by(claims.c.live.desc())
        ).scalar()
        return [m.id for m in members if (m.confidence, m.id) > (own or 0.0, at.claim)]

    def _of_none(self, after: str | None, limit: int) -> list[Queued]:
        """In the order in which they came."""
        where = [
            claims.c.live == true(),
            ~exists().where(incident_claims.c.claim == claims.c.id),
            ~exists().where(reviews.c.claim == claims.c.id),
        ]
        if after is not None:
            where.append(
                claims.c.n > select(func.max(claims.c.n)).where(claims.c.id == after).scalar_subquery()
            )
        query = select(claims.c.id).where(*where).order_by(claims.c.n).limit(limit)
        return [Queued(id, None, 0.0) for id in self._connection.execute(query).scalars()]

    def log_page(
        self,
        *,
        target: str | None = None,
        kinds: Sequence[str] = (),
        coders: Sequence[str] = (),
        offset: int = 0,
        limit: int = 100,
    ) -> tuple[list[Decision], set[int], int]:
        """Decisions, the latest first; the numbers of those that are undone; and how many there are."""
        where = [] if target is None else [decisions.c.target == target]
        where += [decisions.c.kind.in_(kinds)] if kinds else []
        where += [decisions.c.coder.in_(coders)] if coders else []
        total = self.scalar(select(func.count()).select_from(decisions).where(*where))
        query = select(decisions).where(*where).order_by(decisions.c.number.desc())
        some = [decision_of(row) for row in self._connection.execute(query.offset(offset).limit(limit))]
        return some, self.undone(), total

    def coders(self) -> list[str]:
        """All who decided something, by name."""
        query = select(decisions.c.coder).distinct().order_by(decisions.c.coder)
        return list(self._connection.execute(query).scalars())

    def undone(self) -> set[int]:
        """Numbers of decisions that do not hold."""
        query = select(decisions.c.number, decisions.c.target).where(decisions.c.kind == "undo")
        off: set[int] = set()
        for row in self._connection.execute(query.order_by(decisions.c.number.desc())):
            if row.number not in off:
                off.add(int(row.target))
        return off


def _in_state(state: ReviewState) -> ColumnElement[bool]:
    told = claims.c.report == reports.c.n, claims.c.live == true()
    # From the reviews to their claims: joined, SQLite walks through all claims and asks each for its review.
    reviewed = claims.c.id.in_(select(reviews.c.claim))
    looked_at = reports.c.n.in_(select(claims.c.report).where(reviewed, claims.c.dropped.is_(None)))
    if state == "unreviewed":
        return and_(~looked_at, exists().where(*told))
    rest = exists().where(*told, ~exists().where(reviews.c.claim == claims.c.id))
    return and_(looked_at, rest if state == "begun" else ~rest)
