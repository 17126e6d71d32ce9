"""Jobs that add reports: one at a time, each in a process of its own, told of as they go."""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import unicodedata
from collections import OrderedDict, deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import msgspec

import dateline
from dateline.store.case import Case
from dateline.web.adding_process import Order, Told
from dateline.web.payloads import AddingEvent, AddingJob, RunInputLine

State = Literal["waiting", "reading", "linking", "done", "stopped", "failed"]
_REMEMBERED = 50
"""Jobs."""
_EVENTS = 5000
"""Of one job: whoever comes later is told the latest."""
_PATIENCE = 10.0
"""Seconds that a process has to end by itself."""
_LONGEST_NAME = 120
_TOLD = msgspec.json.Decoder(Told)


class Job:
    """One `add`."""

    def __init__(self, order: Order, folder: Path) -> None:
        self.id = secrets.token_hex(8)
        self.order, self.folder = order, folder
        self.state: State = "waiting"
        self.started = datetime.now(UTC)
        self.ended: datetime | None = None
        self.starting = True
        self.total: int | None = None
        self.done = self.claims = 0
        self.counts: dict[str, int] = {}
        self.run: int | None = None
        self.message: str | None = None
        self._events: deque[AddingEvent] = deque(maxlen=_EVENTS)
        self._last = 0
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._stopped = False

    @property
    def over(self) -> bool:
        return self.state in ("done", "stopped", "failed")

    def told(self) -> AddingJob:
        with self._lock:
            return AddingJob(
                id=self.id,
                state=self.state,
                inputs=list(self.order.named[:100]),
                user=self.order.coder,
                started=self.started,
                ended=self.ended,
                starting=self.starting and self.state in ("waiting", "reading"),
                total=self.total,
                done=self.done,
                claims=self.claims,
                counts=dict(self.counts),
                run=self.run,
                message=self.message,
            )

    def events_after(self, number: int) -> list[AddingEvent]:
        with self._lock:
            return [event for event in self._events if event.number > number]

    def stop(self) -> None:
        """What is kept stays."""
        with self._lock:
            self._stopped = True
            process = self._process
        if process is not None:
            _end(process)

    def work(self, case: Case) -> None:
        """Reads to the end, or until it is stopped."""
        before = _last_run(case)
        try:
            if not self._stopped:
                self._read()
        except Exception as error:
            self._set(
                "failed", message=f"Dateline failed ({type(error).__name__}: {error}). Please report this."
            )
            raise
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)
            run = _last_run(case)
            if self.run is None and run > before:
                self.run = run
            if self._stopped and self.state != "done":
                self._set(
                    "stopped",
                    message="Stopped. What was read until then is kept; add the same again to go on.",
                )
            elif not self.over:
                self._set("failed", message="The process that adds ended; what was read until then is kept.")

    def _read(self) -> None:
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", "dateline.web.adding_process"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=self.folder,
            env=_environment(),
            # Ctrl-C in the terminal is for the server, which stops the job.
            start_new_session=True,
        )
        assert process.stdin is not None and process.stdout is not None
        with self._lock:
            self._process = process
        if self._stopped:
            _end(process)
        try:
            process.stdin.write(msgspec.json.encode(self.order))
            process.stdin.close()
            self._set("reading")
            for line in process.stdout:
                self._take(_TOLD.decode(line))
        except BrokenPipeError:
            self.message = "The process that adds could not be started."
        finally:
            process.stdout.close()
            process.wait()

    def _take(self, told: Told) -> None:
        if told.failed is not None:
            self._set("failed", message=told.failed)
        elif told.run is not None:
            self.run = told.run
            self._set("done")
        elif told.linking:
            self._set("linking")
        elif told.started:
            self.starting = False
            self._tell()
        elif told.became is not None:
            became = told.became
            with self._lock:
                self.starting = False
                self.done += 1
                self.claims += became.claims
                self.counts[became.outcome] = self.counts.get(became.outcome, 0) + 1
            self._tell(
                RunInputLine(
                    where=became.where,
                    outcome=became.outcome,
                    report=became.report,
                    of=became.of,
                    kind=became.kind,
                    message=became.message,
                    claims=became.claims,
                )
            )
        else:
            self.total = told.total
            self._tell()

    def _set(self, state: State, *, message: str | None = None) -> None:
        with self._lock:
            self.state = state
            self.message = message or self.message
            if self.over:
                self.ended = datetime.now(UTC)
        self._tell()

    def _tell(self, became: RunInputLine | None = None) -> None:
        job = self.told()
        with self._lock:
            self._last += 1
            self._events.append(AddingEvent(number=self._last, job=job, input=became))


class Jobs:
    """All jobs of a server; one works, the others wait."""

    def __init__(self, case: Case, *, stopped: Callable[[], object]) -> None:
        """`stopped` is called after a job that did not come to its end: what it added waits to be linked."""
        self._case, self._stopped = case, stopped
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="adding")
        self._lock = threading.Lock()

    def begin(self, order: Order, folder: Path) -> Job:
        job = Job(order, folder)
        with self._lock:
            self._jobs[job.id] = job
            over = [id for id, one in self._jobs.items() if one.over]
            for id in over[: max(0, len(self._jobs) - _REMEMBERED)]:
                del self._jobs[id]
        self._thread.submit(self._work, job)
        return job

    def _work(self, job: Job) -> None:
        job.work(self._case)
        if job.state != "done":
            self._stopped()

    def job(self, id: str) -> Job | None:
        return self._jobs.get(id)

    def all(self) -> list[Job]:
        """The latest first."""
        with self._lock:
            return list(self._jobs.values())[::-1]

    def close(self) -> None:
        for job in self.all():
            if not job.over:
                job.stop()
        self._thread.shutdown(wait=True, cancel_futures=True)


def new_folder() -> Path:
    """For the files of one job; nobody else on this machine can look into it."""
    return Path(tempfile.mkdtemp(prefix="dateline-add-"))


def safe_name(given: str, taken: set[str]) -> str:
    """The name under which a file is kept and accounted for: its last part, without signs that steer or mislead.

    >>> safe_name("../../etc/passwd", set()), safe_name("C:\\\\war\\\\a.txt", {"a.txt"}), safe_name("-", set())
    ('passwd', 'a-2.txt', 'file')
    """
    name = given.replace("\\", "/").rpartition("/")[2]
    name = "".join(c for c in unicodedata.normalize("NFC", name) if unicodedata.category(c)[0] != "C")
    name = name.strip().lstrip(".-").strip()
    stem, dot, ending = name.rpartition(".")
    if not dot:
        stem, ending = name, ""
    ending = ending[:12]
    stem = stem[: _LONGEST_NAME - len(ending)] or "file"
    whole = f"{stem}.{ending}" if ending else stem
    number = 2
    while whole.casefold() in {t.casefold() for t in taken}:
        whole = f"{stem}-{number}.{ending}" if ending else f"{stem}-{number}"
        number += 1
    return whole


def _last_run(case: Case) -> int:
    with case.view() as view:
        return view.last_run()


def _end(process: subprocess.Popen[bytes]) -> None:
    """The process, and those that it started, which end when nobody asks them for more."""
    if process.poll() is not None:
        return
    process.send_signal(signal.SIGINT)
    try:
        process.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()


def _environment() -> dict[str, str]:
    """This process's, so that the same Dateline is found, also where it is not installed."""
    home = str(Path(dateline.__file__).resolve().parents[1])
    paths = [home, *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(dict.fromkeys(paths))}
