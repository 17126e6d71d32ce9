"""One unit of work after the other, each kept whole or not at all.

A unit is done when its mark is there, which is written last. Whoever does it anew, after a kill or beside another who
was thought dead, writes the same files under the same names.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal, NamedTuple

import msgspec
import pyarrow.parquet as pq

from dateline.errors import DatelineError
from dateline.pipeline.archive.blocks import (
    BLOCK,
    Folder,
    Mark,
    found_in,
    left_writer,
    mark_done,
    mark_of,
    reading_row,
    readings_writer,
    row_of,
    write_found,
)
from dateline.pipeline.archive.confining import Confined, Ended
from dateline.pipeline.archive.finding import Found, Left, left, options
from dateline.pipeline.archive.months import File, write_month, write_skipped
from dateline.pipeline.archive.plans import Part, Settings
from dateline.pipeline.archive.records import records_of
from dateline.pipeline.archive.whole import whole, write_whole
from dateline.record.issues import Issue
from dateline.steps.documents import Source

_TOGETHER = 24
"""Records handed to the confined process at once."""
_BYTES_TOGETHER = 1_000_000
_TRIES = 3
"""In one run, of a unit whose worker did not survive it."""
_TELL = 0.5
"""Seconds between two words on how far it is."""
Stage = Literal["find", "read", "write", "skipped"]


class Unit(msgspec.Struct, frozen=True, kw_only=True):
    """What one worker does without asking."""

    stage: Stage
    id: str
    part: Part | None = None
    """To be gone through."""
    block: int = 0
    """Of the part: to be read."""
    file: File | None = None
    """To be written."""
    blocks: int = 0
    """That the part has: its skipped records are written."""


class Progress(NamedTuple):
    records: int
    """Gone through since the last word; of `read`, reports."""
    left: dict[str, int]


Tell = Callable[[Progress], None]


class Worker:
    """Does units; has one confined process at a time."""

    def __init__(self, path: Path, settings: Settings, run: str) -> None:
        """`run`: tells the tries of this run from those of one that was stopped."""
        self._folder = Folder(path)
        self._settings = settings
        self._run = run
        self._confined = Confined(settings)

    def do(self, unit: Unit, tell: Tell = lambda progress: None) -> Mark:
        """Raises `DatelineError` where no unit can be done: a lexicon is wrong, the disk is full."""
        try:
            return self._do(unit, tell)
        except OSError as error:
            # What is wrong with an input was told as an issue of that input; this is about what is written.
            why = error.strerror or str(error)
            raise DatelineError(
                f"{self._folder.path} cannot be written: {why}. What is done is safe; give the same command again."
            ) from error

    def _do(self, unit: Unit, tell: Tell) -> Mark:
        done = mark_of(self._folder, unit.stage, unit.id)
        if done is not None:
            return done
        if self._tried(unit) > _TRIES:
            return self._give_up(unit)
        before, begun = self._confined.seconds, time.process_time()
        if unit.stage == "find":
            mark = self._find(unit, tell)
        elif unit.stage == "read":
            mark = self._read(unit, tell)
        elif unit.stage == "write":
            assert unit.file is not None
            mark = write_month(self._folder, unit.file)
        else:
            assert unit.part is not None
            mark = write_skipped(self._folder, unit.part.id, unit.blocks)
        spent = time.process_time() - begun + self._confined.seconds - before
        return mark_done(self._folder, unit.stage, unit.id, msgspec.structs.replace(mark, seconds=spent))

    def close(self) -> None:
        self._confined.close()

    def _tried(self, unit: Unit) -> int:
        """How often this unit was begun in this run, this time included."""
        path = self._folder.tries(unit.stage, unit.id)
        run, count = self._run, 1
        if path.exists():
            before, _, number = path.read_text().partition(" ")
            count = int(number) + 1 if before == self._run and number.isdigit() else 1
        write_whole(path, f"{run} {count}".encode())
        return count

    def _give_up(self, unit: Unit) -> Mark:
        """A unit that no worker survives is set aside as a whole, and named."""
        message = f"Set aside: whoever worked on this was ended {_TRIES} times."
        if unit.stage == "find":
            assert unit.part is not None
            named = Left(at=-1, where=_named(unit.part), why="set-aside", message=message)
            with whole(self._folder.left(unit.id)) as path, left_writer(path) as writer:
                writer.add(row_of(named))
            return mark_done(self._folder, "find", unit.id, Mark(records=1, left={"set-aside": 1}))
        if unit.stage == "read":
            return self._keep_read(unit, Confined(self._settings), lambda progress: None, why=message)
        raise RuntimeError(f"{unit.stage} {unit.id}: {message}")

    def _find(self, unit: Unit, tell: Tell) -> Mark:
        assert unit.part is not None
        block: list[Found] = []
        counts = Counter[str]()
        blocks = records = 0
        told = _Telling(tell)
        with whole(self._folder.left(unit.id)) as path, left_writer(path) as writer:
            for one in _found(unit.part, self._confined):
                records += 1
                if isinstance(one, Left):
                    counts[one.why] += 1
                    writer.add(row_of(one))
                else:
                    block.append(one)
                told.one(one.why if isinstance(one, Left) else None)
                if len(block) == BLOCK:
                    write_found(self._folder.found(unit.id, blocks), unit.id, block)
                    blocks, block = blocks + 1, []
        reports = blocks * BLOCK + len(block)
        if block:
            write_found(self._folder.found(unit.id, blocks), unit.id, block)
            blocks += 1
        told.rest()
        return Mark(records=records, blocks=blocks, reports=reports, left=dict(counts))

    def _read(self, unit: Unit, tell: Tell) -> Mark:
        return self._keep_read(unit, self._confined, tell)

    def _keep_read(self, unit: Unit, confined: Confined, tell: Tell, why: str | None = None) -> Mark:
        """`why`: none is read, for this reason."""
        assert unit.part is not None
        folder, part = self._folder, unit.part.id
        copies = _copies_in(folder.copies, part)
        counts = Counter[str]()
        reports = 0
        told = _Telling(tell)
        with (
            whole(folder.left(unit.id)) as left_path,
            whole(folder.read(part, unit.block)) as path,
            left_writer(left_path) as lefts,
            readings_writer(path) as writer,
        ):
            for kept in found_in(folder.found(part, unit.block)):
                if kept.position in copies:
                    continue
                try:
                    if why is not None:
                        raise Ended("set-aside", why, surely=True)
                    reading = confined.read(kept.input, kept.document, kept.warnings)
                    writer.add(reading_row(kept, reading))
                    reports += 1
                    told.one(None)
                except Ended as ended:
                    counts[ended.why] += 1
                    one = Left(
                        at=kept.position, where=kept.input, why=ended.why, message=str(ended), report=kept.id
                    )
                    lefts.add(row_of(one))
                    told.one(ended.why)
        told.rest()
        mark = Mark(records=reports + counts.total(), reports=reports, left=dict(counts))
        return mark if why is None else mark_done(folder, "read", unit.id, mark)


class _Telling:
    """Says now and then how far it is."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self._records = 0
        self._left = Counter[str]()
        self._last = time.monotonic()

    def one(self, why: str | None) -> None:
        self._records += 1
        if why is not None:
            self._left[why] += 1
        if time.monotonic() - self._last > _TELL:
            self.rest()

    def rest(self) -> None:
        self._tell(Progress(self._records, dict(self._left)))
        self._records, self._last = 0, time.monotonic()
        self._left.clear()


def _found(part: Part, confined: Confined) -> Iterator[Found | Left]:
    """What became of each record of a part, in order."""
    waiting: list[tuple[int, Source]] = []
    size = 0
    for at, found in records_of(part, options()):
        if isinstance(found, Issue):
            yield from confined.find(waiting) if waiting else ()
            waiting, size = [], 0
            yield left(at, found)
            continue
        waiting.append((at, found))
        size += len(found.data)
        if len(waiting) == _TOGETHER or size > _BYTES_TOGETHER:
            yield from confined.find(waiting)
            waiting, size = [], 0
    if waiting:
        yield from confined.find(waiting)


def _copies_in(path: Path, part: str) -> set[int]:
    """The records of a part that are copies."""
    if not path.exists():
        return set()
    table = pq.read_table(path, columns=["position"], filters=[("part", "==", part)])
    return set(table.column("position").to_pylist())


def _named(part: Part) -> str:
    if part.kind == "files":
        return f"{part.files[0]} and {len(part.files) - 1} more"
    return f"{part.file} from {part.start} to {part.stop}"
