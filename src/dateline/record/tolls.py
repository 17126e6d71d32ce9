"""How many, over all who tell of a happening: by UCDP's rule (low, best, high) and by ACLED's (the lowest figure).

Each who tells is a voice: whoever is quoted, else the story, whatever copies it; of a voice that told twice its newest
report holds. Within a voice the dead of each side are counted apart and summed; people at large are the whole of all
sides where they are as many. What one story tells of different sides goes together, whoever is quoted for it. A voice
that counts one side alone ("dozens of terrorists were killed") is held against others only after it is completed by
what is told of the other sides, if some voice counts several.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from dateline.record.claims import Casualties
from dateline.record.kept import KeptActor, KeptClaim

OUTCOMES = ("killed", "wounded", "killed_or_wounded", "captured", "abducted", "missing", "displaced")
TOLD_AS_TRUE = ("occurred", "ongoing")
_PART_OF = re.compile(
    r"\b(?:including|includ(?:e|es|ed)|among (?:them|whom)|of (?:them|whom|which)|amongst)\b", re.I
)
_PEOPLE = ("people", "persons", "others", "victims", "casualties", "bodies", "dead")
PEOPLE, OTHERS, CIVILIANS = "", "others", "civilians"
"""People at large, who may be of any side; such as are told beside a side; civilians."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRules:
    """How words become numbers."""

    words: Mapping[str, int]
    """Vague words and the number that ACLED has for them. The longest that fits is taken."""
    plural: int
    """For a plural without any number."""
    up_to: Literal["high", "none"]
    """Of "up to 30": whether the 30 is taken, or the figure as unknown."""


class Tally(NamedTuple):
    """The figure for one side, or all."""

    low: int
    best: int
    high: int
    acled: int
    actor: KeptActor | None = None
    """One of those it counts. None: not said."""

    def plus(self, other: Tally) -> Tally:
        return Tally(
            self.low + other.low,
            self.best + other.best,
            self.high + other.high,
            self.acled + other.acled,
            self.actor or other.actor,
        )


class Voice(NamedTuple):
    """One who tells figures."""

    who: str
    claims: tuple[KeptClaim, ...]
    """Those of its newest report that have figures."""
    sides: Mapping[str, Tally]
    """By side (`side_of`); completed by others, where it counts one side alone."""
    total: Tally


class Toll(NamedTuple):
    """The answer for one outcome."""

    low: int
    best: int
    high: int
    """By UCDP's rule."""
    lowest: int
    """By ACLED's rule."""
    voices: tuple[Voice, ...]
    """Ordered by name."""


def toll(claims: Sequence[KeptClaim], rules: FigureRules, outcome: str = "killed") -> Toll | None:
    """What the claims make of an outcome; those that tell it as true go before those that only may. None: no figure."""
    asserted = [k for k in claims if k.claim.status in TOLD_AS_TRUE]
    heard = _voices(asserted or [k for k in claims if k.claim.status != "denied"], rules, outcome)
    if not heard:
        return None
    totals = [voice.total for voice in heard]
    best = _most(t.best for t in totals)
    return Toll(
        min(*(t.low for t in totals), best),
        best,
        max(*(t.high for t in totals), best),
        min(t.acled for t in totals),
        heard,
    )


def _most(numbers: Iterable[int]) -> int:
    counted = Counter(numbers)
    return min(counted, key=lambda n: (-counted[n], n))


def _voices(claims: Iterable[KeptClaim], rules: FigureRules, outcome: str) -> tuple[Voice, ...]:
    told: dict[str, list[tuple[KeptClaim, dict[str, Tally]]]] = {}
    for claim in claims:
        sides = _sides(claim, rules, outcome)
        if sides:
            who = "/".join(s.key for s in claim.sources) or f"story {claim.story}"
            told.setdefault(who, []).append((claim, sides))
    heard = []
    for who, parts in sorted(told.items()):
        newest = max(str(claim.published or "") for claim, _ in parts)
        parts = [(claim, sides) for claim, sides in parts if str(claim.published or "") == newest]
        sides = {}
        # What is told twice in one report is told once at its greatest: the rest are parts of it.
        for _, more in sorted(parts, key=lambda p: p[0].id):
            for side, tally in more.items():
                if side not in sides or tally[:4] > sides[side][:4]:
                    sides[side] = tally
        claims_ = tuple(sorted((claim for claim, _ in parts), key=lambda k: k.id))
        heard.append(Voice(who, claims_, sides, _total(sides)))
    return _completed(heard)


