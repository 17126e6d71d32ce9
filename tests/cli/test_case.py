"""A session with a case, as a user has it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from dateline.cli import main

STRIKE = (
    "Government aircraft struck the market of Saraqib on Monday, killing twelve people, the Syrian Observatory for "
    "Human Rights said. Rebels said they shot down a drone over the town. Rescue workers looked for people under the "
    "rubble until night fell, and the road to Idlib stayed closed."
)
Run = Callable[..., Any]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Calls a verb in a folder with a case; gives what it printed as JSON, or with `text=True` as words."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATELINE_CODER", "Ann")
    monkeypatch.delenv("DATELINE_CASE", raising=False)

    def called(*arguments: str, text: bool = False, status: int = 0) -> Any:
        more = [] if text or status else ["--json"]
        done = CliRunner().invoke(main, [*arguments, *more], catch_exceptions=False)
        assert done.exit_code == status, done.output
        return done.stderr if status else done.stdout if text else json.loads(done.stdout)

    called("new", "a.dateline", text=True)
    return called


def rows(path: Path, *given: dict[str, object]) -> str:
    path.write_text("".join(json.dumps(row) + "\n" for row in given), encoding="utf-8")
    return str(path)


def the_reports(tmp_path: Path) -> str:
    return rows(
        tmp_path / "reports.jsonl",
        {"id": "1", "text": STRIKE, "published": "2020-03-03", "publisher": "Levant Wire"},
        {"id": "2", "text": "MARKET HIT\n" + STRIKE, "published": "2020-03-04", "publisher": "North Daily"},
        {
            "id": "3",
            "text": "Les rebelles ont repris la ville de Saraqib jeudi, selon des habitants joints au soir.",
        },
        {"id": "4", "text": "  "},
        {"id": "5", "text": 7},
    )


def test_every_input_is_accounted_for_and_the_account_is_kept(run: Run, tmp_path: Path) -> None:
    path = the_reports(tmp_path)
    made = run("add", path)
    assert [i["outcome"] for i in made["inputs"]] == ["read", "copy", "not-english", "no-text", "failed"]
    assert made["inputs"][1]["of"] == made["inputs"][0]["report"]
    assert run("report")["inputs"] == made["inputs"]
    again = run("add", path)
    assert [i["outcome"] for i in again["inputs"]] == ["there", "there", "there", "there", "failed"]
    told = run("report", "1", text=True)
    assert "1 copies of another report" in told and "not in English" in told and "without text" in told
    assert [r["number"] for r in run("report", "--list")] == [1, 2]


def test_a_report_dated_ahead_is_named_though_it_was_read(run: Run, tmp_path: Path) -> None:
    one = rows(tmp_path / "one.jsonl", {"id": "1", "text": STRIKE, "published": "2127-11-01"})
    assert "one.jsonl:1: Dated 2127-11-01, which lies ahead." in run("add", one, text=True)
    other = rows(
        tmp_path / "other.jsonl", {"id": "2", "text": "Hail fell in Oslo.", "published": "2020-03-03"}
    )
    assert "other.jsonl:1" not in run("add", other, text=True)


def test_a_claim_is_shown_down_to_the_words_corrected_and_restored(run: Run, tmp_path: Path) -> None:
    run("add", the_reports(tmp_path))
    [hit, *_] = run("search", '"the market"')
    claim = hit["claims"][0]
    shown = run("show", claim[:8], text=True)
    assert "“Government aircraft struck the market of Saraqib on Monday" in shown
    assert "Levant Wire [F, default]" in shown or "North Daily [F, default]" in shown
    run("correct", claim, "--status", "possible", "--casualties", "killed=10-14", "--why", "not sure")
    kept = run("show", claim)["claim"]
    assert kept["claim"]["status"] == "possible" and "status" in kept["corrected"]
    assert [(c["low"], c["best"], c["high"]) for c in kept["claim"]["casualties"]] == [(10, None, 14)]
    [entry] = run("log")
    assert (entry["coder"], entry["why"], entry["holds"]) == ("Ann", "not sure", True)
    run("undo")
    assert run("show", claim)["claim"]["corrected"] == []
    assert [e["holds"] for e in run("log")] == [False, True]


def test_corrections_outlive_a_new_reading(run: Run, tmp_path: Path) -> None:
    run("add", the_reports(tmp_path))
    claim = run("search", '"the market"')[0]["claims"][0]
    run("correct", claim, "--place", "Khanasser", "--date", "2020-03-01")
    assert run("reread", "--all")["changed"] == 0
    assert run("show", claim)["claim"]["place"]["name"] == "Khanasser"
    assert run("check")["faults"] == []


def test_a_type_that_is_set_leaves_no_code_of_the_type_that_was_read(run: Run, tmp_path: Path) -> None:
    run("add", the_reports(tmp_path))
    claim = run("search", '"the market"')[0]["claims"][0]
    read = run("show", claim)["claim"]["claim"]
    assert read["plover"] == "ASSAULT" and read["cameo"]
    run("correct", claim, "--acled-sub", "Arrests")
    now = run("show", claim)["claim"]["claim"]
    assert (now["acled_type"], now["plover"], now["cameo"]) == ("Strategic developments", "COERCE", "173")
    run("correct", claim, "--acled-sub", "Other")
    told = run("show", claim, text=True).splitlines()[0]
    assert told.endswith("Other") and "COERCE" not in told
    for format, why in ("plover", "no PLOVER type"), ("gdelt", "no CAMEO code"):
        left_out = run("export", format, str(tmp_path / format))["left_out"]
        assert any(told.startswith(why) for told in left_out), left_out
    assert run("check")["faults"] == []


def test_who_says_so_is_set_as_a_chain_exported_and_cleared(run: Run, tmp_path: Path) -> None:
    run("add", the_reports(tmp_path))
    claim = run("search", '"the market"')[0]["claims"][0]
    run("correct", claim, "--source", "Reuters", "--source", "Hala Mansour:witness")
    shown = run("show", claim, text=True)
    assert "citing Reuters (outlet) [" in shown and "citing Hala Mansour (witness) [" in shown
    [entry] = run("log")
    assert (
        "who says so: Reuters (outlet) > Hala Mansour (witness)" in run("log", text=True) and entry["holds"]
    )
    for more, there in ((), True), (("--mask", "private"), False):
        run("export", "csv", str(tmp_path / "out"), *more, text=True)
        told = "".join(p.read_text(encoding="utf-8") for p in (tmp_path / "out").rglob("*claims*.csv"))
        assert "Reuters" in told and ("Hala Mansour" in told) is there
    run("correct", claim, "--clear", "sources")
    assert run("show", claim)["claim"]["sources"] == []
    assert run("check")["faults"] == []
    assert "no kind of source" in run("correct", claim, "--source", "the mayor:boss", status=2)
    assert "say its kind" in run("correct", claim, "--source", "Farid of the bakery", status=4)


def test_sources_are_listed_and_graded(run: Run, tmp_path: Path) -> None:
    run("add", the_reports(tmp_path))
    before = {s["name"]: s for s in run("sources")}
    assert before["Syrian Observatory for Human Rights"]["default"] is True
    run("grade", "Syrian Observatory", "A")
    after = {s["name"]: s for s in run("sources")}
    graded = after["Syrian Observatory for Human Rights"]
    assert (graded["reliability"], graded["default"]) == ("A", False)


def test_a_page_that_changed_is_a_revision_and_changes_tell_of_it(run: Run, tmp_path: Path) -> None:
    url = "https://example.org/1"
    run("add", rows(tmp_path / "a.jsonl", {"text": STRIKE, "url": url, "published": "2020-03-03"}))
    later = STRIKE.replace("twelve", "nineteen")
    made = run("add", rows(tmp_path / "b.jsonl", {"text": later, "url": url, "published": "2020-03-03"}))
    assert [i["outcome"] for i in made["inputs"]] == ["revision"]
    changed = {(c["what"], c["change"]) for c in run("changes", "--since", "2026-01-01")}
    assert {("report", "new"), ("report", "revised"), ("claim", "new"), ("claim", "withdrawn")} <= changed


def test_mistakes_are_told_in_a_sentence(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "no incident, claim or report" in run("correct", "c123", "--status", "denied", status=4)
    assert "already there" in run("new", "a.dateline", status=4)
    assert "There is no run 9" in run("report", "9", status=4)
    run("new", "b.dateline", text=True)
    assert "name one with --case" in run("log", status=4)
    assert run("log", "--case", "b.dateline") == []
    monkeypatch.setenv("DATELINE_CASE", "a.dateline")
    assert run("log") == []


def test_a_backup_is_a_case(run: Run, tmp_path: Path) -> None:
    run("add", the_reports(tmp_path))
    run("backup", "copies.bak")
    assert run("check", "copies.bak")["reports"] == 3
    assert "already there" in run("backup", "copies.bak", status=4)
