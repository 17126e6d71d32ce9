"""Mentions by name."""

from __future__ import annotations

from dateline.steps.actors.context import Context
from dateline.steps.actors.drafts import Draft
from dateline.steps.actors.known_names import known_names, nationalities
from dateline.steps.actors.unknown_names import unknown_names


def named(context: Context) -> list[Draft]:
    """Mentions by name in text order."""
    known = list(known_names(context))
    unknown = list(unknown_names(context, known))
    # A known name that begins a longer unknown one ("UN" in "UN Board of Inquiry") is part of that.
    known = [k for k in known if not any(u.first <= k.first and k.last < u.last for u in unknown)]
    unknown = [u for u in unknown if not any(k.first <= u.first and u.last <= k.last for k in known)]
    taken = {i for d in (*known, *unknown) for i in range(d.first, d.last)}
    deeds = list(nationalities(context, taken))
    return sorted([*known, *unknown, *deeds], key=lambda d: (d.span.start, -d.span.end))
