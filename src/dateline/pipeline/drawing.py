"""Pictures of incidents for cases that were made before there were any, or with other weights."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice

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
        writer.note_drawn()
