"""A document from words that are at hand."""

from __future__ import annotations

from datetime import date

from dateline.record.documents import Document, PublishedBasis
from dateline.record.ids import content_id
from dateline.steps.documents.languages import language_of


def document_from_text(
    text: str,
    *,
    published: date | None = None,
    published_basis: PublishedBasis | None = None,
    publisher: str | None = None,
    title: str | None = None,
    url: str | None = None,
    external_id: str | None = None,
) -> Document:
    """A document whose text is exactly `text`.

    `published_basis`: whence the date is known. None: given by whoever calls.
    """
    return Document(
        id=content_id("r", text, str(published), publisher or ""),
        external_id=external_id,
        title=title,
        publisher=publisher,
        url=url,
        published=published,
        published_basis=(published_basis or "given") if published else "unknown",
        language=language_of(text),
        text=text,
    )
