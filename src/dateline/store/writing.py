"""All that can be written into a case, within one transaction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DataError, IntegrityError

from dateline.errors import StoreError
from dateline.store.deciding import Deciding
from dateline.store.exporting import Exporting
from dateline.store.holding import HoldingsKept
from dateline.store.linking import Linking
from dateline.store.running import Running
from dateline.store.tallying import Tallying


class Refused(StoreError):
    """The database cannot hold a report as it is."""


class Writing(Deciding, Running, Linking, Exporting, HoldingsKept, Tallying):
    """A `Writer`: adds reports, keeps incidents, the log of decisions, the account of runs, and ids that left."""

    @contextmanager
    def apart(self) -> Iterator[None]:
        """What is written within is kept whole or not at all, without harm to the rest of the transaction.

        Raises `Refused` where the database cannot hold it. What stops all writing, a full disk, is raised as it is.
        """
        try:
            with self._connection.begin_nested():
                yield
        except (DataError, IntegrityError) as error:
            # Names that were numbered within are not there any more.
            self.new_names.clear()
            raise Refused(str(error.orig).strip().splitlines()[0]) from error
