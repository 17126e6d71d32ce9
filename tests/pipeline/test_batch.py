"""Many reports: the same output in the same order, whoever reads them and whatever goes wrong."""

from __future__ import annotations

import os
import signal
import subprocess
from pathlib import Path

import pytest

from dateline.errors import DatelineError
from dateline.pipeline.batch import read_batch
from dateline.record.issues import Issue
from dateline.steps.documents import Source

REPORTS = (
    "Rebels captured the town of Tamsalit on Thursday, a hospital official said.",
    "",
    "The army denied that it had shelled the market. “We did not fire,” said a spokesman.",
    "Les forces gouvernementales ont repris cinq villages près de la ville, selon une source militaire.",
    "Gunmen may attack the convoy if it leaves the camp, aid workers warned \U0001f600 on Monday.",
)


def _sources(count: int) -> list[Source | Issue]:
    made: list[Source | Issue] = [
        Source(
            where=f"{i}", kind="bytes", data=f"{REPORTS[i % len(REPORTS)]} ".encode() * (REPORTS[i % 5] != "")
        )
        for i in range(count)
    ]
    made[2:3] = (
        [Issue(where="2", step="documents", kind="missing", message="No such file.")] if count > 2 else []
    )
    return made


def test_more_processes_give_the_same_bytes_in_the_same_order() -> None:
    alone = list(read_batch(_sources(12), jobs=1))
    together = list(read_batch(_sources(12), jobs=3))
    assert together == alone
    assert [outcome.where for outcome in alone] == [f"{i}" for i in range(12)]
    assert [o.reading is None for o in alone[:5]] == [False, True, True, False, False]


def test_a_process_that_dies_costs_its_report_and_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    outcomes = read_batch(_sources(12), jobs=1 + 1)
    first = next(outcomes)
    victims = _children()
    os.kill(victims[0], signal.SIGKILL)
    found = [first, *outcomes]
    assert [outcome.where for outcome in found] == [f"{i}" for i in range(12)]
    crashed = [o for o in found if any(i.kind == "crashed" for i in o.issues)]
    assert len(crashed) <= 1
    assert all("signal 9" in o.issues[0].message for o in crashed)


def _children() -> list[int]:
    listed = subprocess.run(
        ["ps", "-o", "pid=,args=", "--ppid", str(os.getpid())], capture_output=True, text=True
    )
    return [int(line.split()[0]) for line in listed.stdout.splitlines() if "dateline.pipeline.worker" in line]


def test_a_report_that_takes_too_long_is_given_up() -> None:
    long = Source(where="long", kind="bytes", data=" ".join(REPORTS).encode() * 400)
    [outcome, other] = read_batch([long, _sources(1)[0]], jobs=2, seconds=2.0)
    assert [i.kind for i in outcome.issues] == ["too-slow"]
    assert other.where == "0"


def test_a_lexicon_that_cannot_be_used_ends_the_batch_with_its_own_error(tmp_path: Path) -> None:
    (tmp_path / "frames").mkdir()
    (tmp_path / "frames" / "own.yaml").write_text("- frame: [unclosed")
    for jobs in (1, 2):
        with pytest.raises(DatelineError) as told:
            list(read_batch(_sources(4), jobs=jobs, lexicon=tmp_path))
        assert told.value.exit_status == 3


def test_a_batch_that_is_left_early_leaves_no_process_behind() -> None:
    outcomes = read_batch(_sources(40), jobs=2)
    next(outcomes)
    outcomes.close()  # type: ignore[attr-defined]
    assert _children() == []
