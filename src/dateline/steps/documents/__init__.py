"""Arrives: files, pages, archives. Leaves: `Document`s, or the `Issue` that kept one from being read."""

from dateline.steps.documents.languages import language_warnings
from dateline.steps.documents.options import Options
from dateline.steps.documents.sources import Source, is_many, sources_of
from dateline.steps.documents.step import Given, Loaded, load
from dateline.steps.documents.texts import document_from_text

__all__ = [
    "Given",
    "Loaded",
    "Options",
    "Source",
    "document_from_text",
    "is_many",
    "language_warnings",
    "load",
    "sources_of",
]
