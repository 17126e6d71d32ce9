"""Arrives: an `Annotation` and the actor names in it. Leaves: places with coordinates, and their mentions."""

from dateline.steps.places.step import find_places, look_up

__all__ = ["find_places", "look_up"]
