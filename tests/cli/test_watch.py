"""`dateline watch` from the outside: one turn for cron, a watch that ends when it is told to, and how feeds fare."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.pipeline.feed_sites import Reply, Site, TestClock, item, page, rss

from dateline.cli import main
from dateline.cli.watch_log import moment
from dateline.store.case import new_case

WORDS = (
    "Rebels captured the town of Khanasser on Sunday, state media said. At least twelve soldiers were killed."
)


@pytest.fixture
def site() -> Iterator[Site]:
    with Site(TestClock()).open() as opened:
        opened.replies["/feed.xml"] = Reply(rss(item(f"{opened.root}/a.html", "Town falls")))
        opened.replies["/a.html"] = Reply(page(WORDS, "Town falls"))
        yield opened


@pytest.fixture
def case(tmp_path: Path) -> str:
    path = str(tmp_path / "war.dateline")
    new_case(path).close()
    return path


def test_once_reads_what_is_new_joins_it_and_ends(site: Site, case: str) -> None:
    runner = CliRunner()
    done = runner.invoke(
        main,
        ["watch", f"{site.root}/feed.xml", "--case", case, "--once", "--delay", "0", "--coder", "t",
         "--allow-host", f"127.0.0.1:{site.port}"],
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    assert f"{site.root}/feed.xml: 1 new, 0 known" in done.output
    assert "run 1: 1 read (dateline report 1)" in done.output
    assert "Khanasser" in runner.invoke(main, ["incidents", "--case", case]).output
    status = runner.invoke(main, ["watch", "--status", "--case", case])
    assert "well" in status.output and f"{site.root}/feed.xml" in status.output
    (row,) = json.loads(runner.invoke(main, ["watch", "--status", "--case", case, "--json"]).output)
    assert (row["health"], row["reports"]) == ("well", 1)


def test_a_report_dated_ahead_is_told(site: Site, case: str) -> None:
    link = f"{site.root}/a.html"
    site.replies["/feed.xml"] = Reply(rss(item(link, "Town falls", day="Mon, 01 Nov 2127 06:00:00 GMT")))
    done = CliRunner().invoke(
        main,
        ["watch", f"{site.root}/feed.xml", "--case", case, "--once", "--delay", "0", "--coder", "t",
         "--allow-host", f"127.0.0.1:{site.port}"],
    )  # fmt: skip
    assert f"{link}: Dated 2127-11-01, which lies ahead." in done.output


def test_without_the_users_word_no_address_inside_is_asked(site: Site, case: str) -> None:
    runner = CliRunner()
    done = runner.invoke(main, ["watch", f"{site.root}/feed.xml", "--case", case, "--once", "--coder", "t"])
    assert done.exit_code == 0
    assert "REFUSED" in done.output and "not a public address" in done.output
    assert f"--allow-host 127.0.0.1:{site.port} --now" in done.output
    assert site.asked == []


def test_a_feed_that_was_refused_is_asked_again_a_day_later_or_now(site: Site, case: str) -> None:
    once = ["watch", f"{site.root}/feed.xml", "--case", case, "--once", "--delay", "0", "--coder", "t"]
    allowed = [*once, "--allow-host", f"127.0.0.1:{site.port}"]
    runner = CliRunner()
    refused = runner.invoke(main, once).output
    (row,) = json.loads(runner.invoke(main, ["watch", "--status", "--case", case, "--json"]).output)
    due = moment(datetime.fromisoformat(row["due"]))
    assert f"(next {due})" in refused
    assert f"no feed is due before {due}; --now asks" in runner.invoke(main, allowed).output
    assert "1 new, 0 known" in runner.invoke(main, [*allowed, "--now"]).output


def test_a_moment_has_its_day_where_that_is_not_today() -> None:
    now = datetime(2026, 11, 29, 19, 47, tzinfo=UTC)
    assert moment(now + timedelta(hours=1), now=now) == "20:47"
    assert moment(now + timedelta(hours=24), now=now) == "2026-11-30 19:47"


def test_what_to_watch_must_be_named(case: str) -> None:
    done = CliRunner().invoke(main, ["watch", "--case", case])
    assert done.exit_code == 2 and "Name the feeds to watch" in done.output
    done = CliRunner().invoke(main, ["watch", "--status", "--case", case])
    assert done.exit_code == 0 and "No feeds are watched" in done.output


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_watch_when_what_it_has_in_hand_is_kept(site: Site, case: str, number: int) -> None:
    with _watching(site, case) as process:
        _wait_for(lambda: "/a.html" in site.paths(), process)
        process.send_signal(number)
        _, said = process.communicate(timeout=120)
    assert process.returncode == 0, said
    assert "ended; 1 read" in said
    assert "Khanasser" in CliRunner().invoke(main, ["incidents", "--case", case]).output


def test_figures_are_served_on_request(site: Site, case: str) -> None:
    import socket

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    def served() -> str:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=10) as answer:
                return str(answer.read(), "utf-8")
        except OSError:
            return ""

    with _watching(site, case, "--metrics", f"127.0.0.1:{port}") as process:
        _wait_for(lambda: 'dateline_watch_feeds{health="well"} 1.0' in served(), process)
        figures = served()
        process.terminate()
        process.communicate(timeout=120)
    assert 'dateline_watch_reports_total{outcome="read"} 1.0' in figures
    assert 'dateline_watch_visits_total{health="well"} 1.0' in figures


def _watching(site: Site, case: str, *more: str) -> subprocess.Popen[str]:
    home = str(Path(__file__).resolve().parents[2] / "src")
    return subprocess.Popen(
        [sys.executable, "-m", "dateline", "watch", f"{site.root}/feed.xml", "--case", case, "--delay", "0",
         "--coder", "t", "--allow-host", f"127.0.0.1:{site.port}", *more],
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": home},
    )  # fmt: skip


def _wait_for(condition: object, process: subprocess.Popen[str]) -> None:
    assert callable(condition)
    until = time.monotonic() + 120
    while not condition():
        assert time.monotonic() < until and process.poll() is None
        time.sleep(0.05)
