"""From what was read of a report to claims that can be compared with those of other reports, without any case."""

from __future__ import annotations

from datetime import date

from dateline.record.kept import KeptClaim
from dateline.record.readings import Reading
from dateline.store.keeping import parts_of


def kept_claims(
    reading: Reading, *, story: str | None = None, known: date | None = None
) -> tuple[KeptClaim, ...]:
    """The claims of a reading in its order.

    `story`: None: the report is a story of its own. `known`: None: the day of the report, else the last of all days.
    """
    document = reading.document
    bodies, around = parts_of(reading)
    return tuple(
        body.kept(
            report=document.id,
            story=story or document.id,
            published=document.published,
            publisher=document.publisher,
            known=known or document.published or date.max,
            names=around.names,
            words=around.words,
        )
        for body in bodies
    )
