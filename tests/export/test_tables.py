"""Flat tables, FollowTheMoney, the evidence bundle."""

from __future__ import annotations

import csv
import json
import re
import zipfile
from hashlib import sha256
from pathlib import Path

import pandas
import pytest

from dateline.errors import InputError
from dateline.export import bundle, csv_tables, eventreport, ftm
from dateline.export.cells import guarded
from dateline.export.codebooks import load_codebook, own_yaml

from .cases import IS, OBSERVATORY, SANA, a_claim, a_place, material

BOOK = load_codebook()
CASE = (
    (
        a_claim(killed=(("12 people", 12, 12, 12, 0),), sources=(OBSERVATORY,)),
        a_claim(
            id="c2", report="r2", publisher="SANA", killed=(("dozens", 24, None, None, 0),), sources=(SANA,)
        ),
        a_claim(id="c3", report="r3", status="denied"),
    ),
    (a_claim(id="c4", report="r4", status="planned", place=None),),
)


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=HYPERLINK(A1)", "'=HYPERLINK(A1)"),
        ("+1", "'+1"),
        ("-2", "'-2"),
        ("@SUM(1)", "'@SUM(1)"),
        ("\tx", "'\tx"),
        (-12.5, "-12.5"),
        (0, "0"),
        (None, ""),
        ("plain, words", "plain, words"),
    ],
)
def test_no_cell_runs_as_a_formula(cell: object, written: str) -> None:
    assert guarded(cell) == written


def test_a_row_of_eventreport_is_one_event_as_one_report_tells_it(tmp_path: Path) -> None:
    account = eventreport.write(material(*CASE), tmp_path / "e.csv", BOOK)
    rows = rows_of(tmp_path / "e.csv")
    assert [(r["event_id"], r["report_id"], r["source"], r["source_original"]) for r in rows] == [
        ("i1", "r1", "Reuters", "Syrian Observatory for Human Rights"),
        ("i1", "r2", "SANA", "SANA"),
    ]
    assert [(r["deaths_low"], r["deaths_best"], r["deaths_high"]) for r in rows] == [
        ("12", "12", "12"),
        ("24", "24", "24"),
    ]
    assert account.left_out == {"this shape has no cell for what is only planned or announced": 1}
    assert sum(account.remarks.values()) == 1


def test_the_tables_hold_every_claim_whatever_its_status(tmp_path: Path) -> None:
    out = tmp_path / "tables"
    csv_tables.write(material(*CASE), out, BOOK)
    claims = pandas.read_csv(out / "claims.csv", keep_default_na=False)
    assert claims[["claim", "incident", "status"]].values.tolist() == [
        ["c1", "i1", "occurred"],
        ["c2", "i1", "occurred"],
        ["c3", "i1", "denied"],
        ["c4", "i2", "planned"],
    ]
    assert tuple(claims.columns) == csv_tables.CLAIM_COLUMNS
    assert claims.reliability[0] == "C" and claims.evidence_end[0] == len(claims.evidence[0])
    incidents = pandas.read_csv(out / "incidents.csv")
    assert incidents.killed_best.tolist()[0] == 12 and incidents.lon.tolist()[0] == 37.49861


def test_followthemoney_gets_events_with_their_proof(tmp_path: Path) -> None:
    account = ftm.write(material(*CASE), tmp_path / "f.jsonl", BOOK)
    made = [json.loads(line) for line in (tmp_path / "f.jsonl").read_text().splitlines()]
    ids = [entity["id"] for entity in made]
    assert len(ids) == len(set(ids)) == account.written
    known = own_yaml("followthemoney.yaml")
    for entity in made:
        assert set(entity["properties"]) <= set(known[entity["schema"]]["properties"])
    [event] = [e for e in made if e["schema"] == "Event"]
    assert event["properties"]["recordId"] == ["i1"] and event["properties"]["country"] == ["sy"]
    assert event["properties"]["date"] == ["2016-02-23"]
    notes = [e for e in made if e["schema"] == "Note"]
    assert [n["properties"]["description"][1] for n in notes] == [
        "status: occurred",
        "status: occurred",
        "status: denied",
    ]
    says = [e for e in made if e["schema"] == "UnknownLink"]
    assert {s["properties"]["role"][0] for s in says} == {"says"}
    everything = {
        ref
        for e in made
        for name in ("entity", "subject", "object", "proof", "involved")
        for ref in e["properties"].get(name, [])
    }
    assert everything <= set(ids)
    assert any(e["properties"]["name"] == [IS.name] for e in made if e["schema"] == "Organization")


