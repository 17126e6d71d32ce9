"""Settings of the step `actors`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    coreference: bool = True
    """Resolve descriptions and pronouns. Off only to measure what that gains."""
    name_limit: int = 12
    """How many usual names of the knowledge base an actor carries into the output."""


DEFAULT = Options()
