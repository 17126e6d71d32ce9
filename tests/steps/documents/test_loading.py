"""Files of every sort give a document or say why not."""

from __future__ import annotations

import gzip
import io
import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.pdfs import pdf_of

from dateline.record.documents import Document
from dateline.record.issues import Issue
from dateline.steps.documents import Given, Loaded, Options, Source, load, sources_of

TEXT = "Rebels captured the town on Thursday, the army said. Dozens of soldiers were killed in the fighting there."


def loaded(
    *names: Path | str,
    stdin: bytes = b"",
    options: Options | None = None,
    published: date | None = None,
    publisher: str | None = None,
) -> list[Loaded | Issue]:
    said = Given(published=published, publisher=publisher)
    chosen = options or Options()
    sources = sources_of(map(str, names), stdin=io.BytesIO(stdin), options=chosen)
    return [s if isinstance(s, Issue) else load(s, said, options=chosen) for s in sources]


def document(name: Path, *, published: date | None = None, publisher: str | None = None) -> Document:
    [found] = loaded(name, published=published, publisher=publisher)
    assert isinstance(found, Loaded)
    assert found.document is not None, found.issues
    return found.document


def issue(*names: Path | str, stdin: bytes = b"", options: Options | None = None) -> Issue:
    [found] = loaded(*names, stdin=stdin, options=options)
    if isinstance(found, Issue):
        return found
    [told] = found.issues
    return told


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_a_text_is_kept_exactly_as_it_came(tmp_path: Path, encoding: str) -> None:
    text = f"  {TEXT}\r\n\r\n“Naïve” — Kharkiv/Харків \U0001f600\t\n"
    (tmp_path / "report.txt").write_bytes(text.encode(encoding))
    assert document(tmp_path / "report.txt").text == text


def test_a_text_in_an_old_encoding_is_recognised(tmp_path: Path) -> None:
    text = f"{TEXT} “Señor Muñoz” – the governor – denied it; café owners in Besançon and Málaga agreed. " * 3
    (tmp_path / "report.txt").write_bytes(text.encode("cp1252"))
    assert document(tmp_path / "report.txt").text == text


def test_a_packed_report_is_read_by_its_bytes_not_its_name(tmp_path: Path) -> None:
    (tmp_path / "report.gz").write_bytes(gzip.compress(TEXT.encode()))
    (tmp_path / "other.txt").write_bytes(
        gzip.compress(TEXT.encode()[:50]) + gzip.compress(TEXT.encode()[50:])
    )
    assert document(tmp_path / "report.gz").text == TEXT
    assert document(tmp_path / "other.txt").text == TEXT


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\t\r\n ", "empty"),
        ("empty.jsonl", b"", "empty"),
        ("blank.jsonl", b"\n \n", "empty"),
        ("noise.txt", bytes(range(256)) * 40, "not-text"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "unsupported"),
        ("report.docx", b"PK\x03\x04" + b"\x14" * 50, "unsupported"),
        ("called.pdf", b"Just words", "broken"),
        ("broken.pdf", b"%PDF-1.4\nnothing of the kind", "broken"),
        ("cut.txt.gz", gzip.compress(TEXT.encode() * 50, mtime=0)[:60], "broken"),
        ("damaged.txt.gz", b"\x1f\x8b\x08\x00" + b"\xff" * 50, "broken"),
        ("bomb.txt.gz", gzip.compress(b"a" * 3_000_000, mtime=0), "too-large"),
        ("long.txt", b"word " * 50_000, "too-long"),
        ("large.txt", b"a" * 2_000_000, "too-large"),
        ("empty.html", b"<html></html>", "no-text"),
    ],
)
def test_a_file_that_is_no_report_says_why(tmp_path: Path, name: str, data: bytes, kind: str) -> None:
    (tmp_path / name).write_bytes(data)
    options = Options(largest_file=1_000_000, longest_text=200_000)
    told = issue(tmp_path / name, options=options)
    assert told.kind == kind
    assert told.where.startswith(str(tmp_path / name))
    assert told.message.endswith(".")


def test_what_is_not_there_or_no_file_is_told(tmp_path: Path) -> None:
    assert issue(tmp_path / "nothing.txt").kind == "missing"
    assert issue("a\0b").kind == "missing"
    assert issue("/dev/null").kind == "unsupported"
    assert issue(tmp_path).kind == "empty"


