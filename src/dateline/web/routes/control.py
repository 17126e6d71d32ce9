"""Who holds which place, from when to when; and the state of all places on a day."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from dateline.pipeline.asking import control_of
from dateline.record.incidents import ControlSpan
from dateline.record.kept import KeptActor
from dateline.steps.situation import RULES, place_named
from dateline.steps.situation.control import USUAL, holds_on
from dateline.web import payloads_situation as situation
from dateline.web.asked import Paged, View, box_of
from dateline.web.people import Bench
from dateline.web.refusals import invalid
from dateline.web.workbench import remembered

router = APIRouter()

_Rules = Annotated[
    list[str], Query(max_length=20, description="Named rules; not given: those usual; `none`: no rule at all")
]
_Day = Annotated[date | None, Query(ge=date(1000, 1, 1), le=date(9000, 1, 1))]
_NONE = "none"
"""Instead of rules: only what is claimed in so many words."""
_SHOWN = 10
_MOST = 2000


def _rules(given: list[str]) -> frozenset[str]:
    if given == [_NONE]:
        return frozenset()
    for name in given:
        if name not in RULES:
            raise invalid(f"There is no rule {name[:60]!r}; see /control/rules.", field="rule")
    return frozenset(given) or USUAL


@router.get("/control/rules")
def list_control_rules() -> list[situation.RulePayload]:
    """What is inferred about who holds a place, by rules that can be switched on and off."""
    return [situation.RulePayload(name=name, what=what, usual=name in USUAL) for name, what in RULES.items()]


@router.get("/control/spans", response_model=situation.ControlSpans)
def list_control_spans(
    request: Request,
    workbench: Bench,
    view: View,
    page: Paged,
    place: Annotated[str | None, Query(min_length=1, max_length=200)] = None,
    at: _Day = None,
    known_on: _Day = None,
    rule: _Rules = [],  # noqa: B006
) -> Response:
    """Stretches of control, by place and day."""
    rules = _rules(rule)

    def make() -> situation.ControlSpans:
        if place is None:
            spans = workbench.control.spans(view, known_on, rules)
            spans = tuple(s for s in spans if at is None or holds_on(s, at))
        else:
            spans = control_of(view, place=place, at=at, known_on=known_on, rules=rules)
        some = spans[page.offset : page.offset + page.limit]
        return situation.ControlSpans(items=list(some), total=len(spans), next=page.next(len(spans)))

    return remembered(request, workbench, view, make)


@router.get("/control/places", response_model=situation.HeldPlaces)
def list_held_places(
    request: Request,
    workbench: Bench,
    view: View,
    at: _Day = None,
    known_on: _Day = None,
    bbox: Annotated[str | None, Query(max_length=120)] = None,
    rule: _Rules = [],  # noqa: B006
) -> Response:
    """Each place's state on a day (`at`; without: the latest that is known), for shading a map."""
    rules, box = _rules(rule), box_of(bbox) if bbox else None

    def make() -> situation.HeldPlaces:
        spans = workbench.control.spans(view, known_on, rules)
        latest: dict[str, ControlSpan] = {}
        for span in spans:
            if span.place.lat is None or span.place.lon is None or not (at is None or holds_on(span, at)):
                continue
            inside = box is None or (
                box.south <= span.place.lat <= box.north
                and (
                    box.west <= span.place.lon <= box.east
                    if box.west <= box.east
                    else span.place.lon >= box.west or span.place.lon <= box.east
                )
            )
            if inside:
                latest[place_named(span.place)] = span
        items = [_held(key, span) for key, span in latest.items()]
        items.sort(key=lambda p: (-p.number, p.key))
        return situation.HeldPlaces(at=at, items=items[:_MOST], total=len(items), holders=_holders(items))

    return remembered(request, workbench, view, make)


def _held(key: str, span: ControlSpan) -> situation.HeldPlace:
    place = span.place
    assert place.lat is not None and place.lon is not None
    return situation.HeldPlace(
        key=key,
        name=place.name,
        lat=place.lat,
        lon=place.lon,
        country=place.country,
        admin1=place.admin1,
        feature=place.feature,
        holder=span.holder,
        contested=span.contested,
        since=span.start,
        claims=list(span.claims[-_SHOWN:]),
        number=len(span.claims),
        rule=span.rule,
    )


def _holders(places: list[situation.HeldPlace]) -> list[situation.Holder]:
    actors: dict[str, KeptActor] = {}
    count: Counter[str] = Counter()
    contested: Counter[str] = Counter()
    for one in places:
        if one.holder is not None:
            actors.setdefault(one.holder.key, one.holder)
            count[one.holder.key] += 1
            contested[one.holder.key] += one.contested
    return [
        situation.Holder(
            key=key,
            name=actors[key].name,
            inter=actors[key].inter,
            country=actors[key].country,
            places=number,
            contested=contested[key],
        )
        for key, number in sorted(count.items(), key=lambda pair: (-pair[1], pair[0]))
    ]
