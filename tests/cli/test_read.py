"""`dateline read`, from the command line to the printed page."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dateline.cli import main
from dateline.contract import decode

TEXT = """\
Rebels captured the town of Khanasser from the Syrian Army on Thursday, killing at least 12 soldiers, a witness said.
The army denied that it had shelled the market. The rebels may attack Aleppo next week."""


def run(*arguments: str | Path, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments], input=stdin, catch_exceptions=False)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(TEXT)
    return path


def test_a_table_tells_who_did_what_to_whom_where_when_and_who_says_so(report: Path) -> None:
    done = run("read", report, "--published", "2016-03-06", "--publisher", "Levant Wire")
    assert done.exit_code == 0
    page = done.stdout
    assert "Levant Wire · published 2016-03-06" in page
    assert "OCCURRED" in page
    assert "[captured]" in page
    assert "2016-03-03" in page
    assert "DENIED" in page
    assert max(map(len, page.splitlines())) <= 100
    assert not any(line.endswith(" ") for line in page.splitlines())


def test_a_report_cannot_steer_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "r.txt").write_text(
        f"{TEXT}\x1b[2J\x1b]0;owned\x07 \x9b31m \u202e [bold red]Gunmen killed nine.[/]"
    )
    done = run("read", tmp_path / "r.txt", "--publisher", "\x1b[31m[red]Bad")
    assert not set(done.stdout) & {"\x1b", "\x07", "\x9b", "\u202e"}
    assert "[red]Bad" in done.stdout
    trace = run("trace", tmp_path / "r.txt")
    assert not set(trace.stdout) & {"\x1b", "\x07", "\x9b", "\u202e"}
    lines = run("read", tmp_path / "r.txt", "--format", "jsonl").stdout
    assert not set(lines) & {"\x1b", "\x07", "\x9b"}
    assert "\x9b31m" in json.loads(lines)["document"]["text"]


def test_one_report_as_json_is_an_object_and_several_are_a_list(report: Path) -> None:
    alone = json.loads(run("read", report, "--format", "json").stdout)
    several = json.loads(run("read", report, report, "--format", "json").stdout)
    assert alone["schema"] == "dateline/1"
    assert several == [alone, alone]


def test_filters_leave_only_the_claims_asked_for(report: Path) -> None:
    def claims(*filters: str) -> list[tuple[str, str]]:
        read = json.loads(run("read", report, "--format", "jsonl", *filters).stdout)
        return [(c["trigger"]["text"], c["status"]) for c in read["claims"]]

    everything = claims()
    assert {status for _, status in everything} >= {"occurred", "denied", "possible"}
    assert claims("--status", "denied") == [c for c in everything if c[1] == "denied"]
    assert claims("--status", "DENIED", "--status", "possible") == [
        c for c in everything if c[1] != "occurred"
    ]
    assert ("captured", "occurred") in claims("--type", "assault")
    assert claims("--type", "AGREE") == []
    assert ("captured", "occurred") in claims("--actor", "syrian army")
    assert claims("--actor", "syri") == []


def test_what_cannot_be_read_is_told_and_the_rest_goes_on(report: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    done = run("read", tmp_path / "gone.txt", tmp_path / "empty.txt", report, "--format", "jsonl")
    assert done.exit_code == 0
    assert len(done.stdout.splitlines()) == 1
    assert done.stderr.splitlines() == [
        f"dateline: {tmp_path}/gone.txt: No such file or directory.",
        f"dateline: {tmp_path}/empty.txt: This file is empty.",
    ]


def test_where_nothing_could_be_read_the_exit_status_is_2(tmp_path: Path) -> None:
    assert run("read", tmp_path / "gone.txt").exit_code == 2
    assert run("read").exit_code == 2


def test_a_text_in_another_language_gives_a_warning_and_no_claims() -> None:
    french = (
        "Les forces gouvernementales ont repris cinq villages près de la ville, selon une source militaire."
    )
    read = json.loads(run("read", "-", "--format", "jsonl", stdin=french).stdout)
    assert read["claims"] == []
    assert read["document"]["language"] == "fr"
    assert "French" in read["warnings"][0]
    assert "! The text is in French" in run("read", "-", stdin=french).stdout


def test_a_text_without_sentences_gives_a_warning() -> None:
    read = json.loads(run("read", "-", "--format", "jsonl", stdin="Aleppo\n\n12 March\n\nTable 3").stdout)
    assert read["claims"] == []
    assert "No sentence with a verb" in read["warnings"][0]


def test_rows_come_back_in_order_with_their_ids(tmp_path: Path) -> None:
    rows = [{"id": f"r{i}", "text": TEXT if i % 2 else ""} for i in range(5)]
    (tmp_path / "r.jsonl").write_text("\n".join(map(json.dumps, rows)))
    done = run("read", tmp_path / "r.jsonl", "--format", "jsonl", "--jobs", "1")
    readings = [decode(line.encode()) for line in done.stdout.splitlines()]
    assert [(r.document.external_id, r.document.text) for r in readings] == [
        (r["id"], r["text"]) for r in rows
    ]


def test_a_file_is_written_whole_or_not_at_all(report: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    assert run("read", report, "--format", "jsonl", "--output", target).stdout == ""
    assert decode(target.read_bytes()).document.text == TEXT
    assert not (tmp_path / "out.jsonl.part").exists()
    assert run("read", report, "--output", tmp_path / "no" / "such" / "out").exit_code == 2


def test_every_span_is_exactly_its_words(tmp_path: Path) -> None:
    text = "\ufeff\U0001f600 “Rebels” — e\u0301lite\r\n" + TEXT.replace("a witness", "Señor Núñez 𝔘")
    (tmp_path / "r.jsonl").write_text(json.dumps({"text": text, "published": "2016-03-06"}))
    read = json.loads(run("read", tmp_path / "r.jsonl", "--format", "jsonl").stdout)
    assert read["document"]["text"] == text
    assert _check_spans(read, text) > 5


def _check_spans(value: object, text: str) -> int:
    """How many things with a text and a span there are; each must be its own words."""
    if isinstance(value, list):
        return sum(_check_spans(item, text) for item in value)
    if not isinstance(value, dict):
        return 0
    count = sum(_check_spans(item, text) for item in value.values())
    if value.get("span") is not None and "text" in value:
        start, end = value["span"]
        assert text[start:end] == value["text"]
        count += 1
    return count


def test_output_that_nobody_reads_on_ends_quietly(report: Path) -> None:
    command = f"{sys.executable} -m dateline read {report} {report} | head -1"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert len(done.stdout.splitlines()) == 1


def test_a_lexicon_of_ones_own_is_used_and_a_wrong_one_is_refused(report: Path, tmp_path: Path) -> None:
    frames = tmp_path / "own" / "frames"
    frames.mkdir(parents=True)
    (frames / "own.yaml").write_text(
        "- frame: own_frame\n  gloss: to test\n  plover: ASSAULT\n  verbs: [bedazzle obj=recipient]\n"
    )
    (tmp_path / "r.txt").write_text("The rebels bedazzled the Syrian Army in Aleppo.")
    read = json.loads(
        run("read", tmp_path / "r.txt", "--format", "jsonl", "--lexicon", tmp_path / "own").stdout
    )
    assert [c["trigger"]["text"] for c in read["claims"]] == ["bedazzled"]
    assert json.loads(run("read", tmp_path / "r.txt", "--format", "jsonl").stdout)["claims"] == []
    wrong = tmp_path / "wrong" / "frames"
    wrong.mkdir(parents=True)
    (wrong / "own.yaml").write_text("- frame: own_frame\n  colour: red\n")
    refused = run("read", report, "--lexicon", tmp_path / "wrong")
    assert refused.exit_code == 3
    assert "own_frame" in refused.stderr
    assert run("read", report, "--lexicon", tmp_path / "own" / "frames").exit_code == 3
