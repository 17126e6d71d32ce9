"""The reports for incident linking, and how a grouping of them is scored."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from dateline.evaluate.checks import ACLED_SUB_EVENTS
from dateline.evaluate.linking import (
    IncidentReport,
    gold_groups,
    linking_score,
    read_incident_reports,
)

FOLDER = Path(__file__).parent.parent.parent / "bench" / "incidents"
REPORTS = read_incident_reports(FOLDER)
INCIDENTS = yaml.safe_load((FOLDER / "incidents.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.id)
def test_each_trigger_stands_in_its_report(report: IncidentReport) -> None:
    for mark in report.incidents:
        assert report.span(mark).of(report.text).lower() == mark.trigger.lower()
        assert INCIDENTS[mark.incident]["type"] == mark.type


def test_there_are_enough_incidents_each_told_more_than_once() -> None:
    told = {name: {r.id for r in REPORTS for m in r.incidents if m.incident == name} for name in INCIDENTS}
    assert len(INCIDENTS) >= 60 and len(REPORTS) >= 200
    assert [name for name, reports in told.items() if len(reports) < 2] == []
    assert [name for name, one in INCIDENTS.items() if one["type"] not in ACLED_SUB_EVENTS] == []


def test_ids_are_unique_and_copies_name_a_report_that_is_there() -> None:
    ids = {report.id for report in REPORTS}
    assert len(ids) == len(REPORTS)
    assert {report.copy_of for report in REPORTS if report.copy_of} <= ids


GOLD = {("a", 0): "bomb", ("b", 0): "bomb", ("c", 0): "raid", ("c", 1): "bomb"}


def test_the_right_grouping_scores_one() -> None:
    score = linking_score(GOLD, dict(GOLD))
    assert (score.f1, score.pairs.f1) == (1.0, 1.0)


def test_joining_everything_costs_precision() -> None:
    score = linking_score(GOLD, dict.fromkeys(GOLD, "one"))
    assert (round(score.precision, 3), score.recall) == (0.625, 1.0)


def test_joining_nothing_costs_recall() -> None:
    score = linking_score(GOLD, {})
    assert (score.precision, round(score.recall, 3), score.pairs.recall) == (1.0, 0.5, 0.0)


def test_pairs_within_a_report_do_not_count() -> None:
    score = linking_score(GOLD, {("c", 0): "x", ("c", 1): "x"})
    assert (score.pairs.wrong, score.pairs.missed) == (0, 3)


def test_every_mark_has_an_incident() -> None:
    groups = gold_groups(REPORTS)
    assert len(groups) == sum(len(report.incidents) for report in REPORTS)
    assert set(groups.values()) == set(INCIDENTS)
