"""The tables as they are kept: by month of publication, in files with stable names and their rows in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from dateline.contract import decode
from dateline.pipeline.archive.accounts import SetAside
from dateline.pipeline.archive.blocks import LEFT, Folder, Mark, left_writer
from dateline.pipeline.archive.tables import TABLES, Around, rows_of, schema_of
from dateline.pipeline.archive.whole import whole
from dateline.pipeline.archive.with_duckdb import database

REPORTS = 5_000
"""In one file: with some ten claims each, files of tens of megabytes."""
_GROUP = 500
"""Reports whose rows are a row group."""


class File(msgspec.Struct, frozen=True, kw_only=True):
    """The files of one stretch of a month's reports, one for each table."""

    month: str
    number: int
    first: str
    """Id of the first report."""
    last: str
    reports: int
    blocks: tuple[str, ...]
    """Paths of what was read, in which they stand."""

    @property
    def id(self) -> str:
        return f"{self.month}-{self.number:04}"


def files_of(folder: Folder, blocks: list[Path]) -> tuple[File, ...]:
    """How the reports that were read are spread over files: by month, so many at a time, in the order of their ids."""
    if not blocks:
        return ()
    with database(folder.work) as base:
        base.execute(
            "CREATE TABLE read AS SELECT month, id, filename AS block, "
            "(row_number() OVER (PARTITION BY month ORDER BY id) - 1) // ? AS number "
            "FROM read_parquet(?, filename = true)",
            [REPORTS, [str(b) for b in blocks]],
        )
        rows = base.execute(
            "SELECT month, number, min(id), max(id), count(*), list_sort(list_distinct(list(block))) "
            "FROM read GROUP BY month, number ORDER BY month, number"
        ).fetchall()
    return tuple(
        File(month=month, number=int(number), first=first, last=last, reports=count, blocks=tuple(some))
        for month, number, first, last, count, some in rows
    )


def write_month(folder: Folder, file: File) -> Mark:
    """Writes the files of all tables for one stretch of a month."""
    claims = 0
    with ExitStack() as stack:
        writers = {}
        for table in TABLES:
            path = stack.enter_context(whole(folder.table(table, file.month, file.number)))
            schema = schema_of(table)
            writers[table] = stack.enter_context(pq.ParquetWriter(path, schema, compression="zstd"))
        for some in _readings(folder, file):
            rows: dict[str, list[dict[str, Any]]] = {table: [] for table in TABLES}
            for body, around in some:
                for table, made in rows_of(decode(body), around).items():
                    rows[table] += made
            claims += len(rows["claims"])
            for table, made in rows.items():
                writers[table].write_table(pa.Table.from_pylist(made, schema=schema_of(table)))
    return Mark(records=file.reports, reports=file.reports, claims=claims)


def _readings(folder: Folder, file: File) -> Iterator[list[tuple[bytes, Around]]]:
    """By id, some at a time."""
    with database(folder.work) as base:
        base.execute("CREATE TABLE copies (original VARCHAR, number BIGINT)")
        if folder.copies.exists():
            base.execute(
                "INSERT INTO copies SELECT original, count(*) FROM read_parquet(?) "
                "WHERE original BETWEEN ? AND ? GROUP BY original",
                [str(folder.copies), file.first, file.last],
            )
        found = base.execute(
            "SELECT reading, input, score, coalesce(number, 0) FROM read_parquet(?) LEFT JOIN copies ON original = id "
            "WHERE month = ? AND id BETWEEN ? AND ? ORDER BY id",
            [list(file.blocks), file.month, file.first, file.last],
        )
        while some := found.fetchmany(_GROUP):
            yield [(body, Around(input, score, copies)) for body, input, score, copies in some]


def write_skipped(folder: Folder, part: str, blocks: int) -> Mark:
    """All records of a part that are in no other table, in their order, with the reason."""
    files = [folder.left(part), *(folder.left(f"{part}-{block:05}") for block in range(blocks))]
    count = 0
    with database(folder.work) as base, whole(folder.skipped(part)) as path, left_writer(path) as writer:
        copies, given = "", [[str(f) for f in files]]
        if folder.copies.exists():
            copies = _COPIES
            given += [str(folder.copies), part]  # type: ignore[list-item]
        rows = base.execute(f"SELECT * FROM read_parquet(?) {copies} ORDER BY position, input, why", given)
        while some := rows.fetchmany(2_000):
            for row in some:
                count += 1
                writer.add(dict(zip(LEFT.names, row, strict=True)))
    return Mark(records=count)


_COPIES = """
UNION ALL SELECT input, position, 'copy', 'A near-copy of a report that stays.', score, title, id, original
FROM read_parquet(?) WHERE part = ?
"""


def set_aside(folder: Folder, parts: Sequence[str]) -> tuple[SetAside, ...]:
    """What nobody survived, named: the first of them."""
    if not parts:
        return ()
    with database(folder.work) as base:
        rows = base.execute(
            "SELECT input, why, message FROM read_parquet(?) WHERE why IN (SELECT unnest(?)) "
            "ORDER BY input, position LIMIT ?",
            [[str(folder.skipped(part)) for part in parts], list(_SET_ASIDE), _NAMED],
        ).fetchall()
    return tuple(SetAside(where=where, why=why, message=message) for where, why, message in rows)


_SET_ASIDE = ("too-slow", "too-much-memory", "crashed", "failed", "set-aside")
_NAMED = 100


class Tables(NamedTuple):
    """Where the tables of an archive are."""

    path: Path

    def months(self) -> list[str]:
        """In order; those without a date last."""
        return sorted(p.name.removeprefix("month=") for p in (self.path / "reports").glob("month=*"))

    def files(self, table: str, month: str) -> list[Path]:
        return sorted((self.path / table / f"month={month}").glob(f"{table}-*.parquet"))
