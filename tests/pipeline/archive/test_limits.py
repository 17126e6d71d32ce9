"""Reports on which the process hangs, eats all memory or dies: set aside and named, and the rest goes on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline.pipeline.archive.plans import Settings

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
