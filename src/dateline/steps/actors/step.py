"""Who acts, suffers or speaks in a report."""

from __future__ import annotations

from dateline.record.actors import ActorName, ActorsFound
from dateline.record.annotation import Annotation
from dateline.record.places import PlacesFound


def find_actors(annotation: Annotation, names: tuple[ActorName, ...], places: PlacesFound) -> ActorsFound:
    """Actors of the report, coreference resolved."""
    return ActorsFound()
