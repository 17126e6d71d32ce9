"""How often each source is quoted, counted once: what was counted of a claim stays, unless a person sets who says so.

Kept are the sums over all claims up to a number, those that count no more included; whoever asks adds the claims that
came since and takes off those that count no more, of which there are few.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from sqlalchemy import false, func, insert, select, update

from dateline.store.tables import about, claims, mentions, names, reports, tallies
from dateline.store.viewing import Viewing

_UP_TO = "tallied"
"""Number of the last claim that is in the sums, in `about`."""
_QUOTED, _OWN = "quoted", "own"
_MOST = 2000
"""Claims that are left to whoever asks."""


class Tallies(Viewing):
    """The part of a view that counts claims by who makes them."""

    def quoted(self) -> Counter[int]:
        """Numbers of names of sources, and how many claims that count quote them."""
        counts = Counter({int(key): number for key, number in self._sums(_QUOTED).items()})
        counts.update(self._quoted_since(self._up_to()))
        sources = select(names.c.n).where(names.c.role == "source")
        # Added to nothing, so that SQLite walks through the mentions of sources rather than seek each claim under each.
        missing = (mentions.c.claim + 0).in_(select(claims.c.n).where(claims.c.live == false()))
        gone = (
            select(mentions.c.name, func.count())
            .where(mentions.c.name.in_(sources), missing)
            .group_by(mentions.c.name)
        )
        if self._any_gone():
            counts.subtract({row[0]: row[1] for row in self._connection.execute(gone)})
        return counts

    def own_voice(self) -> Counter[str]:
        """Keys of publishers, and the claims that their reports make without naming another."""
        counts = Counter(self._sums(_OWN))
        counts.update(self._own_since(self._up_to()))
        gone = (
            select(reports.c.publisher_key, func.count())
            .join(claims, claims.c.report == reports.c.n)
            .where(claims.c.live == false(), claims.c.sourced == 0, reports.c.publisher_key.is_not(None))
            .group_by(reports.c.publisher_key)
        )
        if self._any_gone():
            counts.subtract({row[0]: row[1] for row in self._connection.execute(gone)})
        return counts

    def _any_gone(self) -> bool:
        query = select(claims.c.n).where(claims.c.live == false()).limit(1)
        return self._connection.execute(query).first() is not None

    def _up_to(self) -> int:
        query = select(about.c.value).where(about.c.name == _UP_TO)
        return int(self._connection.execute(query).scalar() or 0)

    def _sums(self, sort: str) -> dict[str, int]:
        query = select(tallies.c.key, tallies.c.number).where(tallies.c.sort == sort)
        return {row.key: row.number for row in self._connection.execute(query)}

    def _quoted_since(self, after: int) -> dict[int, int]:
        sources = select(names.c.n).where(names.c.role == "source")
        query = select(mentions.c.name, func.count()).where(
            mentions.c.name.in_(sources), mentions.c.claim > after
        )
        return {row[0]: row[1] for row in self._connection.execute(query.group_by(mentions.c.name))}

    def _own_since(self, after: int) -> dict[str, int]:
        query = (
            select(reports.c.publisher_key, func.count())
            .join(claims, claims.c.report == reports.c.n)
            .where(claims.c.n > after, claims.c.sourced == 0, reports.c.publisher_key.is_not(None))
            .group_by(reports.c.publisher_key)
        )
        return {row[0]: row[1] for row in self._connection.execute(query)}


class Tallying(Tallies):
    """The part of a writer that keeps the sums."""

    def tally(self, *, most: int = _MOST) -> None:
        """Takes the claims that came since into the sums, if they are more than `most`."""
        c, before = self._connection, self._up_to()
        last = self.scalar(select(func.coalesce(func.max(claims.c.n), 0)))
        if last - before <= most:
            return
        for sort, new in (
            (_QUOTED, {str(key): number for key, number in self._quoted_since(before).items()}),
            (_OWN, self._own_since(before)),
        ):
            known = self._sums(sort)
            rows = [
                {"sort": sort, "key": key, "number": n} for key, n in sorted(new.items()) if key not in known
            ]
            if rows:
                c.execute(insert(tallies), rows)
            for key in sorted(new.keys() & known.keys()):
                one = update(tallies).where(tallies.c.sort == sort, tallies.c.key == key)
                c.execute(one.values(number=known[key] + new[key]))
        if not c.execute(update(about).where(about.c.name == _UP_TO).values(value=str(last))).rowcount:
            c.execute(insert(about).values(name=_UP_TO, value=str(last)))

    def retell(self, claim: int, report: int, *, gone: Iterable[int], came: Iterable[int], own: int) -> None:
        """Takes into the sums that a claim they hold is quoted from others.

        `gone`, `came`: numbers of names of sources. `own`: 1 where the report now says it in its own voice, -1 where
        it no longer does, 0 where that is as before.
        """
        if claim > self._up_to():
            return
        for sort, keys, by in (
            (_QUOTED, [str(name) for name in gone], -1),
            (_QUOTED, [str(name) for name in came], 1),
            (_OWN, [self._publisher_of(report)] if own else [], own),
        ):
            for key in keys:
                if key is not None:
                    self._add(sort, key, by)

    def _publisher_of(self, report: int) -> str | None:
        query = select(reports.c.publisher_key).where(reports.c.n == report)
        return self._connection.execute(query).scalar()

    def _add(self, sort: str, key: str, by: int) -> None:
        c = self._connection
        one = update(tallies).where(tallies.c.sort == sort, tallies.c.key == key)
        if not c.execute(one.values(number=tallies.c.number + by)).rowcount:
            c.execute(insert(tallies).values(sort=sort, key=key, number=by))
