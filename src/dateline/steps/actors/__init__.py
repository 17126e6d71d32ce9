"""Arrives: an `Annotation`, places, times. Leaves: actors with all their mentions, pronouns included."""

from dateline.steps.actors.names import find_names
from dateline.steps.actors.step import find_actors

__all__ = ["find_actors", "find_names"]
