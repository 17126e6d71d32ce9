"""`dateline export` and `dateline check BUNDLE` on a case of read reports."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pandas
import pytest
from click.testing import CliRunner

from dateline.cli import main
from dateline.contract import encode
from dateline.export.formats import FORMATS
from dateline.pipeline import Reader
from dateline.record.incidents import Incident, Link
from dateline.record.kept import KeptClaim
from dateline.steps.documents import document_from_text
from dateline.store.case import new_case

TEXTS = (
    "The Syrian army shelled Khanasser on Tuesday, killing 12 people, the Syrian Observatory for Human Rights said. "
    "Mahmud Darwazeh, a shopkeeper, said Islamic State fighters fled the town.",
    "Islamic State fighters captured Palmyra on Monday. The army plans to attack Raqqa next week.",
)


def incident_of(claim: KeptClaim) -> Incident:
    return Incident(
        id=f"i{claim.id[1:]}",
        type=claim.claim.acled_sub or claim.claim.plover or "state",
        plover=claim.claim.plover,
        start=claim.start,
        end=claim.end,
        place=claim.place,
        actors=claim.actors,
        recipients=claim.recipients,
        casualties=(),
        claims=(claim.id,),
        reports=(claim.report,),
        independent_sources=1,
        disputed=(),
        links=(Link(claim=claim.id, score=1.0, reasons=("alone",), by="hand"),),
    )


@pytest.fixture(scope="module")
def case(reader: Reader, tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("case") / "a.dateline"
    with new_case(str(path)) as made, made.writer() as writer:
        for number, text in enumerate(TEXTS):
            document = document_from_text(
                text, published=date(2016, 2, 24 + number), publisher="Reuters", title="Fighting"
            )
            reading = reader.read(document)
            writer.add(reading, encode(reading), where=f"report {number}", version="1")
        writer.replace_incidents([incident_of(c) for c in writer.claims()])
    return str(path)


def run(*arguments: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(main, list(arguments))
    return done.exit_code, done.stdout, done.stderr


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_is_written_from_a_case_and_again_with_the_same_bytes(
    format: str, case: str, tmp_path: Path
) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        status, _, account = run("export", format, str(tmp_path / folder / "out"), "--case", case)
        assert status == 0, account
        assert account.startswith(f"{format}: ")
    files = sorted(p.relative_to(tmp_path / "one") for p in (tmp_path / "one").rglob("*") if p.is_file())
    assert files
    for file in files:
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()


def test_filters_and_the_account_as_json(case: str, tmp_path: Path) -> None:
    out = tmp_path / "a.csv"
    status, printed, _ = run("export", "acled", str(out), "--case", case, "--place", "Khanasser", "--json")
    account = json.loads(printed)
    assert (status, account["format"]) == (0, "acled")
    read = pandas.read_csv(out)
    assert len(read) == account["written"] > 0
    assert set(read.location) == {"Khanasser"} and "Shelling/artillery/missile attack" in set(
        read.sub_event_type
    )


def test_a_masked_export_names_no_shopkeeper(case: str, tmp_path: Path) -> None:
    status, _, account = run("export", "csv", str(tmp_path / "t"), "--case", case, "--mask", "private")
    assert (status, "private persons masked" in account) == (0, True)
    written = (tmp_path / "t" / "claims.csv").read_text()
    assert "Darwazeh" not in written and "[person 1]" in written and "Reuters" in written


def test_a_bundle_with_texts_verifies_without_the_case(case: str, tmp_path: Path) -> None:
    out = tmp_path / "e.zip"
    assert run("export", "bundle", str(out), "--texts", "--case", case)[0] == 0
    status, printed, _ = run("check", str(out))
    assert status == 0 and "the bundle is as it was written" in printed
    out.write_bytes(out.read_bytes().replace(b"claims.jsonl", b"claimz.jsonl"))
    assert run("check", str(out))[0] != 0


def test_what_cannot_be_done_is_said(case: str, tmp_path: Path) -> None:
    status, _, words = run("export", "acled", str(tmp_path / "no" / "a.csv"), "--case", case)
    assert (status, "cannot be written" in words) == (2, True)
    status, _, words = run("export", "geojson", str(tmp_path / "a"), "--case", case, "--hxl")
    assert (status, "HXL" in words) == (2, True)


@pytest.mark.parametrize("format", ["acled", "ged"])
def test_a_case_agrees_with_its_own_export(format: str, case: str, tmp_path: Path) -> None:
    out = tmp_path / "coded.csv"
    run("export", format, str(out), "--case", case)
    status, printed, words = run("compare", str(out), "--case", case, "--json")
    found = json.loads(printed)
    assert status == 0, words
    assert (found["only_theirs"], found["only_ours"], found["unreadable"]) == ([], [], 0)
    assert len(found["pairs"]) == len(pandas.read_csv(out))
    assert run("compare", str(out), "--case", case, "--list")[1].count("found") >= 1


def test_a_file_of_another_war_is_left_aside(case: str, tmp_path: Path) -> None:
    out = tmp_path / "coded.csv"
    run("export", "acled", str(out), "--case", case)
    out.write_text(out.read_text().replace(",Syria,", ",Mali,"))
    status, printed, _ = run("compare", str(out), "--case", case)
    assert status == 0 and "lie outside the countries and days of the case" in printed
