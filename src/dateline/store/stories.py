"""Which reports belong together: the states of one page, and the copies of one text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select, text, true, update

from dateline.record.documents import Document
from dateline.record.ids import content_id
from dateline.store import copies, times
from dateline.store.tables import buckets, claims, reports
from dateline.store.views import CaseView

_MOST_CANDIDATES = 40
"""Reports whose texts are compared with a new one, the likeliest first."""


class Stories(CaseView):
    """The part of a writer that puts reports beside those that they revise or copy."""

    def _earlier(self, origin: str | None, document: Document, own: copies.Text) -> Any:
        """The newest report from the same address, or with the same id of whoever gave it."""
        if origin is None:
            return None
        query = (
            select(reports.c.id, reports.c.n, reports.c.known, reports.c.revision, reports.c.text)
            .where(reports.c.origin == origin, reports.c.revised_by.is_(None))
            .order_by(reports.c.n.desc())
        )
        row = self._connection.execute(query).first()
        if row is None or document.url or document.publisher:
            return row
        # Ids such as "1" are given out by everybody; without a publisher the texts must have something in common.
        other = copies.text_of(row.text, published=None, publisher=None)
        shared = len(own.shingles & other.shingles)
        return row if shared * 5 >= min(len(own.shingles), len(other.shingles)) else None

    def _copies_of(self, own: copies.Text, filed: list[int]) -> list[tuple[str, float]]:
        """Ids of reports that this one is a near-copy of, or they of it, the earliest first."""
        if not filed:
            return []
        shared = func.count().label("shared")
        likeliest = (
            select(buckets.c.report, shared)
            .where(buckets.c.bucket.in_(filed))
            .group_by(buckets.c.report)
            .order_by(shared.desc(), buckets.c.report)
            .limit(_MOST_CANDIDATES)
            .subquery()
        )
        query = select(reports.c.id, reports.c.text, reports.c.published, reports.c.publisher_key).join(
            likeliest, likeliest.c.report == reports.c.n
        )
        found = []
        for row in self._connection.execute(query):
            other = copies.text_of(row.text, published=row.published, publisher=row.publisher_key)
            share = copies.alike(own, other)
            if share is not None:
                found.append(((row.published is None, row.published or date.min, row.id), share))
        return [(at[2], share) for at, share in sorted(found)]

    def _join_story(self, id: str, others: Sequence[str]) -> None:
        """Makes one story of a report's and those of the reports it goes with, named by the earliest of all."""
        if not others:
            return
        c = self._connection
        stories = set(c.execute(select(reports.c.story).where(reports.c.id.in_([id, *others]))).scalars())
        members = c.execute(
            select(reports.c.id, reports.c.n, reports.c.story, reports.c.published).where(
                reports.c.story.in_(stories)
            )
        ).all()
        first = min(members, key=lambda r: (r.published is None, r.published or date.min, r.id)).id
        moved = [m for m in members if m.story != first]
        if not moved:
            return
        c.execute(update(reports).where(reports.c.n.in_([m.n for m in moved])).values(story=first))
        told = select(claims.c.id).where(claims.c.report.in_([m.n for m in moved]), claims.c.live == true())
        self._wait(c.execute(told).scalars(), "changed")

    def _supersede(self, earlier: Any, by: str, known: date, moment: datetime) -> None:
        c = self._connection
        ended = times.written(moment)
        c.execute(
            update(reports).where(reports.c.n == earlier.n).values(revised_by=by, until=known, ended=ended)
        )
        gone = select(claims.c.id).where(claims.c.report == earlier.n, claims.c.live == true())
        self._wait(c.execute(gone).scalars(), "gone")
        c.execute(
            update(claims)
            .where(claims.c.report == earlier.n, claims.c.dropped.is_(None))
            .values(until=known, live=False)
        )

    def _wait(self, ids: Iterable[str], why: str) -> None:
        """Notes that incidents must be made anew for these claims; what was noted of them before no longer holds."""
        rows = [{"claim": id, "why": why} for id in ids]
        if not rows:
            return
        if self._connection.dialect.name == "sqlite":
            statement = text("INSERT OR REPLACE INTO waiting (claim, why) VALUES (:claim, :why)")
        else:
            statement = text(
                "INSERT INTO waiting (claim, why) VALUES (:claim, :why) "
                "ON CONFLICT (claim) DO UPDATE SET why = excluded.why"
            )
        self._connection.execute(statement, rows)


def origin_of(document: Document) -> str | None:
    """What stays the same when a report changes on its site. None: nothing does."""
    if document.url:
        return content_id("o", "url", document.url.partition("#")[0])
    if document.external_id:
        return content_id("o", "id", document.publisher or "", document.external_id)
    return None