def test_a_folder_is_read_in_order_and_what_was_left_out_is_told(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / ".hidden").mkdir()
    (tmp_path / ".hidden" / "x.txt").write_text(TEXT)
    (tmp_path / "b" / "2.txt").write_text(f"{TEXT} b2")
    (tmp_path / "b" / "1.TXT").write_text(f"{TEXT} b1")
    (tmp_path / "z.jsonl").write_text(json.dumps({"text": f"{TEXT} z"}))
    (tmp_path / "a.txt").write_text(f"{TEXT} a")
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    found = loaded(tmp_path)
    texts = [f.document.text[-2:].strip() for f in found if isinstance(f, Loaded) and f.document]
    assert texts == ["a", "z", "b1", "b2"]
    [told] = [f for f in found if isinstance(f, Issue)]
    assert told.kind == "left-out"
    assert "1 .jpg" in told.message


def test_rows_keep_their_order_and_their_ids_and_a_bad_one_costs_only_itself(tmp_path: Path) -> None:
    rows = [
        json.dumps({"id": "a", "text": TEXT, "published": "2016-03-06", "publisher": "P", "title": "T"}),
        '{"id": "b", "text": ',
        json.dumps({"id": 7, "text": TEXT, "published": "2016-03-06T23:30:00+05:00", "more": [1]}),
        json.dumps({"id": "c"}),
        "",
        json.dumps({"id": "d", "text": ""}),
        '{"text": "half a pair: \\ud800 here"}',
        json.dumps({"id": "e", "text": TEXT, "published": "last week"}),
        "[" * 20_000,
    ]
    (tmp_path / "r.jsonl").write_text("\n".join(rows))
    found = [f for f in loaded(tmp_path / "r.jsonl") if isinstance(f, Loaded)]
    documents = [f.document for f in found]
    assert [d and d.external_id for d in documents] == ["a", None, "7", None, "d", None, "e", None]
    assert [f.issues[0].where.rpartition(":")[2] for f in found if f.issues] == ["2", "4", "9"]
    first, third, mended, undated = (d for i, d in enumerate(documents) if d and i in (0, 2, 5, 6))
    assert (first.published, first.published_basis, first.publisher, first.title) == (
        date(2016, 3, 6),
        "given",
        "P",
        "T",
    )
    assert third.published == date(2016, 3, 6)
    assert mended.text == "half a pair: \ufffd here"
    assert undated.published is None
    assert "last week" in found[6].warnings[0]


