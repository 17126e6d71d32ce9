"""Mentions by name."""

from __future__ import annotations

from dateline.steps.actors.context import Context
from dateline.steps.actors.drafts import Draft
from dateline.steps.actors.known_names import known_names
from dateline.steps.actors.unknown_names import unknown_names


def named(context: Context) -> list[Draft]:
    """Mentions by name in text order."""
    return sorted([*known_names(context), *unknown_names(context)], key=lambda d: (d.span.start, -d.span.end))
