"""Workers on a Ray cluster. The only module that knows Ray.

Each worker is an actor of Ray Data's pool. What it finds and reads goes to the folder of the archive, which all
machines must see under the same path; Ray carries the units of work out and their marks back, some hundred bytes each.
"""

from __future__ import annotations

import logging
import os
import socket
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from dateline.errors import DatelineError, InputError
from dateline.pipeline.archive.plans import Settings
from dateline.pipeline.archive.pool import Event
from dateline.pipeline.archive.working import Unit, Worker

_MISSING = (
    "Ray is not installed. It comes with an extra: pip install '.[ray]' in Dateline's repository, or "
    "pip install 'dateline-VERSION.whl[ray]' with its wheel. Without it, leave --ray out: "
    "the same is done by processes on this machine."
)


_PATIENCE = 10.0
"""Seconds for a cluster's machine to answer."""


class Cluster:
    """A pool of actors on a cluster that runs, or on one that is started here (`auto`)."""

    def __init__(self, folder: Path, settings: Settings, run: str, *, address: str, jobs: int | None) -> None:
        # Nothing is told to anybody, and no page is served.
        os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
        os.environ.setdefault("RAY_DATA_DISABLE_PROGRESS_BARS", "1")
        os.environ.setdefault("RAY_BACKEND_LOG_LEVEL", "fatal")
        try:
            import ray
            import ray.data
        except ImportError as error:
            raise InputError(_MISSING) from error
        self._ray = ray
        self._begin = (str(folder.resolve()), msgspec.json.encode(settings), run)
        self._jobs = jobs
        self._started = not ray.is_initialized()
        if self._started and address == "auto":
            # For this machine alone, so at its own address.
            ray.init(
                num_cpus=jobs,
                include_dashboard=False,
                log_to_driver=False,
                logging_level=logging.CRITICAL,
                _node_ip_address="127.0.0.1",
            )
        elif self._started:
            _reach(address)
            try:
                ray.init(address=address, log_to_driver=False, logging_level=logging.CRITICAL)
            except (ConnectionError, ValueError, RuntimeError) as error:
                raise InputError(f"The Ray cluster at {address} cannot be reached: {error}") from error
        for name in ("ray", "ray.data"):
            logging.getLogger(name).setLevel(logging.CRITICAL)
        context = ray.data.DataContext.get_current()
        context.enable_progress_bars = False
        context.execution_options.preserve_order = False
        context.max_errored_blocks = 0

    def do(self, units: Iterable[Unit]) -> Iterator[Event]:
        """A worker or a machine that goes away costs what it had not finished: Ray hands it to another."""
        waiting = [{"unit": msgspec.msgpack.encode(unit)} for unit in units]
        if not waiting:
            return
        # At least as many blocks as units, so that each is done, and done again, by itself.
        units_there = self._ray.data.from_items(waiting, override_num_blocks=len(waiting))
        jobs = self._jobs or max(1, int(self._ray.cluster_resources().get("CPU", 1)))  # type: ignore[no-untyped-call]
        done = units_there.map_batches(
            _Actor,
            fn_constructor_args=self._begin,
            batch_size=1,
            compute=self._ray.data.ActorPoolStrategy(size=min(jobs, len(waiting))),
            num_cpus=1,
        )
        try:
            for row in done.iter_rows():
                yield _checked(msgspec.msgpack.decode(row["event"], type=Event))
        except self._ray.exceptions.RayError as error:
            raise DatelineError(f"Ray could not go on ({error}). Give the same command again.") from error

    def close(self) -> None:
        if self._started:
            self._ray.shutdown()


class _Actor:
    """A worker in a process of Ray's."""

    def __init__(self, folder: str, settings: bytes, run: str) -> None:
        self._worker = Worker(Path(folder), msgspec.json.decode(settings, type=Settings), run)

    def __call__(self, batch: dict[str, Any]) -> dict[str, list[bytes]]:
        return {"event": [self._event(bytes(unit)) for unit in batch["unit"]]}

    def _event(self, message: bytes) -> bytes:
        unit = msgspec.msgpack.decode(message, type=Unit)
        try:
            event = Event(unit=unit.id, mark=self._worker.do(unit))
        except DatelineError as error:
            event = Event(unit=unit.id, error=str(error), exit_status=error.exit_status)
        return msgspec.msgpack.encode(event)

    def __del__(self) -> None:
        worker = getattr(self, "_worker", None)
        if worker is not None:
            worker.close()


def _reach(address: str) -> None:
    """Raises `InputError` where nobody listens: Ray itself would try for minutes."""
    host, _, port = address.rpartition("://")[2].rpartition(":")
    if not host or not port.isdigit():
        raise InputError(f"{address} is no address of a Ray cluster: auto, HOST:PORT or ray://HOST:PORT.")
    try:
        socket.create_connection((host, int(port)), timeout=_PATIENCE).close()
    except OSError as error:
        raise InputError(f"The Ray cluster at {address} cannot be reached: {error}.") from error


def _checked(event: Event) -> Event:
    if event.error is not None:
        error = DatelineError(event.error)
        error.exit_status = event.exit_status
        raise error
    return event
