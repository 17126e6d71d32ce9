"""One report: found, opened, decoded, and taken down to its main text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from dateline.record.documents import Document
from dateline.record.issues import Issue
from dateline.steps.documents.addresses import Network
from dateline.steps.documents.encodings import decode
from dateline.steps.documents.kinds import is_feed, kind_of
from dateline.steps.documents.listings import Listed
from dateline.steps.documents.options import Options
from dateline.steps.documents.rows import day_of, read_row
from dateline.steps.documents.sources import Source
from dateline.steps.documents.texts import document_from_text
from dateline.steps.documents.unpacking import too_large, unpacked
from dateline.steps.documents.unreadable import Unreadable


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What the user says of all the reports."""

    published: date | None = None
    """Of those that do not state a date: one day is seldom that of a whole folder. It goes before a dateline's."""
    publisher: str | None = None
    """Goes before what they say of themselves."""


class Loaded(NamedTuple):
    document: Document | None
    issues: tuple[Issue, ...]
    """Why there is no document."""
    warnings: tuple[str, ...]
    """What a reader of the document must know about how it was read."""


class _Content(NamedTuple):
    data: bytes
    name: str
    url: str | None
    content_type: str
    charset: str | None
    listed: Listed = Listed()


class _Found(NamedTuple):
    """What a file says, and says of itself."""

    text: str
    title: str | None = None
    publisher: str | None = None
    published: date | None = None
    url: str | None = None
    warnings: tuple[str, ...] = ()


def load(
    source: Source,
    given: Given | None = None,
    *,
    options: Options | None = None,
    network: Network | None = None,
) -> Loaded:
    """The document of a source, or the issue that kept it from being read. Raises nothing that a source can cause."""
    try:
        return _load(source, given or Given(), options or Options(), network or Network())
    except Unreadable as error:
        return Loaded(None, (error.issue(source.where),), ())
    except OSError as error:
        issue = Unreadable("unreadable", f"{error.strerror or error}.").issue(source.where)
        return Loaded(None, (issue,), ())


def _load(source: Source, given: Given, options: Options, network: Network) -> Loaded:
    if source.kind == "row":
        return _from_row(source.data, given, options)
    content = _content(source, options, network)
    if not content.data.strip():
        raise Unreadable("empty", "This file is empty.")
    found = _found(content, options)
    # What is said of this one report goes before what it says of itself, and that before what is said of all.
    listed = content.listed
    day, warnings = day_of(listed.published)
    document = document_from_text(
        _checked(found.text, options),
        published=day or found.published or given.published,
        published_basis="metadata" if day is None and found.published else None,
        publisher=given.publisher or listed.publisher or found.publisher,
        title=listed.title or found.title,
        url=content.url or listed.url or found.url,
    )
    return Loaded(document, (), found.warnings + warnings)


def _content(source: Source, options: Options, network: Network) -> _Content:
    if source.kind == "url":
        # Loaded where it is needed: a network client takes a third of a second.
        from dateline.steps.documents.with_httpx import fetch

        page = fetch(source.where, options=options, network=network)
        data = unpacked(page.data, largest=options.largest_file)
        if is_feed(data):
            raise Unreadable(
                "feed", "This is a feed of many reports, not a report; `dateline add` takes it apart."
            )
        return _Content(data, "", page.url, page.content_type, page.charset, source.listed or Listed())
    if source.kind == "file":
        with open(source.where, "rb") as stream:
            data = stream.read(options.largest_file + 1)
        if len(data) > options.largest_file:
            raise too_large(options.largest_file)
    else:
        data = source.data
    data = unpacked(data, largest=options.largest_file)
    name = source.where.lower().removesuffix(".gz")
    return _Content(data, name, None, source.content_type, source.charset, source.listed or Listed())


def _from_row(line: bytes, given: Given, options: Options) -> Loaded:
    row = read_row(line)
    day, warnings = day_of(row.published)
    document = document_from_text(
        # As it came, be it empty: whoever gave the rows wants as many back.
        _checked(row.text, options, may_be_blank=True),
        published=day or given.published,
        publisher=given.publisher or row.publisher,
        title=row.title,
        url=row.url,
        external_id=None if row.id is None else str(row.id),
    )
    return Loaded(document, (), warnings)


def _found(content: _Content, options: Options) -> _Found:
    # The readers of pages and PDFs load slowly, and most inputs are plain text.
    kind = kind_of(content.data, name=content.name, content_type=content.content_type)
    if kind == "html":
        from dateline.steps.documents.with_trafilatura import read_page

        page = read_page(content.data, url=content.url or content.listed.url, label=content.charset)
        return _Found(page.text, page.title, page.publisher, page.published, page.url)
    if kind == "pdf":
        from dateline.steps.documents.with_pypdf import read_pdf

        pdf = read_pdf(content.data, most_pages=options.most_pages)
        return _Found(pdf.text, pdf.title, warnings=pdf.warnings)
    return _Found(decode(content.data, label=content.charset))


def _checked(text: str, options: Options, *, may_be_blank: bool = False) -> str:
    if not text.strip() and not may_be_blank:
        raise Unreadable("empty", "This file has no text.")
    if len(text) > options.longest_text:
        raise Unreadable(
            "too-long",
            f"This has {len(text):,} characters; the limit for one report is {options.longest_text:,}. Split it.",
        )
    return text
