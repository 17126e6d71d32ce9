"""From what somebody sends to a decision of the log."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from fastapi import Request

from dateline.errors import StoreError
from dateline.record.corrections import PLOVER
from dateline.record.decisions import CasualtiesSet, Corrected, What
from dateline.record.kept import KeptActor, KeptPlace, KeptSource
from dateline.reference.actors import load_actors
from dateline.store.keeping import folded
from dateline.store.writing import Writing
from dateline.web import payloads_given as given
from dateline.web.payloads import Decided
from dateline.web.people import address_of
from dateline.web.refusals import invalid
from dateline.web.sessions import Person
from dateline.web.workbench import Workbench


class Making(Protocol):
    def __call__(self, writer: Writing, /) -> What: ...


def decide(
    request: Request,
    workbench: Workbench,
    person: Person,
    make: Making,
    *,
    why: str = "",
    relink: bool = False,
) -> Decided:
    """Keeps a decision and who made it from where; `relink`: it changes which claims make which incident."""
    with workbench.case.writer() as writer:
        what = make(writer)
        decision = writer.decide(what, coder=person.name, why=why)
        writer.audit(person.name, address_of(request), decision.kind, f"{decision.number} {decision.target}")
    return Decided(decision=decision.number, linking=workbench.link() if relink else False)


def correction(claim: str, sent: given.CorrectionPayload, writer: Writing) -> Corrected:
    if sent.start and sent.end and sent.start > sent.end:
        raise invalid("The first day is after the last.", field="start")
    what = Corrected(
        claim=claim,
        status=sent.status,
        plover=plover(sent.plover),
        mode=sent.mode,
        acled_type=sent.acled_type,
        acled_sub=sent.acled_sub,
        start=sent.start,
        end=sent.end,
        time_precision=sent.time_precision,
        place=place(sent.place),
        actors=tuple(actor(a, writer) for a in sent.actors) if sent.actors else None,
        recipients=tuple(actor(a, writer) for a in sent.recipients) if sent.recipients else None,
        sources=tuple(source(s, writer) for s in sent.sources) if sent.sources else None,
        casualties=casualties(sent.casualties),
        cleared=tuple(dict.fromkeys(sent.cleared)),
        withdrawn=sent.withdrawn,
    )
    if what == Corrected(claim=claim):
        raise invalid("Say what to correct: no field is given.")
    return what


def plover(sent: str | None) -> str | None:
    if sent is None:
        return None
    if sent.upper() not in PLOVER:
        raise invalid(f"{sent!r} is no PLOVER type ({', '.join(PLOVER)}).", field="plover")
    return sent.upper()


def place(sent: given.PlaceGiven | None) -> KeptPlace | None:
    if sent is None:
        return None
    if (sent.lat is None) != (sent.lon is None):
        raise invalid("Give both latitude and longitude, or neither.", field="place.lat")
    return KeptPlace(
        name=sent.name,
        lat=sent.lat,
        lon=sent.lon,
        country=sent.country,
        admin1=sent.admin1,
        feature=sent.feature,
        geonames=sent.geonames,
        relation=sent.relation,
        geo_precision=sent.geo_precision,
    )


def actor(sent: given.ActorGiven, writer: Writing) -> KeptActor:
    """The actor of the knowledge base or the case with this key, else whom the name means, else a new one."""
    known = load_actors()
    found = known.actor(sent.key) if sent.key else None
    if found is None and sent.key is None:
        met = writer.aliases().get(f"?{folded(sent.name)}")
        if met is not None:
            return met
        found = next((a for a, use in known.meanings(sent.name) if use.strength > 0), None)
    if found is not None:
        return KeptActor(
            key=found.id,
            name=found.name,
            type=found.type,
            sector=found.sector,
            country=found.country,
            inter=found.inter,
        )
    if sent.key and not sent.key.startswith("?"):
        raise invalid(f"There is no actor {sent.key!r}.", field="key")
    return KeptActor(
        key=f"?{folded(sent.name)}", name=sent.name, type="unknown", sector=None, country=None, inter=None
    )


def source(sent: given.SourceGiven, writer: Writing) -> KeptSource:
    try:
        return writer.source_named(sent.name, key=sent.key, kind=sent.kind)
    except StoreError as error:
        raise invalid(str(error), field="sources") from error


def casualties(sent: Sequence[given.CasualtiesGiven]) -> tuple[CasualtiesSet, ...]:
    made = []
    for one in sent:
        numbers = [n for n in (one.low, one.best, one.high) if n is not None]
        if not numbers:
            raise invalid(f"Say how many were {one.outcome}: low, best or high.", field="casualties")
        if numbers != sorted(numbers):
            raise invalid("Casualties go from low over best to high.", field="casualties")
        made.append(CasualtiesSet(outcome=one.outcome, low=one.low, best=one.best, high=one.high))
    return tuple(made)


def days(first: date | None, last: date | None) -> tuple[date | None, date | None]:
    if first and last and first > last:
        raise invalid("The first day is after the last.", field="start")
    return first, last or first
