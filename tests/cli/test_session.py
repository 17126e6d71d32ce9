"""The whole session of a case, as its users have it, on a file and on a PostgreSQL database: the same answers."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from dateline.cli import main
from dateline.export.formats import FORMATS

EXAMPLES = Path(__file__).parents[2] / "examples" / "case"
SHELLED = (
    "Army artillery shelled the town of Taftanaz on Monday, killing nine civilians, the White Helmets said. Rebels "
    "replied with rockets on army positions near Saraqib, where two soldiers died, a war monitor said. The road to "
    "Idlib was closed for the rest of the day, and people who had fled from the villages around slept in the fields."
)
FEED = f"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Levant Wire</title><link>https://levant.example/</link><item><title>Shells hit Taftanaz</title>
<link>https://levant.example/1</link><guid>lw-1</guid><pubDate>Tue, 03 Mar 2020 10:00:00 GMT</pubDate>
<description>Shells hit.</description><content:encoded><![CDATA[<p>{SHELLED}</p>]]></content:encoded>
</item></channel></rss>"""
PAGE = """<html><head><title>Bridge blown up</title></head><body><article><h1>Bridge blown up</h1>
<p>Rebels blew up the bridge of Maarat al-Numan on 4 March 2020, residents said. Three soldiers were killed and five
wounded when a lorry fell into the river, a local council said in a statement that was handed out in the evening.</p>
<p>Nobody was said to have claimed the attack, and the army did not answer questions about it on Thursday.</p>
</article></body></html>"""
Run = Callable[..., Any]


