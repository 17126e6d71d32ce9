"""Places named in a report."""

from __future__ import annotations

from dateline.record.actors import ActorName
from dateline.record.annotation import Annotation
from dateline.record.places import PlacesFound


def find_places(annotation: Annotation, names: tuple[ActorName, ...]) -> PlacesFound:
    """Places of the report; `names` tells which words are (also) names of actors."""
    return PlacesFound()
