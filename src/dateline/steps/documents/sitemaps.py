"""Sitemaps: the pages that a site says are new. Those for news name publisher, title and day."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

from dateline.record.ids import content_id
from dateline.steps.documents.listings import Listed
from dateline.steps.documents.sources import Source, is_address
from dateline.steps.documents.unreadable import Unreadable
from dateline.steps.documents.with_feedparser import Entry

MOST_PAGES = 500
"""The newest of a sitemap; a site's whole past is for archives."""
MOST_MAPS = 10
"""The newest that an index leads to."""
_MOST_ELEMENTS = 2_000_000
_SITEMAP = re.compile(
    rb"\A\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<\?xml-stylesheet[^>]{0,400}\?>\s*)*(?:<!--.{0,2000}?-->\s*)*"
    rb"<(?:[\w.-]+:)?(?:urlset|sitemapindex)[\s>]",
    re.I | re.S,
)


class Sitemap(NamedTuple):
    entries: tuple[Entry, ...]
    """The newest pages, the newest first."""
    maps: tuple[str, ...]
    """Addresses of other sitemaps that may have new pages, the newest first."""


class _Listed(NamedTuple):
    values: dict[str, str]
    day: date | None


def is_sitemap(data: bytes) -> bool:
    return _SITEMAP.match(data[:8192].removeprefix(b"\xef\xbb\xbf")) is not None


def read_sitemap(data: bytes, *, today: date, days: int, publisher: str | None = None) -> Sitemap:
    """What is new of the last `days`. Raises `Unreadable` where it cannot be read.

    A page without a day counts as new where the sitemap is one for news, which holds the last two days only.
    """
    since = today - timedelta(days=days)
    pages: list[_Listed] = []
    maps: list[_Listed] = []
    for name, row in _rows(data):
        if not is_address(row.values.get("loc", "")) or (row.day is not None and row.day < since):
            continue
        if name == "sitemap":
            maps.append(row)
        elif row.day is not None or "title" in row.values:
            pages.append(row)
    pages.sort(key=lambda row: row.day or today, reverse=True)
    maps.sort(key=lambda row: row.day or date.min, reverse=True)
    return Sitemap(
        tuple(_entry(row, publisher) for row in pages[:MOST_PAGES]),
        tuple(dict.fromkeys(row.values["loc"] for row in maps[:MOST_MAPS])),
    )


def _rows(data: bytes) -> Iterator[tuple[str, _Listed]]:
    from lxml import etree

    values: dict[str, str] = {}
    try:
        reader = etree.iterparse(
            io.BytesIO(data), events=("end",), resolve_entities=False, no_network=True, load_dtd=False, recover=True
        )  # fmt: skip
        for count, (_, element) in enumerate(reader):
            if count > _MOST_ELEMENTS:
                break
            name = etree.QName(element).localname.lower() if isinstance(element.tag, str) else ""
            if name in ("url", "sitemap"):
                day = _day(values.get("publication_date")) or _day(values.get("lastmod"))
                yield name, _Listed(values, day)
                values = {}
                _let_go(element)
            elif name and element.text and len(element.text) < 4000 and name not in values:
                # The first of a name: an image's title comes after the page's.
                values[name] = element.text.strip()
    except etree.XMLSyntaxError as error:
        raise Unreadable("broken", f"This sitemap cannot be read ({error}).") from error


def _let_go(element: Any) -> None:
    element.clear()
    while element.getprevious() is not None:
        del element.getparent()[0]


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None


def _entry(row: _Listed, publisher: str | None) -> Entry:
    values = row.values
    listed = Listed(
        # A page's last change is no day of publication; the page itself has that.
        published=values.get("publication_date", "")[:10] or None,
        publisher=publisher or values.get("name"),
        title=values.get("title"),
        url=values["loc"],
    )
    stamp = content_id("e", *(values.get(name, "") for name in ("lastmod", "publication_date", "title")))
    return Entry(Source(where=values["loc"], kind="url", listed=listed), stamp)
