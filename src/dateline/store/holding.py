"""Who holds which place: what claims say of it, and the stretches that come of it, kept beside the claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import msgspec
from sqlalchemy import Select, delete, exists, false, insert, or_, select, true

from dateline.record.incidents import ControlSpan, Dispute, Holding
from dateline.record.kept import KeptPlace
from dateline.record.sayings import Noted, Sayings
from dateline.store.asking import fold
from dateline.store.base import Stretch, Telling
from dateline.store.tables import claims, holdings, mentions, names, reports, sayings, stretches, untold
from dateline.store.viewing import CLAIM, Viewing

_AT_ONCE = 400
_DECODER = msgspec.json.Decoder(Holding)
_SPAN = msgspec.json.Decoder(ControlSpan)
_DISPUTE = msgspec.json.Decoder(Dispute)
_PLACE = msgspec.json.Decoder(KeptPlace)
_SAYINGS = msgspec.msgpack.Decoder(Sayings)


class Holdings(Viewing):
    """The part of a view that knows them."""

    def holdings(self, places: Iterable[str]) -> Iterator[Noted]:
        """Of all claims that count or did, on these places, by key."""
        wanted = sorted(set(places))
        query = select(holdings.c.body, holdings.c.known, holdings.c.until).order_by(holdings.c.n)
        for i in range(0, len(wanted), _AT_ONCE):
            some = query.where(holdings.c.place.in_(wanted[i : i + _AT_ONCE]))
            for row in self._connection.execute(some):
                yield Noted(_DECODER.decode(row.body), row.known, row.until)

    def sayings(self) -> Iterator[Sayings]:
        """The same of all places that are told, packed."""
        for body in self._connection.execute(select(sayings.c.body).order_by(sayings.c.place)).scalars():
            yield _SAYINGS.decode(body)

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

    def all_told(self) -> bool:
        """Whether the stretches are those of all that the linked claims say."""
        return not self.scalar(select(exists(select(untold.c.place))))

    def stretches(
        self,
        *,
        at: date | None = None,
        first: date | None = None,
        last: date | None = None,
        disputed: bool = False,
    ) -> Iterator[Stretch]:
        """By place and day. `at`: those that hold on this day; `first`, `last`: those that touch these days."""
        begin, end = stretches.c.first_day, stretches.c.last_day
        query: Select[Any] = select(stretches.c.body)
        if disputed:
            query = select(stretches.c.body, stretches.c.dispute).where(stretches.c.disputed == true())
        if at is not None:
            query = query.where(or_(begin.is_(None), begin <= at), or_(end.is_(None), end > at))
        if first is not None:
            query = query.where(or_(end.is_(None), end >= first))
        if last is not None:
            query = query.where(or_(begin.is_(None), begin <= last))
        for row in self._connection.execute(
            query.order_by(stretches.c.name, stretches.c.place, stretches.c.n)
        ):
            yield Stretch(_SPAN.decode(row[0]), _DISPUTE.decode(row[1]) if disputed else None)

    def held_places(self) -> dict[str, KeptPlace]:
        """All places that have stretches, by key."""
        query = select(stretches.c.place, stretches.c.place_body).distinct()
        return {row.place: _PLACE.decode(row.place_body) for row in self._connection.execute(query)}


class HoldingsKept(Holdings):
    """The part of a writer that keeps them."""

    def replace_holdings(
        self, ids: Iterable[str] | None, made: Iterable[tuple[Telling, str, Holding]]
    ) -> None:
        """Puts `made` (with the key of each place) in the place of what the claims `ids` said; None: of all claims.

        The places are noted as untold.
        """
        c, places = self._connection, set[str]()
        if ids is None:
            for table in (holdings, sayings, stretches, untold):
                c.execute(delete(table))
        else:
            wanted = sorted(set(ids))
            for i in range(0, len(wanted), _AT_ONCE):
                these = holdings.c.claim.in_(wanted[i : i + _AT_ONCE])
                places.update(c.execute(select(holdings.c.place).where(these)).scalars())
                c.execute(delete(holdings).where(these))
        rows: list[dict[str, Any]] = [
            {
                "n": telling.number,
                "claim": telling.kept.id,
                "place": place,
                "known": telling.kept.known,
                "until": telling.until,
                "body": msgspec.json.encode(holding).decode(),
            }
            for telling, place, holding in made
        ]
        if rows:
            c.execute(insert(holdings), rows)
        self._note_untold(sorted(places.union(row["place"] for row in rows)))

    def _note_untold(self, places: list[str]) -> None:
        c = self._connection
        for i in range(0, len(places), _AT_ONCE):
            some = places[i : i + _AT_ONCE]
            known = set(c.execute(select(untold.c.place).where(untold.c.place.in_(some))).scalars())
            if new := [{"place": place} for place in some if place not in known]:
                c.execute(insert(untold), new)

    def untold(self, limit: int) -> list[str]:
        """Keys of places whose stretches are to be made anew."""
        return list(
            self._connection.execute(select(untold.c.place).order_by(untold.c.place).limit(limit)).scalars()
        )

    def replace_stretches(
        self,
        places: Iterable[str],
        made: Iterable[tuple[str, KeptPlace, Stretch]],
        *,
        told: Iterable[str],
        said: Mapping[str, Sayings],
    ) -> None:
        """Puts `made`, each with the key of its place and the place, in the place of what these had.

        `told`: places that are untold no longer; `said`: what is said of those of which anything is.
        """
        c, done = self._connection, sorted(told)
        for table, some in ((stretches, sorted(places)), (sayings, done), (untold, done)):
            for i in range(0, len(some), _AT_ONCE):
                c.execute(delete(table).where(table.c.place.in_(some[i : i + _AT_ONCE])))
        packed = [{"place": p, "body": msgspec.msgpack.encode(said[p])} for p in done if p in said]
        if packed:
            c.execute(insert(sayings), packed)
        rows = [
            {
                "place": key,
                "name": place.name,
                "place_body": msgspec.json.encode(place).decode(),
                "first_day": one.span.start,
                "last_day": one.span.end,
                "disputed": one.dispute is not None,
                "body": msgspec.json.encode(one.span).decode(),
                "dispute": None if one.dispute is None else msgspec.json.encode(one.dispute).decode(),
            }
            for key, place, one in made
        ]
        if rows:
            c.execute(insert(stretches), rows)


_STANDS = (claims.c.dropped.is_(None), claims.c.withdrawn == false())
