"""The other side of `confined`: gives it tasks, and tells what became of one that it did not survive."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence

import msgspec

from dateline.errors import DatelineError
from dateline.pipeline.archive.confined import (
    Begin,
    Done,
    Find,
    NoMemory,
    OneReading,
    Read,
    Ready,
    Results,
)
from dateline.pipeline.archive.finding import Found, Left
from dateline.pipeline.archive.plans import Settings
from dateline.pipeline.batch import environment
from dateline.pipeline.worker import receive, send
from dateline.steps.documents import Source

_TRIES = 2
"""A report whose process was ended by something gets another chance: the system may have ended it for lack of memory
that others took."""
_SLOWER = 20
"""How much longer than its processor time a task may take by the clock, on a machine that others use."""


class Ended(Exception):
    """The process did not survive a task."""

    def __init__(self, why: str, message: str, *, surely: bool) -> None:
        super().__init__(message)
        self.why = why
        self.surely = surely
        """Another try would end in the same way."""


class Confined:
    """A process that finds and reads; started when first needed, and anew after it was ended."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._process: subprocess.Popen[bytes] | None = None
        self.seconds = 0.0
        """Processor time that the tasks have taken so far."""

    def find(self, records: Sequence[tuple[int, Source]]) -> Iterator[Found | Left]:
        """What became of each record, in order."""
        try:
            yield from self._results(records)
            return
        except Ended as ended:
            if len(records) == 1 and ended.surely:
                yield _set_aside(*records[0], ended)
                return
        # One of them is to blame: each by itself shows which.
        for at, source in records:
            try:
                yield from self._patiently(at, source)
            except Ended as ended:
                yield _set_aside(at, source, ended)

    def read(self, where: str, document: bytes, warnings: tuple[str, ...]) -> bytes:
        """The contract object. Raises `Ended` where there is none."""
        task = Read(where=where, document=document, warnings=warnings)
        for attempt in range(_TRIES):
            try:
                done = self._do(task)
                assert isinstance(done, OneReading)
                if done.reading is None:
                    raise Ended("failed", done.message, surely=True)
                return done.reading
            except Ended as ended:
                if ended.surely or attempt == _TRIES - 1:
                    raise
        raise AssertionError("not reached")

    def close(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            _closed(process)

    def _patiently(self, at: int, source: Source) -> tuple[Found | Left, ...]:
        for attempt in range(_TRIES):
            try:
                return self._results([(at, source)])
            except Ended as ended:
                if ended.surely or attempt == _TRIES - 1:
                    raise
        raise AssertionError("not reached")

    def _results(self, records: Sequence[tuple[int, Source]]) -> tuple[Found | Left, ...]:
        done = self._do(Find(records=tuple(records)))
        assert isinstance(done, Results)
        return done.results

    def _do(self, task: Find | Read) -> Done:
        process = self._process or self._begin()
        slow = threading.Event()

        def end() -> None:
            slow.set()
            process.kill()

        timer = threading.Timer(self._settings.seconds * _SLOWER, end)
        timer.daemon = True
        timer.start()
        try:
            reply = _exchange(process, msgspec.msgpack.encode(task))
        finally:
            timer.cancel()
        done = None if reply is None else msgspec.msgpack.decode(reply, type=Done)
        if isinstance(done, Ready):
            raise _error(done)
        if isinstance(done, Results | OneReading):
            self.seconds += done.seconds
            return done
        self._process = None
        if isinstance(done, NoMemory):
            _closed(process)
            raise Ended(
                "too-much-memory",
                f"This took more than {self._settings.memory} MiB of memory.",
                surely=True,
            )
        status = _closed(process)
        if slow.is_set() or status == -signal.SIGXCPU:
            raise Ended(
                "too-slow",
                f"This took more than {self._settings.seconds:g} second{'' if self._settings.seconds == 1 else 's'}.",
                surely=not slow.is_set(),
            )
        how = f"was ended by signal {-status}" if status < 0 else f"ended with status {status}"
        raise Ended("crashed", f"The process that read this {how}.", surely=False)

    def _begin(self) -> subprocess.Popen[bytes]:
        # -P: what lies in the folder one stands in must not be taken for a library.
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", "dateline.pipeline.archive.confined"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment(),
        )
        begin = Begin(settings=self._settings, parent=os.getpid())
        reply = _exchange(process, msgspec.msgpack.encode(begin))
        if reply is None:
            _closed(process)
            raise DatelineError("A process to read reports could not be started; its complaint stands above.")
        ready = msgspec.msgpack.decode(reply, type=Done)
        if isinstance(ready, Ready) and ready.error is not None:
            _closed(process)
            raise _error(ready)
        self._process = process
        return process


def _set_aside(at: int, source: Source, ended: Ended) -> Left:
    return Left(at=at, where=source.where, why=ended.why, message=str(ended))


def _error(ready: Ready) -> DatelineError:
    error = DatelineError(ready.error or "The process that reads reports ended.")
    error.exit_status = ready.exit_status
    return error


def _exchange(process: subprocess.Popen[bytes], message: bytes) -> bytes | None:
    """The answer to a message. None: the process is gone."""
    assert process.stdin is not None and process.stdout is not None
    try:
        send(process.stdin, message)
        return receive(process.stdout)
    except OSError:
        return None


def _closed(process: subprocess.Popen[bytes]) -> int:
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            try:
                stream.close()
            except OSError:
                continue  # what was still to be written has no reader any more
    return process.wait()