def test_a_packed_file_of_rows_that_breaks_off_gives_what_came_before(tmp_path: Path) -> None:
    rows = "".join(
        json.dumps({"id": str(i), "text": f"{TEXT} {i * 7919}"}) + "\n" for i in range(400)
    ).encode()
    packed = gzip.compress(rows)
    (tmp_path / "r.jsonl.gz").write_bytes(packed[: len(packed) // 2])
    found = loaded(tmp_path / "r.jsonl.gz")
    good = [f for f in found if isinstance(f, Loaded) and f.document]
    assert len(good) > 50
    assert isinstance(found[-1], Issue)
    assert found[-1].kind == "broken"


def test_a_line_that_never_ends_is_refused_and_the_next_one_read(tmp_path: Path) -> None:
    (tmp_path / "r.jsonl").write_text('{"text": "' + "a" * 3_000_000 + '"}\n' + json.dumps({"text": TEXT}))
    told, read = loaded(tmp_path / "r.jsonl", options=Options(largest_row=1_000_000))
    assert isinstance(told, Issue)
    assert told.kind == "too-large"
    assert isinstance(read, Loaded)
    assert read.document is not None


SAID = date(2020, 1, 1)
"""What the user says of all reports."""


def test_a_publisher_that_the_user_says_goes_before_that_of_a_row(tmp_path: Path) -> None:
    (tmp_path / "r.jsonl").write_text(json.dumps({"text": TEXT, "publisher": "P"}))
    assert document(tmp_path / "r.jsonl", publisher="Q").publisher == "Q"


def test_a_date_that_a_row_or_page_states_is_kept_whatever_the_user_says_of_all(tmp_path: Path) -> None:
    (tmp_path / "r.jsonl").write_text(json.dumps({"text": TEXT, "published": "2016-03-06"}))
    assert document(tmp_path / "r.jsonl", published=SAID).published == date(2016, 3, 6)
    page = document(Path(__file__).parent / "pages" / "article.html", published=SAID)
    assert (page.published, page.published_basis) == (date(2021, 4, 8), "metadata")


def test_the_date_that_the_user_says_is_that_of_what_states_none(tmp_path: Path) -> None:
    (tmp_path / "r.jsonl").write_text(json.dumps({"text": TEXT}))
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.html").write_text(f"<html><body><article><p>{TEXT * 5}</p></article></body></html>")
    for name in ("r.jsonl", "a.txt", "b.html"):
        said = document(tmp_path / name, published=SAID)
        assert (said.published, said.published_basis) == (SAID, "given"), name


def test_the_date_that_the_user_says_goes_before_one_that_stands_in_the_text(tmp_path: Path) -> None:
    text = f"LIMA, 4 FEB 90 (EFE) -- {TEXT}"
    (tmp_path / "a.txt").write_text(text)
    (tmp_path / "r.jsonl").write_text(json.dumps({"text": text}))
    for name in ("a.txt", "r.jsonl"):
        assert document(tmp_path / name).published == date(1990, 2, 4)
        said = document(tmp_path / name, published=SAID)
        assert (said.published, said.published_basis) == (SAID, "given"), name


def test_a_listing_of_a_file_goes_before_the_file_and_before_what_the_user_says_of_all(
    tmp_path: Path,
) -> None:
    page = (Path(__file__).parent / "pages" / "article.html").read_bytes()
    (tmp_path / "a.html").write_bytes(page)
    (tmp_path / "reports.csv").write_text("file,published\na.html,2016-03-06\n")
    said = document(tmp_path / "a.html", published=SAID)
    assert (said.published, said.published_basis) == (date(2016, 3, 6), "given")


def test_a_date_that_cannot_be_read_is_told_and_gives_way_to_what_the_user_says(tmp_path: Path) -> None:
    (tmp_path / "r.jsonl").write_text(json.dumps({"text": TEXT, "published": "last week"}))
    [found] = loaded(tmp_path / "r.jsonl", published=SAID)
    assert isinstance(found, Loaded) and found.document is not None
    assert found.document.published == SAID
    assert "last week" in found.warnings[0]


def test_a_listing_tells_of_the_files_beside_it(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.txt").write_text(TEXT)
    (tmp_path / "reports.csv").write_text('file,published,publisher,title\na.txt,2016-03-06,P,"One, two"\n')
    first, second = (f.document for f in loaded(tmp_path) if isinstance(f, Loaded))
    assert first is not None and second is not None
    assert (first.published, first.publisher, first.title) == (date(2016, 3, 6), "P", "One, two")
    assert (second.published, second.publisher) == (None, None)
    assert document(tmp_path / "a.txt", publisher="Q").publisher == "Q"


def test_a_listing_that_is_none_is_told_and_the_files_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "reports.csv").write_text("name,date\na.txt,2016\n")
    told, read = loaded(tmp_path / "a.txt")
    assert isinstance(told, Issue)
    assert "no column named 'file'" in told.message
    assert isinstance(read, Loaded)
    assert read.document is not None


def test_standard_input_may_be_a_text_a_page_a_pdf_or_rows() -> None:
    def texts(data: bytes) -> list[str]:
        found = loaded("-", stdin=data)
        return [f.document.text for f in found if isinstance(f, Loaded) and f.document]

    assert texts(f"\n {TEXT}".encode()) == [f"\n {TEXT}"]
    assert texts(b"".join(json.dumps({"text": t}).encode() + b"\n" for t in ("one", "two"))) == ["one", "two"]
    assert texts(pdf_of([[TEXT]])) == [TEXT]
    assert texts(gzip.compress(TEXT.encode())) == [TEXT]
    assert issue("-", stdin=b"").kind == "empty"


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300), st.one_of(st.none(), st.text(max_size=20)))
def test_any_text_in_a_row_comes_out_as_it_went_in(text: str, name: str | None) -> None:
    line = json.dumps({"text": text, "id": name}).encode()
    document, issues, _ = load(Source(where="r.jsonl:1", kind="row", data=line))
    assert not issues
    assert document is not None
    assert (document.text, document.external_id) == (text.encode("utf-8", "replace").decode(), name)


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_give_a_document_or_an_issue(data: bytes) -> None:
    for source in (Source(where="x", kind="row", data=data), Source(where="x", kind="bytes", data=data)):
        document, issues, _ = load(source)
        assert (document is None) == bool(issues)
