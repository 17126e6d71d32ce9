"""A reading that says just what a gold file wants: what a perfect program would say.

It shows that a gold file can be met, and that the scorer gives it full marks.
"""

from __future__ import annotations

from typing import Any

import msgspec

from dateline.evaluate.gold import Days, GoldClaim, GoldReport, Hold, Toll, Wanted
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
from dateline.record.places import Place
from dateline.record.readings import Reading
from dateline.record.text import Span
from dateline.steps.documents import document_from_text

NOWHERE = Span(0, 0)


def perfect_reading(gold: GoldReport) -> Reading:
    actors = tuple(_actor(gold, key) for key in gold.entities)
    places = tuple(
        Place(id=key, name=place.names[0], lat=place.lat, lon=place.lon, country=None, admin1=None,
              feature=None, geonames=None, mentions=(), rule="gold")
        for key, place in gold.places.items()
    )  # fmt: skip
    return Reading(
        document=document_from_text(gold.text, published=gold.published),
        actors=actors,
        places=places,
        claims=tuple(_claim(gold, claim) for claim in gold.claims if not claim.optional),
    )


def _actor(gold: GoldReport, key: str) -> Actor:
    name, *aliases = gold.entities[key]
    links = [link for link in gold.links if link.actor == key]
    return Actor(
        id=key, name=name, type="unknown",
        sector=next((link.sector for link in links if link.sector), None),
        country=next((link.country for link in links if link.country), None),
        aliases=(*aliases, *(name for link in links for name in link.same_as)),
        kb=None,
        affiliations=tuple(link.affiliated for link in links if link.affiliated),
        mentions=(), rule="gold",
    )  # fmt: skip


def _claim(gold: GoldReport, claim: GoldClaim) -> Claim:
    control = _first(claim, "control")
    kind = _first(claim, "source_kind")
    return Claim(
        id=claim.id,
        kind="event",
        trigger=Words(text=claim.spans[0].of(gold.text), span=claim.spans[0]),
        plover=_first(claim, "plover"),
        mode=None,
        cameo=None,
        acled_type=None,
        acled_sub=_first(claim, "acled_sub"),
        status=_first(claim, "status") or "occurred",
        actors=_people(claim, "actors"),
        recipients=_people(claim, "recipients"),
        place=_place(claim),
        time=_time(_first(claim, "time")),
        casualties=tuple(_casualties(toll) for toll in claim.wanted.get("casualties", ())),
        weapons=(),
        control=Control(place=control.place, holder=control.holder, change=_change(control))
        if isinstance(control, Hold)
        else None,
        attribution=tuple(
            SourceInClaim(text="", span=NOWHERE, actor=who.actor, kind=kind, cue=None)
            for who in _people(claim, "sources")
        ),
        evidence=claim.sentence,
        confidence=1.0,
        coded_by="gold",
        rules={},
    )


def _change(control: Hold) -> Any:
    return control.change


def _first(claim: GoldClaim, slot: str) -> Any:
    return next((value for value in claim.wanted.get(slot, ()) if value is not None), None)


def _people(claim: GoldClaim, slot: str) -> tuple[ActorInClaim, ...]:
    keys = (value[0] for value in claim.wanted.get(slot, ()) if isinstance(value, tuple))
    return tuple(ActorInClaim(actor=key, span=NOWHERE, text="") for key in keys)


def _place(claim: GoldClaim) -> PlaceInClaim | None:
    key = _first(claim, "place")
    if not isinstance(key, str):
        return None
    return PlaceInClaim(place=key, span=NOWHERE, text="", relation="at", geo_precision=1)


def _time(days: Wanted) -> TimeInClaim | None:
    if not isinstance(days, Days):
        return None
    return TimeInClaim(time=None, start=days.start, end=days.last, time_precision=1, text="", span=NOWHERE)


def _casualties(toll: Wanted) -> Casualties:
    assert isinstance(toll, Toll)
    outcome: Any = toll.outcome  # checked by `slips_in`
    low, best, high = (
        None if isinstance(bound, msgspec.UnsetType) else bound for bound in (toll.low, toll.best, toll.high)
    )
    return Casualties(
        who=toll.who,
        outcome=outcome,
        low=low,
        best=best,
        high=high,
        text="",
        span=NOWHERE,
    )
