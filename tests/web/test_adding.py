"""Adding through the workbench: pasted, as files, by address; one job at a time, followed as it goes."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dateline.steps.documents.addresses import is_public
from dateline.store.case import Case
from dateline.web.adding import new_folder, safe_name

from .client import Client

STRIKE = "Shells hit the market of Khanasser on 3 March 2016, killing six people, a hospital official said."
SECONDS = 120.0
"""A loaded machine takes long to start the process that reads."""


def until(client: Client, job: str, holds: Callable[[Any], bool]) -> Any:
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        told = client.get(f"/add/{job}")
        if holds(told):
            return told
        time.sleep(0.05)
    raise AssertionError(told)


def over(told: Any) -> bool:
    return told["state"] in ("done", "stopped", "failed")


def test_text_and_files_are_read_into_the_case_and_told_of(client: Client, case: Case) -> None:
    sent = {"text": STRIKE, "published": "2016-03-04", "publisher": "Idlib Daily", "title": "<b>Market</b>"}
    job = client.write("/add/text", sent, status=202)
    rows = "".join(
        json.dumps({"id": n, "text": f"{STRIKE} This is report {n}.", "published": "2016-03-04"}) + "\n"
        for n in ("a", "b")
    )
    files = [
        ("files", ("../../etc/two.jsonl", rows.encode())),
        ("files", ("..\\x.txt", b"Rebels captured Tabqa on 2 May 2016.")),
        ("files", ("empty.txt", b"")),
    ]
    answer = client.ask("POST", "/api/v1/add/files", files=files, data={"publisher": "River Post"})
    assert answer.status_code == 202, answer.text
    second = answer.json()
    assert second["inputs"] == ["two.jsonl", "x.txt", "empty.txt"]

    first = until(client, job["id"], over)
    assert (first["state"], first["done"], first["total"], first["counts"]) == ("done", 1, 1, {"read": 1})
    whole = until(client, second["id"], over)
    assert (whole["state"], whole["done"], whole["total"]) == ("done", 4, 4)
    assert whole["counts"] == {"copy": 2, "read": 1, "no-text": 1} or whole["counts"]["no-text"] == 1

    report = client.get(f"/runs/{whole['run']}")
    assert [i["where"] for i in report["inputs"]] == ["two.jsonl:1", "two.jsonl:2", "x.txt", "empty.txt"]
    assert report["run"]["coder"] == "ann"
    assert client.get("/incidents", place="Khanasser")["total"] >= 1
    added = client.get("/reports", publisher="Idlib Daily")["items"]
    assert [(r["title"], r["published"]) for r in added] == [("<b>Market</b>", "2016-03-04")]
    assert [j["id"] for j in client.get("/add")["items"]] == [second["id"], job["id"]]

    events = client.ask("GET", f"/api/v1/add/{second['id']}/events")
    assert events.headers["content-type"].startswith("text/event-stream")
    told = [json.loads(line[6:]) for line in events.text.splitlines() if line.startswith("data: ")]
    assert [e["number"] for e in told] == list(range(1, len(told) + 1))
    starting = [e["job"]["starting"] for e in told if e["input"] is None and e["job"]["state"] == "reading"]
    assert starting[0] is True and starting[-1] is False
    assert not any(e["job"]["starting"] for e in told if e["input"])
    assert [e["input"]["where"] for e in told if e["input"]] == [i["where"] for i in report["inputs"]]
    assert told[-1]["job"]["state"] == "done"
    later = client.ask(
        "GET", f"/api/v1/add/{second['id']}/events", headers={"Last-Event-ID": str(told[-2]["number"])}
    )
    assert later.text.count("data: ") == 1


def test_a_job_is_stopped_and_what_waits_is_not_begun(client: Client, case: Case) -> None:
    many = "".join(json.dumps({"id": n, "text": f"{STRIKE} Report {n}."}) + "\n" for n in range(400))
    answer = client.ask("POST", "/api/v1/add/files", files=[("files", ("many.jsonl", many.encode()))])
    first = answer.json()["id"]
    second = client.write("/add/text", {"text": STRIKE}, status=202)["id"]
    until(client, first, lambda told: told["state"] == "reading")
    client.write(f"/add/{second}/stop")
    client.write(f"/add/{first}/stop")
    assert until(client, first, over)["state"] == "stopped"
    told = until(client, second, over)
    assert (told["state"], told["done"]) == ("stopped", 0)
    with case.view() as view:
        assert sum(1 for _ in view.reports()) < 200


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:8765/api/v1/case",
        "http://2130706433/",
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[64:ff9b::a9fe:a9fe]/",
        "http://[fd00:ec2::254]/",
        "http://[::]/",
        "http://0.0.0.0/",
        "http://user:secret@example.org/",
        "http://",
        "http://[",
        "http://example.org:99999/",
        "ftp://example.org/a.txt",
        "file:///etc/passwd",
        "javascript:alert(1)",
    ],
)
def test_an_address_inside_is_refused_at_once(client: Client, url: str) -> None:
    status, kind = client.refused("/add/url", {"url": url})
    assert status == 422
    assert kind in ("refused", "invalid")


INNER = """
127.0.0.1 10.1.2.3 172.16.0.1 192.168.0.1 169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1 255.255.255.255
::1 :: fe80::1 fe80::1%eth0 fc00::1 fd00:ec2::254 ff02::1 ::ffff:10.0.0.1 ::ffff:a9fe:a9fe ::7f00:1
64:ff9b::7f00:1 64:ff9b:1::a00:1 2002:7f00:1:: 2001:0:4136:e378:8000:63bf:3fff:fdd2
0x7f.1 0177.0.0.1 2130706433 localhost
"""
"""Loopback, private, link-local, metadata, carrier's, multicast; mapped, translated, tunnelled; and no addresses."""


