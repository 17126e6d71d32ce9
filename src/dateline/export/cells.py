"""Tables as CSV that a spreadsheet opens without running anything in them."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def guarded(cell: object) -> str:
    """The cell as text. One that a spreadsheet would run as a formula gets an apostrophe before it.

    Numbers stay numbers, so that -12.5 is read as one; the apostrophe is the way that OWASP names ("CSV Injection").
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, int | float):
        return str(cell)
    text = str(cell).replace("\x00", "")
    return f"'{text}" if text.startswith(_STARTS_A_FORMULA) else text


def write_table(
    path: Path, columns: Sequence[str], rows: Iterable[Sequence[object]], *, tags: Sequence[str] | None = None
) -> int:
    """Writes UTF-8 CSV by RFC 4180 with a head, and under it a row of HXL `tags` where given; returns the rows."""
    count = 0
    with path.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream, lineterminator="\r\n")
        writer.writerow(columns)
        if tags is not None:
            writer.writerow(tags)
        for row in rows:
            writer.writerow([guarded(cell) for cell in row])
            count += 1
    return count
