"""Puts together what the other steps found."""

from __future__ import annotations

from dateline.record.actors import ActorsFound
from dateline.record.annotation import Annotation
from dateline.record.attributions import Attribution
from dateline.record.claims import Claim
from dateline.record.events import EventMention
from dateline.record.places import PlacesFound
from dateline.record.times import Time


def make_claims(
    annotation: Annotation,
    *,
    times: tuple[Time, ...],
    places: PlacesFound,
    actors: ActorsFound,
    attributions: tuple[Attribution, ...],
    events: tuple[EventMention, ...],
) -> tuple[Claim, ...]:
    """Claims in text order of their triggers."""
    return ()
