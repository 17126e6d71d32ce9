"""Who has a part in what a case tells: actors with what they do, what is done to them, and what they say."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select

from dateline.store.base import ActorKnown
from dateline.store.keeping import folded, known_as
from dateline.store.tables import names
from dateline.store.tallying import Tallies

_PARTS = {"actor": "does", "recipient": "suffers", "holder": "holds", "source": "says"}


class Parties(Tallies):
    def actors(self, name: str | None = None) -> tuple[ActorKnown, ...]:
        known = self._named(name)
        found: dict[str, ActorKnown] = {}
        for part, counts in self.taking_part().items():
            told = _PARTS[part]
            for n, number in counts.items():
                row = known.get(n)
                if row is None or not number:
                    continue
                before = found.get(row.key) or row
                found[row.key] = replace(before, **{told: getattr(before, told) + number})
        # One who only speaks is a source; see `sources`.
        acting = (a for a in found.values() if a.does or a.suffers or a.holds)
        return tuple(sorted(acting, key=lambda a: (-(a.does + a.suffers), -a.says, a.key)))

    def _named(self, name: str | None) -> dict[int, ActorKnown]:
        """Names of actors and sources by their number, each with the actor it is a name of."""
        query = select(names).where(names.c.role.in_(("actor", "source"))).order_by(names.c.n)
        rows = self._connection.execute(query).all()
        if name is not None:
            key = folded(name)
            keys = {r.key for r in rows if r.key == name or r.folded == key}
            keys |= {r.key for r in rows}.intersection(known_as([name]))
            if not keys:
                keys = {r.key for r in rows if f" {key}" in f" {r.folded}"}
                keys |= {r.key for r in rows}.intersection(known_as([name], sure=False))
            rows = [r for r in rows if r.key in keys]
        first: dict[str, ActorKnown] = {}
        for row in rows:
            if row.role == "actor":
                actor = ActorKnown(
                    key=row.key, name=row.name, kind=row.kind, country=row.country, private=row.private
                )
                first.setdefault(row.key, actor)
        return {row.n: first[row.key] for row in rows if row.key in first}