@pytest.fixture
def session(target: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Calls a verb on a new case; gives what it printed as JSON, or as words with `text=True`, or the error's words."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATELINE_CODER", "Ann")
    monkeypatch.setenv("DATELINE_CASE", target)

    def called(*arguments: str, text: bool = False, status: int = 0) -> Any:
        more = [] if text or status else ["--json"]
        done = CliRunner().invoke(main, [*arguments, *more], catch_exceptions=False)
        assert done.exit_code == status, (arguments, done.output, done.stderr)
        return done.stderr if status else done.stdout if text else json.loads(done.stdout)

    called(*(["new", "--store", target] if "://" in target else ["new", target]), text=True)
    return called


def an_archive(path: Path) -> str:
    body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + PAGE.encode()
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://idlib.example/bridge\r\n"
        "WARC-Date: 2020-03-05T10:00:00Z\r\nWARC-Record-ID: <urn:uuid:11111111-2222-3333-4444-555555555555>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    path.write_bytes(BytesIO(head.encode() + body + b"\r\n\r\n").getvalue())
    return str(path)


def events(path: Path) -> dict[str, dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as stream:
        return {row["event_id_cnty"]: row for row in csv.DictReader(stream)}


def test_a_session_from_new_to_backup(session: Run, tmp_path: Path) -> None:
    run = session
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "feed.xml").write_text(FEED)
    (folder / "note.txt").write_text(
        "Rebels held the village of Nayrab on 6 March 2020, a resident told us by phone."
    )
    inputs = [str(EXAMPLES / "saraqib.jsonl"), str(folder), an_archive(tmp_path / "crawl.warc")]

    added = run("add", *inputs, "--jobs", "1")["run"]["counts"]
    assert added == {"copy": 1, "read": 12}
    again = run("add", *inputs, "--jobs", "1")["run"]["counts"]
    assert again == {"there": 13}
    assert [r["counts"] for r in run("report", "--list")] == [added, again]

    incidents = run("incidents")
    here = run("incidents", "--place", "Saraqib", "--from", "2020-02-20", "--to", "2020-02-29")
    assert 0 < len(here) < len(incidents)
    assert {i["id"] for i in run("incidents", "--type", "Air/drone strike")} < {i["id"] for i in incidents}
    assert all(i["start"] <= "2020-02-28" for i in run("incidents", "--known-on", "2020-02-28") if i["start"])
    now, then = (
        run("control", "--place", "Saraqib", "--at", "2020-03-03"),
        run("control", "--place", "Saraqib", "--at", "2020-03-03", "--known-on", "2020-02-28"),
    )
    assert [s["holder"]["country"] for s in now] == ["SYR"] and now != then
    fields = {d["field"] for d in run("disputes")}
    assert "happened" in fields and any(f.startswith("killed") for f in fields)
    assert any(d["ranges"] for d in run("disputes") if d["field"].startswith("killed"))
    assert "by ACLED's rule (the lowest figure told" in run("disputes", text=True)
    assert {"Syrian Arab Army", "Government of Russia"} <= {a["name"] for a in run("actors")}
    [turks] = [
        a
        for a in run("actors", "Turkish Armed Forces", "--case", os.environ["DATELINE_CASE"])
        if a["key"] == "mil-tur"
    ]
    assert turks["suffers"] > 0
    assert any(s["kind"] == "state-outlet" for s in run("sources"))

    [hit] = run("search", '"blew up the bridge"')
    shown = run("show", hit["report"]["id"], text=True)
    assert "crawl.warc" in shown and "Bridge blown up" in shown
    one = next(i for i in here if len(i["claims"]) > 1)
    assert "joined by" in run("show", one["id"], text=True)
    claim = one["claims"][0]
    assert "characters" in run("show", claim[:9], text=True)

    corrected = run("correct", claim, "--status", "possible", "--why", "hearsay")
    run("grade", "SANA", "E")
    assert run("show", claim)["claim"]["claim"]["status"] == "possible"
    assert [e["coder"] for e in run("log")] == ["Ann", "Ann"]
    run("undo", str(corrected["number"]))
    assert run("show", claim)["claim"]["corrected"] == []

    for name in FORMATS:
        made = run("export", name, str(tmp_path / name), "--mask", "private")
        assert made["written"] > 0, name
    small = run("export", "acled", str(tmp_path / "small.csv"), "--place", "Saraqib", "--to", "2020-02-20")
    assert 0 < small["written"] < len(events(tmp_path / "acled"))
    assert run("check", str(tmp_path / "bundle"))["faults"] == []
    assert run("compare", str(tmp_path / "acled"))["only_ours"] == []
    assert {c["what"] for c in run("changes", "--since", "2026-01-01")} == {"report", "claim", "incident"}

    assert run("reread", "--all")["changed"] == 0
    run("upgrade")
    assert run("check")["faults"] == []
    run("backup", "copy.bak")
    assert run("check", "copy.bak")["reports"] == run("check")["reports"] == 13
    assert run("incidents", "--case", "copy.bak") == run("incidents")
    assert run("log", "--case", "copy.bak") == run("log")


def test_a_merge_withdraws_an_exported_event_and_undoing_it_brings_it_back_under_its_id(
    session: Run, tmp_path: Path
) -> None:
    run, out = session, tmp_path / "a.csv"
    run("add", str(EXAMPLES / "saraqib.jsonl"), "--jobs", "1")
    run("export", "acled", str(out))
    before = events(out)
    one, other = (
        i["id"] for i in run("incidents", "--place", "Saraqib", "--type", "Government regains territory")[:2]
    )
    merged = run("merge", one, other, "--why", "one battle")
    [gone] = [i for i in (one, other) if i not in {x["id"] for x in run("incidents")}]
    assert merged["incidents"] == [one if gone == other else other]
    told = {c["id"]: c for c in run("changes", "--since", "2026-01-01") if c["change"] == "withdrawn"}
    assert f"part of {one if gone == other else other} now" in told[gone]["why"]
    events_gone = [c for c in told.values() if c["what"] == "event"]
    made = run("export", "acled", str(out))
    after = events(out)
    assert set(after) < set(before) and set(before) - set(after) == {c["id"] for c in events_gone}
    assert any("withdrawn" in words for words in made["remarks"])
    told = {c["id"]: c for c in run("changes", "--since", "2026-01-01") if c["what"] == "event"}
    [lost] = set(before) - set(after)
    assert told[lost]["why"].startswith("acled: part of ")

    run("undo", str(merged["number"]))
    run("export", "acled", str(out))
    assert set(events(out)) == set(before)
    assert [c for c in run("changes", "--since", "2026-01-01") if c["what"] == "event"] == []


def test_a_split_and_its_undoing(session: Run, tmp_path: Path) -> None:
    run = session
    run("add", str(EXAMPLES / "saraqib.jsonl"), "--jobs", "1")
    whole = max(run("incidents"), key=lambda i: len(i["reports"]))
    leaving = [
        c["claim"]["id"] for c in run("show", whole["id"])["claims"] if c["report"] == whole["reports"][-1]
    ]
    split = run("split", whole["id"], *leaving, "--why", "another battle")
    parts = [i for i in run("incidents") if set(i["claims"]) & set(whole["claims"])]
    assert split["incidents"] == sorted(i["id"] for i in parts)
    assert not any(set(leaving) & set(i["claims"]) and set(i["claims"]) - set(leaving) for i in parts)
    run("undo", str(split["number"]))
    assert [i["claims"] for i in run("incidents") if i["id"] == whole["id"]] == [whole["claims"]]
    assert run("check")["faults"] == []


def test_an_export_as_known_on_a_day_has_nothing_that_was_told_later(session: Run, tmp_path: Path) -> None:
    run, out = session, tmp_path / "a.csv"
    run("add", str(EXAMPLES / "saraqib.jsonl"), "--jobs", "1")
    run("export", "acled", str(out))
    now = events(out)
    run("export", "acled", str(out), "--known-on", "2020-02-20")
    then = events(out)
    assert then and {row["event_date"] for row in then.values()} == {"2020-02-08"}
    assert set(then) < set(now)
    assert "Anatolian Daily" not in out.read_text() and "Anatolian Daily" in json.dumps(run("sources"))
    run("export", "plover", str(out), "--known-on", "2020-02-08")
    assert "2020-02-27" not in out.read_text()


def test_hostile_reports_harm_neither_the_case_nor_other_reports(session: Run, tmp_path: Path) -> None:
    run = session
    long = "x" * 9000
    told = "Rebels shelled the town of {} on Monday, killing {} people, police said. People fled the town at once."
    rows: list[dict[str, object]] = [
        {"id": "a\0b", "title": "T\0itle", "publisher": "Levant\0 Wire", "url": "https://example.org/\0x",
         "text": told.format("Sara\0qib", 3)},
        {"title": "\ud800 lone", "publisher": "P\udfff", "text": told.format("\ud800 Binnish", 4)},
        {"title": "\u202eevil\x1b[31m", "publisher": "\x1b]0;x\x07P", "text": told.format("Taftanaz", "\x1b[31m five")},
        {"publisher": long, "external": long, "text": told.format("Ariha", 6)},
        {"text": told.format(f"the {long.capitalize()} Brigade", "99999999999 and 12345678901234567890123")},
        {"text": told.format("Nayrab", "9" * 500), "published": "0001-01-01"},
        {"text": (told.format("Sarmin", 7) + " ") * 50_000},
        {"id": 12, "title": ["x"], "text": told.format("Harem", 8)},
        {"text": told.format("Sarmada", 2)},
    ]  # fmt: skip
    path = tmp_path / "hostile.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    inputs = run("add", str(path), "--jobs", "1")["inputs"]
    failed = [i["message"] for i in inputs if i["outcome"] == "failed"]
    assert len(failed) == 2 and "the limit for one report is 1,000,000" in failed[0] and "title" in failed[1]
    assert run("check")["faults"] == []
    killed = {i["place"]["name"]: i["casualties"] for i in run("incidents") if i["place"]}
    assert "Sarmada" in json.dumps(run("search", "Sarmada")) and killed
    for words in (
        run("incidents", text=True),
        run("sources", text=True),
        run("report", "1", "--all", text=True),
    ):
        assert "\x1b" not in words and "\u202e" not in words and "\0" not in words
    for name in FORMATS:
        run("export", name, str(tmp_path / name), "--mask", "private")
    run("backup", "copy.bak")
    assert run("check", "copy.bak")["faults"] == []
