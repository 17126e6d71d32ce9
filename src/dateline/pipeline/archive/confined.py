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
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import msgspec

from dateline.contract import encode
from dateline.errors import DatelineError
from dateline.pipeline.archive.finding import Found, Left, find, options
from dateline.pipeline.archive.plans import Settings
from dateline.pipeline.outcomes import failure
from dateline.pipeline.reading import Reader
from dateline.pipeline.worker import keep_for_good, receive, send
from dateline.record.documents import Document
from dateline.steps.documents import Source, document_from_text


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


_FIRST = "Rebels captured the town of Khanasser on Thursday, state media said. Russian jets may strike it."


class _Hand:
    """Loads what reading needs when the first report is to be read: finding does without."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._options = options()
        self._reader: Reader | None = None

    def check(self) -> None:
        """A lexicon that is wrong is told before the first record."""
        if self._settings.lexicon is not None:
            self.load()

    @property
    def ready(self) -> bool:
        """To read."""
        return self._reader is not None

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
        self.load()
        assert self._reader is not None
        reading = self._reader.read(msgspec.json.decode(task.document, type=Document))
        return encode(replace(reading, warnings=task.warnings + reading.warnings))

    def load(self) -> None:
        """What is loaded counts for no report."""
        if self._reader is None:
            lexicon = self._settings.lexicon
            self._reader = Reader(lexicon=Path(lexicon) if lexicon else None)
            # Gazetteer and actors are loaded by the first report that names some.
            self._reader.read(document_from_text(_FIRST))


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
        try:
            if isinstance(task, Read) and not hand.ready:
                _limit(None)
                hand.load()
            _limit(begin.settings)
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


def _limit(settings: Settings | None) -> None:
    """Processor time and memory for one task, over what was used so far. None: no limits."""
    limit = int(time.process_time() + settings.seconds) + 1 if settings else None
    _soft(resource.RLIMIT_CPU, limit)
    if sys.platform.startswith("linux"):  # elsewhere address space is not limited so
        pages = int(Path("/proc/self/statm").read_text().split()[0])
        used = pages * resource.getpagesize()
        _soft(resource.RLIMIT_AS, used + (settings.memory << 20) if settings else None)


def _soft(what: int, limit: int | None) -> None:
    hard = resource.getrlimit(what)[1]
    if limit is None or (hard != resource.RLIM_INFINITY and limit > hard):
        limit = hard
    resource.setrlimit(what, (limit, hard))


def end_with(parent: int) -> NoReturn:
    """Ends this process when the one that gave it work is gone: killed, it could not say so."""
    while True:
        if os.getppid() != parent:
            os._exit(0)
        time.sleep(0.5)


if __name__ == "__main__":
    main()
