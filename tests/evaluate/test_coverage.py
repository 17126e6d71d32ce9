"""What joining needs of each telling: that it is read, with its type, day and place."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from dateline.evaluate import read_gold
from dateline.evaluate.coverage import Incident, coverage_table, read_incidents, tellings
from dateline.evaluate.linking import IncidentReport, MarkInFile, read_incident_reports
from dateline.evaluate.perfect import perfect_reading

FOLDER = Path(__file__).parent.parent.parent / "bench" / "incidents"
TEXT = "Rebels seized Marib on Monday. The army shelled Aden."
GOLD = """
published: 2020-03-04
places:
  marib: {names: [Marib], lat: 15.46, lon: 45.33}
claims:
  - {id: one, trigger: seized, plover: [ASSAULT], acled_sub: [Armed clash], status: [occurred], place: marib,
     time: {start: 2020-03-02}}
"""
REPORT = IncidentReport(
    id="r",
    text=TEXT,
    published=date(2020, 3, 4),
    publisher=None,
    title=None,
    incidents=(
        MarkInFile(incident="marib", trigger="seized", type="Armed clash"),
        MarkInFile(incident="aden", trigger="shelled", type="Attack"),
    ),
)
INCIDENTS = {
    "marib": Incident(type="Armed clash", place="Marib", date=date(2020, 3, 2), about="", lat=15.5, lon=45.3),
    "aden": Incident(type="Attack", place="Aden", date=date(2020, 3, 1), about="", lat=12.8, lon=45.0),
}


def test_a_telling_is_read_with_its_type_day_and_place_or_not_at_all(tmp_path: Path) -> None:
    (tmp_path / "r.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "r.yaml").write_text(GOLD, encoding="utf-8")
    seized, shelled = tellings([(REPORT, perfect_reading(read_gold(tmp_path / "r.yaml")))], INCIDENTS)
    assert (seized.same_words, seized.type_right, seized.day, seized.place) == (True, True, True, True)
    assert shelled.claim is None
    assert "read                              1 of    2   50.0%" in coverage_table((seized, shelled))


def test_each_incident_that_has_a_town_has_its_point() -> None:
    without = {name for name, one in read_incidents(FOLDER).items() if one.lat is None}
    assert without == {"uk10", "as7", "la5"}


def test_each_incident_happened_before_its_reports_were_published() -> None:
    incidents = read_incidents(FOLDER)
    early = [
        (report.id, mark.incident)
        for report in read_incident_reports(FOLDER)
        for mark in report.incidents
        if incidents[mark.incident].date > report.published
    ]
    assert early == []
