"""Groups of tellings that are put right when tellings come or go, without looking at all of them.

What comes out is what grouping all tellings at once would give. Grouping goes through the pairs from the surest down,
and what a group does on its way depends on its own members alone, as long as nobody outside joins it. So it is enough
to group anew the tellings that came, with the groups around them as they stand, and to see that each of those comes out
as it stood: then nothing beyond them has changed either. One that does not is taken in, with what lies around it, and
all is done again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Protocol

from dateline.record.decisions import Constraints
from dateline.record.kept import KeptClaim
from dateline.steps.incidents.candidates import Blocks
from dateline.steps.incidents.grouping import Pair, group
from dateline.steps.incidents.likenesses import Likenesses, Sketch
from dateline.steps.incidents.profiles import Profile
from dateline.steps.incidents.scoring import Score
from dateline.steps.incidents.tellings import told_by

NO_CONSTRAINTS = Constraints((), ())


class Tellings:
    """The tellings of many reports, each with those of other reports that may be of the same happening."""

    def __init__(self, constraints: Constraints = NO_CONSTRAINTS) -> None:
        self.of_claim: dict[str, str] = {}
        """Claim and the telling it is part of."""
        self._sketches: dict[str, Sketch] = {}
        self._reports: dict[str, tuple[str, ...]] = {}
        self._within: dict[Pair, float] = {}
        self._inside: dict[str, Score] = {}
        self._blocks = Blocks()
        self._likenesses = Likenesses()
        self._near: dict[str, dict[str, float]] = {}
        # Those that were compared with all; whatever comes later is compared with them.
        self._sought: set[str] = set()
        self.decided(constraints)

    def __len__(self) -> int:
        return len(self._sketches)

    def __contains__(self, telling: str) -> bool:
        return telling in self._sketches

    def __getitem__(self, telling: str) -> Profile:
        return self._sketches[telling].profile

    def decided(self, constraints: Constraints) -> None:
        """What people decided; reports that it speaks of must be read in anew."""
        self._said = constraints
        self._put: dict[str, set[str]] = {}
        for claims in constraints.together:
            whole = set().union(claims, *(self._put.get(c, ()) for c in claims))
            self._put |= dict.fromkeys(whole, whole)
        self._split = [(frozenset(a), frozenset(b)) for a, b in constraints.apart]

    # Reports

    def has(self, report: str) -> bool:
        return report in self._reports

    @property
    def all(self) -> Collection[str]:
        return self._sketches.keys()

    def add(self, report: str, claims: Sequence[KeptClaim]) -> tuple[str, ...]:
        """Reads in all claims of a report; its tellings."""
        told = told_by(
            claims, together_said=self._said.together, apart_said=self._apart if self._split else None
        )
        ids = self._reports[report] = tuple(t.id for t in told.tellings)
        self._within |= told.likeness
        self._inside |= told.inside
        for telling in told.tellings:
            self._sketches[telling.id] = self._likenesses.sketch(telling)
            self._near[telling.id] = {}
            self.of_claim |= dict.fromkeys(telling.claims, telling.id)
            self._blocks.put(telling)
        for id in ids:
            for other in self._blocks.sharing(id) & self._sought if self._sought else ():
                self._compare(id, other)
        return ids

    def drop(self, report: str) -> None:
        ids = self._reports.pop(report, ())
        for n, one in enumerate(ids):
            for other in ids[n + 1 :]:
                self._within.pop((one, other), None)
        for id in ids:
            for claim in self[id].claims:
                del self.of_claim[claim]
                self._inside.pop(claim, None)
            self._blocks.take(id)
            for other in self._near.pop(id):
                del self._near[other][id]
            self._sought.discard(id)
            del self._sketches[id]

    def tellings(self, report: str) -> tuple[str, ...]:
        return self._reports.get(report, ())

    # Pairs

    def near(self, id: str) -> Mapping[str, float]:
        """Tellings of other reports that may well be of the same happening, with how sure it is."""
        if id not in self._sought:
            for other in self._blocks.sharing(id) - self._sought:
                self._compare(id, other)
            self._sought.add(id)
        return self._near[id]

    def _compare(self, one: str, other: str) -> None:
        if self._sketches[one].report == self._sketches[other].report:
            return
        a, b = (one, other) if one < other else (other, one)
        value = self._likenesses.likely(self._sketches[a], self._sketches[b])
        if value is not None:
            self._near[one][other] = self._near[other][one] = value

    def _pairs_among(self, members: Sequence[str]) -> None:
        """Compares the members of one group, where that was not done."""
        for n, one in enumerate(members):
            for other in members[n + 1 :]:
                known = one in self._sought or other in self._sought or other in self._near[one]
                if not known and self._blocks.share(one, other):
                    self._compare(one, other)

    def _score(self, one: str, other: str) -> float:
        a, b = self._sketches[one], self._sketches[other]
        if a.report == b.report:
            # The report told them apart: what it says of them goes before any likeness to other reports.
            return self._within.get((one, other), 0.0)
        return self._likenesses.value(a, b)

    def inside(self, claim: str) -> Score:
        """Why a claim belongs to its telling; of another than its first."""
        return self._inside[claim]

    # What people said

    def put_together(self, tellings: Iterable[str]) -> list[list[str]]:
        """Tellings that people put together with these: each group in order, those that are not here left out."""
        found: dict[tuple[str, ...], None] = {}
        for id in tellings:
            for claim in self[id].claims:
                if claim in self._put:
                    whole = {self.of_claim[c] for c in self._put[claim] if c in self.of_claim}
                    found[tuple(sorted(whole))] = None
        return [list(whole) for whole in sorted(found) if len(whole) > 1]

    def put_with(self, claims: Iterable[str]) -> set[str]:
        """Claims that people put together with these."""
        return set().union(*(self._put[c] for c in claims if c in self._put)) if self._put else set()

    def _apart(self, one: str, other: str) -> bool:
        return any((one in a and other in b) or (one in b and other in a) for a, b in self._split)

    def _apart_tellings(self, one: str, other: str) -> bool:
        return any(self._apart(a, b) for a in self[one].claims for b in self[other].claims)

    # Groups

    def group(self, nodes: Collection[str], standing: Iterable[Sequence[str]] = ()) -> list[list[str]]:
        """Groups of `nodes` and of those that stand in groups: of these only pairs within one, or with `nodes`."""
        scores: dict[Pair, float] = {}
        others: list[str] = []
        for members in standing:
            others += members
            self._pairs_among(members)
            here = set(members)
            for one in members:
                scores |= {(one, o): v for o, v in self._near[one].items() if one < o and o in here}
        whole = {*nodes, *others}
        for one in nodes:
            for other, value in self.near(one).items():
                if other in whole:
                    scores[(one, other) if one < other else (other, one)] = value
        return group(
            sorted(whole),
            scores,
            score=self._score,
            bar=self._likenesses.join,
            together=self.put_together(sorted(whole)) if self._put else (),
            apart=self._apart_tellings if self._split else None,
        )


class Around(Protocol):
    """Where the tellings come from that are not at hand yet, and how they stand."""

    def reach(self, tellings: Collection[str]) -> None:
        """Reads in whatever may be near these, and what people put together with them."""

    def standing(self, tellings: Collection[str]) -> Iterable[Sequence[str]]:
        """The groups in which these stand, each sorted and read in as a whole."""

    def unsettled(self, members: Sequence[str]) -> bool:
        """Whether a group has lost or changed members since it was made."""


def regroup(new: Iterable[str], tellings: Tellings, around: Around) -> list[list[str]]:
    """The groups that are other than they stood, or new: of these tellings, and of all that they change."""
    again = set(new)
    while True:
        around.reach(again)
        again |= {id for put in tellings.put_together(again) for id in put}
        near = {other for id in sorted(again) for other in tellings.near(id)} - again
        groups = [list(members) for members in around.standing(near)]
        before = len(again)
        for members in groups:
            if around.unsettled(members) or not again.isdisjoint(members):
                again.update(members)
        if len(again) > before:
            continue
        made = tellings.group(again, groups)
        whole = {tuple(members) for members in made}
        changed = [members for members in groups if tuple(members) not in whole]
        if not changed:
            return [members for members in made if not again.isdisjoint(members)]
        again.update(id for members in changed for id in members)
