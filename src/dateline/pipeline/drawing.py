"""What a case is looked at by: pictures of incidents, and what claims say of who holds which place.

Both are made as claims are linked; `draw` makes them for cases that had none, or had them by other weights.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice

from dateline.pipeline.holdings import TYPES, tell_control, tell_holdings
from dateline.store.case import Case

_AT_ONCE = 400


def draw(case: Case, told: Callable[[int], None] = lambda drawn: None) -> None:
    """Draws all incidents anew where that is needed. `told` is called with how many are drawn."""
    with case.view() as view:
        if view.is_drawn():
            return
    with case.writer() as writer:
        writer.forget_pictures()
        incidents, drawn = writer.incidents(), 0
        while some := list(islice(incidents, _AT_ONCE)):
            writer.draw(some)
            drawn += len(some)
            told(drawn)
        writer.replace_holdings(None, ())
        claims = writer.claims_on_control(TYPES)
        for i in range(0, len(claims), _AT_ONCE):
            tell_holdings(writer, claims[i : i + _AT_ONCE])
        writer.note_drawn()
    tell_control(case)
