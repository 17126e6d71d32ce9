"""RSS and Atom feeds, taken apart into their entries. The only module that knows feedparser."""

from __future__ import annotations

import calendar
import io
import re
import time
from collections.abc import Iterator
from typing import Any, NamedTuple

from dateline.record.ids import content_id
from dateline.record.issues import Issue
from dateline.steps.documents.listings import Listed
from dateline.steps.documents.options import Options
from dateline.steps.documents.sources import Source, is_address
from dateline.steps.documents.unreadable import Unreadable

_WHOLE = 120
"""Words from which an entry is taken for the report itself; a shorter one announces the page it leads to."""
_LEAST = 25
_DECLARED = re.compile(rb"\s*<\?xml[^>]{0,150}encoding", re.I)
_BLOCKS = ("p", "div", "br", "li", "h1", "h2", "h3", "h4", "tr", "blockquote")


class Entry(NamedTuple):
    """What a feed says of one report."""

    source: Source | Issue
    stamp: str
    """Changes when what the feed says of it changes."""


class FeedRead(NamedTuple):
    publisher: str | None
    entries: tuple[Entry, ...]
    minutes: int | None
    """How long the feed asks to be left alone."""


def entries_of(data: bytes, where: str) -> Iterator[Source | Issue]:
    """Each entry of a feed: its own text where it has it whole, else the page it leads to."""
    feed = read_feed(data, where)
    if not feed.entries:
        raise Unreadable("empty", "This feed has no entries, or is broken.")
    for entry in feed.entries:
        yield entry.source


def read_feed(
    data: bytes, where: str, *, charset: str | None = None, publisher: str | None = None
) -> FeedRead:
    """The entries of a feed, which may be none. Raises `Unreadable` where it is no feed.

    `charset`: as its server has it; what the feed says of itself goes before. `publisher`: in the place of its title.
    """
    # Loaded where it is needed: most inputs are no feeds.
    import feedparser

    label = f"; charset={charset}" if charset and not _DECLARED.match(data[:200]) else ""
    # A stream, never a text: feedparser would go and fetch what looks like an address.
    feed = feedparser.parse(io.BytesIO(data), response_headers={"content-type": f"application/xml{label}"})
    if not feed.entries and not feed.version:
        raise Unreadable("broken", "This is no feed, or a broken one.")
    name = publisher or _text(feed.feed.get("title"))
    minutes = str(feed.feed.get("ttl") or "")
    return FeedRead(
        name,
        tuple(
            Entry(_source(entry, f"{where}:{number}", name), _stamp(entry))
            for number, entry in enumerate(feed.entries, start=1)
        ),
        int(minutes) if minutes.isascii() and minutes.isdigit() and len(minutes) < 6 else None,
    )


def entries_at(url: str, options: Options | None = None) -> Iterator[Source | Issue]:
    """Entries of the feed that stands at an address. Raises `Unreadable`."""
    from dateline.steps.documents.with_httpx import fetch

    yield from entries_of(fetch(url, options=options).data, url)


def _source(entry: Any, where: str, publisher: str | None) -> Source | Issue:
    link = entry.get("link") or ""
    listed = Listed(
        published=_day(entry),
        publisher=publisher,
        title=_text(entry.get("title")),
        url=link if is_address(link) else None,
    )
    contents = [c.get("value", "") for c in entry.get("content", [])] or [entry.get("summary", "")]
    words = max((_plain(c) for c in contents), key=len)
    length = len(words.split())
    # What a feed calls the content is meant as the whole; a summary may be, if it is long or leads nowhere.
    least = _LEAST if entry.get("content") or listed.url is None else _WHOLE
    if length >= least:
        return Source(where=where, kind="bytes", data=words.encode("utf-8", "replace"), listed=listed)
    if listed.url is not None:
        return Source(where=listed.url, kind="url", listed=listed)
    return Issue(
        where=where, step="documents", kind="empty", message="This entry has no text and leads nowhere."
    )


def _stamp(entry: Any) -> str:
    said = [entry.get(name) or "" for name in ("title", "published", "updated", "summary")]
    return content_id("e", *said, *(c.get("value", "") for c in entry.get("content", [])))


def _day(entry: Any) -> str | None:
    moment: time.struct_time | None = entry.get("published_parsed") or entry.get("updated_parsed")
    if moment is None:
        return None
    return time.strftime("%Y-%m-%d", time.gmtime(calendar.timegm(moment)))


def _text(value: str | None) -> str | None:
    return (_plain(value).strip() or None) if value else None


def _plain(html: str) -> str:
    """The words of an entry, a paragraph a line."""
    if "<" not in html and "&" not in html:
        return html.strip()
    from lxml import etree
    from lxml import html as pages

    try:
        tree = pages.fromstring(f"<div>{html}</div>")
    except (etree.ParserError, ValueError):
        return ""
    for element in tree.iter(*_BLOCKS):
        element.tail = "\n" + (element.tail or "")
    lines = (" ".join(line.split()) for line in str(tree.text_content()).splitlines())
    return "\n\n".join(line for line in lines if line)
