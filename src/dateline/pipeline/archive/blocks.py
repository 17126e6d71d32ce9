"""What the stages hand on to each other, as files: what was found, what was read, what was left, and marks of done."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from dateline.pipeline.archive.finding import Found, Left, month_of
from dateline.pipeline.archive.whole import whole, write_whole
from dateline.record.documents import Document

BLOCK = 250
"""Reports that are read before the next are begun: what a kill can cost, and what one process holds."""
_AT_ONCE = 50
"""Rows of a group: what is held at once when a block is read back."""

_FOUND = pa.schema(
    [
        ("part", pa.string()),
        ("position", pa.int64()),
        ("input", pa.string()),
        ("id", pa.string()),
        ("title", pa.string()),
        ("month", pa.string()),
        ("published", pa.date32()),
        ("publisher", pa.string()),
        ("score", pa.float64()),
        ("warnings", pa.list_(pa.string())),
        ("document", pa.binary()),
        ("buckets", pa.list_(pa.int64())),
    ]
)
_READ = pa.schema(
    [
        ("month", pa.string()),
        ("id", pa.string()),
        ("input", pa.string()),
        ("score", pa.float64()),
        ("reading", pa.binary()),
    ]
)
LEFT = pa.schema(
    [
        ("input", pa.string()),
        ("position", pa.int64()),
        ("why", pa.string()),
        ("message", pa.string()),
        ("score", pa.float64()),
        ("title", pa.string()),
        ("report", pa.string()),
        ("copy_of", pa.string()),
    ]
)


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """A unit of work is done."""

    records: int = 0
    """That the part has."""
    blocks: int = 0
    reports: int = 0
    """Found, or read."""
    claims: int = 0
    left: dict[str, int] = {}
    """Why, and how many."""
    seconds: float = 0.0
    """Processor time, the reading process included."""


class Folder(NamedTuple):
    """Where an archive is made."""

    path: Path

    @property
    def work(self) -> Path:
        return self.path / ".work"

    @property
    def plan(self) -> Path:
        return self.work / "plan.json"

    @property
    def copies(self) -> Path:
        return self.work / "copies.parquet"

    @property
    def months(self) -> Path:
        return self.work / "months.json"

    @property
    def account(self) -> Path:
        return self.path / "run.json"

    def found(self, part: str, block: int) -> Path:
        return self.work / "found" / part[:3] / f"{part}-{block:05}.parquet"

    def left(self, unit: str) -> Path:
        return self.work / "left" / unit[:3] / f"{unit}.parquet"

    def read(self, part: str, block: int) -> Path:
        return self.work / "read" / part[:3] / f"{part}-{block:05}.parquet"

    def mark(self, stage: str, unit: str) -> Path:
        return self.work / "done" / stage / unit[:3] / f"{unit}.json"

    def tries(self, stage: str, unit: str) -> Path:
        return self.work / "tries" / f"{stage}-{unit}"

    def table(self, name: str, month: str, number: int) -> Path:
        return self.path / name / f"month={month}" / f"{name}-{number:04}.parquet"

    def skipped(self, part: str) -> Path:
        return self.path / "skipped" / f"{part}.parquet"


def mark_done(folder: Folder, stage: str, unit: str, mark: Mark) -> Mark:
    write_whole(folder.mark(stage, unit), msgspec.json.encode(mark))
    return mark


def mark_of(folder: Folder, stage: str, unit: str) -> Mark | None:
    """None: it is not done."""
    try:
        return msgspec.json.decode(folder.mark(stage, unit).read_bytes(), type=Mark)
    except FileNotFoundError:
        return None


def write_found(path: Path, part: str, found: list[Found]) -> None:
    """By month and id, the order in which they are written in the end."""
    rows = []
    for one in found:
        document = msgspec.json.decode(one.document, type=Document)
        rows.append(
            {
                "part": part,
                "position": one.at,
                "input": one.where,
                "id": document.id,
                "title": document.title,
                "month": month_of(document),
                "published": document.published,
                "publisher": one.publisher,
                "score": one.score,
                "warnings": list(one.warnings),
                "document": one.document,
                "buckets": list(one.buckets),
            }
        )
    rows.sort(key=lambda row: (row["month"], row["id"], row["position"]))
    with whole(path) as unfinished, RowsWriter(unfinished, _FOUND, _AT_ONCE) as writer:
        for row in rows:
            writer.add(row)


class Kept(NamedTuple):
    """A report that was found, as it waits to be read."""

    position: int
    input: str
    id: str
    month: str
    score: float | None
    warnings: tuple[str, ...]
    document: bytes


def found_in(path: Path) -> Iterator[Kept]:
    columns = list(Kept._fields)
    for batch in pq.ParquetFile(path).iter_batches(batch_size=_AT_ONCE, columns=columns):
        for row in batch.to_pylist():
            yield Kept(**{**row, "warnings": tuple(row["warnings"])})


class RowsWriter:
    """Writes rows as they come, so that few are held."""

    def __init__(self, path: Path, schema: pa.Schema, at_once: int) -> None:
        self._schema, self._at_once = schema, at_once
        self._writer = pq.ParquetWriter(path, schema, compression="zstd")
        self._rows: list[dict[str, Any]] = []

    def add(self, row: dict[str, Any]) -> None:
        self._rows.append(row)
        if len(self._rows) >= self._at_once:
            self._flush()

    def __enter__(self) -> RowsWriter:
        return self

    def __exit__(self, *_: object) -> None:
        self._flush()
        self._writer.close()

    def _flush(self) -> None:
        self._writer.write_table(pa.Table.from_pylist(self._rows, schema=self._schema))
        self._rows.clear()


def readings_writer(path: Path) -> RowsWriter:
    return RowsWriter(path, _READ, _AT_ONCE)


def left_writer(path: Path) -> RowsWriter:
    return RowsWriter(path, LEFT, 2_000)


def reading_row(kept: Kept, reading: bytes) -> dict[str, Any]:
    return {
        "month": kept.month,
        "id": kept.id,
        "input": kept.input,
        "score": kept.score,
        "reading": reading,
    }


def row_of(left: Left) -> dict[str, Any]:
    return {
        "input": left.where,
        "position": left.at,
        "why": left.why,
        "message": left.message,
        "score": left.score,
        "title": left.title,
        "report": left.report,
        "copy_of": left.of,
    }
