"""The ids under which events left a case, so that who copied them finds them again."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

import msgspec
from sqlalchemy import and_, delete, exists, insert, select, true

from dateline.record.incidents import Incident
from dateline.store import times
from dateline.store.base import Change, ExportedId
from dateline.store.tables import exported, incidents
from dateline.store.viewing import Viewing

_AT_ONCE = 400
_INCIDENTS = msgspec.json.Decoder(Incident)


class Exported(Viewing):
    """What a `View` answers of ids that left the case."""

    def became(self, incidents: Iterable[str]) -> dict[str, str | None]:
        found: dict[str, str | None] = {}
        wanted = iter(dict.fromkeys(incidents))
        while some := list(islice(wanted, _AT_ONCE)):
            claims = self._last_claims(some)
            now = self.incidents_of(c for ids in claims.values() for c in ids)
            for id in some:
                counted = Counter(now[c] for c in claims.get(id, ()) if c in now)
                found[id] = min(counted, key=lambda i: (-counted[i], i)) if counted else None
        return found

    def _last_claims(self, ids: list[str]) -> dict[str, tuple[str, ...]]:
        query = select(incidents.c.id, incidents.c.body).where(
            incidents.c.id.in_(ids), incidents.c.current == true()
        )
        return {row.id: _INCIDENTS.decode(zlib.decompress(row.body)).claims for row in self.rows(query)}

    def exported(self, format: str) -> tuple[ExportedId, ...]:
        stands = exists().where(
            and_(
                incidents.c.id == exported.c.incident,
                incidents.c.current == true(),
                incidents.c.removed.is_(False),
            )
        )
        query = select(exported, stands.label("stands")).where(exported.c.format == format)
        rows = list(self.rows(query.order_by(exported.c.first, exported.c.day, exported.c.id)))
        gone = self.became(row.incident for row in rows if not row.stands)
        return tuple(
            ExportedId(
                format=row.format,
                id=row.id,
                incident=row.incident,
                day=row.day,
                withdrawn=row.withdrawn is not None,
                part_of=row.part_of,
                now=row.incident if row.stands else gone[row.incident],
            )
            for row in rows
        )

    def withdrawn_since(self, start: str) -> Iterator[Change]:
        """Events that an export told to be withdrawn since a moment, or that the next one of its format will."""
        query = select(exported).where(exported.c.withdrawn >= start)
        told = [(row.withdrawn, row.format, row.id, row.part_of) for row in self._connection.execute(query)]
        told += self._pending(start)
        for at, format, id, part in sorted(told, key=lambda t: (t[0], t[1], t[2])):
            why = (
                f"part of {part} now" if part else "no longer told, or nothing that the format has a cell for"
            )
            yield Change(at=times.read(at), what="event", id=id, change="withdrawn", why=f"{format}: {why}")

    def _pending(self, start: str) -> list[tuple[str, str, str, str | None]]:
        """Events whose incident is no more, where the next export will have no row for them."""
        removed = (
            select(incidents.c.at, exported.c.format, exported.c.id, exported.c.incident)
            .join(incidents, incidents.c.id == exported.c.incident)
            .where(
                exported.c.withdrawn.is_(None),
                incidents.c.current == true(),
                incidents.c.removed == true(),
                incidents.c.at >= start,
            )
            .order_by(exported.c.first, exported.c.day, exported.c.id)
        )
        rows = self._connection.execute(removed).all()
        now = self.became(row.incident for row in rows)
        heirs: dict[tuple[str, str], tuple[str, str]] = {}
        """Format and incident, and under whose and which id it is exported."""
        wanted = sorted({i for i in now.values() if i is not None})
        for i in range(0, len(wanted), _AT_ONCE):
            own = select(exported).where(
                exported.c.incident.in_(wanted[i : i + _AT_ONCE]), exported.c.withdrawn.is_(None)
            )
            for row in self._connection.execute(own.order_by(exported.c.day.desc(), exported.c.id)):
                heirs[row.format, row.incident] = (row.incident, row.id)
        told: list[tuple[str, str, str, str | None]] = []
        for row in rows:
            successor = now[row.incident]
            if successor is None:
                told.append((row.at, row.format, row.id, None))
                continue
            # Without an id of its own, what stands for the event now goes on under the oldest of the old ids.
            heir, id = heirs.setdefault((row.format, successor), (row.incident, row.id))
            if heir != row.incident:
                told.append((row.at, row.format, row.id, id))
        return told


class Exporting(Exported):
    """The part of a writer that notes ids that left the case."""

    def keep_exported(self, changed: Iterable[ExportedId]) -> None:
        c, at = self._connection, times.written(times.now())
        rows = iter(changed)
        while some := list(islice(rows, _AT_ONCE)):
            same = and_(exported.c.format == some[0].format, exported.c.id.in_([one.id for one in some]))
            first = {row.id: row.first for row in c.execute(select(exported).where(same))}
            c.execute(delete(exported).where(same))
            c.execute(
                insert(exported),
                [
                    {
                        "format": one.format,
                        "id": one.id,
                        "incident": one.incident,
                        "day": one.day,
                        "first": first.get(one.id, at),
                        "at": at,
                        "withdrawn": at if one.withdrawn else None,
                        "part_of": one.part_of,
                    }
                    for one in some
                ],
            )
