"""An archive to tables: every record once, in the tables or with the reason why not."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow.parquet as pq
import pytest

from dateline.errors import InputError
from dateline.pipeline.archive.plans import Settings
from dateline.pipeline.archive.tables import TABLES, schema_of

from .made import Archived, crawl, page, record, rows_of, work


def test_each_record_is_in_the_reports_or_among_the_skipped(archived: Archived) -> None:
    account, rows = archived.account, rows_of(archived.out, "reports", "skipped")
    assert account.records == sum(archived.sorts.values()) == 80
    assert (account.reports, account.records - account.reports) == (
        len(rows["reports"]),
        len(rows["skipped"]),
    )
    named = [row["input"] for table in rows.values() for row in table]
    assert len(set(named)) == len(named)
    counted = {why: sum(row["why"] == why for row in rows["skipped"]) for why in account.skipped}
    assert counted == account.skipped


def test_reports_of_conflict_are_read_and_general_news_is_not(archived: Archived) -> None:
    rows = rows_of(archived.out, "reports", "skipped")
    assert archived.account.skipped["triage"] >= archived.sorts["general"]
    assert len(rows["reports"]) == archived.sorts["conflict"]
    assert all(row["score"] < 0.3 <= 1 for row in rows["skipped"] if row["why"] == "triage")
    assert all(row["triage"] >= 0.3 for row in rows["reports"])


def test_the_account_is_kept_beside_the_tables(archived: Archived) -> None:
    kept = json.loads((archived.out / "run.json").read_text())
    assert kept["reports"] == archived.account.reports
    assert kept["months"] == dict(sorted(archived.account.months.items()))
    assert sorted(p.name for p in archived.out.iterdir() if not p.name.startswith(".")) == sorted(
        ["run.json", "skipped", *TABLES]
    )


def test_what_is_finished_is_not_done_again(archived: Archived) -> None:
    assert work(archived.crawl, archived.out) == archived.account


def test_a_folder_with_another_archive_is_refused(archived: Archived) -> None:
    with pytest.raises(InputError, match="holds a finished archive of other inputs or settings"):
        work(archived.crawl, archived.out, settings=Settings(threshold=None))


def test_duckdb_opens_the_tables_as_they_are(archived: Archived) -> None:
    reports, claims = (f"read_parquet('{archived.out}/{t}/**/*.parquet')" for t in ("reports", "claims"))
    months = _rows(f"SELECT month, count(*) FROM {reports} GROUP BY month ORDER BY month")
    assert dict(months) == archived.account.months
    [(claimed, told)] = _rows(
        f"SELECT count(*), sum(r.claims) / count(*) FROM {claims} c JOIN {reports} r ON c.report = r.id"
    )
    assert claimed == archived.account.claims > 0 and told > 0
    [(text, words)] = _rows(
        f"SELECT substr(r.text, c.trigger.span.start + 1, c.trigger.span.end - c.trigger.span.start), c.trigger.text "
        f"FROM {claims} c JOIN {reports} r ON c.report = r.id LIMIT 1"
    )
    assert text == words


def test_pandas_opens_the_tables_as_they_are(archived: Archived) -> None:
    reports = pd.read_parquet(archived.out / "reports")
    claims = pd.read_parquet(archived.out / "claims")
    assert len(reports) == archived.account.reports and len(claims) == archived.account.claims
    assert set(claims["report"]) <= set(reports["id"])
    assert isinstance(reports["published"].dropna().iloc[0], date)
    assert dict(reports["month"].astype(str).value_counts()) == archived.account.months


def test_rows_stand_in_the_order_of_their_reports(archived: Archived) -> None:
    for table in TABLES:
        for file in (archived.out / table).rglob("*.parquet"):
            rows = pd.read_parquet(file, partitioning=None)
            key = ["id"] if table == "reports" else ["report", "n"]
            assert rows[key].equals(rows[key].sort_values(key, ignore_index=True))


def test_every_file_has_the_columns_of_its_table(archived: Archived) -> None:
    for table in TABLES:
        files = list((archived.out / table).rglob("*.parquet"))
        assert len(files) == len(archived.account.months)
        assert all(pq.read_schema(file).equals(schema_of(table)) for file in files)


def test_a_folder_that_holds_something_else_is_refused(tmp_path: Path) -> None:
    crawl(tmp_path / "crawl.warc.gz", 3)
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.txt").write_text("mine")
    with pytest.raises(InputError, match=r"is not empty \(thesis.txt\)"):
        work(tmp_path / "crawl.warc.gz", tmp_path / "out")


def test_an_archive_of_nothing_is_an_archive(tmp_path: Path) -> None:
    (tmp_path / "crawl.warc.gz").write_bytes(record(1, page("x"), status="404 Not Found"))
    account = work(tmp_path / "crawl.warc.gz", tmp_path / "out")
    assert (account.records, account.reports, account.skipped) == (1, 0, {"no-page": 1})


def _rows(query: str) -> list[tuple[Any, ...]]:
    with duckdb.connect() as base:
        return base.execute(query).fetchall()
