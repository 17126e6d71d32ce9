"""All that a case can be asked."""

from __future__ import annotations

from dateline.store.grading import Grading
from dateline.store.searching import Searching


class CaseView(Grading, Searching):
    """A `View`."""
