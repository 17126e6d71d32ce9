"""What a run says of itself: on the terminal, in its account, to Prometheus."""

from __future__ import annotations

import io
import socket
import urllib.request
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner

from dateline.cli import main
from dateline.cli.archive_lines import progress_of, step_line
from dateline.errors import InputError
from dateline.pipeline.archive.metrics import served
from dateline.pipeline.archive.running import Step

from .made import Archived

_LEFT = Counter({"triage": 17_430, "not-english": 387})
_STEP = Step("finding", 5e6, 20e6, 5_000, _LEFT)


def _run(*arguments: str) -> str:
    done = CliRunner().invoke(main, list(arguments), catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stdout


def _arguments(archived: Archived) -> list[str]:
    return ["archive", str(archived.crawl), "--out", str(archived.out), "--seconds", "60", "--memory", "1024"]


def test_the_account_says_what_was_read_and_what_was_skipped_and_what_comes_next(archived: Archived) -> None:
    told = _run(*_arguments(archived))
    assert "80 records in 1 part\n" in told
    assert f"{archived.account.reports:>12,}  reports read" in told
    assert f"{archived.account.skipped['triage']:>12,}  about something else" in told
    assert f"dateline load NAME.dateline {archived.out}" in told


def test_the_account_comes_as_json(archived: Archived) -> None:
    assert _run(*_arguments(archived), "--json") == archived.account.as_json().decode()


def test_a_case_is_loaded_from_the_command_line(archived: Archived, tmp_path: Path) -> None:
    case = str(tmp_path / "a.dateline")
    _run("new", case)
    told = _run("load", case, str(archived.out))
    assert f"{archived.account.reports} inputs" in told and f"({archived.account.claims:,} claims)" in told
    assert "all is as it should be" in _run("check", "--case", case)


def test_options_that_exclude_each_other_are_refused(tmp_path: Path) -> None:
    arguments = ["archive", "x.jsonl", "--out", str(tmp_path), "--no-triage", "--triage-threshold", "0.2"]
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == 2 and "exclude each other" in done.stderr


def test_progress_tells_share_rate_time_left_and_what_was_skipped() -> None:
    assert step_line(_STEP, 50.0) == (
        "finding · 25% · 5,000 reports · 100.0/s · 2 min left · skipped: 17,430 triage, 387 not-english"
    )


def test_where_no_one_looks_on_each_stage_is_told_once() -> None:
    stream = io.StringIO()
    with progress_of(stream) as told:
        for _ in range(3):
            told(_STEP)
        told(_STEP._replace(stage="reading"))
    assert [line.partition(" ")[0] for line in stream.getvalue().splitlines()] == ["finding", "reading"]


def test_figures_are_served_on_this_machine_alone() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    told = served(port)
    told(_STEP)
    told(_STEP._replace(records=6_000, done=10e6))
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=60) as page:
        figures = page.read().decode()
    assert 'dateline_archive_records_total{stage="finding"} 6000.0' in figures
    assert 'dateline_archive_skipped_total{why="triage"} 17430.0' in figures
    assert 'dateline_archive_done_ratio{stage="finding"} 0.5' in figures
    with pytest.raises(InputError, match="cannot be used for --metrics"):
        served(port)
