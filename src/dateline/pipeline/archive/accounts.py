"""What became of an archive: kept as `run.json` beside its tables."""

from __future__ import annotations

import msgspec

from dateline.pipeline.archive.plans import Settings


class Cost(msgspec.Struct, frozen=True, kw_only=True):
    """Processor seconds of each stage, over all workers."""

    finding: float = 0.0
    copies: float = 0.0
    reading: float = 0.0
    writing: float = 0.0


class SetAside(msgspec.Struct, frozen=True, kw_only=True):
    """A record that could not be survived, or a part of an input."""

    where: str
    why: str
    message: str


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """Every record is in `reports` or in `skipped`."""

    inputs: tuple[str, ...]
    settings: Settings
    parts: int
    records: int
    reports: int
    claims: int
    skipped: dict[str, int]
    """Why, and how many."""
    files_of_other_kinds: dict[str, int]
    """Ending, and how many in the folders that were named."""
    set_aside: tuple[SetAside, ...]
    """The first hundred; all are in the table `skipped`."""
    months: dict[str, int]
    """Reports by month of publication."""
    processor_seconds: Cost
    seconds: float
    """By the clock, of the run that finished it."""
    workers: str

    def as_json(self) -> bytes:
        return msgspec.json.format(msgspec.json.encode(self), indent=2) + b"\n"
