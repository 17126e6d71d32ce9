"""All that can be written into a case, within one transaction."""

from __future__ import annotations

from dateline.store.deciding import Deciding
from dateline.store.linking import Linking
from dateline.store.running import Running


class Writing(Deciding, Running, Linking):
    """A `Writer`: adds reports, keeps incidents, the log of decisions and the account of runs."""
