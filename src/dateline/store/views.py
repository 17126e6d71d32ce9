"""All that a case can be asked."""

from __future__ import annotations

from dateline.store.looking import Looking
from dateline.store.searching import Searching


class CaseView(Looking, Searching):
    """A `View`."""
