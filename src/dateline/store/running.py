"""The account of each `add`: kept as it goes, so that one that was killed tells how far it came."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from sqlalchemy import func, insert, select, update

from dateline.store import times
from dateline.store.base import RunInput
from dateline.store.history import History
from dateline.store.keeping import storable
from dateline.store.tables import run_inputs, runs


class Running(History):
    """The part of a writer that keeps the account."""

    def start_run(self, inputs: Sequence[str], *, coder: str, version: str) -> int:
        number: int = (self._connection.execute(select(func.max(runs.c.number))).scalar() or 0) + 1
        self._connection.execute(
            insert(runs).values(
                number=number,
                started=times.written(times.now()),
                coder=coder,
                version=version,
                inputs=msgspec.json.encode(list(inputs)).decode(),
            )
        )
        return number

    def note(self, run: int, seq: int, became: RunInput, fingerprint: str | None = None) -> None:
        """What became of one input."""
        self._connection.execute(
            insert(run_inputs).values(
                run=run,
                seq=seq,
                named=storable(became.where),
                outcome=became.outcome,
                report=became.report,
                of_report=became.of,
                kind=became.kind,
                message=None if became.message is None else storable(became.message),
                claims=became.claims,
                fingerprint=fingerprint,
            )
        )

    def end_run(self, run: int) -> None:
        self._connection.execute(
            update(runs).where(runs.c.number == run).values(ended=times.written(times.now()))
        )
