"""What an export wrote, and what it left out and why: nothing is dropped in silence."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass(slots=True, kw_only=True)
class Account:
    """Counts while an export is written."""

    format: str
    rows: str
    """What a row is: "events", "incidents", "claims"."""
    written: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    """Reason and how many incidents or claims were left out for it."""
    remarks: Counter[str] = field(default_factory=Counter)
    """What else happened, and how often: rows absorbed, days split."""

    def leave(self, reason: str, count: int = 1) -> None:
        self.left_out[reason] += count

    def remark(self, words: str, count: int = 1) -> None:
        self.remarks[words] += count

    def lines(self) -> list[str]:
        """The account for a reader, most frequent reasons first."""
        total = sum(self.left_out.values())
        lines = [f"{self.format}: {self.written} {self.rows} written, {total} left out"]
        for counted in (self.left_out, self.remarks):
            lines += [
                f"  {n:>7}  {words}" for words, n in sorted(counted.items(), key=lambda x: (-x[1], x[0]))
            ]
        return lines

    def as_json(self) -> dict[str, object]:
        return {
            "format": self.format,
            "rows": self.rows,
            "written": self.written,
            "left_out": dict(sorted(self.left_out.items())),
            "remarks": dict(sorted(self.remarks.items())),
        }
