"""All that can be written into a case, within one transaction."""

from __future__ import annotations

from dateline.store.deciding import Deciding
from dateline.store.exporting import Exporting
from dateline.store.linking import Linking
from dateline.store.running import Running


class Writing(Deciding, Running, Linking, Exporting):
    """A `Writer`: adds reports, keeps incidents, the log of decisions, the account of runs, and ids that left."""
