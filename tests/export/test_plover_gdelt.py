"""The two machine-coding formats: PLOVER records and GDELT's files."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pandas
import pytest

from dateline.export import gdelt, plover
from dateline.export.codebooks import load_codebook
from dateline.record.events import Status

from .cases import IS, RUSSIANS, SANA, a_claim, material

BOOK = load_codebook()


def test_a_claim_is_a_plover_record_with_the_place_of_its_words(tmp_path: Path) -> None:
    claim = a_claim(mode="firearms", killed=(("12 people", 12, 12, 12, 0),), sources=(SANA,))
    plover.write(material((claim,)), tmp_path / "p.jsonl", BOOK)
    [record] = [json.loads(line) for line in (tmp_path / "p.jsonl").read_text().splitlines()]
    assert record["date"] == "2016-02-23"
    assert record["event"] == ["ASSAULT"] and record["mode"] == ["firearms"]
    assert (record["quad_code"], record["event_scale"], record["size"]) == (4, -9, {"dead": 12})
    assert record["actor"] == [{"code": "SYR", "sector": "MIL", "entity_text": "Syrian Arab Army"}]
    assert record["recipient"][0]["identifier_id"] == "Q2429253"
    assert record["event_loc"][0]["country_code"] == "SYR" and record["event_loc"][0]["resolution"] == 4
    start, end = record["text_info"]["trigger"]
    assert record["text"][start:end] == "clashed" == record["event_text"][0]
    assert record["cite_info"]["publication"] == "Reuters"
    assert record["attribution"] == [{"text": "SANA", "kind": "state-outlet"}]


@pytest.mark.parametrize(
    ("status", "mode"),
    [
        ("planned", "future"),
        ("possible", "hypothetical"),
        ("conditional", "hypothetical"),
        ("denied", "negation"),
    ],
)
def test_what_did_not_happen_gets_an_auxiliary_mode(status: Status, mode: str, tmp_path: Path) -> None:
    plover.write(material((a_claim(status=status),)), tmp_path / "p.jsonl", BOOK)
    assert json.loads((tmp_path / "p.jsonl").read_text())["mode"] == [mode]


def test_what_lies_long_before_the_report_is_historical(tmp_path: Path) -> None:
    plover.write(material((a_claim(start=date(2014, 7, 1)),)), tmp_path / "p.jsonl", BOOK)
    assert json.loads((tmp_path / "p.jsonl").read_text())["mode"] == ["historical"]


def test_a_claim_without_plover_type_is_left_out_and_counted(tmp_path: Path) -> None:
    account = plover.write(material((a_claim(plover=None),)), tmp_path / "p.jsonl", BOOK)
    assert (account.written, sum(account.left_out.values())) == (0, 1)


def test_an_incident_without_cameo_code_is_left_out_and_counted(tmp_path: Path) -> None:
    account = gdelt.write(
        material((a_claim(cameo=None),), (a_claim(id="c2", cameo="190"),)), tmp_path / "g", BOOK
    )
    assert (account.written, account.left_out) == (1, {"no CAMEO code": 1})


def test_pandas_reads_gdelts_files_without_a_head(tmp_path: Path) -> None:
    case = material(
        (
            a_claim(actors=(RUSSIANS,), cameo="195", sub="Air/drone strike"),
            a_claim(id="c2", report="r2", publisher="AFP", actors=(RUSSIANS,), cameo="195"),
        ),
        (a_claim(id="c3", status="denied"),),
    )
    account = gdelt.write(case, tmp_path / "g", BOOK)
    events = pandas.read_csv(
        tmp_path / "g.export.CSV",
        sep="\t",
        header=None,
        names=list(gdelt.COLUMNS),
        dtype=str,
        keep_default_na=False,
    )
    assert (len(gdelt.COLUMNS), len(gdelt.MENTION_COLUMNS)) == (61, 16)
    [row] = events.to_dict("records")
    assert (row["EventCode"], row["EventBaseCode"], row["EventRootCode"]) == ("195", "195", "19")
    assert (row["QuadClass"], row["GoldsteinScale"]) == ("4", "-10.0")
    assert (row["NumMentions"], row["NumSources"], row["NumArticles"]) == ("2", "2", "2")
    assert (row["Actor1Code"], row["Actor1Name"]) == ("RUSMIL", "RUSSIAN AEROSPACE FORCES")
    assert (row["Actor2Code"], row["Actor2Name"]) == ("REB", IS.name.upper())
    assert (row["ActionGeo_Type"], row["ActionGeo_CountryCode"]) == ("4", "SY")
    assert row["ActionGeo_Fullname"] == "Khanasser, Aleppo, Syria"
    assert (row["Day"], row["SOURCEURL"]) == ("20160223", "https://news.example/r1")
    mentions = pandas.read_csv(
        tmp_path / "g.mentions.CSV", sep="\t", header=None, names=list(gdelt.MENTION_COLUMNS), dtype=str
    )
    assert set(mentions.GlobalEventID) == {row["GlobalEventID"]}
    assert mentions.MentionSourceName.tolist() == ["Reuters", "AFP"]
    assert account.left_out == {"GDELT has no cell for what is denied": 1}


@pytest.mark.parametrize(("code", "quad"), [("030", 1), ("070", 2), ("112", 3), ("141", 3), ("195", 4)])
def test_quad_class_of_a_code(code: str, quad: int) -> None:
    assert gdelt.quad_class(code) == quad
