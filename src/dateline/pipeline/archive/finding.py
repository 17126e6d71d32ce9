"""One record of an archive to its document, or to the reason why it goes no further.

The cheap questions come first: a page's rough text costs half a millisecond, its careful one fifteen, and most pages
are about something else or in another language.
"""

from __future__ import annotations

from datetime import date

import msgspec

from dateline.pipeline.archive.plans import Settings
from dateline.record.documents import Document
from dateline.record.issues import Issue
from dateline.steps.documents import Options, Source, load
from dateline.steps.documents.languages import language_of
from dateline.steps.documents.unreadable import Unreadable
from dateline.steps.documents.with_resiliparse import rough_text
from dateline.steps.triage import triage_score
from dateline.store import copies
from dateline.store.keeping import publisher_of

_TOLD = 1_500
"""Characters from which a rough text's language is told."""


class Found(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A report that is to be read unless it is a copy."""

    at: int
    where: str
    document: bytes
    """A `Document` as JSON."""
    warnings: tuple[str, ...]
    score: float | None
    buckets: tuple[int, ...]
    """Where its text is filed for finding copies (see `store.copies`)."""
    publisher: str | None
    """Key of the publisher."""


class Left(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A record that is not read, and why."""

    at: int
    where: str
    why: str
    """triage, copy, not-english, no-page, set-aside, or the kind of an `Issue`."""
    message: str
    score: float | None = None
    """Of triage, where it was asked."""
    title: str | None = None
    report: str | None = None
    """Id of its document, where it came so far."""
    of: str | None = None
    """Id of the report that it is a copy of."""


def options() -> Options:
    """A page or text beyond these is no news report."""
    return Options(largest_file=20_000_000, longest_text=400_000)


def find(at: int, source: Source, settings: Settings, options: Options) -> Found | Left:
    """Raises nothing that a source can cause, but `MemoryError`."""
    try:
        rough = rough_text(source, largest=options.largest_file)
    except Unreadable as error:
        return left(at, error.issue(source.where))
    score = None
    # Where the quick way finds no text at all, the careful one says why.
    rough = rough if rough and rough.partition("\n")[2].strip() else None
    if rough is not None:
        title, _, text = rough.partition("\n")
        language = language_of(text[:_TOLD])
        if language not in (None, "en"):
            return _foreign(at, source.where, language, title)
        score = None if settings.threshold is None else triage_score(rough)
        if score is not None and settings.threshold is not None and score < settings.threshold:
            return _about_else(at, source.where, score, title)
    document, issues, warnings = load(source, options=options)
    if document is None:
        return left(at, issues[0])
    if not document.text.strip():
        return Left(at=at, where=source.where, why="empty", message="This report has no text.")
    if document.language not in (None, "en"):
        return _foreign(at, source.where, document.language, document.title, document.id)
    if rough is None and settings.threshold is not None:
        score = triage_score(f"{document.title or ''}\n{document.text}")
        if score < settings.threshold:
            return _about_else(at, source.where, score, document.title, document.id)
    publisher = publisher_of(document.publisher)
    key = publisher.key if publisher else None
    own = copies.text_of(document.text, published=document.published, publisher=key)
    return Found(
        at=at,
        where=source.where,
        document=msgspec.json.encode(document),
        warnings=warnings,
        score=score,
        buckets=tuple(sorted(set(copies.buckets(own)))) if settings.copies else (),
        publisher=key,
    )


def left(at: int, issue: Issue) -> Left:
    return Left(at=at, where=issue.where, why=issue.kind, message=issue.message)


def month_of(document: Document) -> str:
    """The partition that a report belongs to."""
    return month(document.published)


def month(published: date | None) -> str:
    return f"{published:%Y-%m}" if published else "undated"


def _foreign(at: int, where: str, language: str | None, title: str | None, report: str | None = None) -> Left:
    message = f"This is in another language ({language})."
    return Left(at=at, where=where, why="not-english", message=message, title=title or None, report=report)


def _about_else(at: int, where: str, score: float, title: str | None, report: str | None = None) -> Left:
    message = "This does not seem to tell of conflict or diplomacy."
    return Left(
        at=at,
        where=where,
        why="triage",
        message=message,
        score=round(score, 4),
        title=title or None,
        report=report,
    )