@pytest.mark.parametrize("address", [*INNER.split(), ""])
def test_no_form_of_an_inner_address_is_public(address: str) -> None:
    assert not is_public(address)


def test_a_name_that_leads_inside_is_refused_when_it_is_fetched(client: Client) -> None:
    job = client.write("/add/url", {"url": "http://localhost:9/feed.xml"}, status=202)
    told = until(client, job["id"], over)
    assert told["counts"] == {"failed": 1}
    (line,) = client.get(f"/runs/{told['run']}")["inputs"]
    assert line["kind"] == "refused"
    assert "not a public address" in line["message"]


def test_what_holds_nothing_is_not_begun(client: Client) -> None:
    assert client.refused("/add/text", {"text": "  \n"}) == (422, "invalid")
    assert client.refused("/add/text", {"text": STRIKE, "published": "yesterday"}) == (422, "invalid")
    assert client.refused("/add/text", {"text": STRIKE, "url": "javascript:alert(1)"}) == (422, "invalid")
    answer = client.ask("POST", "/api/v1/add/files", data={"publisher": "x"})
    assert answer.status_code == 422
    assert client.get("/add")["items"] == []


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("report.pdf", "report.pdf"),
        ("../../../etc/passwd", "passwd"),
        ("C:\\Users\\ann\\a.txt", "a.txt"),
        (".hidden", "hidden"),
        ("-rf", "rf"),
        ("a\0b\n.txt", "ab.txt"),
        ("fdp.\u202etxt.exe", "fdp.txt.exe"),
        ("", "file"),
        ("..", "file"),
        ("http://evil.example/x", "x"),
        ("x" * 400 + ".jsonl", "x" * 115 + ".jsonl"),
        ("тест.txt", "тест.txt"),
    ],
)
def test_a_file_is_kept_under_the_last_part_of_its_name(given: str, kept: str) -> None:
    assert safe_name(given, set()) == kept


def test_two_files_of_one_name_are_told_apart() -> None:
    assert safe_name("a.txt", {"A.TXT", "a-2.txt"}) == "a-3.txt"


def test_nobody_else_on_the_machine_sees_what_is_added() -> None:
    folder = new_folder()
    try:
        assert Path(folder).stat().st_mode & 0o077 == 0
    finally:
        folder.rmdir()
