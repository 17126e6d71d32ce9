"""What each claim says of who holds a place, noted beside it as it is linked, and the stretches that come of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from dateline.record.incidents import ControlSpan, Dispute
from dateline.record.kept import KeptPlace
from dateline.record.sayings import Sayings
from dateline.steps.situation.control import (
    holdings_of,
    parts_among,
    place_named,
    said_of_places,
    timeline_of_places,
)
from dateline.steps.situation.disputes import control_disputes
from dateline.store.base import Store, Stretch, Writer

_PLACES = 100
"""Whose stretches are made in one transaction."""
TYPES = (
    "withdraw",
    "Government regains territory",
    "Non-state actor overtakes territory",
    "Non-violent transfer of territory",
    "capture",
    "recapture",
)
"""Happenings that tell of control also where the claim does not say so itself."""


def tell_holdings(writer: Writer, claims: Iterable[str]) -> None:
    """Notes anew what these claims say of who holds a place."""
    ids = list(claims)
    made = [
        (one, place_named(held.place), held)
        for one in writer.tellings_of(ids)
        for held in holdings_of(one.kept)
    ]
    writer.replace_holdings(ids, made)


def tell_control(store: Store, told: Callable[[int], None] = lambda places: None) -> None:
    """Makes the stretches of all places anew of which claims came, changed or went.

    Killed in between, the other places wait still. `told` is called with how many places are done.
    """
    with store.view() as view:
        if view.all_told():
            return
    done = 0
    while True:
        with store.writer() as writer:
            some = writer.untold(_PLACES)
            if not some:
                return
            _tell(writer, some)
        done += len(some)
        told(done)


def _tell(writer: Writer, some: list[str]) -> None:
    said = said_of_places(writer.holdings(some))
    parts = parts_among({**writer.held_places(), **_places(said)})
    # What is told of a quarter bears on its city.
    wholes = [whole for whole, own in parts.items() if not set(own).isdisjoint(some)]
    made = {*some, *wholes}
    around = {*wholes, *(part for whole in made for part in parts.get(whole, ()))}.difference(some)
    said |= said_of_places(writer.holdings(around))
    places = _places(said)
    rows = [
        (key, places[key], Stretch(span, _dispute(writer, span)))
        for span in timeline_of_places(said.values())
        if (key := place_named(span.place)) in made
    ]
    writer.replace_stretches(made, rows, told=some, said=said)


def _places(said: Mapping[str, Sayings]) -> dict[str, KeptPlace]:
    return {key: place for key, one in said.items() if (place := one.place()) is not None}


def _dispute(writer: Writer, span: ControlSpan) -> Dispute | None:
    return control_disputes(span, tuple(writer.claims_of(span.claims))) if span.contested else None
