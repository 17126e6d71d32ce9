"""Lists of feeds are read as people write them, and their mistakes are told with file and line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dateline.errors import InputError
from dateline.record.feeds import FeedWanted
from dateline.steps.documents.feed_lists import feeds_wanted, interval
from dateline.steps.documents.sitemaps import is_sitemap, read_sitemap
from dateline.steps.documents.sources import Source
from dateline.steps.documents.unreadable import Unreadable


def test_a_line_names_address_interval_and_publisher(tmp_path: Path) -> None:
    file = tmp_path / "feeds.txt"
    file.write_text(
        "# our feeds\n\nhttps://a.example/feed\nhttps://b.example/rss, 30m\n"
        'https://c.example/map.xml, , "Wire, Levant"\nhttps://d.example/atom, 2h, Office\nhttps://a.example/feed\n'
    )
    assert feeds_wanted([str(file), "https://e.example/"]) == [
        FeedWanted(address="https://a.example/feed"),
        FeedWanted(address="https://b.example/rss", every=1800),
        FeedWanted(address="https://c.example/map.xml", publisher="Wire, Levant"),
        FeedWanted(address="https://d.example/atom", every=7200, publisher="Office"),
        FeedWanted(address="https://e.example/"),
    ]


def test_the_list_of_a_feed_reader_is_understood(tmp_path: Path) -> None:
    file = tmp_path / "feeds.opml"
    file.write_text(
        '<?xml version="1.0"?><opml version="2.0"><body><outline text="War">'
        '<outline type="rss" text="A" xmlUrl="https://a.example/feed"/></outline>'
        '<outline text="B" xmlUrl="https://b.example/feed"/></body></opml>'
    )
    assert [f.address for f in feeds_wanted([str(file)])] == [
        "https://a.example/feed",
        "https://b.example/feed",
    ]


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("example.org/feed", ":2: 'example.org/feed' is no web address"),
        ("https://a.example/, soon", ":2: 'soon' is no interval"),
        ("https://a.example/, 5m, The Wire, of Aleppo", "put quotes around"),
        ("file:///etc/passwd", "is no web address"),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, line: str, complaint: str) -> None:
    file = tmp_path / "feeds.txt"
    file.write_text(f"# feeds\n{line}\n")
    with pytest.raises(InputError, match=complaint):
        feeds_wanted([str(file)])


def test_an_empty_list_is_no_list(tmp_path: Path) -> None:
    file = tmp_path / "feeds.txt"
    file.write_text("# none yet\n")
    with pytest.raises(InputError, match="nothing to watch"):
        feeds_wanted([str(file)])


@pytest.mark.parametrize(
    ("text", "seconds"), [("15", 900), ("15m", 900), ("2h", 7200), ("1d", 86400), ("90 min", 5400)]
)
def test_intervals_are_written_short(text: str, seconds: int) -> None:
    assert interval(text) == seconds


def test_an_opml_list_opens_no_file_of_this_machine(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("https://secret.example/")
    file = tmp_path / "feeds.opml"
    file.write_text(
        f'<!DOCTYPE o [<!ENTITY s SYSTEM "{secret.as_uri()}">]><opml><body><outline xmlUrl="&s;"/></body></opml>'
    )
    with pytest.raises(InputError):
        feeds_wanted([str(file)])


def urls(*rows: str) -> bytes:
    return f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{"".join(rows)}</urlset>'.encode()


def test_a_sitemap_gives_the_newest_pages_first_and_leaves_old_ones() -> None:
    data = urls(
        "<url><loc>https://a.example/1</loc><lastmod>2026-03-01T10:00:00+00:00</lastmod></url>",
        "<url><loc>https://a.example/2</loc><lastmod>2026-03-02</lastmod></url>",
        "<url><loc>https://a.example/3</loc><lastmod>2024-03-02</lastmod></url>",
        "<url><loc>https://a.example/4</loc></url>",
        "<url><loc>file:///etc/passwd</loc><lastmod>2026-03-02</lastmod></url>",
    )
    assert is_sitemap(data)
    found = read_sitemap(data, today=date(2026, 3, 2), days=3)
    assert [e.source.where for e in found.entries] == ["https://a.example/2", "https://a.example/1"]
    source = found.entries[0].source
    assert isinstance(source, Source) and source.listed and source.listed.published is None


def test_a_page_that_was_changed_has_another_stamp() -> None:
    def stamp(moment: str) -> str:
        data = urls(f"<url><loc>https://a.example/1</loc><lastmod>{moment}</lastmod></url>")
        return read_sitemap(data, today=date(2026, 3, 2), days=3).entries[0].stamp

    assert stamp("2026-03-02T08:00Z") == stamp("2026-03-02T08:00Z") != stamp("2026-03-02T09:00Z")


def test_a_sitemap_expands_no_entities() -> None:
    bomb = '<!DOCTYPE u [<!ENTITY a "https://x.example/"><!ENTITY b "&a;&a;&a;&a;">]>'
    data = f"{bomb}<urlset><url><loc>&b;&b;</loc><lastmod>2026-03-02</lastmod></url></urlset>".encode()
    try:
        found = read_sitemap(data, today=date(2026, 3, 2), days=3)
    except Unreadable:
        return
    assert found.entries == ()
