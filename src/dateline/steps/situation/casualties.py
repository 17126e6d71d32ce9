"""How many, over the sources of a happening: the ranges by UCDP's rule and by ACLED's (`record/tolls.py`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.record.incidents import CasualtyRange
from dateline.record.kept import KeptClaim
from dateline.record.tolls import OUTCOMES, side_of, toll, wholes, whose
from dateline.reference.casualties import figure_rules


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """What one claim says of how many."""

    claim: KeptClaim
    outcome: str
    side: str
    """Whose: see `record.tolls.side_of`."""
    low: int | None
    best: int | None
    high: int | None
    text: str

    @property
    def least(self) -> int | None:
        return self.low if self.low is not None else self.best

    @property
    def most(self) -> int | None:
        return self.high if self.high is not None else self.best


def figures_of(claims: Sequence[KeptClaim]) -> tuple[Figure, ...]:
    """All figures of claims that do not deny it, without parts of others, in the order of the claims."""
    return tuple(
        Figure(
            claim=claim,
            outcome=entry.outcome,
            side=side_of(whose(claim, entry)),
            low=entry.low,
            best=entry.best,
            high=entry.high,
            text=entry.text,
        )
        for claim in claims
        if claim.claim.status != "denied"
        for outcome in OUTCOMES
        for entry in wholes(claim, outcome)
    )


def casualty_ranges(claims: Sequence[KeptClaim]) -> tuple[CasualtyRange, ...]:
    """For each outcome that is told, a range by each rule; "ucdp" and "acled", told in data/casualties/rules.yaml."""
    made: list[CasualtyRange] = []
    for outcome in OUTCOMES:
        found = toll(claims, figure_rules(), outcome)
        if found is None:
            continue
        ids = tuple(k.id for k in claims if any(k.id == c.id for voice in found.voices for c in voice.claims))
        for rule, low, best, high in (
            ("ucdp", found.low, found.best, found.high),
            ("acled", found.lowest, found.lowest, found.lowest),
        ):
            made.append(CasualtyRange(outcome=outcome, low=low, best=best, high=high, rule=rule, claims=ids))
    return tuple(made)
