"""Arrives: files, pages, archives. Leaves: `Document`s."""

from dateline.steps.documents.texts import document_from_text

__all__ = ["document_from_text"]
