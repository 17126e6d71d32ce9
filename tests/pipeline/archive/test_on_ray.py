"""On a Ray cluster: the same plan, the same rows."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from dateline.pipeline.archive.accounts import Account

from .made import HOME, Archived, rows_of

_LONG = 600
"""Seconds for a cluster on a machine that does much else."""


def test_two_nodes_one_of_which_is_killed_give_the_same_rows(archived: Archived, tmp_path: Path) -> None:
    pytest.importorskip("ray", reason="Ray is not installed")
    program = HOME / "bench" / "two_nodes.py"
    done = subprocess.run(
        [sys.executable, str(program), str(archived.crawl), str(tmp_path / "out"), "--part", "20000"],
        capture_output=True,
        text=True,
        timeout=_LONG,
        env={**os.environ, "PYTHONPATH": str(HOME / "src")},
    )
    assert done.returncode == 0, done.stderr[-3000:]
    assert "a node was killed" in done.stderr
    account = msgspec.json.decode(done.stdout[done.stdout.index("{") :], type=Account)
    assert (account.records, account.reports) == (archived.account.records, archived.account.reports)
    assert account.skipped == archived.account.skipped
    assert rows_of(tmp_path / "out") == rows_of(archived.out)


def test_without_ray_the_message_says_what_to_install(tmp_path: Path) -> None:
    code = (
        "import sys; sys.modules['ray'] = None\n"
        "from dateline.cli import main\n"
        f"main(['archive', {str(HOME / 'examples')!r}, '--out', {str(tmp_path / 'out')!r}, '--ray', 'auto'])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 2
    assert "pip install '.[ray]'" in done.stderr


@pytest.mark.parametrize(
    ("address", "words"),
    [("127.0.0.1:1", "cannot be reached"), ("the cluster", "is no address of a Ray cluster")],
)
def test_a_cluster_that_is_not_there_is_told_at_once(address: str, words: str, tmp_path: Path) -> None:
    pytest.importorskip("ray", reason="Ray is not installed")
    command = ["archive", str(HOME / "examples"), "--out", str(tmp_path / "out"), "--ray", address]
    done = subprocess.run([sys.executable, "-m", "dateline", *command], capture_output=True, text=True)
    assert done.returncode == 2 and words in done.stderr


def test_ray_is_known_to_one_module_alone() -> None:
    named = [
        path.relative_to(HOME / "src").as_posix()
        for path in (HOME / "src").rglob("*.py")
        if any(line.strip().startswith(("import ray", "from ray")) for line in path.read_text().splitlines())
    ]
    assert named == ["dateline/pipeline/on_ray.py"]