def _total(sides: Mapping[str, Tally]) -> Tally:
    parts = [tally for side, tally in sorted(sides.items()) if side != PEOPLE]
    whole = sides.get(PEOPLE)
    if not parts or (whole is not None and whole.best >= sum(p.low for p in parts)):
        assert whole is not None
        return whole
    total = parts[0]
    for part in parts[1:]:
        total = total.plus(part)
    return total


def _completed(heard: Sequence[Voice]) -> tuple[Voice, ...]:
    """Voices with what the others of their story count beside, and those of one side with the other sides."""
    fullest = max((set(v.sides) - {PEOPLE} for v in heard), key=lambda s: (len(s), sorted(s)), default=set())
    made = []
    for voice in heard:
        own = set(voice.sides)
        sides = dict(voice.sides)
        if PEOPLE not in own:
            stories = {k.story for k in voice.claims}
            beside = [v for v in heard if any(k.story in stories for k in v.claims)]
            for side in sorted({s for v in beside for s in v.sides} - own - {PEOPLE}):
                sides[side] = _range([v.sides[side] for v in beside if side in v.sides])
            if own < fullest:
                for side in sorted(fullest - set(sides)):
                    sides[side] = _range([v.sides[side] for v in heard if side in v.sides])
        made.append(voice._replace(sides=sides, total=_total(sides)))
    return tuple(made)


def _range(told: Sequence[Tally]) -> Tally:
    return Tally(
        min(t.low for t in told),
        _most(t.best for t in told),
        max(t.high for t in told),
        min(t.acled for t in told),
        told[0].actor,
    )


def _sides(claim: KeptClaim, rules: FigureRules, outcome: str) -> dict[str, Tally]:
    """The figures of one claim by side."""
    sides: dict[str, Tally] = {}
    for figure in wholes(claim, outcome):
        acled = figure_of(figure, rules)
        best = told_in(figure, rules)
        if acled is None or best is None:
            continue
        low = figure.low if figure.low is not None else 0 if figure.best is None else figure.best
        actor = whose(claim, figure)
        tally = Tally(low, best, max(figure.high or best, best), acled, actor)
        side = side_of(actor)
        sides[side] = sides[side].plus(tally) if side in sides else tally
    whole = sides.get(PEOPLE)
    if (
        whole is not None
        and len(sides) > 1
        and whole.best < sum(t.low for s, t in sides.items() if s != PEOPLE)
    ):
        # "two soldiers and one other": fewer than the sides together, and so not the whole of them.
        sides[OTHERS] = sides.pop(PEOPLE)
    return sides


def wholes(claim: KeptClaim, outcome: str = "killed") -> tuple[Casualties, ...]:
    """Figures for an outcome, without those that are a part of another ("12 people, including 3 children")."""
    told = sorted((c for c in claim.casualties if c.outcome == outcome), key=lambda c: c.span)
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
    """One number by ACLED's rule: as told, at the least as told, or the codebook's for a vague word."""
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
    """One number without ACLED's table of words: best, else the least it can be, else its upper bound."""
    if figure.best is not None:
        return figure.best
    if figure.low is not None:
        return figure.low
    return figure.high if rules.up_to == "high" else None


def whose(claim: KeptClaim, figure: Casualties) -> KeptActor | None:
    """Whom a figure counts. None: not said, or nobody who acts or suffers in the claim."""
    for parts, actors in ((claim.claim.recipients, claim.recipients), (claim.claim.actors, claim.actors)):
        for part, actor in zip(parts, actors, strict=False):
            if part.actor == figure.who:
                return actor
    return claim.recipients[0] if figure.who is None and len(claim.recipients) == 1 else None


def side_of(actor: KeptActor | None) -> str:
    """A state's by country, an armed actor's key, "armed groups", "civilians", or "" for people at large."""
    if actor is None:
        return PEOPLE
    if actor.inter in (1, 8):
        return f"state {actor.country}" if actor.country else "state"
    if actor.inter in (2, 3, 4):
        return actor.key if not actor.key.startswith("?") else "armed groups"
    if actor.inter in (5, 6, 7) and actor.key.lstrip("?") not in _PEOPLE:
        return CIVILIANS
    return PEOPLE
