"""What each claim says of who holds a place, noted beside it as it is linked."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.steps.situation.control import holdings_of
from dateline.store.base import Writer

TYPES = (
    "withdraw",
    "Government regains territory",
    "Non-state actor overtakes territory",
    "Non-violent transfer of territory",
    "capture",
    "recapture",
)
"""Happenings that tell of control also where the claim does not say so itself."""


def tell_holdings(writer: Writer, claims: Iterable[str]) -> None:
    """Notes anew what these claims say of who holds a place."""
    ids = list(claims)
    made = [(one, held) for one in writer.tellings_of(ids) for held in holdings_of(one.kept)]
    writer.replace_holdings(ids, made)
