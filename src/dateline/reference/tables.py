"""Lists that a researcher keeps: CSV files under `data/`, with comment lines that say what they are for."""

from __future__ import annotations

import csv
from pathlib import Path

import dateline
from dateline.errors import KnowledgeError


def read_table(name: str) -> list[dict[str, str]]:
    """Rows of `data/NAME`, by column. KnowledgeError: a row has more or fewer cells than the head."""
    path = Path(dateline.__file__).parent / "data" / name
    lines = [(n, line) for n, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)]
    kept = [(n, line) for n, line in lines if line.strip() and not line.startswith("#")]
    rows = list(csv.reader(line for _, line in kept))
    head = rows[0]
    for (number, _), row in zip(kept, rows, strict=True):
        if len(row) != len(head):
            raise KnowledgeError(f"{path}, line {number}: {len(row)} cells, but the head has {len(head)}.")
    return [dict(zip(head, row, strict=True)) for row in rows[1:]]


def split_cell(cell: str) -> tuple[str, ...]:
    """The parts of a cell that holds several, split by ";"."""
    return tuple(part.strip() for part in cell.split(";") if part.strip())
