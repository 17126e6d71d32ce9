"""Many reports through the steps, in one process or several; the results come in the order of the reports."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import chain, islice
from pathlib import Path
from typing import Any

import msgspec

from dateline.errors import DatelineError
from dateline.pipeline.outcomes import Outcome, Ready, Start, Task, outcome_of
from dateline.pipeline.reading import Reader
from dateline.pipeline.worker import keep_for_good, receive, send
from dateline.record.issues import Issue
from dateline.steps.documents import Given, Options, Source

_MANY = 32
"""Reports from which more processes are worth their start of a second or two."""
_MOST_PROCESSES = 8
_AHEAD = 16
"""Reports a process, read or waiting, that may be held while an earlier one is still being read."""
_SECONDS = 600.0
"""For one report. The longest one allowed takes a minute or two."""


def read_batch(
    sources: Iterable[Source | Issue],
    *,
    given: Given | None = None,
    options: Options | None = None,
    lexicon: Path | None = None,
    jobs: int | None = None,
    seconds: float = _SECONDS,
    own_process: bool = False,
    reader: Callable[[], Reader] | None = None,
) -> Iterator[Outcome]:
    """An outcome for each source, in order, the same whatever `jobs` is.

    `jobs`: processes. None: one a core where there are many reports.
    `seconds`: limit for one report where it is read in a process of its own (`jobs` above 1).
    `own_process`: this process does nothing else, so that its memory may be arranged for reading.
    `reader`: gives one that is loaded already, for where this process reads.
    """
    start = Start(lexicon=str(lexicon.resolve()) if lexicon else None)
    tasks: Iterator[Task | Issue] = (
        source
        if isinstance(source, Issue)
        else Task(source=source, given=given or Given(), options=options or Options())
        for source in sources
    )
    if jobs is None:
        first = list(islice(tasks, _MANY))
        jobs = min(_cores(), _MOST_PROCESSES) if len(first) == _MANY else 1
        tasks = chain(first, tasks)
    return (
        _here(tasks, reader or start.reader, own_process)
        if jobs == 1
        else _spread(tasks, start, jobs, seconds)
    )


def _here(
    tasks: Iterator[Task | Issue], loaded: Callable[[], Reader], own_process: bool
) -> Iterator[Outcome]:
    reader = None
    if own_process:
        gc.disable()
    for task in tasks:
        if isinstance(task, Issue):
            yield _told(task)
            continue
        reader = reader or loaded()
        yield outcome_of(task, reader)
        if own_process and not gc.isenabled():
            keep_for_good()


def _spread(tasks: Iterator[Task | Issue], start: Start, jobs: int, seconds: float) -> Iterator[Outcome]:
    workers: list[_Worker] = []
    own = threading.local()

    def read(task: Task) -> Outcome:
        worker: _Worker | None = getattr(own, "worker", None)
        if worker is None:
            own.worker = worker = _Worker(start)
            workers.append(worker)
        return worker.read(task, seconds)

    waiting: deque[Future[Outcome]] = deque()
    threads = ThreadPoolExecutor(jobs, thread_name_prefix="reading")
    try:
        for task in tasks:
            waiting.append(_done(_told(task)) if isinstance(task, Issue) else threads.submit(read, task))
            while waiting and (len(waiting) > jobs * _AHEAD or waiting[0].done()):
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        for future in waiting:
            future.cancel()
        for worker in workers:
            worker.stop()
        threads.shutdown(wait=True)


class _Worker:
    """A process that reads; started when first needed, and anew after it broke down."""

    def __init__(self, start: Start) -> None:
        self._start = start
        self._process: subprocess.Popen[bytes] | None = None
        self._stopped = False

    def read(self, task: Task, seconds: float) -> Outcome:
        process = self._process or self._begin()
        message = msgspec.msgpack.encode(task)
        too_slow = threading.Event()

        def end() -> None:
            too_slow.set()
            process.kill()

        timer = threading.Timer(seconds, end)
        timer.start()
        try:
            reply = _exchange(process, message)
        finally:
            timer.cancel()
        if reply is not None:
            return msgspec.msgpack.decode(reply, type=Outcome)
        self._process = None
        _close(process)
        kind = "too-slow" if too_slow.is_set() else "crashed"
        why = (
            f"took more than {seconds:g} seconds" if too_slow.is_set() else _how_it_ended(process.returncode)
        )
        where = task.source.where
        return _told(
            Issue(where=where, step="program", kind=kind, message=f"The process that read this report {why}.")
        )

    def stop(self) -> None:
        self._stopped = True
        if self._process is not None:
            self._process.kill()
            _close(self._process)

    def _begin(self) -> subprocess.Popen[bytes]:
        if self._stopped:
            raise DatelineError("Reading was stopped.")
        # -P: what lies in the folder one stands in must not be taken for a library.
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", "dateline.pipeline.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment(),
        )
        self._process = process
        reply = _exchange(process, msgspec.msgpack.encode(self._start))
        if reply is None:
            raise DatelineError("A process to read reports could not be started; its complaint stands above.")
        ready = msgspec.msgpack.decode(reply, type=Ready)
        if ready.error is not None:
            error = DatelineError(ready.error)
            error.exit_status = ready.exit_status
            raise error
        return process


def _exchange(process: subprocess.Popen[bytes], message: bytes) -> bytes | None:
    """The answer to a message. None: the process is gone."""
    assert process.stdin is not None and process.stdout is not None
    try:
        send(process.stdin, message)
        return receive(process.stdout)
    except (OSError, ValueError):  # ValueError: the pipe was closed by `stop`
        return None


def _close(process: subprocess.Popen[bytes]) -> None:
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            try:
                stream.close()
            except OSError:
                continue  # what was still to be written has no reader any more
    process.wait()


def _how_it_ended(status: int | None) -> str:
    if status is not None and status < 0:
        reason = " (the system may have run out of memory)" if status == -9 else ""
        return f"was ended by signal {-status}{reason}"
    return f"ended with status {status}"


def environment() -> dict[str, str]:
    """This process's, so that the same Dateline is found, also where it is not installed."""
    import dateline

    home = str(Path(dateline.__file__).resolve().parents[1])
    paths = [home, *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(dict.fromkeys(paths)), "OMP_NUM_THREADS": "1"}


def _told(issue: Issue) -> Outcome:
    return Outcome(where=issue.where, issues=(issue,))


def _done(outcome: Outcome) -> Future[Outcome]:
    future: Future[Outcome] = Future()
    future.set_result(outcome)
    return future


def _cores() -> int:
    affinity: Callable[[int], Any] | None = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1