_FORMS = {
    "date": r"\d{4}(-\d{2}(-\d{2})?)?",
    "country": r"[a-z]{2}",
    "language": r"[a-z]{3}",
    "number": r"-?\d+(\.\d+)?",
    "url": r"https?://\S+",
    "topic": r"mil",
    "checksum": r"[0-9a-f]{40}",
}


def test_every_entity_keeps_to_the_schemata_of_followthemoney(tmp_path: Path) -> None:
    ftm.write(material(*CASE), tmp_path / "f.jsonl", BOOK)
    made = [json.loads(line) for line in (tmp_path / "f.jsonl").read_text().splitlines()]
    schemata = own_yaml("followthemoney.yaml")
    schema_of = {e["id"]: e["schema"] for e in made}
    assert len(schema_of) == len(made) > 0
    for entity in made:
        facts = schemata[entity["schema"]]
        assert set(entity["properties"]) >= set(facts["required"]), entity
        for name, values in entity["properties"].items():
            type, _, target = facts["properties"][name].partition(" ")
            assert values and all(isinstance(v, str) and v.strip() for v in values), (entity, name)
            for value in values:
                if type == "entity":
                    assert target in schemata[schema_of[value]]["is"], (entity, name)
                elif type in _FORMS:
                    assert re.fullmatch(_FORMS[type], value), (entity["schema"], name, value)


def test_its_own_library_accepts_every_entity_and_value(tmp_path: Path) -> None:
    model = pytest.importorskip("followthemoney", reason="followthemoney is not installed").model
    ftm.write(material(*CASE), tmp_path / "f.jsonl", BOOK)
    for line in (tmp_path / "f.jsonl").read_text().splitlines():
        data = json.loads(line)
        schema = model.get(data["schema"])
        assert schema is not None and not schema.abstract
        assert schema.validate(data) is None
        proxy = model.get_proxy(data, cleaned=False)
        for name, values in data["properties"].items():
            assert len(proxy.get(name)) == len(set(values)), (data["schema"], name, values)
    for name, facts in own_yaml("followthemoney.yaml").items():
        schema = model.get(name)
        assert {s.name for s in schema.schemata} == set(facts["is"]), name
        assert set(schema.required) == set(facts["required"]), name
        for property, type in facts["properties"].items():
            found = schema.properties[property]
            target = f" {found.range.name}" if found.range else ""
            assert f"{found.type.name}{target}" == type, (name, property)


def test_a_bundle_is_the_same_bytes_each_time_and_verifies(tmp_path: Path) -> None:
    first, second = tmp_path / "a.zip", tmp_path / "b.zip"
    bundle.write(material(*CASE), first, BOOK, texts=True)
    bundle.write(material(*CASE), second, BOOK, texts=True)
    assert first.read_bytes() == second.read_bytes()
    assert bundle.verify(first) == bundle.Verified(7, 4, ())
    with zipfile.ZipFile(first) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        assert sorted(manifest["files"]) == sorted(set(archive.namelist()) - {"manifest.json"})
        [claim, *_] = [json.loads(line) for line in archive.read("claims.jsonl").splitlines()]
        assert sha256(claim["quote"].encode()).hexdigest() == claim["quote_sha256"]
        assert (claim["reliability"], claim["credibility"]) == ("C", 3)


@pytest.mark.parametrize("name", ["claims.jsonl", "reports.jsonl", "texts/r1.txt"])
def test_a_bundle_that_was_changed_is_found_out(name: str, tmp_path: Path) -> None:
    good, bad = tmp_path / "a.zip", tmp_path / "b.zip"
    bundle.write(material(*CASE), good, BOOK, texts=True)
    with zipfile.ZipFile(good) as source, zipfile.ZipFile(bad, "w") as target:
        for entry in source.namelist():
            data = source.read(entry)
            target.writestr(entry, data.replace(b"12 people", b"2 people.") if entry == name else data)
        if name == "reports.jsonl":
            target.writestr("more.txt", "added")
    faults = bundle.verify(bad).faults
    expected = (
        "more.txt: not in the manifest"
        if name == "reports.jsonl"
        else f"{name}: changed since it was written"
    )
    assert expected in faults


def test_a_file_that_is_no_bundle_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(b"PK\x03\x04 nothing")
    with pytest.raises(InputError):
        bundle.verify(tmp_path / "x.zip")
    assert not bundle.is_bundle(tmp_path / "x.zip")


def test_a_slip_in_a_codebook_is_refused(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    for text in (
        "acled:\n  most_day: 3\n",
        "acled: 3\n",
        "acled:\n  most_days: many\n",
        "acled:\n  types: {RETREAT: Nonsense}\n",
        "a: [\n",
    ):
        own.write_text(text)
        with pytest.raises(InputError):
            load_codebook(own)
    assert a_place().name == "Khanasser"
