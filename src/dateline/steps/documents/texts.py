"""A document from words that are at hand."""

from __future__ import annotations

from datetime import date

from dateline.record.documents import Document
from dateline.record.ids import content_id


def document_from_text(
    text: str,
    *,
    published: date | None = None,
    publisher: str | None = None,
    title: str | None = None,
    url: str | None = None,
    external_id: str | None = None,
) -> Document:
    """A document whose text is exactly `text`."""
    return Document(
        id=content_id("r", text, str(published), publisher or ""),
        external_id=external_id,
        title=title,
        publisher=publisher,
        url=url,
        published=published,
        published_basis="given" if published else "unknown",
        language="en",
        text=text,
    )
