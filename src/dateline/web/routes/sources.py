"""Sources: outlets and speakers, how much, about whom, how far they are trusted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from dateline.record.decisions import Noted, SourceGraded, What
from dateline.store.base import SourceKnown
from dateline.store.views import CaseView
from dateline.store.writing import Writing
from dateline.web import payloads_actors as to
from dateline.web.asked import Paged, View
from dateline.web.deciding import decide
from dateline.web.payloads import Decided
from dateline.web.payloads_given import NoteGiven
from dateline.web.people import Bench, Coder
from dateline.web.portraits import source_line, source_portrait
from dateline.web.refusals import not_found
from dateline.web.workbench import remembered

router = APIRouter()


@router.get("/sources", response_model=to.SourcePage)
def list_sources(
    request: Request,
    workbench: Bench,
    view: View,
    page: Paged,
    q: Annotated[str | None, Query(max_length=200)] = None,
    kind: Annotated[list[str], Query(max_length=20)] = [],  # noqa: B006
) -> Response:
    """Outlets and speakers, those with most claims first."""

    def make() -> to.SourcePage:
        words = (q or "").casefold().strip()
        found = [
            s
            for s in view.sources()
            if (not words or words in s.name.casefold() or words == s.key.casefold())
            and (not kind or s.kind in kind)
        ]
        some = found[page.offset : page.offset + page.limit]
        keys = [s.key for s in some]
        copies, against = view.copies_by(keys), view.contradictions_of(keys)
        return to.SourcePage(
            items=[source_line(s, copies.get(s.key, 0), against.get(s.key, 0)) for s in some],
            total=len(found),
            next=page.next(len(found)),
        )

    return remembered(request, workbench, view, make)


@router.get("/sources/{key:path}", response_model=to.SourceDetail)
def get_source(request: Request, workbench: Bench, view: View, key: str) -> Response:
    """About whom it tells, over time, whom it copies, and who contradicts it."""

    def make() -> to.SourceDetail:
        known = view.sources()
        return source_portrait(view, _found(known, key), known)

    return remembered(request, workbench, view, make)


def found_source(view: CaseView, key: str) -> SourceKnown:
    return _found(view.sources(), key)


def _found(known: Sequence[SourceKnown], key: str) -> SourceKnown:
    found = next((s for s in known if s.key == key), None)
    if found is None:
        raise not_found("source", key)
    return found


@router.put("/sources/{key:path}/grade")
def grade_source(
    request: Request, workbench: Bench, person: Coder, key: str, sent: to.SourceGradeGiven
) -> Decided:
    """Grades a source on the Admiralty scale, A to F."""

    def make(writer: Writing) -> What:
        return SourceGraded(source=found_source(writer, key).key, reliability=sent.reliability)

    return decide(request, workbench, person, make, why=sent.why)


@router.post("/sources/{key:path}/notes")
def note_source(request: Request, workbench: Bench, person: Coder, key: str, sent: NoteGiven) -> Decided:
    """Notes something on a source."""

    def make(writer: Writing) -> What:
        return Noted(about=found_source(writer, key).key, sort="source", text=sent.text)

    return decide(request, workbench, person, make)
