"""What exports are made from: the incidents and claims of a case that were asked for, with their reports."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from dateline.export.ledger import Ledger
from dateline.export.masking import Mask
from dateline.record.incidents import Incident
from dateline.record.kept import KeptClaim
from dateline.store.base import ExportedId, KeptReport, View, Wanted

_AT_ONCE = 200
_TOLD_AS_TRUE = ("occurred", "ongoing")
_STATUS_WORDS = {
    "planned": "only planned or announced",
    "possible": "only possible or alleged",
    "conditional": "only conditional",
    "denied": "denied",
}


@dataclass(frozen=True, kw_only=True)
class Told:
    """An incident with the claims that tell it."""

    incident: Incident
    claims: tuple[KeptClaim, ...]
    """Those that count, ordered by report date, then id."""
    reports: dict[str, KeptReport]
    """By id, for all of `claims`."""

    @cached_property
    def asserted(self) -> tuple[KeptClaim, ...]:
        """Claims that say it happened or goes on."""
        return tuple(c for c in self.claims if c.claim.status in _TOLD_AS_TRUE)

    @property
    def why_not(self) -> str:
        """Why the incident has no cell where only what happened has one."""
        statuses = {c.claim.status for c in self.claims}
        words = [_STATUS_WORDS[s] for s in _STATUS_WORDS if s in statuses]
        return words[0] if words else "no claim counts any more"

    @cached_property
    def lead(self) -> KeptClaim:
        """The claim whose words stand for the incident: asserted, sure, early. Raises IndexError without claims."""
        rows = self.asserted or self.claims
        return sorted(rows, key=lambda c: (-c.claim.confidence, str(c.published or "9"), c.id))[0]

    @cached_property
    def publishers(self) -> tuple[str, ...]:
        """Outlets that tell it, the earliest first, each once."""
        rows = self.asserted or self.claims
        return tuple(dict.fromkeys(c.publisher for c in rows if c.publisher))


class Past(NamedTuple):
    """A case as it was known on a day."""

    incidents: Iterable[Incident]
    claims: Mapping[str, KeptClaim]
    """All that the incidents name."""


class Material:
    """A case as an export wants it. What leaves it is masked, where a mask is given."""

    def __init__(
        self,
        view: View,
        wanted: Wanted = Wanted(),  # noqa: B008
        *,
        mask: Mask | None = None,
        past: Past | None = None,
        tick: Callable[[], None] = lambda: None,
    ) -> None:
        self.view, self.wanted, self.mask = view, wanted, mask
        self._past = past
        self._tick = tick
        self.looked_at: list[str] = []
        """Incidents that `told` has given."""
        self.noted: tuple[ExportedId, ...] = ()
        """Ids that the export gave out or withdrew, for the case to keep."""
        self._reports: dict[str, KeptReport] = {}
        self._grades: dict[str, str] = {}

    def told(self) -> Iterator[Told]:
        """Incidents with their claims, by first day, then id."""
        incidents = self.view.incidents(self.wanted) if self._past is None else iter(self._past.incidents)
        while some := list(islice(incidents, _AT_ONCE)):
            ids = {id for incident in some for id in incident.claims}
            told = self.view.claims_of(ids) if self._past is None else (self._past.claims[id] for id in ids)
            claims = {c.id: c for c in told if not c.withdrawn}
            for incident in some:
                self.looked_at.append(incident.id)
                mine = [self.masked_claim(claims[id]) for id in incident.claims if id in claims]
                mine.sort(key=lambda c: (str(c.published or "9999"), c.id))
                shown = self.mask.incident(incident, mine) if self.mask else incident
                yield Told(
                    incident=shown,
                    claims=tuple(mine),
                    reports={c.report: self.report(c.report) for c in mine},
                )
                self._tick()

    def ledger(self, format: str) -> Ledger:
        """Ids under which events left the case before."""
        return Ledger(format, self.view.exported(format))

    def claims(self) -> Iterator[KeptClaim]:
        for claim in self.view.claims(self.wanted, order="day"):
            yield self.masked_claim(claim)
            self._tick()

    def masked_claim(self, claim: KeptClaim) -> KeptClaim:
        return self.mask.claim(claim) if self.mask else claim

    def report(self, id: str) -> KeptReport:
        """The report, kept at hand. Raises KeyError for an id that is not in the case."""
        if id not in self._reports:
            report = self.view.report(id)
            if report is None:
                raise KeyError(id)
            if len(self._reports) > 50_000:
                self._reports.clear()
            self._reports[id] = self.mask.report(report) if self.mask else report
        return self._reports[id]

    def reliability(self, claim: KeptClaim) -> str | None:
        """Admiralty grade of whoever says so first-hand, else of the publisher. None: nobody is named."""
        # Asked by the real key: a masked one is not known to the case.
        if self.mask is not None and claim.sources:
            claim = self.view.claim(claim.id) or claim
        key = claim.sources[-1].key if claim.sources else self.report(claim.report).publisher_key
        if key is None:
            return None
        if key not in self._grades:
            self._grades[key] = self.view.reliability(key)[0]
        return self._grades[key]
