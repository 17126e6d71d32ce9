"""From readings and gold to figures.

A claim may stand for a gold claim if their triggers overlap, or if its evidence lies in the gold
claim's sentence and its type is among those wanted. The best one-to-one pairing counts.
What an unpaired claim says is a false alarm in each slot it fills; what an unpaired gold claim wants
is missed. Optional gold claims are neither wanted nor false alarms.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dateline.evaluate.gold import SLOTS, GoldClaim, GoldLink, GoldReport
from dateline.evaluate.matching import best_pairs
from dateline.evaluate.names import plain
from dateline.evaluate.slots import Comparison
from dateline.evaluate.tally import Tally
from dateline.record.actors import Actor
from dateline.record.claims import Claim
from dateline.record.readings import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A gold claim with what was found for it, or a false alarm."""

    wanted: GoldClaim | None
    found: Claim | None
    tallies: Mapping[str, Tally]
    """By slot; empty for an optional claim."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportScore:
    """One report."""

    name: str
    judged: tuple[Judged, ...]
    """Gold claims in their order, then false alarms in the order of the text."""
    links: Tally
    """Facts about actors."""
    wrong_links: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """Several reports together."""

    reports: tuple[ReportScore, ...]

    @property
    def claims(self) -> Tally:
        total = Tally()
        for report in self.reports:
            for one in report.judged:
                if one.wanted is None:
                    total += Tally(wrong=1)
                elif not one.wanted.optional:
                    total += Tally(right=int(one.found is not None), missed=int(one.found is None))
        return total

    def slot(self, slot: str) -> Tally:
        judged = (one for report in self.reports for one in report.judged)
        return sum((one.tallies[slot] for one in judged if slot in one.tallies), start=Tally())

    @property
    def all_slots(self) -> Tally:
        """The headline: every slot counts alike (micro average)."""
        return sum((self.slot(slot) for slot in SLOTS), start=Tally())

    @property
    def links(self) -> Tally:
        return sum((report.links for report in self.reports), start=Tally())


def score_readings(pairs: Iterable[tuple[GoldReport, Reading]]) -> Scores:
    return Scores(reports=tuple(score_reading(gold, reading) for gold, reading in pairs))


def score_reading(gold: GoldReport, reading: Reading) -> ReportScore:
    compare = Comparison(gold, reading)
    claims = reading.claims
    pairs = dict(
        best_pairs(len(gold.claims), len(claims), lambda i, j: _likeness(compare, gold.claims[i], claims[j]))
    )
    judged = []
    for i, wanted in enumerate(gold.claims):
        found = claims[pairs[i]] if i in pairs else None
        tallies = {} if wanted.optional else compare.tallies(wanted, found)
        judged.append(Judged(wanted=wanted, found=found, tallies=tallies))
    taken = set(pairs.values())
    judged += [
        Judged(wanted=None, found=claim, tallies=compare.tallies(None, claim))
        for j, claim in enumerate(claims)
        if j not in taken
    ]
    good, wrong = _links(compare, gold, reading)
    return ReportScore(
        name=gold.name,
        judged=tuple(judged),
        links=Tally(right=good, missed=len(wrong)),
        wrong_links=wrong,
    )


def _likeness(compare: Comparison, wanted: GoldClaim, claim: Claim) -> float:
    """0: the claim cannot stand for the gold claim. Same words weigh most, then same type, then slots."""
    same_words = any(span.overlaps(claim.trigger.span) for span in wanted.spans)
    same_type = claim.plover is not None and claim.plover in wanted.wanted.get("plover", ())
    if not same_words and not (same_type and _mostly_within(wanted, claim)):
        return 0.0
    tallies = compare.tallies(wanted, claim).values()
    agreed = sum(t.right for t in tallies) / (1 + sum(t.right + t.wrong + t.missed for t in tallies))
    return 10.0 * same_words + 2.0 * same_type + agreed + (0.0 if wanted.optional else 3.0)


def _mostly_within(wanted: GoldClaim, claim: Claim) -> bool:
    """At least a quarter of the evidence: evidence that is very long would lie in any sentence."""
    start, end = claim.evidence
    shared = min(end, wanted.sentence.end) - max(start, wanted.sentence.start)
    return shared > 0 and shared * 4 >= end - start


def _links(compare: Comparison, gold: GoldReport, reading: Reading) -> tuple[int, tuple[str, ...]]:
    good, wrong = 0, []
    for link in gold.links:
        names = compare.names_wanted(link.actor)
        known = {actor.id: _known_as(actor, reading) for actor in reading.actors}
        actor = max(reading.actors, key=lambda one: len(known[one.id] & names), default=None)
        if actor is not None and not known[actor.id] & names:
            actor = None
        for what, right in _facts(compare, link, actor, known, reading):
            good += right
            wrong += [] if right else [f"{link.actor} {what}"]
    return good, tuple(wrong)


def _known_as(actor: Actor, reading: Reading) -> frozenset[str]:
    mentioned = (reading.document.text[a:b] for a, b in actor.mentions)
    return frozenset(plain(name) for name in (actor.name, *actor.aliases, *mentioned)) - {""}


def _facts(
    compare: Comparison,
    link: GoldLink,
    actor: Actor | None,
    known: Mapping[str, frozenset[str]],
    reading: Reading,
) -> list[tuple[str, bool]]:
    facts = [(f"= {name}", actor is not None and plain(name) in known[actor.id]) for name in link.same_as]
    if link.affiliated is not None:
        by_id = {one.id: one for one in reading.actors}
        ties = actor.affiliations if actor else ()
        names = {plain(tie) for tie in ties}.union(*(compare.names_of(by_id.get(tie)) for tie in ties))
        facts.append((f"of {link.affiliated}", bool(names & compare.names_wanted(link.affiliated))))
    for field in ("country", "sector"):
        if (value := getattr(link, field)) is not None:
            facts.append((f"{field} {value}", actor is not None and getattr(actor, field) == value))
    return facts
