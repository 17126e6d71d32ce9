"""What each claim says of who holds a place, noted beside it as it is linked, and the stretches that come of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from dateline.record.incidents import ControlSpan, Dispute, Holding
from dateline.record.kept import KeptPlace
from dateline.steps.situation.control import holdings_of, in_order, parts_among, place_named, timeline_of
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
    said = list(writer.holdings(places=some))
    parts = parts_among({**writer.held_places(), **_first(said)})
    # What is told of a quarter bears on its city.
    wholes = [whole for whole, own in parts.items() if not set(own).isdisjoint(some)]
    made = {*some, *wholes}
    around = {*wholes, *(part for whole in made for part in parts.get(whole, ()))}.difference(some)
    said += writer.holdings(places=around)
    spans = [(key, span) for span in timeline_of(said) if (key := place_named(span.place)) in made]
    first = _first(said)
    rows = [(key, first[key], Stretch(span, _dispute(writer, span))) for key, span in spans]
    writer.replace_stretches(made, rows, told=some)


def _first(said: Iterable[Holding]) -> dict[str, KeptPlace]:
    """The places, as each was told of first: under that name all its stretches are listed."""
    first: dict[str, KeptPlace] = {}
    for one in sorted(said, key=in_order):
        first.setdefault(place_named(one.place), one.place)
    return first


def _dispute(writer: Writer, span: ControlSpan) -> Dispute | None:
    return control_disputes(span, tuple(writer.claims_of(span.claims))) if span.contested else None
