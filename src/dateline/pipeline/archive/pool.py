"""Workers on this machine: each a process of its own, with the confined one that it gives its records to.

`python -m dateline.pipeline.archive.pool` is such a worker: a `Start` and then units in, `Event`s out, as in
`pipeline.worker`.
"""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Protocol

import msgspec

from dateline.errors import DatelineError
from dateline.pipeline.archive.blocks import Mark
from dateline.pipeline.archive.confined import end_with
from dateline.pipeline.archive.plans import Settings
from dateline.pipeline.archive.working import Progress, Unit, Worker
from dateline.pipeline.batch import environment
from dateline.pipeline.worker import receive, send


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """A worker has come on with a unit, or is done with it."""

    unit: str = ""
    records: int = 0
    left: dict[str, int] = {}
    mark: Mark | None = None
    """Set: the unit is done."""
    error: str | None = None
    """Set: no unit can be done, for this reason."""
    exit_status: int = 1


class Workers(Protocol):
    """Those who do units; here or on other machines."""

    def do(self, units: Iterable[Unit]) -> Iterator[Event]:
        """What comes of them, in no order. A worker that is killed costs what it had not finished."""

    def close(self) -> None: ...


class Start(msgspec.Struct, frozen=True, kw_only=True):
    folder: str
    settings: Settings
    run: str
    parent: int


class Pool:
    """As many workers as are asked for."""

    def __init__(self, folder: Path, settings: Settings, run: str, jobs: int) -> None:
        self._start = Start(folder=str(folder), settings=settings, run=run, parent=os.getpid())
        self._jobs = jobs
        self._hands = [_Hand(self._start) for _ in range(jobs)]

    def do(self, units: Iterable[Unit]) -> Iterator[Event]:
        waiting: queue.Queue[Unit | None] = queue.Queue(maxsize=self._jobs)
        events: queue.Queue[Event | BaseException | None] = queue.Queue(maxsize=1_000)
        ended = threading.Event()

        def work(hand: _Hand) -> None:
            try:
                while not ended.is_set() and (unit := waiting.get()) is not None:
                    for event in hand.do(unit):
                        events.put(event)
            except BaseException as error:  # told to whoever waits for the events
                events.put(error)
            finally:
                events.put(None)

        def feed() -> None:
            for unit in units:
                if ended.is_set():
                    break
                waiting.put(unit)
            for _ in self._hands:
                waiting.put(None)

        threads = [threading.Thread(target=work, args=(hand,), daemon=True) for hand in self._hands]
        threads.append(threading.Thread(target=feed, daemon=True))
        for thread in threads:
            thread.start()
        working = len(self._hands)
        try:
            while working:
                event = events.get()
                if event is None:
                    working -= 1
                elif isinstance(event, BaseException):
                    raise event
                elif event.error is not None:
                    error = DatelineError(event.error)
                    error.exit_status = event.exit_status
                    raise error
                else:
                    yield event
        finally:
            ended.set()

    def close(self) -> None:
        for hand in self._hands:
            hand.close()


class _Hand:
    """One worker's process; started when needed, and anew when it was ended."""

    def __init__(self, start: Start) -> None:
        self._start = start
        self._process: subprocess.Popen[bytes] | None = None
        self._closed = False

    def do(self, unit: Unit) -> Iterator[Event]:
        while not self._closed:
            process = self._process or self._begin()
            assert process.stdin is not None and process.stdout is not None
            with suppress(OSError, ValueError):
                send(process.stdin, msgspec.msgpack.encode(unit))
                while (reply := receive(process.stdout)) is not None:
                    event = msgspec.msgpack.decode(reply, type=Event)
                    yield event
                    if event.mark is not None or event.error is not None:
                        return
            # It was ended. The next one counts the try and gives the unit up after some.
            self._end()

    def close(self) -> None:
        self._closed = True
        self._end()

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with suppress(OSError, ValueError):
                    stream.close()
        process.wait()

    def _begin(self) -> subprocess.Popen[bytes]:
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "dateline.pipeline.archive.pool"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment(),
        )
        assert self._process.stdin is not None
        send(self._process.stdin, msgspec.msgpack.encode(self._start))
        return self._process


def main() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    events = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    first = receive(sys.stdin.buffer)
    if first is None:
        return
    start = msgspec.msgpack.decode(first, type=Start)
    threading.Thread(target=end_with, args=(start.parent,), daemon=True).start()
    worker = Worker(Path(start.folder), start.settings, start.run)
    units = msgspec.msgpack.Decoder(Unit)
    try:
        while (message := receive(sys.stdin.buffer)) is not None:
            send(events, msgspec.msgpack.encode(_done(worker, units.decode(message), events)))
    finally:
        worker.close()


def _done(worker: Worker, unit: Unit, events: object) -> Event:
    def tell(progress: Progress) -> None:
        if progress.records:
            event = Event(unit=unit.id, records=progress.records, left=progress.left)
            send(events, msgspec.msgpack.encode(event))  # type: ignore[arg-type]

    try:
        return Event(unit=unit.id, mark=worker.do(unit, tell))
    except DatelineError as error:
        return Event(unit=unit.id, error=str(error), exit_status=error.exit_status)


if __name__ == "__main__":
    main()
