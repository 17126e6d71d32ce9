"""Arrives: an `Annotation` and the actor names in it. Leaves: places with coordinates, and their mentions."""

from dateline.steps.places.step import find_places

__all__ = ["find_places"]
