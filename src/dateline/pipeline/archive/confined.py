"""`python -m dateline.pipeline.archive.confined`: finds and reads for another process, within limits.

Messages are those of `pipeline.worker`: MessagePack behind its length. In: `Begin`, then `Task`s; out: `Done` for each.
A process that goes beyond its processor time is ended by the system, and one that asks for more memory than it may have
is refused it; whoever gave the task tells from that what became of it.
"""

from __future__ import annotations

import gc
import os
import resource
import signal
import sys
import threading
import time
from pathlib import Path
from typing import NoReturn

import msgspec

from dateline.errors import DatelineError
from dateline.pipeline.archive.finding import Found, Left, find, options
from dateline.pipeline.archive.plans import Settings
from dateline.pipeline.outcomes import failure
from dateline.pipeline.worker import keep_for_good, receive, send
from dateline.record.documents import Document
from dateline.steps.documents import Source


class Begin(msgspec.Struct, frozen=True, kw_only=True):
    settings: Settings
    parent: int


class Find(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    records: tuple[tuple[int, Source], ...]


class Read(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A document as JSON, and the warnings that came with it."""

    where: str
    document: bytes
    warnings: tuple[str, ...]


class Results(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """In the order of the records."""

    results: tuple[Found | Left, ...]
    seconds: float
    """Processor time."""


class OneReading(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A contract object, or what kept it from being made."""

    reading: bytes | None = None
    message: str = ""
    seconds: float


class NoMemory(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The task asked for more than it may have."""


class Ready(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    error: str | None = None
    exit_status: int = 1


Done = Results | OneReading | NoMemory | Ready


class _Hand:
    """Loads what reading needs when the first report is to be read: finding does without."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._options = options()
        self._reader: object = None

    def check(self) -> None:
        """A lexicon that is wrong is told before the first record."""
        if self._settings.lexicon is not None:
            self._load()

    def do(self, task: Find | Read) -> Done:
        begun = time.process_time()
        if isinstance(task, Find):
            found = tuple(find(at, source, self._settings, self._options) for at, source in task.records)
            return Results(results=found, seconds=time.process_time() - begun)
        try:
            reading = self._read(task)
            return OneReading(reading=reading, seconds=time.process_time() - begun)
        except (DatelineError, MemoryError):
            raise
        except Exception as error:
            # One report that the program fails on must not cost the others; it is told with its place.
            message = failure(task.where, error).message
            return OneReading(message=message, seconds=time.process_time() - begun)

    def _read(self, task: Read) -> bytes:
        from dataclasses import replace

        from dateline.contract import encode
        from dateline.pipeline.reading import Reader

        self._load()
        assert isinstance(self._reader, Reader)
        reading = self._reader.read(msgspec.json.decode(task.document, type=Document))
        return encode(replace(reading, warnings=task.warnings + reading.warnings))

    def _load(self) -> None:
        from dateline.pipeline.reading import Reader

        if self._reader is None:
            lexicon = self._settings.lexicon
            self._reader = Reader(lexicon=Path(lexicon) if lexicon else None)


def main() -> None:
    gc.disable()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # a library that prints must not break the messages
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    first = receive(sys.stdin.buffer)
    if first is None:
        return
    begin = msgspec.msgpack.decode(first, type=Begin)
    threading.Thread(target=end_with, args=(begin.parent,), daemon=True).start()
    hand = _Hand(begin.settings)
    try:
        hand.check()
    except DatelineError as error:
        send(replies, msgspec.msgpack.encode(Ready(error=str(error), exit_status=error.exit_status)))
        return
    send(replies, msgspec.msgpack.encode(Ready()))
    tasks = msgspec.msgpack.Decoder(Find | Read)
    while (message := receive(sys.stdin.buffer)) is not None:
        task = tasks.decode(message)
        _limit(begin.settings, task)
        try:
            done = hand.do(task)
        except MemoryError:
            send(replies, msgspec.msgpack.encode(NoMemory()))
            # What is left of the memory may be in pieces: the next task gets a process of its own.
            os._exit(0)
        except DatelineError as error:
            send(replies, msgspec.msgpack.encode(Ready(error=str(error), exit_status=error.exit_status)))
            return
        send(replies, msgspec.msgpack.encode(done))
        if isinstance(task, Read) and not gc.isenabled():
            keep_for_good()


def _limit(settings: Settings, task: Find | Read) -> None:
    """Processor time for this task, over what was used so far; memory, over what the program takes by itself."""
    limit = int(time.process_time() + settings.seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.getrlimit(resource.RLIMIT_CPU)[1]))
    if not sys.platform.startswith("linux"):
        return  # elsewhere address space is not limited so
    most = settings.memory + (_PROGRAM if isinstance(task, Read) else _PROGRAM_FINDING)
    resource.setrlimit(resource.RLIMIT_AS, (most << 20, resource.getrlimit(resource.RLIMIT_AS)[1]))


_PROGRAM = 1_536
"""MiB of address space with the language engine and all knowledge loaded, generously."""
_PROGRAM_FINDING = 768


def end_with(parent: int) -> NoReturn:
    """Ends this process when the one that gave it work is gone: killed, it could not say so."""
    while True:
        if os.getppid() != parent:
            os._exit(0)
        time.sleep(0.5)


if __name__ == "__main__":
    main()
