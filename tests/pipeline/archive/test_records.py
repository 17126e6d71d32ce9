"""The reports of an input, cut into parts that share none and leave none out."""

from __future__ import annotations

import gzip
import json
import zipfile
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard

from dateline.errors import InputError
from dateline.pipeline.archive.plans import Settings, plan_of
from dateline.pipeline.archive.records import Record, records_of
from dateline.record.issues import Issue
from dateline.steps.documents import Options, Source, load

from .made import page, record


def _records(*inputs: Path | str, largest: int | None = None) -> list[Record]:
    plan = plan_of([str(i) for i in inputs], Settings(), largest=largest)
    return [r for part in plan.parts for r in records_of(part, Options())]


def _texts(records: list[Record]) -> list[str]:
    documents = [load(r.found).document for r in records if isinstance(r.found, Source)]
    return [d.text if d else "" for d in documents]


@pytest.mark.parametrize("largest", [1, 90, 400, 10_000])
@pytest.mark.parametrize("pack", [True, False])
def test_parts_of_a_warc_archive_share_no_record_and_leave_none_out(
    tmp_path: Path, largest: int, pack: bool
) -> None:
    path = tmp_path / "crawl.warc"
    path.write_bytes(b"".join(record(i, page(f"Report {i}."), pack=pack) for i in range(9)))
    found = [r.found.where for r in _records(path, largest=largest)]
    assert found == [f"{path}: https://levant.example/{i}" for i in range(9)]


@pytest.mark.parametrize("largest", [200, 10_000])
def test_a_damaged_record_costs_itself_alone(tmp_path: Path, largest: int) -> None:
    made = [record(i, page(f"Report {i} of the day.")) for i in range(7)]
    made[3] = made[3][:80] + b"\0" * 30 + made[3][110:]
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(b"".join(made))
    found = _records(path, largest=largest)
    assert [r.found.where.rpartition("/")[2] for r in found if isinstance(r.found, Source)] == list("012456")
    [broken] = [r.found for r in found if isinstance(r.found, Issue)]
    assert broken.kind == "broken"


def test_an_archive_that_breaks_off_is_told(tmp_path: Path) -> None:
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(b"".join(record(i, page(f"Report {i}.")) for i in range(3))[:-40])
    assert [r.found.kind for r in _records(path)] == ["bytes", "bytes", "broken"]


def test_the_charset_that_a_server_named_is_kept(tmp_path: Path) -> None:
    body = page("Łódź is quiet tonight, the mayor said.").decode().encode("cp1250")
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(record(1, body, charset="cp1250"))
    [one] = _records(path)
    assert isinstance(one.found, Source) and one.found.charset == "cp1250"
    document = load(one.found).document
    assert document is not None and "Łódź" in document.text


@pytest.mark.parametrize("largest", [1, 50, 10_000])
def test_parts_of_lines_share_none_and_leave_none_out(tmp_path: Path, largest: int) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text("".join(json.dumps({"text": f"Report {i}."}) + "\n" * (1 + i % 2) for i in range(9)))
    assert _texts(_records(path, largest=largest)) == [f"Report {i}." for i in range(9)]


def test_a_line_without_end_costs_itself_alone(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text('{"text": "one"}\n' + "x" * 5_000 + '\n{"text": "two"}')
    part = plan_of([str(path)], Settings()).parts[0]
    found = [r.found for r in records_of(part, Options(largest_row=1_000))]
    assert [f.kind for f in found] == ["row", "too-large", "row"]


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.ZstdCompressor().compress])
def test_packed_lines_are_read(tmp_path: Path, pack: object) -> None:
    path = tmp_path / f"rows.jsonl{'.gz' if pack is gzip.compress else '.zst'}"
    path.write_bytes(pack(b'{"text": "one"}\n{"text": "two"}\n'))  # type: ignore[operator]
    assert _texts(_records(path)) == ["one", "two"]
    path.write_bytes(path.read_bytes()[:-6])
    assert [r.found.kind for r in _records(path)][-1] == "broken"


def test_tables_of_news_are_read_under_their_usual_names(tmp_path: Path) -> None:
    table = pa.table(
        {
            "headline": ["A", "B", "C"],
            "maintext": ["one", "two", "three"],
            "date_publish": [date(2016, 3, 6), None, date(2016, 3, 8)],
            "source_domain": ["levant.example", None, None],
        }
    )
    path = tmp_path / "news.parquet"
    pq.write_table(table, path, row_group_size=2)
    found = _records(path)
    assert _texts(found) == ["one", "two", "three"]
    assert isinstance(found[0].found, Source)
    document = load(found[0].found).document
    assert document is not None
    assert (document.title, document.publisher, document.published) == (
        "A",
        "levant.example",
        date(2016, 3, 6),
    )


def test_a_table_without_text_is_told_with_its_columns(tmp_path: Path) -> None:
    pq.write_table(pa.table({"year": [2016]}), tmp_path / "years.parquet")
    [one] = _records(tmp_path / "years.parquet")
    assert isinstance(one.found, Issue)
    assert "no column with text" in one.found.message and "(year)" in one.found.message


def test_a_folder_is_read_with_its_listing_and_other_files_are_counted(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("One.")
    (tmp_path / "b.jsonl").write_text('{"text": "Two."}')
    (tmp_path / "notes.docx").write_text("x")
    (tmp_path / "reports.csv").write_text("file,published\na.txt,2016-03-06\n")
    plan = plan_of([str(tmp_path)], Settings())
    assert plan.left_out == {".docx": 1}
    found = _records(tmp_path)
    assert sorted(_texts(found)) == ["One.", "Two."]
    [listed] = [
        load(r.found).document for r in found if isinstance(r.found, Source) and r.found.kind == "file"
    ]
    assert listed is not None and listed.published == date(2016, 3, 6)


def test_what_fsspec_opens_is_read(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "news.zip", "w") as archive:
        archive.writestr("2016/a.jsonl", '{"text": "one"}\n')
        archive.writestr("2016/b.txt", "two")
    address = f"zip://2016::file://{tmp_path}/news.zip"
    assert sorted(_texts(_records(address))) == ["one", "two"]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("https://news.example/crawl.warc.gz", "not read over the web"),
        ("nothere.warc.gz", "cannot be opened: No such file"),
        ("nothere://bucket/a.jsonl", "cannot be opened"),
        ("thesis.docx", "is no archive that can be read"),
    ],
)
def test_an_input_that_cannot_be_read_is_told_at_once(
    name: str, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "thesis.docx").write_text("x")
    with pytest.raises(InputError, match=words):
        plan_of([name], Settings())


def test_a_package_that_a_bucket_needs_is_named() -> None:
    pytest.importorskip("fsspec")
    try:
        import s3fs  # type: ignore[import-not-found]  # noqa: F401
    except ImportError:
        with pytest.raises(InputError, match=r"needs a package that is not installed: .*s3fs"):
            plan_of(["s3://bucket/crawl.warc.gz"], Settings())
