"""A case as it stands: claims, reports and incidents read from the tables."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Any

import msgspec
from sqlalchemy import Connection, Executable, Row, Select, and_, false, func, select, true

from dateline.contract import decode
from dateline.errors import StoreError
from dateline.record.additions import renamed
from dateline.record.corrections import corrected
from dateline.record.decisions import KINDS, Corrected, Decision
from dateline.record.incidents import Incident
from dateline.record.kept import KeptActor, KeptClaim
from dateline.record.readings import Reading
from dateline.store import asking, keeping, times
from dateline.store.base import Box, KeptReport, Order, Waiting, Wanted
from dateline.store.tables import (
    about,
    aliases,
    claims,
    decisions,
    incident_claims,
    incidents,
    readings,
    reports,
    waiting,
)

_AT_ONCE = 500
"""Rows fetched, and ids asked for, at a time."""
_CORRECTIONS = msgspec.json.Decoder(Corrected)
_INCIDENTS = msgspec.json.Decoder(Incident)
_ACTORS = msgspec.json.Decoder(KeptActor)
# Of any kind, made when this is imported: see `contract`.
_DECIDED = {kind: msgspec.json.Decoder(what) for kind, what in KINDS.items()}

LINKED = "linked"
"""How often claims were linked, in `about`."""

_A = {"report": "a report", "claim": "a claim", "incident": "an incident"}

CLAIM = (
    claims.c.known,
    claims.c.withdrawn,
    claims.c.body,
    claims.c.overlay,
    reports.c.id.label("report_id"),
    reports.c.story,
    reports.c.published,
    reports.c.publisher,
    reports.c.names,
    reports.c.words,
)
_REPORT = (
    *(c for c in reports.c if c.name not in ("text", "names", "words")),
    readings.c.version,
    readings.c.claims,
)


class Viewing:
    """What a `View` answers of claims, reports and incidents."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._aliases: dict[str, KeptActor] | None = None

    def aliases(self) -> dict[str, KeptActor]:
        """Keys of names that people said are an actor's, and that actor."""
        if self._aliases is None:
            rows = self._connection.execute(select(aliases.c.folded, aliases.c.body))
            self._aliases = {f"?{row.folded}": _ACTORS.decode(row.body) for row in rows}
        return self._aliases

    # Claims

    def claims(self, wanted: Wanted = Wanted(), *, order: Order = "arrival") -> Iterator[KeptClaim]:  # noqa: B008
        query = _claims().where(*asking.of_claims(wanted))
        if order == "day":
            query = query.order_by(claims.c.first_day.is_(None), claims.c.first_day, claims.c.id)
        else:
            query = query.order_by(claims.c.n)
        return self._kept(query)

    def claim(self, id: str) -> KeptClaim | None:
        query = _claims().where(claims.c.id == id)
        # The newest state: one that counts, else the one read last.
        query = query.order_by(claims.c.live.desc(), claims.c.n.desc()).limit(1)
        row = self._connection.execute(query).first()
        return None if row is None else self._claim(row)

    def claims_in(self, report: str) -> Iterator[KeptClaim]:
        """All claims of a report that its newest reading has, also of a report that was revised."""
        query = _claims().where(reports.c.id == report, claims.c.dropped.is_(None))
        return self._kept(query.order_by(claims.c.n))

    def claim_as_read(self, id: str) -> KeptClaim | None:
        """A claim without any correction."""
        query = _claims().where(claims.c.id == id).order_by(claims.c.live.desc(), claims.c.n.desc()).limit(1)
        row = self._connection.execute(query).first()
        return None if row is None else _claim(row, bare=True)

    def claims_of(self, ids: Iterable[str]) -> Iterator[KeptClaim]:
        wanted = iter(sorted(set(ids)))
        while some := list(islice(wanted, _AT_ONCE)):
            query = _claims().where(claims.c.id.in_(some), claims.c.live == true())
            yield from self._kept(query.order_by(claims.c.id))

    def claims_near(
        self,
        *,
        families: Sequence[str] = (),
        box: Box | None = None,
        first: date | None = None,
        last: date | None = None,
        country: str | None = None,
        unplaced: bool = False,
    ) -> Iterator[KeptClaim]:
        conditions = asking.near(
            families=families, box=box, first=first, last=last, country=country, unplaced=unplaced
        )
        return self._kept(_claims().where(*conditions).order_by(claims.c.n))

    def count(self, wanted: Wanted = Wanted()) -> int:  # noqa: B008
        if wanted == Wanted():
            # Counted by what does not count any more, of which there is little.
            gone = select(func.count()).where(claims.c.live == false())
            return self.scalar(select(func.count(claims.c.n))) - self.scalar(gone)
        query = (
            select(func.count())
            .select_from(claims.join(reports, reports.c.n == claims.c.report))
            .where(*asking.of_claims(wanted))
        )
        return self._connection.execute(query).scalar_one()

    def _kept(self, query: Select[Any]) -> Iterator[KeptClaim]:
        for row in self.rows(query):
            yield self._claim(row)

    def _claim(self, row: Row[Any]) -> KeptClaim:
        known = self.aliases()
        return renamed(_claim(row), known) if known else _claim(row)

    def rows(self, query: Executable) -> Iterator[Row[Any]]:
        # Closed with the generator, also by whoever breaks off in the middle.
        with self._connection.execute(
            query.execution_options(stream_results=True, yield_per=_AT_ONCE)
        ) as rows:
            yield from rows

    @property
    def dialect(self) -> str:
        """Name of the database: "sqlite" or "postgresql"."""
        return self._connection.dialect.name

    def scalar(self, query: Select[Any]) -> int:
        return int(self._connection.execute(query).scalar_one())

    # Reports

    def reports(self) -> Iterator[KeptReport]:
        for row in self.rows(all_reports().order_by(reports.c.n)):
            yield report_of(row)

    def report(self, id: str) -> KeptReport | None:
        row = self._connection.execute(all_reports().where(reports.c.id == id)).first()
        return None if row is None else report_of(row)

    def story(self, story: str) -> tuple[KeptReport, ...]:
        query = all_reports().where(reports.c.story == story)
        query = query.order_by(reports.c.published.is_(None), reports.c.published, reports.c.n)
        return tuple(report_of(row) for row in self._connection.execute(query))

    def text(self, report: str) -> str:
        return self.reading(report).document.text

    def reading(self, report: str) -> Reading:
        return decode(self.reading_json(report))

    def reading_json(self, report: str) -> bytes:
        """The contract object as it was made."""
        query = (
            select(readings.c.body)
            .join(reports, reports.c.n == readings.c.report)
            .where(reports.c.id == report, readings.c.current == true())
        )
        body = self._connection.execute(query).scalar()
        if body is None:
            raise StoreError(f"The case has no report {report}.")
        return zlib.decompress(body)

    # Incidents

    def incidents(self, wanted: Wanted = Wanted()) -> Iterator[Incident]:  # noqa: B008
        query = select(incidents.c.body).where(*asking.of_incidents(wanted))
        query = query.order_by(incidents.c.first_day.is_(None), incidents.c.first_day, incidents.c.id)
        for row in self.rows(query):
            yield _INCIDENTS.decode(zlib.decompress(row.body))

    def incident(self, id: str) -> Incident | None:
        query = select(incidents.c.body, incidents.c.removed).where(
            incidents.c.id == id, incidents.c.current == true()
        )
        row = self._connection.execute(query).first()
        return None if row is None or row.removed else _INCIDENTS.decode(zlib.decompress(row.body))

    def was_incident(self, id: str) -> bool:
        """Whether there ever was one of that id."""
        query = select(incidents.c.n).where(incidents.c.id == id).limit(1)
        return self._connection.execute(query).first() is not None

    def gone_incident(self, id: str) -> str:
        """What became of an incident that is no more, in a sentence."""
        query = select(incidents.c.body).where(incidents.c.id == id).order_by(incidents.c.n.desc()).limit(1)
        last = _INCIDENTS.decode(zlib.decompress(self._connection.execute(query).scalar_one()))
        now = sorted(set(self.incidents_of(last.claims).values()))
        if not now:
            return f"The incident {id} is no more: its claims were withdrawn."
        return f"The incident {id} is no more: its claims are now in {' and '.join(now)}."

    def incidents_of(self, claims: Iterable[str]) -> dict[str, str]:
        found: dict[str, str] = {}
        for some in _lots(claims):
            query = select(incident_claims).where(incident_claims.c.claim.in_(some))
            found |= {row.claim: row.incident for row in self._connection.execute(query)}
        return found

    def members_of(self, incidents: Iterable[str]) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for some in _lots(incidents):
            query = select(incident_claims).where(incident_claims.c.incident.in_(some))
            for row in self._connection.execute(query.order_by(incident_claims.c.claim)):
                found.setdefault(row.incident, []).append(row.claim)
        return {id: tuple(members) for id, members in found.items()}

    # For linking

    def waiting(self, limit: int | None = None, *, order: Order = "arrival") -> Iterator[Waiting]:
        query = select(waiting.c.claim, waiting.c.why)
        if order == "day":
            told = and_(claims.c.id == waiting.c.claim, claims.c.live == true())
            query = query.join(claims, told, isouter=True)
            query = query.order_by(claims.c.meant_first.is_not(None), claims.c.meant_first)
        for row in self.rows(query.order_by(waiting.c.n).limit(limit)):
            yield Waiting(row.claim, row.why)

    def waiting_among(self, claims: Iterable[str]) -> set[str]:
        found: set[str] = set()
        for some in _lots(claims):
            query = select(waiting.c.claim).where(waiting.c.claim.in_(some))
            found.update(self._connection.execute(query).scalars())
        return found

    def claim_ids(self) -> Iterator[str]:
        query = select(claims.c.id).where(claims.c.live == true())
        query = query.order_by(claims.c.meant_first.is_not(None), claims.c.meant_first, claims.c.n)
        for row in self.rows(query):
            yield row.id

    def reports_of(self, claims_wanted: Iterable[str]) -> dict[str, str]:
        found: dict[str, str] = {}
        for some in _lots(claims_wanted):
            query = select(claims.c.id, reports.c.id.label("report")).join(
                reports, reports.c.n == claims.c.report
            )
            found |= {
                row.id: row.report for row in self._connection.execute(query.where(claims.c.id.in_(some)))
            }
        return found

    def reports_meant(self, days: tuple[int, int] | None) -> set[str]:
        query = select(reports.c.id).distinct().join(claims, claims.c.report == reports.c.n)
        query = query.where(claims.c.live == true(), *asking.meaning(days))
        return set(self._connection.execute(query).scalars())

    def linking_state(self) -> tuple[int, ...]:
        c = self._connection
        linked = c.execute(select(about.c.value).where(about.c.name == LINKED)).scalar()
        waits = c.execute(select(func.count(), func.max(waiting.c.n)).select_from(waiting)).one()
        return int(linked or 0), waits[0], waits[1] or 0

    # Ids and decisions

    def resolve(self, prefix: str) -> tuple[str, str]:
        found: set[tuple[str, str]] = set()
        for sort, column, extra in (
            ("report", reports.c.id, true()),
            ("claim", claims.c.id, true()),
            ("incident", incidents.c.id, incidents.c.current == true()),
        ):
            # The next text after all that begin with the prefix.
            beyond = prefix + "\uffff"
            query = select(column).where(column >= prefix, column < beyond, extra).distinct().limit(4)
            ids = [row[0] for row in self._connection.execute(query)]
            found |= (
                {(sort, prefix)} if prefix in ids else {(sort, id) for id in ids if id.startswith(prefix)}
            )
        if not prefix or not found:
            raise StoreError(f"The case has no incident, claim or report {prefix!r}.")
        exact = [f for f in found if f[1] == prefix]
        if len(found) > 1 and len(exact) != 1:
            some = ", ".join(sorted(id for _, id in found)[:4])
            raise StoreError(f"Several ids begin with {prefix!r} ({some}, ...): give more of it.")
        return exact[0] if exact else found.pop()

    def claim_by(self, prefix: str) -> KeptClaim:
        """The claim whose id begins so. Raises `StoreError`: none, several, or something else."""
        found = self.claim(self._resolved(prefix, "claim"))
        assert found is not None
        return found

    def incident_by(self, prefix: str) -> Incident:
        """The incident whose id begins so. Raises `StoreError`: none, several, or something else."""
        id = self._resolved(prefix, "incident")
        found = self.incident(id)
        if found is None:
            raise StoreError(self.gone_incident(id))
        return found

    def _resolved(self, prefix: str, wanted: str) -> str:
        sort, id = self.resolve(prefix)
        if sort != wanted:
            raise StoreError(f"{id} is {_A[sort]}, not {_A[wanted]}.")
        return id

    def decisions(self) -> tuple[Decision, ...]:
        rows = self._connection.execute(select(decisions).order_by(decisions.c.number))
        return tuple(decision_of(row) for row in rows)


