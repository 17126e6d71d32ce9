"""All that a case can be asked."""

from __future__ import annotations

from dateline.store.accounts import Accounts
from dateline.store.holding import Holdings
from dateline.store.portraits import Portraits
from dateline.store.searching import Searching


class CaseView(Portraits, Searching, Holdings, Accounts):
    """A `View`."""
