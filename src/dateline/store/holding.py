"""What claims say of who holds a place: kept beside them, so that thousands of places can be told of at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Select, and_, delete, false, insert, or_, select

from dateline.record.incidents import Holding
from dateline.store.asking import fold
from dateline.store.base import Telling
from dateline.store.tables import claims, holdings, mentions, names, reports
from dateline.store.viewing import CLAIM, Viewing

_AT_ONCE = 400
_DECODER = msgspec.json.Decoder(Holding)


class Holdings(Viewing):
    """The part of a view that knows them."""

    def holdings(self, known_on: date | None = None) -> Iterator[Holding]:
        """Of all claims that count, or counted on a day."""
        where: ColumnElement[bool] = holdings.c.until.is_(None)
        if known_on is not None:
            where = and_(
                holdings.c.known <= known_on, or_(holdings.c.until.is_(None), holdings.c.until > known_on)
            )
        query = select(holdings.c.body).where(where).order_by(holdings.c.n)
        for row in self.rows(query):
            yield _DECODER.decode(row.body)

    def tellings_of(self, ids: Iterable[str]) -> Iterator[Telling]:
        """Claims as they stand, those of reports that were revised since too."""
        wanted = sorted(set(ids))
        for i in range(0, len(wanted), _AT_ONCE):
            query: Select[Any] = (
                select(*CLAIM, claims.c.n, claims.c.until)
                .join(reports, reports.c.n == claims.c.report)
                .where(claims.c.id.in_(wanted[i : i + _AT_ONCE]), *_STANDS)
            )
            for row in self._connection.execute(query.order_by(claims.c.n)):
                yield Telling(row.n, self._claim(row), row.until)

    def claims_on_control(self, types: Sequence[str]) -> list[str]:
        """Ids of claims that say who holds a place, or tell of a happening of one of these types."""
        meant = select(names.c.n).where(names.c.role == "type", names.c.folded.in_([fold(t) for t in types]))
        told = select(mentions.c.claim).where(mentions.c.name.in_(meant))
        query = select(claims.c.id).where(or_(claims.c.control, claims.c.n.in_(told)), *_STANDS)
        return list(self._connection.execute(query.distinct()).scalars())


class HoldingsKept(Holdings):
    """The part of a writer that keeps them."""

    def replace_holdings(self, ids: Iterable[str] | None, made: Iterable[tuple[Telling, Holding]]) -> None:
        """Puts `made` in the place of what the claims `ids` said; None: of all claims."""
        c = self._connection
        if ids is None:
            c.execute(delete(holdings))
        else:
            wanted = sorted(set(ids))
            for i in range(0, len(wanted), _AT_ONCE):
                c.execute(delete(holdings).where(holdings.c.claim.in_(wanted[i : i + _AT_ONCE])))
        rows = [
            {
                "n": telling.number,
                "claim": telling.kept.id,
                "known": telling.kept.known,
                "until": telling.until,
                "body": msgspec.json.encode(holding).decode(),
            }
            for telling, holding in made
        ]
        if rows:
            c.execute(insert(holdings), rows)


_STANDS = (claims.c.dropped.is_(None), claims.c.withdrawn == false())
