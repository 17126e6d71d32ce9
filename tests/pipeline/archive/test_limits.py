"""Reports on which the process hangs, eats all memory or dies: set aside and named, and the rest goes on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from dateline.errors import DatelineError
from dateline.pipeline.archive.blocks import Folder, mark_of
from dateline.pipeline.archive.plans import Settings, plan_of
from dateline.pipeline.archive.whole import write_whole
from dateline.pipeline.archive.working import Unit, Worker

from .made import POISON, rows_of, work

_WAR = "Rebels shelled the town of Darband on Monday and killed 12 soldiers, state media said."
_LIMITED = Settings(threshold=0.3, copies=False, seconds=1.0, memory=512)


def test_poison_is_set_aside_and_named_and_the_rest_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(POISON))
    texts = {
        "sound": _WAR,
        "dies": f"{_WAR} qqfindingqq qqdiesqq",
        "eats": f"{_WAR} qqfindingqq qqeatsqq",
        "hangs": f"{_WAR} qqfindingqq qqhangsqq",
        "dies later": f"{_WAR} qqreadingqq qqdiesqq",
    }
    rows = [json.dumps({"id": id, "text": text, "published": "2016-03-06"}) for id, text in texts.items()]
    (tmp_path / "rows.jsonl").write_text("\n".join(rows))
    account = work(tmp_path / "rows.jsonl", tmp_path / "out", settings=_LIMITED)
    tables = rows_of(tmp_path / "out", "reports", "skipped")
    assert [row["external_id"] for row in tables["reports"]] == ["sound"]
    assert {(one.why, one.message) for one in account.set_aside} == {
        ("crashed", "The process that read this was ended by signal 6."),
        ("too-much-memory", "This took more than 512 MiB of memory."),
        ("too-slow", "This took more than 1 second."),
    }
    assert len(account.set_aside) == len(tables["skipped"]) == 4
    assert all(f"{tmp_path}/rows.jsonl:" in one.where for one in account.set_aside)


def test_a_disk_that_is_full_stops_the_run_and_sets_nothing_aside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """/dev/full takes nothing."""
    (tmp_path / "rows.jsonl").write_text(json.dumps({"text": _WAR}))
    plan = plan_of([str(tmp_path / "rows.jsonl")], _LIMITED)
    worker = Worker(tmp_path / "out", _LIMITED, "run")
    left = Folder(tmp_path / "out").left(plan.parts[0].id)

    @contextmanager
    def full(path: Path) -> Iterator[Path]:
        yield Path("/dev/full") if path == left else path

    monkeypatch.setattr("dateline.pipeline.archive.working.whole", full)
    try:
        with pytest.raises(DatelineError, match=r"cannot be written: .*What is done is safe"):
            worker.do(Unit(stage="find", id=plan.parts[0].id, part=plan.parts[0]))
    finally:
        worker.close()
    assert mark_of(Folder(tmp_path / "out"), "find", plan.parts[0].id) is None


def test_a_part_that_no_worker_survives_is_set_aside_as_a_whole(tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_text(json.dumps({"text": _WAR}))
    [part] = plan_of([str(tmp_path / "rows.jsonl")], _LIMITED).parts
    folder = Folder(tmp_path / "out")
    write_whole(folder.tries("find", part.id), b"this-run 3")
    worker = Worker(folder.path, _LIMITED, "this-run")
    mark = worker.do(Unit(stage="find", id=part.id, part=part))
    assert mark.left == {"set-aside": 1}
    [row] = pq.read_table(folder.left(part.id)).to_pylist()
    assert row["input"].startswith(f"{part.file} from 0") and "was ended 3 times" in row["message"]


def test_tries_of_a_run_that_was_stopped_do_not_count(tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_text(json.dumps({"text": ""}))
    [part] = plan_of([str(tmp_path / "rows.jsonl")], _LIMITED).parts
    folder = Folder(tmp_path / "out")
    write_whole(folder.tries("find", part.id), b"an-earlier-run 3")
    worker = Worker(folder.path, _LIMITED, "this-run")
    try:
        assert worker.do(Unit(stage="find", id=part.id, part=part)).left == {"empty": 1}
    finally:
        worker.close()
