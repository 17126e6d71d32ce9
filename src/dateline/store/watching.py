"""What a case remembers of the feeds that are watched for it, so that a watch goes on where it was stopped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, Row, Table, delete, insert, select, update

from dateline.record.feeds import FeedState, FeedWanted, PageState, SiteState
from dateline.store import times
from dateline.store.case import Case
from dateline.store.tables import feed_pages, feed_sites, feeds

_State = TypeVar("_State", FeedState, PageState, SiteState)
_MOMENTS = frozenset(("asked", "answered", "due", "seen", "fetched", "paused"))
_AT_ONCE = 500
"""Addresses in one question."""


class Watched:
    """The feeds, pages and sites of a case."""

    def __init__(self, case: Case) -> None:
        self._case = case

    def want(self, wanted: Sequence[FeedWanted]) -> None:
        """Takes these for the list to be watched; others are remembered, but no longer asked."""
        with self._case.connected(write=True) as connection:
            known = {row.address for row in connection.execute(select(feeds.c.address))}
            connection.execute(update(feeds).values(listed=False))
            for one in wanted:
                said = {"publisher": one.publisher, "every": one.every, "listed": True}
                if one.address in known:
                    connection.execute(update(feeds).where(feeds.c.address == one.address).values(said))
                else:
                    known.add(one.address)
                    connection.execute(insert(feeds).values(_row(FeedState(address=one.address)) | said))

    def feeds(self, *, listed: bool = False) -> list[FeedState]:
        """All feeds ever watched, by address; with `listed`, those of the list."""
        query = select(feeds).order_by(feeds.c.address)
        with self._case.connected() as connection:
            rows = connection.execute(query.where(feeds.c.listed) if listed else query)
            return [_state(FeedState, row) for row in rows]

    def feed(self, address: str) -> FeedState | None:
        with self._case.connected() as connection:
            row = connection.execute(select(feeds).where(feeds.c.address == address)).first()
            return None if row is None else _state(FeedState, row)

    def pages(self, addresses: Iterable[str]) -> dict[str, PageState]:
        """Those of the pages that were announced before."""
        asked = list(dict.fromkeys(addresses))
        found: dict[str, PageState] = {}
        with self._case.connected() as connection:
            for start in range(0, len(asked), _AT_ONCE):
                some = asked[start : start + _AT_ONCE]
                for row in connection.execute(select(feed_pages).where(feed_pages.c.address.in_(some))):
                    found[row.address] = _state(PageState, row)
        return found

    def site(self, site: str) -> SiteState | None:
        with self._case.connected() as connection:
            row = connection.execute(select(feed_sites).where(feed_sites.c.site == site)).first()
            return None if row is None else _state(SiteState, row)

    def keep(
        self,
        *,
        feeds_seen: Iterable[FeedState] = (),
        pages: Iterable[PageState] = (),
        sites: Iterable[SiteState] = (),
    ) -> None:
        """Remembers these, all of them or none."""
        with self._case.connected(write=True) as connection:
            _put(connection, feeds, "address", map(_row, feeds_seen))
            _put(connection, feed_pages, "address", map(_row, pages))
            _put(connection, feed_sites, "site", map(_row, sites))

    def forget(self, address: str) -> bool:
        """Forgets how a feed fared, so that it is asked as if it were new. Gives whether it was known."""
        with self._case.connected(write=True) as connection:
            known = feeds.c.address == address
            row = connection.execute(select(feeds).where(known)).first()
            if row is None:
                return False
            kept = {"publisher": row.publisher, "every": row.every, "listed": row.listed}
            connection.execute(update(feeds).where(known).values(_row(FeedState(address=address)) | kept))
            return True

    def forget_pages(self, before: datetime) -> int:
        """Forgets pages that no feed has announced since, and gives how many they were."""
        with self._case.connected(write=True) as connection:
            old = feed_pages.c.seen < times.written(before)
            return connection.execute(delete(feed_pages).where(old)).rowcount


def _put(connection: Connection, table: Table, key: str, rows: Iterable[Mapping[str, Any]]) -> None:
    for row in rows:
        column = table.c[key]
        if not connection.execute(update(table).where(column == row[key]).values(row)).rowcount:
            connection.execute(insert(table).values(row))


def _row(state: FeedState | PageState | SiteState) -> dict[str, Any]:
    return {name: _written(value) for name, value in asdict(state).items()}


def _written(value: Any) -> Any:
    if isinstance(value, datetime):
        return times.written(value)
    # PostgreSQL keeps no null characters, and what sites say of themselves may hold anything.
    return value.replace("\0", " ") if isinstance(value, str) else value


def _state(kind: type[_State], row: Row[Any]) -> _State:
    values: dict[str, Any] = dict(row._mapping)
    for name in _MOMENTS.intersection(values):
        values[name] = times.read(values[name]) if values[name] else None
    return kind(**values)
