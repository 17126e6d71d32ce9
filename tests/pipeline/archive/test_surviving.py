"""Whoever is killed, wherever: the same command goes on, and each report is there once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dateline.errors import InputError
from dateline.pipeline.archive.plans import Settings
from dateline.pipeline.archive.running import Step

from .made import SETTINGS, Archived, rows_of, work

_LONG = 300.0
"""Seconds after which waiting is given up."""
_SMALL = 30_000
"""Bytes of a part, so that a small crawl has several."""
_DRIVER = """
import sys
from pathlib import Path
from dateline.pipeline.archive.plans import Settings
from dateline.pipeline.archive.running import Archive, archive
archive([sys.argv[1]], Path(sys.argv[2]), Settings(threshold=0.3, seconds=60.0, memory=1024),
        Archive(jobs=1, largest_part=int(sys.argv[3])))
"""


def test_a_driver_and_a_worker_that_are_killed_cost_nothing_and_change_nothing(
    archived: Archived, tmp_path: Path
) -> None:
    """Also: parts of another size, worked on by two at once, give the same rows."""
    out = tmp_path / "out"
    driver = subprocess.Popen([sys.executable, "-c", _DRIVER, str(archived.crawl), str(out), str(_SMALL)])
    _until(lambda: len(list(out.glob(".work/done/find/*/*.json"))) >= 2 or driver.poll() is not None)
    with pytest.raises(InputError, match="Another run is at work"):
        work(archived.crawl, out)
    driver.kill()
    assert driver.wait() == -signal.SIGKILL
    assert not (out / "run.json").exists()

    killed: list[int] = []

    def kill_a_worker(step: Step) -> None:
        if step.stage == "reading" and not killed:
            # One of those that read, and the one that gives it its reports.
            for process in _children(os.getpid())[:1]:
                killed.extend([process, *_children(process)])
            for process in killed:
                os.kill(process, signal.SIGKILL)

    account = work(archived.crawl, out, jobs=2, told=kill_a_worker)
    assert killed
    assert account.parts > 1
    assert account.skipped == archived.account.skipped
    assert rows_of(out) == rows_of(archived.out)
    assert not (out / ".work").exists()


def test_other_settings_do_not_go_on_with_what_was_begun(archived: Archived, tmp_path: Path) -> None:
    (tmp_path / ".work").mkdir()
    from dateline.pipeline.archive.blocks import Folder
    from dateline.pipeline.archive.running import Archive, plan_in

    plan_in(Folder(tmp_path), [str(archived.crawl)], SETTINGS, Archive())
    with pytest.raises(InputError, match="was begun with other inputs or settings"):
        plan_in(Folder(tmp_path), [str(archived.crawl)], Settings(threshold=0.5), Archive())
    with pytest.raises(InputError, match="was begun with other inputs or settings"):
        plan_in(Folder(tmp_path), ["elsewhere.warc.gz"], SETTINGS, Archive())


def _children(parent: int) -> list[int]:
    path = Path(f"/proc/{parent}/task")
    found = [int(p) for task in path.iterdir() for p in (task / "children").read_text().split()]
    return sorted(found)


def _until(done: Callable[[], Any]) -> None:
    begun = time.monotonic()
    while not done():
        assert time.monotonic() - begun < _LONG, "this did not come about in time"
        threading.Event().wait(0.05)
