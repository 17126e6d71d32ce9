"""The whole: what is not done yet is done, in the order find, copies, read, write."""

from __future__ import annotations

import fcntl
import os
import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple
from uuid import uuid4

import msgspec

from dateline.errors import DatelineError, InputError
from dateline.pipeline.archive.accounts import Account, Cost
from dateline.pipeline.archive.blocks import Folder, Mark, mark_of
from dateline.pipeline.archive.copies import find_copies
from dateline.pipeline.archive.months import File, files_of, set_aside
from dateline.pipeline.archive.plans import Plan, Settings, plan_of
from dateline.pipeline.archive.pool import Pool, Workers
from dateline.pipeline.archive.whole import sweep, write_whole
from dateline.pipeline.archive.working import Stage, Unit

StageName = Literal["finding", "copies", "reading", "writing"]


class Step(NamedTuple):
    """How far a run is."""

    stage: StageName
    done: float
    """Of `total`: bytes where reports are found, reports where they are read, files where they are written."""
    total: float
    records: int
    """Gone through in this run, in this stage."""
    left: Counter[str]
    """Why records were not read, in this run."""


Told = Callable[[Step], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """How an archive is worked on: nothing of this changes what comes out."""

    jobs: int | None = None
    """Workers. None: one a core, or a core of the cluster."""
    ray: str | None = None
    """Address of a Ray cluster. None: processes on this machine."""
    largest_part: int | None = None
    """Bytes. None: by the size of the whole."""


def archive(
    inputs: Sequence[str], out: Path, settings: Settings, how: Archive, told: Told = lambda step: None
) -> Account:
    """Does what is not done yet of an archive, and gives the account of all of it.

    Raises `InputError` where an input cannot be opened, or `out` holds something else.
    """
    folder = Folder(out)
    finished = _finished(folder, inputs, settings)
    if finished is not None:
        shutil.rmtree(folder.work, ignore_errors=True)
        return finished
    with _alone(folder):
        return _Run(folder, plan_in(folder, inputs, settings, how), how, told).go(inputs)


class _Run:
    def __init__(self, folder: Folder, plan: Plan, how: Archive, told: Told) -> None:
        self._folder, self._plan, self._how, self._told = folder, plan, how, told
        self._started = time.time()
        self._left: Counter[str] = Counter()
        self._seconds: dict[str, float] = {}

    def go(self, inputs: Sequence[str]) -> Account:
        folder, parts = self._folder, self._plan.parts
        sweep(folder.path)
        workers = self._workers()
        try:
            marks = self._find(workers)
            blocks = [(part, n) for part in parts for n in range(marks[part.id].blocks)]
            self._copies([folder.found(part.id, n) for part, n in blocks])
            self._read(workers, marks)
            files = self._files([folder.read(part.id, n) for part, n in blocks])
            self._write(workers, files, marks)
        finally:
            workers.close()
        account = self._account(inputs, files, marks)
        write_whole(folder.account, account.as_json())
        shutil.rmtree(folder.work, ignore_errors=True)
        return account

    def _workers(self) -> Workers:
        run = uuid4().hex
        if self._how.ray is not None:
            from dateline.pipeline.on_ray import Cluster

            return Cluster(
                self._folder.path, self._plan.settings, run, address=self._how.ray, jobs=self._how.jobs
            )
        return Pool(self._folder.path, self._plan.settings, run, self._how.jobs or _cores())

    def _find(self, workers: Workers) -> dict[str, Mark]:
        parts = self._plan.parts
        sizes = {part.id: float(part.size) for part in parts}
        units = [Unit(stage="find", id=part.id, part=part) for part in parts]
        return self._do(workers, "finding", "find", units, sizes)

    def _copies(self, blocks: list[Path]) -> None:
        if self._folder.copies.exists() or not self._plan.settings.copies:
            return
        begun, pairs = time.process_time(), 0

        def told(more: int) -> None:
            nonlocal pairs
            pairs += more
            self._told(Step("copies", 0, 0, pairs, self._left))

        told(0)
        threads = self._how.jobs or _cores()
        self._left["copy"] += find_copies(self._folder, blocks, threads=threads, told=told)
        self._seconds["copies"] = time.process_time() - begun

    def _read(self, workers: Workers, marks: dict[str, Mark]) -> None:
        sizes: dict[str, float] = {}
        units = []
        for part in self._plan.parts:
            for block in range(marks[part.id].blocks):
                unit = Unit(stage="read", id=f"{part.id}-{block:05}", part=part, block=block)
                units.append(unit)
                sizes[unit.id] = marks[part.id].reports / marks[part.id].blocks
        self._do(workers, "reading", "read", units, sizes, by_records=True)

    def _files(self, blocks: list[Path]) -> tuple[File, ...]:
        path = self._folder.months
        if not path.exists():
            write_whole(path, msgspec.json.encode(files_of(self._folder, blocks)))
        return msgspec.json.decode(path.read_bytes(), type=tuple[File, ...])

    def _write(self, workers: Workers, files: Iterable[File], marks: dict[str, Mark]) -> None:
        units = [Unit(stage="write", id=file.id, file=file) for file in files]
        units += [
            Unit(stage="skipped", id=part.id, part=part, blocks=marks[part.id].blocks)
            for part in self._plan.parts
        ]
        self._do(workers, "writing", None, units, {unit.id: 1.0 for unit in units})

    def _do(
        self,
        workers: Workers,
        name: StageName,
        stage: Stage | None,
        units: Sequence[Unit],
        sizes: dict[str, float],
        *,
        by_records: bool = False,
    ) -> dict[str, Mark]:
        """Marks of all units by id; those that have none yet are worked on."""
        marks: dict[str, Mark] = {}
        waiting = []
        for unit in units:
            mark = mark_of(self._folder, unit.stage, unit.id)
            if mark is None:
                waiting.append(unit)
            elif unit.stage == stage:
                marks[unit.id] = mark
        total = sum(sizes.values())
        done = total - sum(sizes[unit.id] for unit in waiting)
        under_way: Counter[str] = Counter()
        told: dict[str, Counter[str]] = {}
        records = 0
        self._told(Step(name, done, total, records, self._left))
        for event in workers.do(waiting) if waiting else ():
            records += event.records
            self._left.update(event.left)
            told.setdefault(event.unit, Counter()).update(event.left)
            under_way[event.unit] += event.records
            if event.mark is not None:
                done += sizes[event.unit]
                # Workers on other machines say all at the end.
                records += max(0, event.mark.records - under_way.pop(event.unit))
                self._left.update(Counter(event.mark.left) - told.pop(event.unit))
                if stage is not None:
                    marks[event.unit] = event.mark
            ahead = sum(min(n, sizes[u]) for u, n in under_way.items()) if by_records else 0
            self._told(Step(name, min(total, done + ahead), total, records, self._left))
        missing = [unit.id for unit in waiting if mark_of(self._folder, unit.stage, unit.id) is None]
        if missing:
            raise DatelineError(f"{len(missing)} parts were not done; give the same command again.")
        return marks

    def _account(self, inputs: Sequence[str], files: Sequence[File], marks: dict[str, Mark]) -> Account:
        left: Counter[str] = Counter()
        costs: dict[str, float] = {"copies": self._seconds.get("copies", 0.0)}
        claims = 0
        for mark in marks.values():
            left.update(mark.left)
            costs["finding"] = costs.get("finding", 0.0) + mark.seconds
        for part in self._plan.parts:
            for block in range(marks[part.id].blocks):
                mark = _marked(self._folder, "read", f"{part.id}-{block:05}")
                left.update(mark.left)
                costs["reading"] = costs.get("reading", 0.0) + mark.seconds
        for file in files:
            mark = _marked(self._folder, "write", file.id)
            claims += mark.claims
            costs["writing"] = costs.get("writing", 0.0) + mark.seconds
        skipped = sum(_marked(self._folder, "skipped", part.id).records for part in self._plan.parts)
        left["copy"] += skipped - left.total()
        left += Counter()
        return Account(
            inputs=tuple(inputs),
            settings=self._plan.settings,
            parts=len(self._plan.parts),
            records=sum(mark.records for mark in marks.values()),
            reports=sum(file.reports for file in files),
            claims=claims,
            skipped=dict(sorted(left.items())),
            files_of_other_kinds=self._plan.left_out,
            set_aside=set_aside(self._folder, [part.id for part in self._plan.parts]),
            months=dict(sorted(_months(files).items())),
            processor_seconds=Cost(**{name: round(s, 3) for name, s in costs.items()}),
            seconds=round(time.time() - self._started, 3),
            workers=f"ray {self._how.ray}" if self._how.ray is not None else "processes",
        )


def _marked(folder: Folder, stage: Stage, unit: str) -> Mark:
    mark = mark_of(folder, stage, unit)
    assert mark is not None
    return mark


def _months(files: Iterable[File]) -> Counter[str]:
    months: Counter[str] = Counter()
    for file in files:
        months[file.month] += file.reports
    return months


def _finished(folder: Folder, inputs: Sequence[str], settings: Settings) -> Account | None:
    """The account, where all is done already."""
    try:
        account = msgspec.json.decode(folder.account.read_bytes(), type=Account)
    except FileNotFoundError:
        return None
    except msgspec.MsgspecError as error:
        raise InputError(f"{folder.account} cannot be read ({error}). Name another folder.") from error
    if account.inputs != tuple(inputs) or account.settings != settings:
        raise InputError(
            f"{folder.path} holds a finished archive of other inputs or settings (see its run.json). "
            "Name another folder; `dateline load` brings several into one case."
        )
    return account


def plan_in(folder: Folder, inputs: Sequence[str], settings: Settings, how: Archive) -> Plan:
    """The plan that was begun, or a new one."""
    if folder.plan.exists():
        begun = msgspec.json.decode(folder.plan.read_bytes(), type=_Begun)
        now = _Begun(inputs=tuple(inputs), plan=begun.plan)
        if begun != now or begun.plan.settings != settings:
            raise InputError(
                f"{folder.path} was begun with other inputs or settings ({' '.join(begun.inputs)}). "
                "Give that command again, or name another folder."
            )
        for part in begun.plan.parts:
            if part.kind == "warc" and os.path.isfile(part.file) and os.path.getsize(part.file) < part.stop:
                raise InputError(f"{part.file} is shorter than when this was begun. Name another folder.")
        return begun.plan
    others = (
        [p.name for p in folder.path.iterdir() if not p.name.startswith(".")] if folder.path.exists() else []
    )
    if others:
        raise InputError(
            f"{folder.path} is not empty ({', '.join(sorted(others)[:3])}). Name another folder."
        )
    plan = plan_of(inputs, settings, largest=how.largest_part)
    write_whole(folder.plan, msgspec.json.encode(_Begun(inputs=tuple(inputs), plan=plan)))
    return plan


class _Begun(msgspec.Struct, frozen=True, kw_only=True):
    inputs: tuple[str, ...]
    plan: Plan


@contextmanager
def _alone(folder: Folder) -> Iterator[None]:
    """Raises `InputError` where another run works on the same folder."""
    try:
        folder.work.mkdir(parents=True, exist_ok=True)
        handle = os.open(folder.path / ".lock", os.O_CREAT | os.O_RDWR, 0o644)
    except OSError as error:
        raise InputError(f"{folder.path} cannot be written: {error.strerror}.") from error
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError as error:
        raise InputError(f"Another run is at work on {folder.path}.") from error
    finally:
        os.close(handle)


def _cores() -> int:
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1
