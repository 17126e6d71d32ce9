"""The example files say what their notes say they do."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from dateline.evaluate import read_gold_folder
from dateline.evaluate.passages import whole_words
from dateline.steps.documents import Source, load

ROOT = Path(__file__).parent.parent.parent
CASE = ROOT / "tests" / "gold" / "case" / "saraqib.yaml"


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("path", sorted((ROOT / "examples").rglob("*.jsonl")), ids=lambda path: path.name)
def test_each_line_is_a_report_with_an_id_of_its_own(path: Path) -> None:
    reports = rows(path)
    assert len({report["id"] for report in reports}) == len(reports)
    assert all(report["text"] and report["published"] and report["publisher"] for report in reports)


def test_the_gold_of_the_case_names_words_that_stand_in_its_reports() -> None:
    gold = yaml.safe_load(CASE.read_text(encoding="utf-8"))
    texts = {report["id"]: report["text"] for report in rows(CASE.parent / gold["reports"])}
    missing = [
        claim
        for incident in gold["incidents"]
        for claim in incident["claims"]
        if len(whole_words(texts[claim["report"]], claim["trigger"])) < claim.get("at", 1)
    ]
    assert missing == []


def test_every_report_in_the_table_exists_and_every_report_is_in_the_table() -> None:
    folder = ROOT / "examples"
    table = (folder / "README.md").read_text(encoding="utf-8")
    files = [p for p in folder.rglob("*") if p.suffix in (".txt", ".jsonl")]
    assert [p.name for p in files if f"`{p.relative_to(folder)}`" not in table] == []


def test_the_listing_says_what_the_gold_says() -> None:
    with (ROOT / "examples" / "reports.csv").open(encoding="utf-8") as file:
        listed = {row["file"]: (row["published"], row["publisher"]) for row in csv.DictReader(file)}
    gold = read_gold_folder(ROOT / "tests" / "gold")
    texts = [g for g in gold if (ROOT / "examples" / f"{g.name}.txt").exists()]
    assert listed == {f"{g.name}.txt": (str(g.published), g.publisher or "") for g in texts}


@pytest.mark.parametrize("name", ["mali-market-attack", "ukraine-missiles-statement"])
def test_a_page_gives_the_report_without_what_surrounds_it(name: str) -> None:
    page = load(Source(where="page", kind="bytes", data=(ROOT / "examples" / f"{name}.html").read_bytes()))
    text = (ROOT / "examples" / f"{name}.txt").read_text(encoding="utf-8")
    body = [line for line in text.splitlines() if len(line) > 100]
    assert page.document is not None
    assert [line for line in body if line not in page.document.text] == []
    assert not re.search(r"Read also|cookie|Seydou|All rights|Press contact|Related", page.document.text)


def test_the_gold_of_the_twelve_wars_gives_their_dates_and_publishers() -> None:
    gold = {
        g.name: (str(g.published), g.publisher, g.text) for g in read_gold_folder(ROOT / "tests" / "gold")
    }
    for row in rows(ROOT / "examples" / "twelve-wars.jsonl"):
        assert gold[row["id"]] == (row["published"], row["publisher"], row["text"])