def _lots(ids: Iterable[str]) -> Iterator[list[str]]:
    wanted = iter(dict.fromkeys(ids))
    while some := list(islice(wanted, _AT_ONCE)):
        yield some


def _claims() -> Select[Any]:
    return select(*CLAIM).join(reports, reports.c.n == claims.c.report)


def all_reports() -> Select[Any]:
    return select(*_REPORT).join(
        readings, and_(readings.c.report == reports.c.n, readings.c.current == true()), isouter=True
    )


def _claim(row: Row[Any], *, bare: bool = False) -> KeptClaim:
    kept = keeping.unpacked(row.body).kept(
        report=row.report_id,
        story=row.story,
        published=row.published,
        publisher=row.publisher,
        known=row.known,
        names=tuple(row.names.split()),
        words=tuple(row.words.split()),
    )
    return kept if row.overlay is None or bare else corrected(kept, _CORRECTIONS.decode(row.overlay))


def report_of(row: Row[Any]) -> KeptReport:
    return KeptReport(
        id=row.id,
        story=row.story,
        title=row.title,
        publisher=row.publisher,
        publisher_key=row.publisher_key,
        url=row.url,
        external_id=row.external_id,
        published=row.published,
        language=row.language,
        known=row.known,
        added=times.read(row.added),
        where=row.named,
        revises=row.revises,
        revision=row.revision,
        revised_by=row.revised_by,
        until=row.until,
        version=row.version or "",
        claims=row.claims or 0,
    )


def decision_of(row: Row[Any]) -> Decision:
    return Decision(
        number=row.number,
        at=times.read(row.at),
        coder=row.coder,
        why=row.why,
        what=_DECIDED[row.kind].decode(row.body),
    )
