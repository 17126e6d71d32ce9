"""Main text, title, publisher and date of a web page, by trafilatura and htmldate."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from dateline.steps.documents.encodings import decode
from dateline.steps.documents.unreadable import Unreadable

_EARLIEST = "1990-01-01"
"""There were no web pages before; archives that put older papers online say so in words, not in metadata."""
_PARAGRAPH = re.compile(r"\n\s*")
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.I)
_DEEPEST = 3_000
"""Open elements. Pages have dozens; the extractors walk the tree by recursion."""
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^>]*?(/?)>")
_CLOSED_OR_EMPTY = re.compile(
    r"(?i)area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr|p|li|td|tr|th|dt|dd|option"
)
"""Elements without content, and those that the next one closes."""


class Page(NamedTuple):
    text: str
    title: str | None
    publisher: str | None
    published: date | None
    """Only where the page's markup or address states it. None: no guess from numbers in the text."""
    url: str | None


def read_page(data: bytes, *, url: str | None = None, label: str | None = None) -> Page:
    """The article of a page, without menus, comments and advertisements. Raises `Unreadable` where it has none."""
    # The library loads slowly and most inputs are plain text.
    import lxml.etree
    from trafilatura import bare_extraction
    from trafilatura.utils import load_html

    markup = decode(data, label=label or _stated_charset(data))
    if _depth(markup) > _DEEPEST:
        raise Unreadable("broken", "This page nests its elements too deeply to be read.")
    try:
        tree = load_html(_without_declaration(markup))
        if tree is None:
            raise Unreadable("broken", "This page's HTML cannot be parsed.")
        published = _stated_date(markup, url)
        found = bare_extraction(
            tree,
            url=url,
            include_comments=False,
            include_tables=True,
            with_metadata=True,
            # Its own date is set aside: see `_stated_date`.
            date_extraction_params={
                "extensive_search": False,
                "original_date": True,
                "max_date": date.today().isoformat(),
            },
        )
    except (lxml.etree.LxmlError, RecursionError, ValueError, AssertionError) as error:
        raise Unreadable("broken", f"This page's HTML cannot be read ({type(error).__name__}).") from error
    if found is None or isinstance(found, dict) or not (found.text or "").strip():
        raise Unreadable("no-text", "This page has no article text; it may need a browser to show any.")
    return Page(
        text=_PARAGRAPH.sub("\n\n", (found.text or "").strip()),
        title=_line(found.title),
        publisher=_line(found.sitename),
        published=published,
        url=_web_address(found.url),
    )


def _stated_date(markup: str, url: str | None) -> date | None:
    from htmldate import find_date

    # Without the extensive search, which takes the likeliest number in the text: a guess that would look like
    # knowledge, and shift every "on Thursday" of the report.
    value = find_date(
        markup,
        extensive_search=False,
        original_date=True,
        url=url,
        min_date=_EARLIEST,
        max_date=date.today().isoformat(),
    )
    return date.fromisoformat(value) if value else None


def _stated_charset(data: bytes) -> str | None:
    match = _CHARSET.search(data[:4096])
    return match.group(1).decode("ascii") if match else None


def _without_declaration(markup: str) -> str:
    # The parser refuses a text that states an encoding, as it has been decoded already.
    return re.sub(r"\A\s*<\?xml[^>]*\?>", "", markup)


def _depth(markup: str) -> int:
    """Most elements open at once, in an estimate that costs one pass."""
    depth = deepest = 0
    for closing, name, empty in _TAG.findall(markup):
        if empty or _CLOSED_OR_EMPTY.fullmatch(name):
            continue
        depth = max(0, depth - 1) if closing else depth + 1
        deepest = max(deepest, depth)
    return deepest


def _line(value: str | None) -> str | None:
    return " ".join(value.split()) or None if value else None


def _web_address(value: str | None) -> str | None:
    return value if value and value.startswith(("http://", "https://")) else None
