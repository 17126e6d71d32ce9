"""How many were killed, by the rules of ACLED (the lowest figure told) and UCDP (low, best, high, by side)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from dateline.export.codebooks import FigureRules
from dateline.record.claims import Casualties
from dateline.record.kept import KeptActor, KeptClaim

_PART_OF = re.compile(
    r"\b(?:including|includ(?:e|es|ed)|among (?:them|whom)|of (?:them|whom|which)|amongst)\b", re.I
)


class Voice(NamedTuple):
    """One who tells figures: a story, and whoever it quotes. Copies of a story are one voice."""

    who: str
    claim: KeptClaim
    """Of all that the voice says, the one that counts: of its newest report, with the highest figure."""


class Range(NamedTuple):
    low: int
    best: int
    high: int


def killed(claim: KeptClaim) -> tuple[Casualties, ...]:
    """Figures for the dead, without those that are a part of another ("12 people, including 3 children")."""
    told = sorted((c for c in claim.casualties if c.outcome == "killed"), key=lambda c: c.span)
    kept: list[Casualties] = []
    for figure in told:
        if kept:
            begin = claim.claim.evidence.start
            between = claim.evidence[max(0, kept[-1].span.end - begin) : max(0, figure.span.start - begin)]
            if _PART_OF.search(between):
                continue
        kept.append(figure)
    return tuple(kept)


def figure_of(figure: Casualties, rules: FigureRules) -> int | None:
    """One number for a figure: as told, at the least as told, or the codebook's for a vague word."""
    if figure.best is not None:
        return figure.best
    if figure.low is None:
        return figure.high if rules.up_to == "high" else None
    if not any(c.isdigit() for c in figure.text):
        words = figure.text.lower()
        fitting = [w for w in rules.words if re.search(rf"\b{re.escape(w)}\b", words)]
        if fitting:
            return rules.words[max(fitting, key=lambda w: (len(w), w))]
        if figure.high is None and figure.low <= rules.plural:
            return rules.plural
    return figure.low


def told_in(figure: Casualties, rules: FigureRules) -> int | None:
    """One number for a figure without ACLED's table of words: best, else the least it can be, else its upper bound."""
    if figure.best is not None:
        return figure.best
    if figure.low is not None:
        return figure.low
    return figure.high if rules.up_to == "high" else None


def killed_in(claim: KeptClaim, rules: FigureRules) -> int | None:
    """All dead that a claim tells of. None: it gives no figure for them."""
    numbers = [n for f in killed(claim) if (n := figure_of(f, rules)) is not None]
    return sum(numbers) if numbers else None


def voices(claims: Iterable[KeptClaim], rules: FigureRules) -> tuple[Voice, ...]:
    """Those who tell how many died, each once, ordered by name."""
    best: dict[str, tuple[tuple[str, int, str], KeptClaim]] = {}
    for claim in claims:
        number = killed_in(claim, rules)
        if number is None:
            continue
        # A source that is quoted in two stories is one voice: its newer figure holds.
        who = "/".join(s.key for s in claim.sources) or f"story {claim.story}"
        rank = (str(claim.published or ""), number, claim.id)
        if who not in best or rank > best[who][0]:
            best[who] = (rank, claim)
    return tuple(Voice(who, claim) for who, (_, claim) in sorted(best.items()))


def lowest(claims: Iterable[KeptClaim], rules: FigureRules) -> int | None:
    """ACLED: where reports differ, the lowest figure. None: nobody tells how many died."""
    return min(
        (n for v in voices(claims, rules) if (n := killed_in(v.claim, rules)) is not None), default=None
    )


def killed_range(claims: Iterable[KeptClaim], rules: FigureRules) -> Range | None:
    """UCDP: lowest and highest told; best the figure that most voices give, of several such the lower one."""
    lows, bests, highs = [], [], []
    for voice in voices(claims, rules):
        parts = killed(voice.claim)
        number = sum(told_in(p, rules) or 0 for p in parts)
        bests.append(number)
        lows.append(sum(p.low if p.low is not None else 0 if p.best is None else p.best for p in parts))
        highs.append(sum(p.high or told_in(p, rules) or 0 for p in parts))
    if not bests:
        return None
    counted = Counter(bests)
    best = min(counted, key=lambda n: (-counted[n], n))
    return Range(min(*lows, best), best, max(*highs, best))


def victims(claim: KeptClaim, figure: Casualties) -> KeptActor | None:
    """Whose dead a figure counts. None: not said, or nobody who acts or suffers in the claim."""
    for parts, actors in ((claim.claim.recipients, claim.recipients), (claim.claim.actors, claim.actors)):
        for part, actor in zip(parts, actors, strict=False):
            if part.actor == figure.who:
                return actor
    return claim.recipients[0] if figure.who is None and len(claim.recipients) == 1 else None
