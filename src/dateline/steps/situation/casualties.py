"""How many, over the sources of a happening: the ranges by UCDP's rule and by ACLED's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.record.claims import Casualties
from dateline.record.incidents import CasualtyRange
from dateline.record.kept import KeptActor, KeptClaim

OUTCOMES = ("killed", "wounded", "killed_or_wounded", "captured", "abducted", "missing", "displaced")
# ACLED Codebook, "Fatalities": "several", "many", "few" are 3, or 10 where the scale of the event asks for it.
_SMALL = re.compile(r"\b(?:several|some|many|few|a number|multiple)\b", re.I)
_TENS = re.compile(r"\btens\b", re.I)
_DOZENS = re.compile(r"\bdozens\b", re.I)
_HUNDREDS = re.compile(r"\bhundreds\b", re.I)
_WHOLE = ("people", "persons", "others", "victims", "casualties", "bodies", "dead")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """What one claim says of how many."""

    claim: KeptClaim
    outcome: str
    side: str
    """Whose: a state's country code, an armed actor's key, "civilians", or "" for people at large."""
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
    """All figures of claims that say it happened, in the order of the claims."""
    return tuple(
        Figure(
            claim=claim,
            outcome=entry.outcome,
            side=side_of(_whose(claim, entry)),
            low=entry.low,
            best=entry.best,
            high=entry.high,
            text=entry.text,
        )
        for claim in claims
        if claim.claim.status != "denied"
        for entry in claim.casualties
    )


def side_of(actor: KeptActor | None) -> str:
    if actor is None:
        return ""
    if actor.inter in (1, 8):
        return f"state {actor.country}" if actor.country else "state"
    if actor.inter in (2, 3, 4):
        return actor.key if not actor.key.startswith("?") else "armed groups"
    if actor.inter == 7 and actor.key.lstrip("?") not in _WHOLE:
        return "civilians"
    return ""


def _whose(claim: KeptClaim, entry: Casualties) -> KeptActor | None:
    for part, actor in zip(
        (*claim.claim.recipients, *claim.claim.actors), (*claim.recipients, *claim.actors), strict=False
    ):
        if part.actor == entry.who:
            return actor
    return None


def casualty_ranges(claims: Sequence[KeptClaim]) -> tuple[CasualtyRange, ...]:
    """For each outcome that is told, a range by each rule; a story counts once, whoever copies it.

    "ucdp" (GED codebook, low, best and high): the lowest and the highest number told; best the one that most stories
    have, the lower one of two that as many have. "acled" (Codebook, fatalities): the lowest number told, with "several"
    as 3, "tens" as 10, "dozens" as 12 and "hundreds" as 100.
    """
    figures = figures_of(claims)
    made: list[CasualtyRange] = []
    for outcome in OUTCOMES:
        here = [f for f in figures if f.outcome == outcome]
        if not here:
            continue
        stories: dict[str, list[Figure]] = {}
        for figure in here:
            stories.setdefault(figure.claim.story, []).append(figure)
        totals = [_total(told) for _, told in sorted(stories.items())]
        ids = tuple(dict.fromkeys(f.claim.id for f in here))
        lows = [low for low, _, _ in totals if low is not None]
        highs = [n for low, best, high in totals if (n := _greatest(low, best, high)) is not None]
        bests = Counter(best for _, best, _ in totals if best is not None)
        best = min(bests, key=lambda n: (-bests[n], n)) if bests else None
        low = min(lows, default=None)
        if best is None:
            best = low
        made.append(
            CasualtyRange(
                outcome=outcome, low=low, best=best, high=max(highs, default=None), rule="ucdp", claims=ids
            )
        )
        least = [n for _, told in sorted(stories.items()) if (n := _acled(told)) is not None]
        if least:
            lowest = min(least)
            made.append(
                CasualtyRange(outcome=outcome, low=lowest, best=lowest, high=lowest, rule="acled", claims=ids)
            )
    return tuple(made)


def _greatest(*numbers: int | None) -> int | None:
    return max((n for n in numbers if n is not None), default=None)


def _total(told: Sequence[Figure]) -> tuple[int | None, int | None, int | None]:
    """Low, best and high of one story: the greatest figure of each side, and the sides together.

    A part ("three of whom were children") is less than the whole, so the greatest is the whole. People at large are
    the whole of all sides.
    """
    sides: dict[str, Figure] = {}
    for figure in told:
        now = sides.get(figure.side)
        if now is None or (_greatest(figure.low, figure.best, figure.high) or 0) > (
            _greatest(now.low, now.best, now.high) or 0
        ):
            sides[figure.side] = figure
    whole = sides.pop("", None)
    parts = list(sides.values())
    if not parts or (whole and (whole.most or whole.least or 0) >= sum(p.least or 0 for p in parts)):
        assert whole is not None
        return whole.least, whole.best, whole.high
    return (
        _sum([p.least for p in parts]),
        _sum([p.best for p in parts]),
        _sum([p.most for p in parts]),
    )


def _sum(numbers: Sequence[int | None]) -> int | None:
    known = [n for n in numbers if n is not None]
    return sum(known) if len(known) == len(numbers) else None


def _acled(told: Sequence[Figure]) -> int | None:
    sides: dict[str, int] = {}
    for figure in told:
        number = _acled_figure(figure)
        if number is not None:
            sides[figure.side] = max(sides.get(figure.side, 0), number)
    whole = sides.pop("", None)
    parts = sum(sides.values()) if sides else None
    return max((n for n in (whole, parts) if n is not None), default=None)


def _acled_figure(figure: Figure) -> int | None:
    if figure.best is not None:
        return figure.best
    for words, number in ((_HUNDREDS, 100), (_DOZENS, 12), (_TENS, 10), (_SMALL, 3)):
        if words.search(figure.text):
            return number
    return figure.low
