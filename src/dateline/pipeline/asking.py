"""Questions to a case that take more than one step: who holds what, and who disputes it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from dateline.export.material import Past
from dateline.pipeline.holdings import TYPES
from dateline.pipeline.linking import incidents_of
from dateline.record.decisions import constraints
from dateline.record.incidents import ControlSpan, Dispute, Incident
from dateline.record.kept import KeptClaim
from dateline.steps.situation import control_disputes, control_timeline, tells_of_control
from dateline.steps.situation.control import USUAL, timeline_of_places
from dateline.store.base import View, Wanted


def as_known(view: View, wanted: Wanted) -> Past | None:
    """The incidents that are wanted, of the claims that were known on `wanted.known_on`. None: as the case stands.

    They are linked anew, for what is known now must not tell what belonged together then. What people decided holds.
    """
    if wanted.known_on is None:
        return None
    claims = {k.id: k for k in view.claims(Wanted(known_on=wanted.known_on))}
    fitting = {k.id for k in view.claims(replace(wanted, first=None, last=None))}
    incidents = sorted(
        (
            i
            for i in incidents_of(claims.values(), constraints(view.decisions()))
            if not fitting.isdisjoint(i.claims) and _within(i, wanted)
        ),
        key=lambda i: (i.start is None, i.start, i.id),
    )
    return Past(incidents, claims)


def _within(incident: Incident, wanted: Wanted) -> bool:
    if wanted.first is None and wanted.last is None:
        return True
    early = wanted.first is not None and (incident.end is None or incident.end < wanted.first)
    late = wanted.last is not None and (incident.start is None or incident.start > wanted.last)
    return not early and not late


def control_of(
    view: View,
    *,
    place: str | None = None,
    at: date | None = None,
    known_on: date | None = None,
    rules: Collection[str] = USUAL,
) -> tuple[ControlSpan, ...]:
    """Who holds a place, and what lies in it, or all places; see `steps.situation.control`."""
    if place is None and set(rules) >= USUAL and _is_linked(view) and view.all_told():
        if known_on is None and set(rules) == USUAL:
            return tuple(one.span for one in view.stretches(at=at))
        return timeline_of_places(view.sayings(), at=at, known_on=known_on, rules=rules)
    return control_timeline(_claims(view, place, known_on), at=at, known_on=known_on, rules=rules)


def disputed_control(
    view: View,
    *,
    place: str | None = None,
    known_on: date | None = None,
    first: date | None = None,
    last: date | None = None,
) -> list[tuple[ControlSpan, Dispute]]:
    """The contested stretches within the days, with the versions of who holds the place."""
    if place is None and known_on is None and _is_linked(view) and view.all_told():
        kept = view.stretches(disputed=True, first=first, last=last)
        return [(one.span, one.dispute) for one in kept if one.dispute is not None]
    found = []
    for span in control_of(view, place=place, known_on=known_on):
        late = last is not None and span.start is not None and span.start > last
        early = first is not None and span.end is not None and span.end < first
        if not span.contested or late or early:
            continue
        dispute = control_disputes(span, tuple(view.claims_of(span.claims)))
        if dispute is not None:
            found.append((span, dispute))
    return found


def _is_linked(view: View) -> bool:
    return view.is_drawn() and next(view.waiting(1), None) is None


def _claims(view: View, place: str | None, known_on: date | None) -> list[KeptClaim]:
    found = {k.id: k for k in view.claims(Wanted(place=place, known_on=known_on, control=True))}
    more = view.claims(Wanted(place=place, known_on=known_on, types=TYPES))
    return [*found.values(), *(k for k in more if k.id not in found and tells_of_control(k))]
