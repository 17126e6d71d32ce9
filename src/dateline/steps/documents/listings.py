"""`reports.csv`: what is known of the files beside it."""

from __future__ import annotations

import csv
import os
from dataclasses import dataclass

from dateline.record.issues import Issue
from dateline.steps.documents.encodings import decode
from dateline.steps.documents.unreadable import Unreadable

NAME = "reports.csv"
_LARGEST = 20_000_000
"""Bytes: some hundred thousand files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One row; None where the cell is empty or the column is missing."""

    published: str | None = None
    publisher: str | None = None
    title: str | None = None
    url: str | None = None


class Listings:
    """Opens each folder's `reports.csv` once."""

    def __init__(self) -> None:
        self._folders: dict[str, dict[str, Listed]] = {}

    def of(self, path: str) -> Listed | None:
        """What is listed of the file at `path`. None: nothing."""
        folder, file = os.path.split(path)
        return self._folders.get(folder, {}).get(file)

    def open(self, path: str) -> Issue | None:
        """Reads the listing beside `path` if that has not been done; says what is wrong with it."""
        folder = os.path.dirname(path)
        if folder in self._folders:
            return None
        self._folders[folder] = {}
        listing = os.path.join(folder, NAME)
        if not os.path.isfile(listing):
            return None
        try:
            self._folders[folder] = _rows(listing)
        except Unreadable as error:
            return error.issue(listing)
        except OSError as error:
            return Unreadable("unreadable", f"{error.strerror or error}.").issue(listing)
        return None


def _rows(path: str) -> dict[str, Listed]:
    with open(path, "rb") as stream:
        data = stream.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise Unreadable("too-large", f"This is larger than {_LARGEST:,} bytes and was not used.")
    try:
        rows = list(csv.DictReader(decode(data).splitlines(keepends=True), strict=True))
    except csv.Error as error:
        raise Unreadable("broken", f"This is no table in CSV form ({error}) and was not used.") from error
    if rows and "file" not in rows[0]:
        raise Unreadable("broken", "This has no column named 'file' and was not used.")
    return {(row["file"] or "").strip(): _listed(row) for row in rows}


def _listed(row: dict[str, str | None]) -> Listed:
    cells = {key: value.strip() or None for key, value in row.items() if isinstance(key, str) and value}
    return Listed(
        published=cells.get("published"),
        publisher=cells.get("publisher"),
        title=cells.get("title"),
        url=cells.get("url"),
    )
