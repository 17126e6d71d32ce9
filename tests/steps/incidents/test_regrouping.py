"""Groups put right as tellings come and go are those of all tellings at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.steps.incidents.kept import ARMY, REBELS, a_claim, a_place

from dateline.record.decisions import Constraints
from dateline.record.kept import KeptClaim
from dateline.steps.incidents import NO_CONSTRAINTS, Tellings, group_claims, regroup

TOWNS = (
    a_place(),
    a_place("Kafr Nabl", 35.61, 36.56),
    a_place("Maarat al-Numan", 35.64, 36.67),
    a_place("Ariha", 35.81, 36.61),
)
WORDS = (
    "A bomb went off near the market of the town.",
    "Shells hit a bakery, a doctor of the Hamidiya clinic said.",
    "A car bomb exploded outside the Hamidiya clinic.",
    "Residents told of a blast.",
)


def a_war(chance: Random, reports: int) -> dict[str, list[KeptClaim]]:
    """Reports of a few days in a few towns, so alike that many may be of one happening."""
    made: dict[str, list[KeptClaim]] = {}
    for n in range(reports):
        published = date(2020, 2, 1) + timedelta(days=chance.randrange(12))
        made[f"r{n}"] = [
            a_claim(
                f"c{chance.randrange(10**6):06}-{n}-{at}",
                report=f"r{n}",
                words=chance.choice(WORDS),
                place=chance.choice((None, *TOWNS)),
                day=chance.choice((None, published, published - timedelta(days=1))),
                published=published,
                killed=chance.choice((None, 2, 3, 12)),
                actors=chance.choice(((), (ARMY,), (REBELS,))),
                at=1000 * at,
            )
            for at in range(chance.choice((1, 1, 2, 3)))
        ]
    return made


class Standing:
    """All tellings at hand, and the groups in which they stand."""

    def __init__(self, said: Constraints) -> None:
        self.tellings = Tellings(said)
        self.groups: dict[str, tuple[str, ...]] = {}
        self.loose: set[tuple[str, ...]] = set()

    def reach(self, tellings: Collection[str]) -> None: ...

    def standing(self, tellings: Collection[str]) -> Iterable[Sequence[str]]:
        return sorted({self.groups[id] for id in tellings})

    def unsettled(self, members: Sequence[str]) -> bool:
        return tuple(members) in self.loose

    def come(self, reports: dict[str, list[KeptClaim]], gone: Collection[str]) -> None:
        touched: set[str] = set()
        for report in gone:
            for id in self.tellings.tellings(report):
                touched.update(self.groups[id])
            self.tellings.drop(report)
        new = {id for report, claims in reports.items() for id in self.tellings.add(report, claims)}
        rest = {id for id in touched if id in self.tellings}
        for members in regroup(new | rest, self.tellings, self):
            self.groups |= dict.fromkeys(members, tuple(members))
        self.groups = {id: members for id, members in self.groups.items() if id in self.tellings}

    def claims(self) -> set[frozenset[str]]:
        return {
            frozenset(c for id in members for c in self.tellings[id].claims)
            for members in self.groups.values()
        }


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**9))
def test_reports_that_come_and_go_in_any_lots_give_the_groups_of_all_that_stay(seed: int) -> None:
    chance = Random(seed)
    war = a_war(chance, 30)
    ids = sorted(c.id for claims in war.values() for c in claims)
    said = chance.choice(
        (NO_CONSTRAINTS, Constraints((tuple(chance.sample(ids, 3)),), (((ids[0],), (ids[1],)),)))
    )
    standing, waiting, there = Standing(said), sorted(war), set[str]()
    chance.shuffle(waiting)
    while waiting:
        some, waiting = waiting[:3], waiting[3:]
        leaving = chance.sample(sorted(there), min(len(there), chance.choice((0, 0, 1))))
        standing.come({r: war[r] for r in some}, leaving)
        there = (there | set(some)) - set(leaving)
    stays = [claim for report in there for claim in war[report]]
    assert standing.claims() == {frozenset(k.id for k in g.claims) for g in group_claims(stays, said)}
