"""A case that was killed, or had no room left, opens again whole, and adding goes on where it stopped."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dateline.contract import encode
from dateline.store.base import Wanted
from dateline.store.case import new_case, open_case
from dateline.store.checking import check

from .readings import STRIKE, a_reading

REPORTS = 240

# Adds reports that need no reading, so that a kill falls into the writing. A number on standard output is a report
# that the case has said to have kept.
_ADDER = """
import sys
from tests.store.readings import STRIKE, a_reading
from dateline.contract import encode
from dateline.store.case import open_case

with open_case(sys.argv[1]) as case:
    for n in range(int(sys.argv[2])):
        reading = a_reading(f"{n} rebels came. {STRIKE} It was day {n}.", words=("struck", "strike", "closed"))
        with case.writer() as writer:
            writer.add(reading, encode(reading), where=str(n), version="1")
        print(n, flush=True)
"""


def an_adder(case: str, reports: int = REPORTS, **more: object) -> subprocess.Popen[bytes]:
    root = Path(__file__).parents[2]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(root / "src"), str(root)))}
    adder: subprocess.Popen[bytes] = subprocess.Popen(
        [sys.executable, "-c", _ADDER, case, str(reports)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
        **more,  # type: ignore[call-overload]
    )
    return adder


def test_a_case_killed_again_and_again_in_the_middle_of_an_add_is_whole_and_goes_on(target: str) -> None:
    new_case(target).close()
    chance = random.Random(4)
    kills = 0
    for attempt in range(12):
        adder = an_adder(target)
        assert adder.stdout is not None and adder.stderr is not None
        said = 0
        if attempt < 4:
            adder.stdout.readline()
            time.sleep(chance.uniform(0.0, 0.25))
            adder.send_signal(signal.SIGKILL)
        out, error = adder.communicate()
        said = len(out.split())
        kills += adder.returncode == -signal.SIGKILL
        with open_case(target) as case, case.view() as view:
            found = check(view)
            assert found.faults == ()
            # What was said to be kept is there, and no claim without its report.
            assert found.reports >= said
            assert found.claims == 3 * found.reports
        if adder.returncode == 0:
            assert found.reports == REPORTS
            break
        assert adder.returncode == -signal.SIGKILL, error.decode()
    assert kills >= 1 and adder.returncode == 0


@pytest.mark.parametrize("statements", [1, 2, 3, 5, 8, 10])
def test_a_kill_after_any_statement_of_an_add_leaves_no_part_of_a_report(
    target: str, statements: int
) -> None:
    from sqlalchemy import Engine, event

    with new_case(target) as case, case.writer() as writer:
        writer.add(a_reading(f"One. {STRIKE}"), encode(a_reading(f"One. {STRIKE}")), where="1", version="1")
    second = a_reading(f"Two. {STRIKE}", words=("struck", "strike", "closed"))
    child = os.fork()
    if child == 0:
        left = statements

        def count(connection: object, cursor: object, statement: str, *_: object) -> None:
            nonlocal left
            left -= statement.lstrip().upper().startswith(("INSERT", "UPDATE"))
            if left <= 0:
                os.kill(os.getpid(), signal.SIGKILL)

        event.listen(Engine, "after_cursor_execute", count)
        with open_case(target) as opened, opened.writer() as writer:
            writer.add(second, encode(second), where="2", version="1")
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) in (-signal.SIGKILL, 0)
    with open_case(target) as case:
        with case.view() as view:
            found = check(view)
            assert (found.faults, found.reports) == ((), 1) or statements > 5
        with case.writer() as writer:
            writer.add(second, encode(second), where="2", version="1")
        with case.view() as view:
            found = check(view)
            assert (found.faults, found.reports, found.claims) == ((), 2, 4)


def test_a_full_disk_leaves_the_case_whole_and_adding_goes_on_when_there_is_room(tmp_path: Path) -> None:
    import resource

    case = str(tmp_path / "a.dateline")
    new_case(case).close()
    limit = os.path.getsize(case) + 700_000

    def no_more_room() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    adder = an_adder(case, preexec_fn=no_more_room)
    out, error = adder.communicate()
    assert adder.returncode == 1 and b"make room and add again" in error, error.decode()
    with open_case(case) as opened, opened.view() as view:
        found = check(view)
    assert found.faults == () and found.reports == len(out.split()) > 10
    adder = an_adder(case)
    adder.communicate()
    with open_case(case) as opened, opened.view() as view:
        found = check(view)
    assert found.faults == () and found.reports == REPORTS


def test_an_add_killed_while_it_reads_goes_on_where_it_stopped(tmp_path: Path) -> None:
    rows = [
        {
            "id": str(n),
            "text": f"Rebels shelled the town of Saraqib on Monday. {n} houses burnt down, a medic said.",
        }
        for n in range(60)
    ]
    reports = tmp_path / "reports.jsonl"
    reports.write_text("".join(json.dumps(row) + "\n" for row in rows))
    case = str(tmp_path / "a.dateline")
    new_case(case).close()
    command = [sys.executable, "-m", "dateline", "add", str(reports), "--case", case, "--jobs", "1", "--json"]
    environment = {
        **os.environ,
        "PYTHONPATH": str(Path(__file__).parents[2] / "src"),
        "DATELINE_CODER": "Ann",
    }
    adder = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment)
    kept = 0
    deadline = time.monotonic() + 120
    while kept == 0 and adder.poll() is None and time.monotonic() < deadline:
        time.sleep(0.1)
        with open_case(case) as opened, opened.view() as view:
            kept = sum(1 for _ in view.reports())
    adder.send_signal(signal.SIGKILL)
    adder.communicate()
    again = subprocess.run(command, capture_output=True, env=environment, check=True)
    run = json.loads(again.stdout)["run"]
    assert kept >= 1 and run["counts"]["there"] >= kept
    assert sum(run["counts"].values()) == len(rows)
    with open_case(case) as opened, opened.view() as view:
        assert check(view).faults == ()
        assert sum(1 for _ in view.reports()) == len(rows)
        assert [r.ended is None for r in view.runs()] == [True, False]


def test_a_damaged_case_is_found_out(tmp_path: Path) -> None:
    import sqlite3

    path = tmp_path / "a.dateline"
    reading = a_reading()
    with new_case(str(path)) as case:
        with case.writer() as writer:
            writer.add(reading, encode(reading), where="x", version="1")
        assert case.name == str(path)
    for statement, words in (
        ("UPDATE readings SET digest = 'x'", "its hash is another"),
        ("UPDATE claims SET status = 'denied'", "status"),
        ("UPDATE reports SET text = replace(text, '12', '13')", "not the one that was read"),
        ("UPDATE reports SET story = 'r0'", "story report r0"),
        ("INSERT INTO incident_claims VALUES ('c0', 'i0')", "has the claim c0"),
        ("DELETE FROM claims", "was read but is not in the case"),
        ("DELETE FROM readings", "What was read of this report is not there"),
    ):
        harmed = tmp_path / "harmed.dateline"
        harmed.write_bytes(path.read_bytes())
        with sqlite3.connect(harmed) as connection:
            connection.execute("PRAGMA foreign_keys = OFF")
            connection.execute(statement)
        connection.close()
        with open_case(str(harmed)) as opened, opened.view() as view:
            faults = [f.message for f in check(view).faults]
        assert any(words in fault for fault in faults), (statement, faults)
        harmed.unlink()


def test_a_file_that_is_no_case_is_refused(tmp_path: Path) -> None:
    from dateline.errors import StoreError

    other = tmp_path / "x.dateline"
    other.write_text("not a database at all, but some words " * 40)
    with pytest.raises(StoreError, match="no case"):
        open_case(str(other))
    with pytest.raises(StoreError, match="There is no case"):
        open_case(str(tmp_path / "missing.dateline"))


def test_a_backup_of_each_back_end_is_a_case_in_a_file(target: str, tmp_path: Path) -> None:
    from dateline.record.decisions import Corrected
    from dateline.store.backing_up import back_up

    reading = a_reading(words=("struck", "strike"))
    copy = tmp_path / "copy.dateline"
    with new_case(target) as case:
        with case.writer() as writer:
            writer.add(reading, encode(reading), where="x", version="1")
            writer.decide(Corrected(claim=reading.claims[0].id, status="denied"), coder="Ann")
        back_up(case, str(copy))
        with case.view() as view:
            wanted = list(view.claims())
    with open_case(str(copy)) as opened, opened.view() as view:
        assert list(view.claims()) == wanted
        assert check(view).faults == ()
        assert len(view.search("market")) == 1
        assert len(list(view.claims(Wanted(place="Khanasser")))) == 2
    assert sorted(p.name for p in tmp_path.iterdir() if p.name.startswith("copy")) == ["copy.dateline"]
