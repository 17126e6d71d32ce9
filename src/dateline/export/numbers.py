"""Numbers and ids that stay the same over exports, since they follow from the incident's own id."""

from __future__ import annotations

from datetime import date
from hashlib import blake2b


def stable_number(*parts: str, digits: int = 15) -> int:
    """A positive number of at most `digits` digits (15 fit into what spreadsheets and JavaScript keep exactly).

    Among 500,000 incidents two share a 15-digit number with a likelihood of about 1 in 8,000.
    """
    digest = blake2b("\x1f".join(parts).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") % 10**digits or 1


def acled_id(iso3: str, incident: str, day: date, *, first: bool) -> str:
    """The id of a row: country and number, constant while the incident lives.

    The first day's number is the incident's own, so that an event whose day is revised keeps its id.
    """
    return f"{iso3}{stable_number(incident) if first else stable_number(incident, day.isoformat())}"
