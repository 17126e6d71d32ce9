"""Incidents of many claims: which belong together, and what their sources make of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from dateline.record.decisions import Constraints, constraints
from dateline.record.incidents import Incident
from dateline.record.kept import KeptActor, KeptClaim, KeptPlace
from dateline.steps.incidents import (
    BACK,
    NO_CONSTRAINTS,
    WEEK,
    Group,
    Profile,
    days_meant,
    group_claims,
    groups_of,
    likely_pairs,
    load_families,
    report_tellings,
)
from dateline.steps.situation import casualty_ranges, disputes_of, independent_sources
from dateline.store.base import Store, View, Wanted, Writer

AT_ONCE = 4000
"""New claims that are linked before the next are looked at: it bounds the memory."""
_REPORTS = 300
_HIERARCHY = (
    "Government regains territory",
    "Non-state actor overtakes territory",
    "Armed clash",
    "Excessive force against protesters",
    "Protest with intervention",
    "Violent demonstration",
    "Mob violence",
    "Chemical weapon",
    "Air/drone strike",
    "Suicide bomb",
    "Shelling/artillery/missile attack",
    "Remote explosive/landmine/IED",
    "Grenade",
    "Sexual violence",
    "Attack",
    "Abduction/forced disappearance",
    "Peaceful protest",
)
"""ACLED Codebook: which sub-event type absorbs which where both were at one place on one day."""


def incidents_of(claims: Iterable[KeptClaim], said: Constraints = NO_CONSTRAINTS) -> tuple[Incident, ...]:
    """All incidents that the claims tell of, by id; the order of the claims does not matter."""
    return tuple(_incident(group) for group in group_claims(claims, said))


def link(store: Store, *, at_once: int = AT_ONCE) -> int:
    """Joins the claims of a case that wait into incidents; returns how many incidents are new or changed.

    What comes out is what linking all claims at once would give: whatever hangs together with a new claim, over any
    chain of likely links, is looked at again. Killed in between, the rest still waits.
    """
    changed = 0
    while True:
        with store.writer() as writer:
            waiting = [w.claim for w in writer.waiting()]
            if not waiting:
                return changed
            batch = waiting if len(waiting) <= at_once else _earliest(writer, waiting)[:at_once]
            changed += _link(writer, set(batch))


def link_anew(store: Store) -> int:
    """Links all claims anew, as after a change of the weights or a decision; returns the incidents that changed."""
    with store.writer() as writer:
        made = incidents_of(writer.claims(), constraints(writer.decisions()))
        return _replace(writer, made, [i.id for i in writer.incidents()], done=None)


def _earliest(view: View, waiting: Sequence[str]) -> list[str]:
    """By the days told, so that what belongs together is looked at together."""
    days = {k.id: k.start or k.published or date.max for k in view.claims_of(waiting)}
    return sorted(waiting, key=lambda id: (days.get(id, date.min), id))


def _link(writer: Writer, batch: set[str]) -> int:
    said = constraints(writer.decisions())
    around = _Around(writer, said)
    around.start(batch)
    while around.grow():
        pass
    made = [_incident(group) for group in groups_of(around.kept, around.seen, said)]
    claims = [c for telling in around.seen.values() for c in telling.claims]
    old = set(writer.incidents_of([*claims, *batch]).values())
    return _replace(writer, made, sorted(old), done=batch)


def _replace(
    writer: Writer, made: Sequence[Incident], old: Iterable[str], *, done: Iterable[str] | None
) -> int:
    before = {id: writer.incident(id) for id in old}
    now = {incident.id: incident for incident in made}
    changed = [incident for id, incident in sorted(now.items()) if before.get(id) != incident]
    gone = [id for id in before if id not in now]
    writer.replace_incidents(changed, gone, done=done)
    return len(changed) + len(gone)


class _Around:
    """The tellings that hang together with new claims, loaded as they are found."""

    def __init__(self, view: View, said: Constraints) -> None:
        self._view = view
        self._said = said
        self.kept: dict[str, KeptClaim] = {}
        self._all: dict[str, Profile] = {}
        self.seen: dict[str, Profile] = {}
        self._new: set[str] = set()
        self._reports: set[str] = set()
        self._covered: set[int | None] = set()
        published = [(r.published.toordinal() if r.published else None, r.id) for r in view.reports()]
        self._undated = sorted(id for day, id in published if day is None)
        self._published = sorted((day, id) for day, id in published if day is not None)

    def start(self, batch: set[str]) -> None:
        """The claims of the batch, and those that were joined with them or that people joined with them."""
        ids = set(batch)
        for incident in set(self._view.incidents_of(batch).values()):
            found = self._view.incident(incident)
            ids |= set(found.claims) if found else set()
        self._see(ids | self._put_with(ids))

    def grow(self) -> bool:
        """Takes in what may be one happening with what came last; False: nothing more does."""
        new, self._new = self._new, set()
        if not new:
            return False
        self._cover(new)
        pairs = likely_pairs(self._all, new)
        found = {t for pair in pairs for t in pair if t not in self.seen}
        ids = {c for t in found for c in self._all[t].claims}
        self._see(ids | self._put_with(ids | {c for t in new for c in self.seen[t].claims}))
        return bool(self._new)

    def _put_with(self, claims: set[str]) -> set[str]:
        return {c for group in self._said.together if claims & set(group) for c in group}

    def _see(self, claims: set[str]) -> None:
        self._load({k.report for k in self._view.claims_of(claims - set(self.kept))})
        for id, telling in self._all.items():
            if id not in self.seen and not claims.isdisjoint(telling.claims):
                self.seen[id] = telling
                self._new.add(id)

    def _cover(self, tellings: set[str]) -> None:
        """Loads the reports that may tell of the weeks of these tellings."""
        weeks: set[int | None] = set()
        for id in tellings:
            days = days_meant(self._all[id])
            weeks |= set(range(days[0] // WEEK, days[1] // WEEK + 1)) if days else {None}
        weeks -= self._covered
        self._covered |= weeks
        if None in weeks:
            self._load(set(self._undated))
        for first, last in _runs(sorted(w for w in weeks if w is not None)):
            begin, end = first * WEEK, last * WEEK + WEEK - 1
            near = {id for day, id in self._published if begin - 1 <= day <= end + BACK}
            dated = self._view.claims_near(
                first=date.fromordinal(max(1, begin - 1)), last=date.fromordinal(end + 1)
            )
            self._load(near | {k.report for k in dated})

    def _load(self, reports: set[str]) -> None:
        wanted = sorted(reports - self._reports)
        self._reports |= reports
        for i in range(0, len(wanted), _REPORTS):
            claims = list(self._view.claims(Wanted(reports=tuple(wanted[i : i + _REPORTS]))))
            self.kept |= {k.id: k for k in claims}
            self._all |= report_tellings(claims, self._said)


def _runs(weeks: Sequence[int]) -> list[tuple[int, int]]:
    """Weeks that follow each other, together."""
    runs: list[tuple[int, int]] = []
    for week in weeks:
        if runs and week == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], week)
        else:
            runs.append((week, week))
    return runs


def _incident(group: Group) -> Incident:
    claims = group.claims
    told = [k for k in claims if k.claim.status != "denied"] or list(claims)
    start, end = _days(told)
    return Incident(
        id=group.id,
        type=_type(told),
        plover=_most(k.claim.plover for k in told),
        start=start,
        end=end,
        place=_place(told),
        actors=_actors(k.actors for k in told),
        recipients=_actors(k.recipients for k in told),
        casualties=casualty_ranges(claims),
        claims=tuple(k.id for k in claims),
        reports=tuple(dict.fromkeys(k.report for k in claims)),
        independent_sources=independent_sources(claims),
        disputed=disputes_of(claims),
        links=group.links,
    )


def _most(values: Iterable[str | None]) -> str | None:
    counted = Counter(v for v in values if v is not None)
    return min(counted, key=lambda v: (-counted[v], v)) if counted else None


def _type(claims: Sequence[KeptClaim]) -> str:
    """Of the sub-event types that many stories give, the one that absorbs the others by ACLED's hierarchy.

    Those that say the sort of happening go before "attack" and "killed".
    """
    families = load_families()
    sharp = [k for k in claims if k.claim.acled_sub and families.of(k.claim) not in families.vague]
    told = {(k.story, k.claim.acled_sub) for k in sharp or claims if k.claim.acled_sub}
    counted = Counter(sub for _, sub in told)
    if not counted:
        return _most(k.claim.plover for k in claims) or "unknown"
    most = max(counted.values())
    return min(
        (sub for sub in counted if 2 * counted[sub] >= most), key=lambda sub: (_rank(sub), -counted[sub], sub)
    )


def _rank(sub: str) -> int:
    return _HIERARCHY.index(sub) if sub in _HIERARCHY else len(_HIERARCHY)


def _days(claims: Sequence[KeptClaim]) -> tuple[date | None, date | None]:
    """The day that most stories give; else the narrowest stretch; else what stands around the claims."""
    known = [(k.start, k.end, k.story) for k in claims if k.start and k.end]
    sharp = Counter(start for start, end, _ in {*known} if end - start <= timedelta(days=1))
    if sharp:
        best = min(sharp, key=lambda d: (-sharp[d], d))
        ends = [end for start, end, _ in known if start == best and end - start <= timedelta(days=1)]
        return best, max(ends)
    if known:
        start, end, _ = min(known, key=lambda s: (s[1] - s[0], s[0]))
        return start, end
    around = [(k.setting.start, k.setting.end) for k in claims if k.setting.start and k.setting.end]
    return min(around, key=lambda s: (s[1] - s[0], s[0])) if around else (None, None)


def _place(claims: Sequence[KeptClaim]) -> KeptPlace | None:
    """The narrowest place that most stories give. None: no claim names one."""
    placed = [k.place for k in claims if k.place is not None]
    if not placed:
        return None
    narrow = min(p.geo_precision for p in placed)
    counted = Counter((p.name, p.geonames) for p in placed if p.geo_precision == narrow)
    best = min(counted, key=lambda key: (-counted[key], key[0], key[1] or 0))
    return next(p for p in placed if (p.name, p.geonames) == best and p.geo_precision == narrow)


def _actors(parts: Iterable[Sequence[KeptActor]]) -> tuple[KeptActor, ...]:
    """Each once; those named by most claims first, named ones before "gunmen"."""
    told = [a for part in parts for a in part]
    counted = Counter(a.key for a in told)
    by_key = {a.key: a for a in sorted(told, key=lambda a: a.name, reverse=True)}
    return tuple(by_key[key] for key in sorted(counted, key=lambda k: (k.startswith("?"), -counted[k], k)))
