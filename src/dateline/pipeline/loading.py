"""The tables of an archive into a case: what `add` would make of the same reports, without reading them again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from dateline import __version__
from dateline.contract import encode
from dateline.errors import InputError
from dateline.pipeline.archive.months import Tables
from dateline.pipeline.archive.tables import PARTS, reading_of
from dateline.pipeline.days_ahead import AHEAD, lies_ahead
from dateline.record.readings import Reading
from dateline.store.base import Run, RunInput
from dateline.store.case import Case

_AT_ONCE = 500
"""Reports in one transaction: what a kill can cost."""
_ROWS = 2_000
"""Of a table, read at a time."""


class Kept(NamedTuple):
    """A report of an archive."""

    reading: Reading
    where: str


def load_archive(
    case: Case, folder: Path, *, coder: str, told: Callable[[RunInput], None] = lambda became: None
) -> Run:
    """Adds the reports of an archive that the case does not have, in the order of months and ids; gives the account.

    Their claims then wait to be linked (`pipeline.linking.link`). Stopped anywhere, it goes on when it is called again.
    Raises `InputError` where the folder holds no finished archive, or its tables do not fit together.
    """
    tables = _tables(folder)
    with case.writer() as writer:
        run = writer.start_run([str(folder)], coder=coder, version=__version__)
    seq = 0
    reports = _reports(tables)
    while some := list(islice(reports, _AT_ONCE)):
        became = []
        with case.writer() as writer:
            for reading, where in some:
                added = writer.add(reading, encode(reading), where=where, version=__version__)
                there = added.outcome == "there"
                ahead = None if there else lies_ahead(reading.document.published)
                one = RunInput(
                    where=where,
                    outcome=added.outcome,
                    report=added.report,
                    of=added.of,
                    kind="there" if there else AHEAD if ahead else None,
                    message=ahead,
                    claims=added.claims,
                )
                seq += 1
                writer.note(run, seq, one)
                became.append(one)
        for one in became:
            told(one)
    with case.writer() as writer:
        writer.end_run(run)
    with case.view() as view:
        return next(r for r in view.runs() if r.number == run)


def reports_in(folder: Path) -> int:
    """How many reports an archive has."""
    tables = _tables(folder)
    return sum(
        pq.read_metadata(file).num_rows
        for month in tables.months()
        for file in tables.files("reports", month)
    )


def readings_in(folder: Path) -> Iterator[Kept]:
    """All reports of an archive, in the order of months and ids."""
    return _reports(_tables(folder))


def _tables(folder: Path) -> Tables:
    tables = Tables(folder)
    if not (folder / "run.json").is_file():
        begun = (folder / ".work").is_dir()
        raise InputError(
            f"{folder} holds no finished archive"
            + (
                ": give the command that began it again, to finish it."
                if begun
                else " (made by dateline archive)."
            )
        )
    return tables


def _reports(tables: Tables) -> Iterator[Kept]:
    for month in tables.months():
        for file in tables.files("reports", month):
            number = file.name.removeprefix("reports")
            parts = {
                table: _Rows(tables.path / table / file.parent.name / f"{table}{number}", "report")
                for table in PARTS
            }
            try:
                for report in _rows(file):
                    rows = {table: part.of(report["id"]) for table, part in parts.items()}
                    yield Kept(reading_of(report, rows), report["input"])
            except (OSError, pa.ArrowException, KeyError, TypeError, ValueError) as error:
                raise InputError(
                    f"{file} and its sister tables cannot be read ({type(error).__name__}: {error})."
                ) from error
            for part in parts.values():
                part.end()


class _Rows:
    """The rows of one table, handed out by report in the order in which they stand."""

    def __init__(self, path: Path, key: str) -> None:
        self._path, self._key = path, key
        self._rows = _rows(path)
        self._next: dict[str, Any] | None = next(self._rows, None)

    def of(self, report: str) -> Sequence[dict[str, Any]]:
        found = []
        while self._next is not None and self._next[self._key] == report:
            found.append(self._next)
            self._next = next(self._rows, None)
        return found

    def end(self) -> None:
        if self._next is not None:
            raise InputError(
                f"{self._path} has rows of {self._next[self._key]}, which its reports do not have in this order."
            )


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(batch_size=_ROWS):
            yield from batch.to_pylist()
