"""Actors known beforehand: states, armed groups, organisations, outlets, people; their names and ties.

The files that a researcher edits lie in data/actors/. They are compiled on first use.
"""

from dateline.reference.actors.agents import AgentNoun
from dateline.reference.actors.knowledge import ActorKnowledge, NameFound, known_on, load_actors
from dateline.reference.actors.records import KnownActor, NameUse, Office, Tie

__all__ = [
    "ActorKnowledge",
    "AgentNoun",
    "KnownActor",
    "NameFound",
    "NameUse",
    "Office",
    "Tie",
    "known_on",
    "load_actors",
]
