"""Actors: lists and portraits; names that they have in this case."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from dateline.record.decisions import ActorAliased, Noted, What
from dateline.record.kept import KeptActor
from dateline.reference.actors import load_actors
from dateline.store.portraits import ActorMet
from dateline.store.views import CaseView
from dateline.store.writing import Writing
from dateline.web import payloads_actors as to
from dateline.web.asked import Paged, View
from dateline.web.deciding import decide
from dateline.web.payloads import Decided
from dateline.web.payloads_given import NoteGiven
from dateline.web.people import Bench, Coder
from dateline.web.portraits import portrait_of
from dateline.web.refusals import not_found
from dateline.web.workbench import remembered

router = APIRouter()


@router.get("/actors", response_model=to.ActorPage)
def list_actors(
    request: Request,
    workbench: Bench,
    view: View,
    page: Paged,
    q: Annotated[str | None, Query(max_length=200)] = None,
) -> Response:
    """Actors of the case, those in most claims first. `q`: part of a name."""

    def make() -> to.ActorPage:
        found, total = view.actors_met(q, offset=page.offset, limit=page.limit)
        return to.ActorPage(items=[actor_line(a) for a in found], total=total, next=page.next(total))

    return remembered(request, workbench, view, make)


def actor_line(met: ActorMet) -> to.ActorLine:
    return to.ActorLine(
        key=met.key,
        name=met.name,
        type=met.type,
        sector=met.sector,
        country=met.country,
        known=not met.key.startswith("?"),
        claims=met.claims,
        private=met.private,
    )


@router.get("/actors/{key:path}", response_model=to.ActorDetail)
def get_actor(request: Request, workbench: Bench, view: View, key: str) -> Response:
    """Names, ties, activity, with and against whom, and the latest claims in each part."""
    return remembered(request, workbench, view, lambda: portrait_of(view, actor_line(found_actor(view, key))))


def found_actor(view: CaseView, key: str) -> ActorMet:
    meant = view.aliases().get(key)
    found = view.actor_met(meant.key if meant else key)
    if found is None:
        raise not_found("actor", key)
    return found


@router.post("/actors/{key:path}/aliases")
def add_alias(request: Request, workbench: Bench, person: Coder, key: str, sent: to.AliasGiven) -> Decided:
    """In this case, `name` means this actor from now on. It is taken back by `undo`."""

    def make(writer: Writing) -> What:
        met = found_actor(writer, key)
        known = load_actors().actor(met.key)
        actor = KeptActor(
            key=met.key,
            name=met.name,
            type=met.type,
            sector=known.sector if known else met.sector,
            country=known.country if known else met.country,
            inter=known.inter if known else met.inter,
        )
        return ActorAliased(actor=actor, name=sent.name)

    return decide(request, workbench, person, make, why=sent.why, relink=True)


@router.post("/actors/{key:path}/notes")
def note_actor(request: Request, workbench: Bench, person: Coder, key: str, sent: NoteGiven) -> Decided:
    """Notes something on an actor."""

    def make(writer: Writing) -> What:
        return Noted(about=found_actor(writer, key).key, sort="actor", text=sent.text)

    return decide(request, workbench, person, make)
