"""Reports into a case: once each, revisions beside what they revise, copies into the story they copy."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any, Literal

import msgspec
from sqlalchemy import Connection, func, insert, select, text, true, update

from dateline.record.corrections import corrected
from dateline.record.decisions import Corrected
from dateline.record.documents import Document
from dateline.record.kept import KeptClaim
from dateline.record.readings import Reading
from dateline.record.settings import days_meant, ordinals
from dateline.store import copies, keeping, times
from dateline.store.asking import cell_of, lasting
from dateline.store.carrying import Carrying
from dateline.store.keeping import Body
from dateline.store.names import Mention, Names, mentions_of
from dateline.store.stories import Stories, origin_of
from dateline.store.tables import (
    buckets,
    claims,
    likenesses,
    mentions,
    readings,
    reports,
)

LONGEST_INDEXED = 200_000
"""Characters of a text that PostgreSQL's full-text index takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What became of a report."""

    report: str
    outcome: Literal["read", "copy", "revision", "there"]
    of: str | None = None
    """The report that it is a copy or a revision of."""
    claims: int = 0


class Adding(Stories, Carrying):
    """The part of a writer that takes in reports."""

    def __init__(self, connection: Connection, names: Names | None = None) -> None:
        super().__init__(connection)
        self._names = names or Names()
        self.new_names: dict[tuple[str, str, str], int] = {}

    def add(
        self, reading: Reading, body: bytes, *, where: str, version: str, at: datetime | None = None
    ) -> Added:
        """Keeps a report with what was read of it. `body`: the contract object that `reading` was decoded from.

        A report that is there already is left as it is. `at`: the moment of adding. None: now.
        """
        moment = at or times.now()
        document = reading.document
        there = self._connection.execute(select(reports.c.n).where(reports.c.id == document.id)).scalar()
        if there is not None:
            return Added(report=document.id, outcome="there")
        publisher = keeping.publisher_of(document.publisher)
        key = publisher.key if publisher else None
        own = copies.text_of(document.text, published=document.published, publisher=key)
        origin = origin_of(document)
        earlier = self._earlier(origin, document, own)
        filed = sorted(set(copies.buckets(own)))
        found = self._copies_of(own, filed)
        known = document.published or moment.date()
        if earlier is not None and known <= earlier.known:
            # The site gives the same date as before: it changed some day between then and today.
            known = max(moment.date(), earlier.known)
        read, around = keeping.parts_of(reading)
        number = self._connection.execute(
            insert(reports).values(
                id=document.id,
                story=document.id,
                origin=origin,
                title=_storable(document.title),
                publisher=_storable(document.publisher),
                publisher_key=key,
                url=_storable(document.url),
                external_id=_storable(document.external_id),
                published=document.published,
                language=document.language,
                known=known,
                added=times.written(moment),
                named=keeping.storable(where),
                revises=earlier.id if earlier else None,
                revision=earlier.revision + 1 if earlier else 1,
                names=keeping.storable(" ".join(around.names)),
                words=keeping.storable(" ".join(around.words)),
                text=keeping.storable(document.text),
            )
        ).inserted_primary_key[0]  # type: ignore[index]
        self._index_words(number, document)
        if filed:
            rows = [{"bucket": b, "report": number} for b in filed]
            self._connection.execute(insert(buckets), rows)
        if found:
            rows = [{"copy": document.id, "original": id, "share": share} for id, share in found]
            self._connection.execute(insert(likenesses), rows)
        if earlier is not None:
            self._supersede(earlier, document.id, known, moment)
        self._join_story(document.id, [id for id, _ in found] + ([earlier.id] if earlier else []))
        made = read + (self.added_by_hand(reading) if earlier else ())
        overlays = self._carried(document.id, made) if earlier else {}
        self._keep_reading(number, document.id, known, reading, body, made, overlays, version, moment)
        if earlier is not None:
            return Added(report=document.id, outcome="revision", of=earlier.id, claims=len(made))
        if found:
            return Added(report=document.id, outcome="copy", of=found[0][0], claims=len(made))
        return Added(report=document.id, outcome="read", claims=len(made))

    def reread(self, reading: Reading, body: bytes, *, version: str, at: datetime | None = None) -> bool:
        """Puts a new reading of a report that is there in the place of the old one, which is kept.

        Corrections move over to the claims that stand at the same words. False: it reads as before.
        """
        moment = at or times.now()
        row = self._connection.execute(
            select(
                reports.c.n,
                reports.c.known,
                reports.c.until,
                readings.c.n.label("reading"),
                readings.c.digest,
            )
            .join(readings, readings.c.report == reports.c.n)
            .where(reports.c.id == reading.document.id, readings.c.current == true())
        ).one()
        if row.digest == sha256(body).hexdigest():
            self._connection.execute(
                update(readings).where(readings.c.n == row.reading).values(version=version)
            )
            return False
        self._connection.execute(update(readings).where(readings.c.n == row.reading).values(current=False))
        read, around = keeping.parts_of(reading)
        made = read + self.added_by_hand(reading)
        self._connection.execute(
            update(reports)
            .where(reports.c.n == row.n)
            .values(
                names=keeping.storable(" ".join(around.names)), words=keeping.storable(" ".join(around.words))
            )
        )
        overlays = self._carried(reading.document.id, made)
        self._keep_reading(
            row.n,
            reading.document.id,
            row.known,
            reading,
            body,
            made,
            overlays,
            version,
            moment,
            until=row.until,
        )
        return True

    # The parts of it

    def _index_words(self, number: int, document: Document) -> None:
        title, words = keeping.storable(document.title or ""), keeping.storable(document.text)
        if self._connection.dialect.name == "sqlite":
            statement = text("INSERT INTO report_words(rowid, title, text) VALUES (:n, :title, :words)")
        else:
            statement = text(
                "UPDATE reports SET searched = to_tsvector('english', :title || ' ' || :words) WHERE n = :n"
            )
            words = words[:LONGEST_INDEXED]
        self._connection.execute(statement, {"n": number, "title": title, "words": words})

    def _keep_reading(
        self,
        number: int,
        id: str,
        known: date,
        reading: Reading,
        body: bytes,
        made: Sequence[Body],
        overlays: dict[str, Corrected],
        version: str,
        moment: datetime,
        until: date | None = None,
    ) -> None:
        c, at = self._connection, times.written(moment)
        reading_number = c.execute(
            insert(readings).values(
                report=number,
                version=version,
                read=at,
                current=True,
                claims=len(made),
                digest=sha256(body).hexdigest(),
                body=zlib.compress(body, 6),
            )
        ).inserted_primary_key[0]  # type: ignore[index]
        old = {
            row.id: row
            for row in c.execute(
                select(claims.c.id, claims.c.n, claims.c.body, claims.c.overlay, claims.c.live).where(
                    claims.c.report == number, claims.c.dropped.is_(None)
                )
            )
        }
        rows, parts = [], []
        new: list[str] = []
        changed: list[str] = []
        for one in made:
            packed = keeping.packed(one)
            before = old.pop(one.claim.id, None)
            overlay = overlays.get(one.claim.id)
            if before is not None and before.body == packed:
                c.execute(update(claims).where(claims.c.n == before.n).values(reading=reading_number))
                continue
            if before is not None:
                c.execute(update(claims).where(claims.c.n == before.n).values(dropped=at, live=False))
            kept = corrected(_kept(one, id, known, reading.document), overlay)
            rows.append(
                {
                    "id": one.claim.id,
                    "report": number,
                    "reading": reading_number,
                    "added": at,
                    "known": known,
                    "until": until,
                    "live": until is None and not kept.withdrawn,
                    "body": packed,
                    "overlay": None if overlay is None else msgspec.json.encode(overlay),
                    **columns(kept),
                }
            )
            parts.append(list(mentions_of(kept)))
            if until is None:
                (new if before is None else changed).append(one.claim.id)
        for row in old.values():
            c.execute(update(claims).where(claims.c.n == row.n).values(dropped=at, live=False))
            if row.live:
                self._wait([row.id], "gone")
        self._wait(new, "new")
        self._wait(changed, "changed")
        self._insert_claims(rows, parts)

    def _insert_claims(self, rows: list[dict[str, Any]], parts: list[list[Mention]]) -> None:
        if not rows:
            return
        c = self._connection
        # One write at a time, so that numbers can be given out here.
        first = (c.execute(select(func.max(claims.c.n))).scalar() or 0) + 1
        c.execute(insert(claims), [{"n": n, **row} for n, row in enumerate(rows, first)])
        self._mention((n, mention) for n, some in enumerate(parts, first) for mention in some)

    def _mention(self, wanted: Iterable[tuple[int, Mention]]) -> None:
        pairs = list(wanted)
        numbers = self._names.numbers((m.name for _, m in pairs), self._connection, self.new_names)
        rows = {(numbers[m.name.role, m.name.key, m.name.folded], n, m.part) for n, m in pairs}
        if rows:
            self._connection.execute(
                insert(mentions), [{"name": a, "claim": b, "part": p} for a, b, p in sorted(rows)]
            )


def columns(kept: KeptClaim) -> dict[str, Any]:
    """What a claim is looked up by, corrections included."""
    claim, place = kept.claim, kept.place
    meant = days_meant(
        ordinals(kept.start, kept.end),
        ordinals(kept.setting.start, kept.setting.end),
        kept.published.toordinal() if kept.published else None,
    )
    return {
        "withdrawn": kept.withdrawn,
        "family": claim.plover or "",
        "kind": claim.kind,
        "status": claim.status,
        "first_day": kept.start,
        "last_day": kept.end,
        "lasting": lasting(kept.start, kept.end),
        "meant_first": meant[0] if meant else None,
        "meant_last": meant[1] if meant else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "cell": cell_of(place.lat, place.lon) if place else cell_of(None, None),
        "country": place.country if place else None,
        "control": claim.control is not None,
        "sourced": len(kept.sources),
        "confidence": claim.confidence,
    }


def _storable(words: str | None) -> str | None:
    return None if words is None else keeping.storable(words)


def _kept(body: Body, report: str, known: date, document: Document) -> KeptClaim:
    return body.kept(
        report=report,
        story=report,
        published=document.published,
        publisher=document.publisher,
        known=known,
    )
