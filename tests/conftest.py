"""What tests share: the language engine, loaded once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from dateline.pipeline import Reader
from dateline.record.annotation import Annotation
from dateline.steps.annotation import SpacyEngine
from dateline.steps.documents import document_from_text

Annotate = Callable[..., Annotation]


@pytest.fixture(scope="session")
def annotate() -> Annotate:
    """`annotate(text, published=date)` gives the annotation of a report with that text."""
    engine = SpacyEngine()

    def annotated(text: str, published: date | None = None, publisher: str | None = None) -> Annotation:
        return engine.annotate(document_from_text(text, published=published, publisher=publisher))

    return annotated


@pytest.fixture(scope="session")
def reader() -> Reader:
    """All steps, loaded once."""
    return Reader()
