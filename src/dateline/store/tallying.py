"""How often each source is quoted and each actor named, counted once: what was counted of a claim stays, unless a
person corrects it.

Kept are the sums over all claims up to a number, those that count no more included; whoever asks adds the claims that
came since and takes off those that count no more, of which there are few.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from sqlalchemy import ColumnElement, false, func, insert, select, update

from dateline.store.history import History
from dateline.store.tables import about, claims, mentions, reports, tallies

_UP_TO = "tallied"
"""Number of the last claim that is in the sums, in `about`."""
_OWN = "own"
_SORTS = {"source": "quoted", "actor": "does", "recipient": "suffers", "holder": "holds"}
"""Of sums, by the part in which claims name somebody."""
_MOST = 2000
"""Claims that are left to whoever asks."""


class Tallies(History):
    """The part of a view that counts claims by who makes them, and by who has a part in them."""

    def quoted(self) -> Counter[int]:
        """Numbers of names of sources, and how many claims that count quote them."""
        return self.taking_part()["source"]

    def taking_part(self) -> dict[str, Counter[int]]:
        """By part (actor, recipient, holder, source): numbers of names, and how many claims that count name them so."""
        counts = {part: Counter(self._summed(sort)) for part, sort in _SORTS.items()}
        for part, found in self._mentioned(mentions.c.claim > self._up_to()).items():
            counts[part].update(found)
        # SQLite would rather seek each claim under each name.
        gone = mentions.c.claim.in_(select(claims.c.n).where(claims.c.live == false()))
        for part, found in self._mentioned(gone).items():
            counts[part].subtract(found)
        return counts

    def _mentioned(self, where: ColumnElement[bool]) -> dict[str, Counter[int]]:
        counts = func.count().label("number")
        query = select(mentions.c.part, mentions.c.name, counts).where(where, mentions.c.part.in_(_SORTS))
        found: dict[str, Counter[int]] = {part: Counter() for part in _SORTS}
        for row in self._connection.execute(query.group_by(mentions.c.part, mentions.c.name)):
            found[row.part][row.name] = row.number
        return found

    def _summed(self, sort: str) -> dict[int, int]:
        return {int(key): number for key, number in self._sums(sort).items()}

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
        came = self._mentioned(mentions.c.claim > before)
        sorts = {
            _SORTS[part]: {str(n): number for n, number in found.items()} for part, found in came.items()
        }
        for sort, new in {**sorts, _OWN: self._own_since(before)}.items():
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

    def retell(
        self,
        claim: int,
        report: int,
        *,
        gone: Iterable[tuple[int, str]],
        came: Iterable[tuple[int, str]],
        own: int,
    ) -> None:
        """Takes into the sums that a claim they hold names others.

        `gone`, `came`: numbers of names, each with its part. `own`: 1 where the report now says it in its own voice, -1
        where it no longer does, 0 where that is as before.
        """
        if claim > self._up_to():
            return
        for named, by in ((gone, -1), (came, 1)):
            for name, part in named:
                if part in _SORTS:
                    self._add(_SORTS[part], str(name), by)
        publisher = self._publisher_of(report) if own else None
        if publisher is not None:
            self._add(_OWN, publisher, own)

    def _publisher_of(self, report: int) -> str | None:
        query = select(reports.c.publisher_key).where(reports.c.n == report)
        return self._connection.execute(query).scalar()

    def _add(self, sort: str, key: str, by: int) -> None:
        c = self._connection
        one = update(tallies).where(tallies.c.sort == sort, tallies.c.key == key)
        if not c.execute(one.values(number=tallies.c.number + by)).rowcount:
            c.execute(insert(tallies).values(sort=sort, key=key, number=by))
