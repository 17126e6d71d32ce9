"""One line of a .jsonl file: a report as the output contract takes it in."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import NamedTuple

import msgspec

from dateline.steps.documents.encodings import whole
from dateline.steps.documents.unreadable import Unreadable


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """`{"id", "text", "published", "publisher", "title"}`; all but `text` may be null or absent."""

    text: str
    id: str | int | None = None
    published: str | None = None
    publisher: str | None = None
    title: str | None = None
    url: str | None = None


USUAL_NAMES = {
    "text": ("text", "maintext", "main_text", "content", "body", "article", "article_text", "full_text", "plain_text"),
    "id": ("id", "external_id", "uuid"),
    "published": (
        *("published", "date", "published_at", "publish_date", "published_date", "date_publish", "date_published"),
        *("publication_date", "pub_date", "pubdate"),
    ),
    "publisher": ("publisher", "source", "outlet", "site", "sitename", "site_name", "source_domain", "domain"),
    "title": ("title", "headline"),
    "url": ("url", "link", "uri"),
}  # fmt: skip
"""Under which names tables of news have what we want, the first that is there."""


def with_usual_names(line: bytes) -> bytes:
    """A line whose columns have other names than ours, under ours. One that has a `text`, or is broken, as it is."""
    if b'"text"' in line:
        return line
    try:
        row = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return line
    if not isinstance(row, dict):
        return line
    known = {str(name).lower(): value for name, value in row.items()}
    found = {
        field: next((known[n] for n in names if known.get(n) is not None), None)
        for field, names in USUAL_NAMES.items()
    }
    return line if found["text"] is None else msgspec.json.encode(found)


class DayRead(NamedTuple):
    day: date | None
    warnings: tuple[str, ...]


def read_row(line: bytes) -> Row:
    """The report of one line. Raises `Unreadable` with what is wrong with it."""
    try:
        return msgspec.json.decode(line.removeprefix(b"\xef\xbb\xbf"), type=Row)
    except msgspec.ValidationError as error:
        raise Unreadable("broken", f"This line is no report: {_plain(error)}.") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        return _read_leniently(line, error)
    except RecursionError as error:
        raise Unreadable("broken", "This line nests its JSON too deeply.") from error


def day_of(published: str | None) -> DayRead:
    """The calendar day of an ISO date or moment, as it stands there (no change of time zone)."""
    if published is None or not published.strip():
        return DayRead(None, ())
    value = published.strip()
    try:
        return DayRead(datetime.fromisoformat(value).date(), ())
    except ValueError:
        return DayRead(
            None, (f"The date {value[:40]!r} is not in ISO form (2016-03-06); it was taken as not known.",)
        )


def _read_leniently(line: bytes, error: Exception) -> Row:
    """Halves of surrogate pairs and stray Latin-1 bytes occur in scraped files; one letter need not cost a report."""
    try:
        return msgspec.convert(_mended(json.loads(line.decode("utf-8-sig", errors="replace"))), Row)
    except msgspec.ValidationError as problem:
        raise Unreadable("broken", f"This line is no report: {_plain(problem)}.") from problem
    except (ValueError, RecursionError):
        raise Unreadable("broken", f"This line is not JSON: {_plain(error)}.") from error


def _mended(value: object) -> object:
    if isinstance(value, str):
        return whole(value)
    if isinstance(value, dict):
        return {whole(str(k)): whole(v) if isinstance(v, str) else v for k, v in value.items()}
    return value


def _plain(error: Exception) -> str:
    return str(error).rstrip(".")
