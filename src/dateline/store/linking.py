"""Incidents into a case; earlier states of them stay."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from itertools import islice
from typing import Any

import msgspec
from sqlalchemy import delete, insert, select, true, update

from dateline.record.incidents import Incident
from dateline.store import times
from dateline.store.picturing import forget, note_drawn, picture
from dateline.store.tables import about, incident_claims, incidents, pictures, waiting
from dateline.store.viewing import LINKED, Viewing

_AT_ONCE = 400


class Linking(Viewing):
    """The part of a writer that keeps incidents."""

    def replace_incidents(
        self, changed: Iterable[Incident], removed: Iterable[str] = (), *, done: Iterable[str] | None = None
    ) -> None:
        at = times.written(times.now())
        self._count()
        # All that leave first, so that a claim can move from one incident to another whatever their order.
        away = iter(dict.fromkeys(removed))
        while gone := list(islice(away, _AT_ONCE)):
            self._remove(gone, at)
        new = list(changed)
        ids = [incident.id for incident in new]
        for i in range(0, len(ids), _AT_ONCE):
            some = ids[i : i + _AT_ONCE]
            self._connection.execute(delete(incident_claims).where(incident_claims.c.incident.in_(some)))
        for i in range(0, len(new), _AT_ONCE):
            self._put(new[i : i + _AT_ONCE], at)
        if done is None:
            self._connection.execute(delete(waiting))
            return
        finished = iter(done)
        while some := list(islice(finished, _AT_ONCE)):
            self._connection.execute(delete(waiting).where(waiting.c.claim.in_(some)))

    def forget_pictures(self) -> None:
        self._connection.execute(delete(pictures))

    def draw(self, some: list[Incident]) -> None:
        """Draws these incidents anew, as they stand."""
        picture(self._connection, some)

    def note_drawn(self) -> None:
        """All incidents are drawn."""
        note_drawn(self._connection)

    def _count(self) -> None:
        number = str(self.linking_state()[0] + 1)
        rows = update(about).where(about.c.name == LINKED).values(value=number)
        if not self._connection.execute(rows).rowcount:
            self._connection.execute(insert(about).values(name=LINKED, value=number))

    def _remove(self, ids: list[str], at: str) -> None:
        c = self._connection
        standing = c.execute(
            select(incidents).where(
                incidents.c.id.in_(ids), incidents.c.current == true(), incidents.c.removed.is_(False)
            )
        ).all()
        if standing:
            self._retire([row.n for row in standing])
            rows = [{k: v for k, v in row._asdict().items() if k != "n"} for row in standing]
            c.execute(
                insert(incidents), [{**row, "at": at, "removed": True, "current": True} for row in rows]
            )
        c.execute(delete(incident_claims).where(incident_claims.c.incident.in_(ids)))
        forget(c, ids)

    def _put(self, some: list[Incident], at: str) -> None:
        c = self._connection
        query = select(incidents.c.n, incidents.c.id, incidents.c.removed, incidents.c.body).where(
            incidents.c.id.in_([i.id for i in some]), incidents.c.current == true()
        )
        standing = {row.id: row for row in c.execute(query)}
        rows: list[dict[str, Any]] = []
        retired: list[int] = []
        for incident in some:
            body = zlib.compress(msgspec.json.encode(incident), 3)
            before = standing.get(incident.id)
            if before is not None and before.body == body and not before.removed:
                continue
            if before is not None:
                retired.append(before.n)
            place = incident.place
            rows.append(
                {
                    "id": incident.id,
                    "at": at,
                    "current": True,
                    "removed": False,
                    "type": incident.type,
                    "plover": incident.plover,
                    "first_day": incident.start,
                    "last_day": incident.end,
                    "lat": place.lat if place else None,
                    "lon": place.lon if place else None,
                    "country": place.country if place else None,
                    "stories": incident.independent_sources,
                    "body": body,
                }
            )
        self._retire(retired)
        if rows:
            c.execute(insert(incidents), rows)
        members = {claim: incident.id for incident in some for claim in incident.claims}
        if members:
            ids = list(members)
            for i in range(0, len(ids), _AT_ONCE):
                # A claim whose old incident was not named as changed.
                c.execute(delete(incident_claims).where(incident_claims.c.claim.in_(ids[i : i + _AT_ONCE])))
            c.execute(insert(incident_claims), [{"claim": k, "incident": v} for k, v in members.items()])
        picture(c, some)

    def _retire(self, numbers: list[int]) -> None:
        if numbers:
            self._connection.execute(
                update(incidents).where(incidents.c.n.in_(numbers)).values(current=False)
            )
