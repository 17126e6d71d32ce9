"""Incidents of a case: which claims belong together, brought up to date as claims come, change and go."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Protocol

import msgspec

from dateline.pipeline.happenings import incident_of
from dateline.pipeline.holdings import tell_control, tell_holdings
from dateline.record.decisions import Constraints, constraints
from dateline.record.incidents import Incident
from dateline.record.kept import KeptClaim
from dateline.steps.incidents import (
    NO_CONSTRAINTS,
    WEEK,
    Tellings,
    by_report,
    claims_of,
    group_claims,
    group_of,
    regroup,
    weeks_meant,
)
from dateline.store.base import Store, View, Wanted, Writer

AT_ONCE = 4000
"""New claims that are linked before the next are looked at: it bounds the memory."""
_REPORTS = 300
_DECODER = msgspec.json.Decoder(Incident)
_MOST = 25_000
"""Tellings that are remembered from one lot of claims for the next."""


def incidents_of(claims: Iterable[KeptClaim], said: Constraints = NO_CONSTRAINTS) -> tuple[Incident, ...]:
    """All incidents that the claims tell of, by id; the order of the claims does not matter."""
    return tuple(incident_of(group) for group in group_claims(claims, said))


def link(store: Store, *, at_once: int = AT_ONCE, told: Callable[[int, int], None] | None = None) -> int:
    """Joins the claims of a case that wait into incidents; returns how many incidents are new or changed.

    What comes out is what linking all claims at once would give. Killed in between, the rest still waits. `told` is
    called with the claims that are done and all that waited.
    """
    linking, changed = _Linking(), 0
    while True:
        with store.view() as view:
            # By the days told, so that what belongs together is looked at together.
            wait = [w.claim for w in view.waiting(order="day")]
        if not wait:
            break
        for i in range(0, len(wait), at_once):
            with store.writer() as writer:
                some = writer.waiting_among(wait[i : i + at_once])
                if not some:
                    continue
                linking.goes_on(writer, writer)
                done, made = linking.link(some)
                old = writer.incidents_of([*done, *(c for incident in made for c in incident.claims)])
                changed += _replace(writer, made, sorted(set(old.values())), done=done)
                tell_holdings(writer, sorted(done))
                linking.went_on(writer)
            if told is not None:
                told(min(len(wait), i + at_once), len(wait))
    with store.writer() as writer:
        writer.tally()
    tell_control(store)
    return changed


def link_anew(store: Store, *, at_once: int = AT_ONCE, told: Callable[[int, int], None] | None = None) -> int:
    """Links all claims anew, as after a change of the weights; returns the incidents that changed.

    In one transaction: nobody sees a case that is half done.
    """
    linking, standing = _Linking(), _Fresh()
    with store.writer() as writer:
        ids = list(writer.claim_ids())
        for i in range(0, len(ids), at_once):
            some = standing.waiting_among(ids[i : i + at_once])
            if some:
                linking.goes_on(writer, standing)
                standing.replace(*linking.link(some))
                linking.went_on(writer)
            if told is not None:
                told(min(len(ids), i + at_once), len(ids))
        changed = 0
        now = sorted(standing.claims)
        for i in range(0, len(now), at_once):
            changed += _replace(writer, [standing.incident(id) for id in now[i : i + at_once]], [], done=())
        tell_holdings(writer, [w.claim for w in writer.waiting()])
        gone = [incident.id for incident in writer.incidents() if incident.id not in standing.claims]
        changed += _replace(writer, (), gone, done=None)
    tell_control(store)
    return changed


def _replace(
    writer: Writer, made: Sequence[Incident], old: Iterable[str], *, done: Collection[str] | None
) -> int:
    now = {incident.id: incident for incident in made}
    before = {id: writer.incident(id) for id in sorted({*old, *now})}
    changed = [incident for id, incident in sorted(now.items()) if before[id] != incident]
    gone = [id for id, incident in before.items() if incident is not None and id not in now]
    writer.replace_incidents(changed, gone, done=done)
    return len(changed) + len(gone)


class _Standing(Protocol):
    """Incidents as they stand: those of the case, or those made so far where all are made anew."""

    def incidents_of(self, claims: Iterable[str]) -> Mapping[str, str]: ...

    def members_of(self, incidents: Iterable[str]) -> Mapping[str, tuple[str, ...]]: ...

    def waiting_among(self, claims: Iterable[str]) -> set[str]: ...


class _Fresh:
    """Incidents made anew, before any of them is kept."""

    def __init__(self) -> None:
        self.claims: dict[str, tuple[str, ...]] = {}
        """Of each incident."""
        self._made: dict[str, bytes] = {}
        self._of: dict[str, str] = {}
        self._done: set[str] = set()

    def incident(self, id: str) -> Incident:
        return _DECODER.decode(zlib.decompress(self._made[id]))

    def incidents_of(self, claims: Iterable[str]) -> dict[str, str]:
        return {c: self._of[c] for c in claims if c in self._of}

    def members_of(self, incidents: Iterable[str]) -> dict[str, tuple[str, ...]]:
        return {id: self.claims[id] for id in incidents}

    def waiting_among(self, claims: Iterable[str]) -> set[str]:
        return {c for c in claims if c not in self._done}

    def replace(self, done: Iterable[str], made: Iterable[Incident]) -> None:
        self._done.update(done)
        new = list(made)
        for id in {self._of[c] for incident in new for c in incident.claims if c in self._of}:
            for claim in self.claims.pop(id):
                del self._of[claim]
            del self._made[id]
        for incident in new:
            # Packed, since all of a large case are held.
            self._made[incident.id] = zlib.compress(msgspec.json.encode(incident), 1)
            self.claims[incident.id] = incident.claims
            self._of |= dict.fromkeys(incident.claims, incident.id)


class _Linking:
    """Links lot after lot, and remembers from one to the next what lies around."""

    def __init__(self) -> None:
        self._left: tuple[int, ...] = ()
        self._forget()

    def _forget(self) -> None:
        self._tellings = Tellings()
        self._covered: set[int | None] = set()

    def goes_on(self, view: View, standing: _Standing) -> None:
        """Looks at the case as it is now."""
        self._view, self._standing = view, standing
        now = view.linking_state()
        if len(self._tellings) > _MOST or now[:1] != self._left[:1]:
            self._forget()
        self._tellings.decided(constraints(view.decisions()))
        if now != self._left:
            # Somebody added or decided in between.
            for claim in standing.waiting_among(list(self._tellings.of_claim)):
                self._drop(claim)
        self._kept: dict[str, KeptClaim] = {}
        self._done: set[str] = set()
        self._loose: set[tuple[str, ...]] = set()

    def went_on(self, view: View) -> None:
        """After what was made is kept."""
        self._left = view.linking_state()

    def link(self, claims: Iterable[str]) -> tuple[set[str], list[Incident]]:
        """The claims that are done with these, which are all of their reports, and the incidents that come of it."""
        tellings = self._tellings
        self._done = set(claims)
        reports = sorted(set(self._view.reports_of(self._done).values()))
        for report in reports:
            tellings.drop(report)
        told = self._claims_of(reports)
        self._done |= self._standing.waiting_among([k.id for k in told])
        self._kept = {k.id: k for k in told}
        for report, some in by_report(told).items():
            tellings.add(report, some)
        seeds = {tellings.of_claim[k.id] for k in told if k.id in tellings.of_claim}
        # What was joined with these claims, as they were before.
        touched = set(self._standing.incidents_of([*self._done, *self._kept]).values())
        for members in self._groups(touched):
            seeds.update(members)
        groups = regroup(seeds, tellings, self)
        wanted = {c for members in groups for c in claims_of(members, tellings)} - set(self._kept)
        self._kept |= {k.id: k for k in self._view.claims_of(wanted)}
        return self._done, [incident_of(group_of(members, tellings, self._kept)) for members in groups]

    # What lies around

    def reach(self, tellings: Collection[str]) -> None:
        weeks = {week for id in tellings for week in weeks_meant(self._tellings[id])} - self._covered
        self._covered |= weeks
        wanted: set[str] = set()
        if None in weeks:
            wanted.update(self._view.reports_meant(None))
        for first, last in _runs(sorted(w for w in weeks if w is not None)):
            wanted.update(self._view.reports_meant((first * WEEK, last * WEEK + WEEK - 1)))
        put = self._tellings.put_with(c for id in tellings for c in self._tellings[id].claims)
        self._load(wanted | self._reports_of(put))

    def standing(self, tellings: Collection[str]) -> Iterable[Sequence[str]]:
        of = self._standing.incidents_of(sorted(c for id in tellings for c in self._tellings[id].claims))
        alone = [id for id in sorted(tellings) if not any(c in of for c in self._tellings[id].claims)]
        self._loose.update((id,) for id in alone)
        return [*self._groups(set(of.values())), *([id] for id in alone)]

    def unsettled(self, members: Sequence[str]) -> bool:
        return tuple(members) in self._loose

    def _groups(self, incidents: set[str]) -> list[list[str]]:
        """The tellings of incidents, read in; noted where an incident has other claims than they have."""
        claims = self._standing.members_of(sorted(incidents))
        self._load(self._reports_of({c for some in claims.values() for c in some}))
        groups = []
        for _, some in sorted(claims.items()):
            members = sorted({self._tellings.of_claim[c] for c in some if c in self._tellings.of_claim})
            if members:
                groups.append(members)
                if claims_of(members, self._tellings) != sorted(some):
                    self._loose.add(tuple(members))
        return groups

    def _reports_of(self, claims: set[str]) -> set[str]:
        missing = [c for c in sorted(claims) if c not in self._tellings.of_claim]
        return set(self._view.reports_of(missing).values())

    def _load(self, reports: set[str]) -> None:
        """Reads in reports, without those of which claims still wait: their turn comes."""
        wanted = sorted(r for r in reports if not self._tellings.has(r))
        for i in range(0, len(wanted), _REPORTS):
            told = by_report(self._claims_of(wanted[i : i + _REPORTS]))
            waiting = (
                self._standing.waiting_among([k.id for some in told.values() for k in some]) - self._done
            )
            for report, some in told.items():
                if waiting.isdisjoint(k.id for k in some):
                    self._tellings.add(report, some)

    def _claims_of(self, reports: Sequence[str]) -> list[KeptClaim]:
        return [
            claim
            for i in range(0, len(reports), _REPORTS)
            for claim in self._view.claims(Wanted(reports=tuple(reports[i : i + _REPORTS])))
        ]

    def _drop(self, claim: str) -> None:
        telling = self._tellings.of_claim.get(claim)
        if telling is not None:
            self._tellings.drop(self._tellings[telling].report)


def _runs(weeks: Sequence[int]) -> list[tuple[int, int]]:
    """Weeks that follow each other, together."""
    runs: list[tuple[int, int]] = []
    for week in weeks:
        if runs and week == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], week)
        else:
            runs.append((week, week))
    return runs
