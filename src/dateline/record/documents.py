"""A report as it was read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

PublishedBasis = Literal["given", "metadata", "dateline", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One report: its main text and what is known of it."""

    id: str
    """Derived from the content (see `record.ids`), so that the same report has the same id."""
    external_id: str | None = None
    """The id that whoever gave the report has for it."""
    title: str | None = None
    """Helps to understand the text. Offsets never count it."""
    publisher: str | None = None
    url: str | None = None
    published: date | None = None
    """None: not known; relative dates then stay open."""
    published_basis: PublishedBasis = "unknown"
    language: str | None = None
    """ISO 639-1, as found in the text. None: too little text to tell."""
    text: str
    """What all offsets count in. Kept exactly as it came where the input was plain text."""
