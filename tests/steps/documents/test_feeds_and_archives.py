"""Feeds and WARC archives are taken apart into reports."""

from __future__ import annotations

import gzip
import io
from datetime import date
from pathlib import Path

import pytest

from dateline.record.issues import Issue
from dateline.steps.documents import Given, Options, Source, load, sources_of

WORDS = "Shells fell on the market of the town while people were buying bread for the evening. " * 10
RSS = f"""<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Levant Wire</title>
<item><title>Market shelled</title><link>https://example.org/1</link><pubDate>Fri, 04 Mar 2016 22:30:00 GMT</pubDate>
<content:encoded><![CDATA[<p>{WORDS}</p><p>Two people died &amp; three were hurt.</p>]]></content:encoded></item>
<item><title>Road cut</title><link>https://example.org/2</link><description>The road is cut.</description></item>
<item><title>Nothing</title></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>North Daily</title>
<entry><title>Truce</title><link href="https://example.org/3"/><updated>2016-03-05T01:00:00Z</updated>
<summary>A truce holds.</summary></entry></feed>"""


def the_sources(path: Path) -> list[Source | Issue]:
    return list(sources_of([str(path)], stdin=io.BytesIO(), options=Options()))


def test_an_entry_with_its_whole_text_is_a_report(tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_text(RSS)
    first, second, third = the_sources(tmp_path / "feed.xml")
    assert isinstance(first, Source) and isinstance(second, Source) and isinstance(third, Issue)
    document = load(first).document
    assert document is not None
    assert document.text.endswith("evening.\n\nTwo people died & three were hurt.")
    assert (document.title, document.publisher, document.url) == (
        "Market shelled",
        "Levant Wire",
        "https://example.org/1",
    )
    assert str(document.published) == "2016-03-04"
    assert (second.kind, second.where) == ("url", "https://example.org/2")
    assert third.kind == "empty"


def test_a_feed_in_a_folder_is_found_also_packed_and_other_xml_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "a.atom.gz").write_bytes(gzip.compress(ATOM.encode()))
    (tmp_path / "b.xml").write_text("<report>no feed</report>")
    found, left = the_sources(tmp_path)
    assert isinstance(found, Source) and found.where == "https://example.org/3"
    assert found.listed is not None and found.listed.published == "2016-03-05"
    assert isinstance(left, Issue) and left.kind == "left-out"


def a_record(address: str, body: bytes, kind: str = "text/html", status: str = "200 OK") -> bytes:
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n"
        f"WARC-Date: 2020-01-01T00:00:00Z\r\nWARC-Target-URI: {address}\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def test_pages_of_an_archive_are_reports_and_the_rest_is_counted(tmp_path: Path) -> None:
    page = f"<html><head><title>Market shelled</title></head><body><article><p>{WORDS}</p></article></body></html>"
    records = (
        a_record("https://example.org/1", page.encode()),
        a_record("https://example.org/x.png", b"\x89PNG", "image/png"),
        a_record("https://example.org/gone", b"gone", status="404 Not Found"),
    )
    (tmp_path / "crawl.warc.gz").write_bytes(b"".join(gzip.compress(r) for r in records))
    found, left = the_sources(tmp_path / "crawl.warc.gz")
    assert isinstance(found, Source) and isinstance(left, Issue)
    document = load(found).document
    assert document is not None and document.url == "https://example.org/1"
    assert document.text.startswith("Shells fell on the market")
    assert "1 image/png" in left.message and "1 status 404" in left.message


def test_an_archive_without_pages_is_told(tmp_path: Path) -> None:
    (tmp_path / "crawl.warc").write_bytes(b"no archive at all")
    (only,) = the_sources(tmp_path / "crawl.warc")
    assert isinstance(only, Issue) and only.kind in ("empty", "broken")


def crawl(path: Path, records: list[bytes], *, cut: int | None = None) -> list[Source | Issue]:
    path.write_bytes(b"".join(records)[:cut])
    return the_sources(path)


def packed_pages(count: int) -> list[bytes]:
    page = f"<html><body><article><p>{WORDS}</p></article></body></html>".encode()
    return [gzip.compress(a_record(f"https://example.org/{i}", page)) for i in range(count)]


def test_a_damaged_record_of_an_archive_costs_itself_alone_and_its_place_is_told(tmp_path: Path) -> None:
    records = packed_pages(7)
    for i in (2, 5):
        records[i] = records[i][:80] + b"\0" * 30 + records[i][110:]
    path = tmp_path / "crawl.warc.gz"
    found = crawl(path, records)
    assert [s.where.rpartition("/")[2] for s in found if isinstance(s, Source)] == list("01346")
    places = [len(b"".join(records[:i])) for i in (2, 5)]
    assert [(i.where, i.kind) for i in found if isinstance(i, Issue)] == [
        (f"{path}: byte {place:,}", "broken") for place in places
    ]


@pytest.mark.parametrize("lost", [5, 40, 120])
def test_an_archive_that_breaks_off_says_so_once_wherever_it_was_cut(tmp_path: Path, lost: int) -> None:
    found = crawl(tmp_path / "crawl.warc.gz", packed_pages(3), cut=-lost)
    issues = [i for i in found if isinstance(i, Issue) and i.kind != "left-out"]
    assert [i.kind for i in issues] == ["broken"] and "breaks off" in issues[0].message
    assert [s.where[-1] for s in found if isinstance(s, Source)][:2] == ["0", "1"]


def test_an_archive_that_was_packed_as_a_whole_or_filled_up_with_zeros_does_not_break_off(
    tmp_path: Path,
) -> None:
    plain = b"".join(gzip.decompress(r) for r in packed_pages(3))
    for records in ([gzip.compress(plain)], [*packed_pages(3), b"\0" * 512]):
        found = crawl(tmp_path / "crawl.warc.gz", records)
        assert [s.where[-1] for s in found if isinstance(s, Source)] == ["0", "1", "2"]
        assert not any(isinstance(s, Issue) and "breaks off" in s.message for s in found)


def test_dates_that_a_feed_and_an_archive_state_are_kept_whatever_the_user_says_of_all(
    tmp_path: Path,
) -> None:
    dated = '<meta property="article:published_time" content="2015-06-07T08:00:00Z">'
    pages = [
        f"<html><head>{d}</head><body><article><p>{WORDS}</p></article></body></html>" for d in (dated, "")
    ]
    records = [gzip.compress(a_record(f"https://example.org/{i}", p.encode())) for i, p in enumerate(pages)]
    (tmp_path / "crawl.warc.gz").write_bytes(b"".join(records))
    (tmp_path / "feed.xml").write_text(RSS)
    found = [s for s in the_sources(tmp_path) if isinstance(s, Source) and s.kind == "bytes"]
    documents = [load(source, Given(published=date(2020, 1, 1))).document for source in found]
    assert [str(d.published) for d in documents if d] == ["2015-06-07", "2020-01-01", "2016-03-04"]
