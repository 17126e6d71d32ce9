"""Readings made by hand: a text with claims at given words, valid by default."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from dateline.contract import decode, encode
from dateline.record.actors import Actor
from dateline.record.claims import (
    ActorInClaim,
    Casualties,
    Claim,
    Control,
    PlaceInClaim,
    SourceInClaim,
    TimeInClaim,
    Words,
)
from dateline.record.events import Status
from dateline.record.ids import content_id
from dateline.record.places import Place
from dateline.record.readings import Reading
from dateline.record.text import Span
from dateline.steps.documents import document_from_text
from dateline.store.adding import Added
from dateline.store.case import Case

STRIKE = (
    "Warplanes struck the market of Khanasser on Thursday, killing 12 people, the Syrian Observatory said. "
    "Residents told of a second strike in the evening, and the road to Aleppo stayed closed until the next day. "
    "Rescue workers were still looking for people under the rubble when night fell over the town."
)


def a_claim(
    text: str,
    words: str,
    *,
    plover: str | None = "ASSAULT",
    status: Status = "occurred",
    place: str | None = "Khanasser",
    day: date | None = date(2016, 3, 3),
    actor: str | None = "?warplanes",
    killed: int | None = None,
    source: str | None = None,
    control: bool = False,
    document: str = "",
) -> Claim:
    at = text.index(words)
    span = Span(at, at + len(words))
    return Claim(
        id=content_id("c", document, str(span), plover or ""),
        kind="event",
        trigger=Words(text=words, span=span),
        plover=plover,  # type: ignore[arg-type]
        mode=None,
        cameo=None,
        acled_type="Explosions/Remote violence" if plover == "ASSAULT" else None,
        acled_sub="Air/drone strike" if plover == "ASSAULT" else None,
        status=status,
        actors=(ActorInClaim(actor="a1", span=span, text=words),) if actor else (),
        recipients=(),
        place=PlaceInClaim(place="p1", span=span, text=words, relation="at", geo_precision=1)
        if place
        else None,
        time=TimeInClaim(time=None, start=day, end=day, time_precision=1, text=words, span=span)
        if day
        else None,
        casualties=(
            Casualties(
                who=None, outcome="killed", low=killed, best=killed, high=killed, text=words, span=span
            ),
        )
        if killed is not None
        else (),
        weapons=(),
        control=Control(place="p1", holder="a1", change="gains") if control else None,
        attribution=(SourceInClaim(text=source, span=span, actor="a2", kind="organisation", cue=None),)
        if source
        else (),
        evidence=Span(max(0, text.rfind(".", 0, at) + 1), text.find(".", at) + 1 or len(text)),
        confidence=0.8,
        coded_by="frame strike: strike",
        rules={},
    )


def a_reading(
    text: str = STRIKE,
    *,
    words: tuple[str, ...] = ("struck",),
    published: date | None = date(2016, 3, 4),
    publisher: str | None = "Levant Wire",
    url: str | None = None,
    external_id: str | None = None,
    title: str | None = None,
    place: str = "Khanasser",
    lat: float | None = 35.78,
    lon: float | None = 37.5,
    actor: str = "warplanes",
    source: str | None = None,
    plover: str | None = "ASSAULT",
    status: Status = "occurred",
    day: date | None = date(2016, 3, 3),
    killed: int | None = None,
    control: bool = False,
) -> Reading:
    document = document_from_text(
        text, published=published, publisher=publisher, url=url, external_id=external_id, title=title
    )
    person = Actor(
        id="a1",
        name=actor,
        type="group",
        sector="MIL",
        country="SYR",
        aliases=(),
        kb=None,
        affiliations=(),
        mentions=(),
        rule="by hand",
    )
    return Reading(
        document=document,
        actors=(person, replace(person, id="a2", name=source or "nobody")),
        places=(
            Place(
                id="p1",
                name=place,
                lat=lat,
                lon=lon,
                country="SYR",
                admin1="Aleppo",
                feature="PPL",
                geonames=None,
                mentions=(),
                rule="by hand",
            ),
        ),
        claims=tuple(
            a_claim(
                text,
                w,
                plover=plover,
                status=status,
                day=day,
                killed=killed,
                source=source,
                control=control,
                document=document.id,
            )
            for w in words
        ),
    )


def put(case: Case, reading: Reading, *, at: datetime | None = None, version: str = "1") -> Added:
    """Adds a reading in a transaction of its own."""
    body = encode(reading)
    with case.writer() as writer:
        return writer.add(decode(body), body, where="by hand", version=version, at=at)
