"""A report dated on a day that has not come is told where it is added or archived."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from tests.pipeline.archive.made import work

from dateline.cli.archive_lines import account_lines
from dateline.pipeline.adding import Adding, add_reports
from dateline.pipeline.archive.plans import Settings
from dateline.pipeline.days_ahead import lies_ahead
from dateline.pipeline.loading import load_archive
from dateline.steps.documents import Source
from dateline.store.base import Run
from dateline.store.case import Case

WORDS = (
    "Rebels captured the town of Khanasser on Sunday, state media said. At least twelve soldiers were killed."
)
AHEAD = "Dated 2127-11-01, which lies ahead."


def a_row(number: int, published: str | None) -> bytes:
    text = f"{WORDS} This is report {number}, of brigade {number * 7919}."
    return json.dumps({"id": str(number), "text": text, "published": published}).encode()


def told(case: Case, run: Run) -> list[tuple[str, str | None, str | None]]:
    with case.view() as view:
        return [(i.outcome, i.kind, i.message) for i in view.run_inputs(run.number)]


@pytest.mark.parametrize(
    ("day", "ahead"),
    [(date(2026, 11, 28), False), (date(2026, 11, 29), False), (date(2026, 11, 30), True), (None, False)],
)
def test_a_day_lies_ahead_that_has_begun_in_no_zone(day: date | None, ahead: bool) -> None:
    morning = datetime(2026, 11, 29, 9, tzinfo=UTC)
    assert (lies_ahead(day, now=morning) is not None) == ahead
    assert lies_ahead(date(2026, 11, 30), now=datetime(2026, 11, 29, 11, tzinfo=UTC)) is None


def test_the_account_of_a_run_says_which_reports_are_dated_ahead_once(case: Case) -> None:
    days = ("2016-03-06", "2127-11-01", None)
    rows = [Source(where=f"r:{n}", kind="row", data=a_row(n, day)) for n, day in enumerate(days)]
    how = Adding(coder="ann", jobs=1)
    run = add_reports(case, rows, named=["rows"], how=how)
    assert [(kind, message) for _, kind, message in told(case, run)] == [
        (None, None),
        ("ahead", AHEAD),
        (None, None),
    ]
    again = add_reports(case, rows, named=["rows"], how=how)
    assert [message for _, _, message in told(case, again)] == [None, None, None]


def test_a_report_dated_ahead_in_another_language_is_told_both(case: Case) -> None:
    text = (
        "Les rebelles ont repris la ville de Saraqib jeudi, selon des habitants joints par telephone au soir."
    )
    row = json.dumps({"text": text, "published": "2127-11-01"}).encode()
    run = add_reports(
        case, [Source(where="r", kind="row", data=row)], named=["r"], how=Adding(coder="ann", jobs=1)
    )
    ((outcome, kind, message),) = told(case, run)
    assert (outcome, kind) == ("not-english", "not-english")
    assert message is not None and message.startswith(AHEAD) and "French" in message


def test_an_archive_and_its_loading_say_which_reports_are_dated_ahead(case: Case, tmp_path: Path) -> None:
    rows = [a_row(n, day) for n, day in enumerate(("2016-03-06", "2127-11-01", None))]
    (tmp_path / "reports.jsonl").write_bytes(b"\n".join(rows))
    account = work(
        tmp_path / "reports.jsonl", tmp_path / "out", settings=Settings(threshold=None, copies=False)
    )
    assert account.reports == 3
    lines = list(account_lines(account, tmp_path / "out"))
    assert "Some reports are dated in months that lie ahead: 1 of 2127-11." in lines
    run = load_archive(case, tmp_path / "out", coder="ann")
    assert sorted(str(message) for _, _, message in told(case, run)) == [AHEAD, "None", "None"]
