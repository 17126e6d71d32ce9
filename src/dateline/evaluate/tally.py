"""Right, wrong and missed, and what follows from them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Counts of one slot.

    >>> round((Tally(right=3, wrong=1) + Tally(missed=2)).f1, 2)
    0.67
    """

    right: int = 0
    wrong: int = 0
    """Said, but not wanted: false alarms."""
    missed: int = 0
    """Wanted, but not said."""

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            right=self.right + other.right,
            wrong=self.wrong + other.wrong,
            missed=self.missed + other.missed,
        )

    @property
    def precision(self) -> float:
        """1 where nothing was said: no false alarm."""
        said = self.right + self.wrong
        return self.right / said if said else 1.0

    @property
    def recall(self) -> float:
        """1 where nothing was wanted."""
        wanted = self.right + self.missed
        return self.right / wanted if wanted else 1.0

    @property
    def f1(self) -> float:
        """1 where nothing was wanted and nothing said."""
        every = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / every if every else 1.0
