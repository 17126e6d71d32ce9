"""Which reports are near-copies of earlier ones, over all parts of an archive.

Reports are put in order: by date, those without one last, then by id. Two that share a bucket (`store.copies`) are
compared by their words, and a report is left out if it is a copy of an earlier one that stays. So the earliest of each
group stays, and neither the order of the inputs, nor how they were cut, nor who worked on them changes anything.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from dateline.pipeline.archive.blocks import Folder
from dateline.pipeline.archive.whole import whole
from dateline.pipeline.archive.with_duckdb import database
from dateline.record.documents import Document
from dateline.store.copies import Text, alike, text_of

_MOST = 16
"""Members of a bucket, the earliest, that all others in it are compared with: a bucket of ten thousand forms filled in
alike would make fifty million pairs."""
_AT_ONCE = 500
_TEXTS = 2_000
"""Held while their pairs are compared, those asked for last: a bucket's earlier ones come again with each later one."""


def find_copies(
    folder: Folder, blocks: list[Path], *, threads: int = 1, told: Callable[[int], None] = lambda pairs: None
) -> int:
    """Writes which records are copies and of what; gives their number."""
    with database(folder.work, threads=threads) as base, whole(folder.copies) as unfinished:
        base.execute(_TABLES)
        if blocks:
            names = [str(b) for b in blocks]
            base.execute(_RANKED, [names])
            base.execute(_PAIRED.format(most=_MOST), [names])
            base.execute(_TEXTED, [names])
            # A second connection reads on while this one writes.
            reading = base.cursor()
            pairs = reading.execute(_PAIRS)
            for some in _compared(pairs, told):
                base.executemany("INSERT INTO alike VALUES (?, ?, ?)", some)
            _decide(base)
        base.execute(_WRITE.replace("?", f"'{str(unfinished).replace(chr(39), chr(39) * 2)}'"))
        count: int = base.execute("SELECT count(*) FROM gone").fetchone()[0]
    return count


def _compared(pairs: Any, told: Callable[[int], None]) -> Iterator[list[tuple[int, int, float]]]:
    """The pairs that are copies, with the share of the shorter text that stands in the other."""
    texts: OrderedDict[int, Text] = OrderedDict()

    def text(rank: int, body: bytes, published: date | None, publisher: str | None) -> Text:
        if rank not in texts:
            document = msgspec.json.decode(body, type=Document)
            texts[rank] = text_of(document.text, published=published, publisher=publisher)
            if len(texts) > _TEXTS:
                texts.popitem(last=False)
        texts.move_to_end(rank)
        return texts[rank]

    while some := pairs.fetchmany(_AT_ONCE):
        found = []
        for early, late, body, published, publisher, other, other_published, other_publisher in some:
            share = alike(
                text(early, body, published, publisher),
                text(late, other, other_published, other_publisher),
            )
            if share is not None:
                found.append((early, late, share))
        told(len(some))
        if found:
            yield found


def _decide(base: Any) -> None:
    """In rounds: a report goes if one that it is a copy of stays, and stays if all those go."""
    base.execute(
        "CREATE TABLE state AS SELECT late AS rank, NULL::BOOLEAN AS stays FROM alike GROUP BY late;"
        "INSERT INTO state SELECT early, true FROM alike WHERE early NOT IN (SELECT rank FROM state) GROUP BY early;"
    )
    while base.execute("SELECT count(*) FROM state WHERE stays IS NULL").fetchone()[0]:
        base.execute(
            "UPDATE state SET stays = false WHERE stays IS NULL AND rank IN "
            "(SELECT late FROM alike JOIN state s ON s.rank = early WHERE s.stays)"
        )
        base.execute(
            "UPDATE state SET stays = true WHERE stays IS NULL AND rank NOT IN "
            "(SELECT late FROM alike JOIN state s ON s.rank = early WHERE s.stays IS NOT false)"
        )
    base.execute(
        "INSERT INTO gone SELECT late, min(early), arg_min(share, early) FROM alike "
        "JOIN state e ON e.rank = early JOIN state l ON l.rank = late WHERE e.stays AND NOT l.stays GROUP BY late"
    )
    # The same document twice: the later one shares the fate of the first.
    base.execute(
        "INSERT INTO gone SELECT d.rank, coalesce(g.original, d.first), coalesce(g.share, 1.0) FROM docs d "
        "LEFT JOIN gone g ON g.rank = d.first WHERE d.rank <> d.first"
    )


_TABLES = """
CREATE TABLE docs (
    rank BIGINT, first BIGINT, part VARCHAR, position BIGINT, id VARCHAR, input VARCHAR, score DOUBLE, title VARCHAR
);
CREATE TABLE gone (rank BIGINT, original BIGINT, share DOUBLE);
CREATE TABLE alike (early BIGINT, late BIGINT, share DOUBLE);
"""
_RANKED = """
INSERT INTO docs
SELECT rank, min(rank) OVER (PARTITION BY id), part, position, id, input, score, title FROM (
    SELECT row_number() OVER (ORDER BY published NULLS LAST, id, input, position) AS rank,
        part, position, id, input, score, title
    FROM read_parquet(?)
)
"""
_PAIRED = """
CREATE TABLE pairs AS
WITH filed AS (
    SELECT rank, unnest(buckets) AS bucket
    FROM read_parquet(?) found JOIN docs USING (part, position) WHERE docs.rank = docs.first
), placed AS (
    SELECT rank, bucket, row_number() OVER (PARTITION BY bucket ORDER BY rank) AS place FROM filed
)
SELECT DISTINCT a.rank AS early, b.rank AS late
FROM placed a JOIN placed b ON a.bucket = b.bucket AND a.rank < b.rank WHERE a.place <= {most}
"""
_TEXTED = """
CREATE TABLE texts AS
SELECT rank, document, published, publisher FROM read_parquet(?) found JOIN docs USING (part, position)
WHERE docs.rank IN (SELECT early FROM pairs UNION SELECT late FROM pairs)
"""
_PAIRS = """
SELECT early, late, a.document, a.published, a.publisher, b.document, b.published, b.publisher
FROM pairs JOIN texts a ON a.rank = early JOIN texts b ON b.rank = late ORDER BY late, early
"""
_WRITE = """
COPY (
    SELECT d.part, d.position, d.id, d.input, d.score, d.title, o.id AS original, share
    FROM gone JOIN docs d ON d.rank = gone.rank JOIN docs o ON o.rank = gone.original ORDER BY d.part, d.position
) TO ? (FORMAT parquet, COMPRESSION zstd)
"""
