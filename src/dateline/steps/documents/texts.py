"""A document from words that are at hand."""

from __future__ import annotations

from datetime import date

from dateline.record.documents import Document, PublishedBasis
from dateline.record.ids import content_id
from dateline.steps.documents.datelines import read_dateline
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
    """A document whose text is exactly `text`; its date is the one given, else that of its dateline.

    `published_basis`: whence a given date is known. None: given by whoever calls.
    """
    id = content_id("r", text, str(published), publisher or "")
    basis: PublishedBasis = (published_basis or "given") if published else "unknown"
    if published is None:
        dateline = read_dateline(text)
        if dateline is not None and dateline.date is not None:
            published, basis = dateline.date, "dateline"
    return Document(
        id=id,
        external_id=external_id,
        title=title,
        publisher=publisher,
        url=url,
        published=published,
        published_basis=basis,
        language=language_of(text),
        text=text,
    )
