"""Readings as rows and back."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa
import pytest

from dateline.contract import encode
from dateline.pipeline import Reader
from dateline.pipeline.archive.tables import PARTS, Around, reading_of, rows_of, schema_of, table_of
from dateline.record.readings import Reading
from dateline.steps.documents import document_from_text

HOME = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def readings(reader: Reader) -> list[Reading]:
    lines = (HOME / "examples" / "twelve-wars.jsonl").read_text(encoding="utf-8").splitlines()[:3]
    return [reader.read(document_from_text(json.loads(line)["text"])) for line in lines]


def test_a_reading_that_went_through_the_tables_is_the_same_to_the_byte(readings: list[Reading]) -> None:
    for reading in readings:
        rows = rows_of(reading, Around("here", 0.9, 2))
        tables = {name: table_of(name, made).to_pylist() for name, made in rows.items()}
        [report] = tables.pop("reports")
        assert encode(reading_of(report, tables)) == encode(reading)
        assert (report["input"], report["triage"], report["copies"]) == ("here", 0.9, 2)


def test_spans_claims_and_rules_are_nested_columns_with_types(readings: list[Reading]) -> None:
    claims = schema_of("claims")
    assert claims.field("confidence").type == pa.float64()
    assert claims.field("evidence").type == pa.struct([("start", pa.int64()), ("end", pa.int64())])
    assert claims.field("rules").type == pa.map_(pa.string(), pa.string())
    assert claims.field("time").type.field("start").type == pa.date32()
    assert pa.types.is_list(claims.field("casualties").type)
    assert claims.field("casualties").type.value_type.field("low").type == pa.int64()


def test_every_field_of_the_contract_is_a_column(readings: list[Reading]) -> None:
    contract = json.loads(encode(readings[0]))
    assert set(contract["document"]) | {"warnings"} <= set(schema_of("reports").names)
    for table in PARTS:
        assert set(contract[table][0]) <= set(schema_of(table).names)
