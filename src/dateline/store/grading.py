"""Who says things, and how far they are trusted: the Admiralty scale, with defaults that are shown as such."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import cast

import msgspec
import yaml
from sqlalchemy import func, select

from dateline.errors import StoreError
from dateline.record.claims import SourceKind
from dateline.record.corrections import SOURCE_KINDS
from dateline.record.decisions import ClaimGraded, Credibility, Reliability, SourceGraded, in_force
from dateline.record.kept import KeptSource
from dateline.store.base import SourceKnown
from dateline.store.keeping import folded, known_source, publisher_of
from dateline.store.parties import Parties
from dateline.store.tables import decisions, names, reports

_DATA = Path(__file__).parents[1] / "data" / "grades.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Defaults:
    by_kind: dict[str, Reliability]
    by_sources: dict[int, Credibility]
    if_denied: Credibility


@cache
def defaults() -> Defaults:
    rows = yaml.load(_DATA.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return msgspec.convert(rows, Defaults)


def default_reliability(key: str, kind: str | None) -> Reliability:
    """For a kind of source; what no file knows by name cannot be judged by being an outlet."""
    if kind == "outlet" and key.startswith("?"):
        return "F"
    return defaults().by_kind.get(kind or "", "F")


class Grading(Parties):
    def sources(self) -> tuple[SourceKnown, ...]:
        c = self._connection
        graded = self._graded()
        found: dict[str, SourceKnown] = {}
        for row in self._quoted():
            found[row[0]] = _known(*row[:4], 0, row[4], graded)
        published = (
            select(reports.c.publisher_key, func.count())
            .where(reports.c.publisher_key.is_not(None), reports.c.revised_by.is_(None))
            .group_by(reports.c.publisher_key)
        )
        own = self.own_voice()
        for key, number in c.execute(published).all():
            name = c.execute(
                select(reports.c.publisher).where(reports.c.publisher_key == key).limit(1)
            ).scalar()
            who, before = publisher_of(name), found.get(key)
            found[key] = _known(
                key,
                who.name if who else name or key,
                who.kind if who else "outlet",
                who.country if who else None,
                number,
                own[key] + (before.claims if before else 0),
                graded,
            )
        return tuple(sorted(found.values(), key=lambda s: (-s.claims, -s.reports, s.key)))

    def _quoted(self) -> list[tuple[str, str, str | None, str | None, int]]:
        """Key, name, kind, country and number of claims of each who is quoted."""
        c = self._connection
        counts = self.quoted()
        found: dict[str, tuple[str, str, str | None, str | None, int]] = {}
        query = select(names).where(names.c.role == "source").order_by(names.c.n)
        for row in c.execute(query):
            before = found.get(row.key)
            number = counts[row.n]
            found[row.key] = (
                (row.key, row.name, row.kind, row.country, number)
                if before is None
                else (*before[:4], before[4] + number)
            )
        return [row for row in found.values() if row[4] > 0]

    def source_key(self, name: str) -> str:
        """Key of the source that is called so. Raises `StoreError`: none, or several."""
        known, key = self.sources(), folded(name)
        publisher = publisher_of(name)
        found = [s for s in known if s.key == name or (publisher is not None and s.key == publisher.key)]
        found = found or [s for s in known if folded(s.name) == key]
        found = found or [s for s in known if f" {key} " in f" {folded(s.name)} "]
        if len(found) == 1:
            return found[0].key
        if not found:
            raise StoreError(f"The case has no source {name!r}. See them: dateline sources")
        raise StoreError(f"Several sources are called so: {', '.join(s.key for s in found[:5])}. Name one.")

    def source_named(self, name: str, *, key: str | None = None, kind: str | None = None) -> KeptSource:
        """A source as a person names it: as the case has it, else the knowledge base, else a new one.

        `kind`: None is the one that is known. Raises `StoreError` where none is known, or no such key.
        """
        met = self.aliases().get(f"?{folded(name)}")
        found = (known_source(name, key) or self._source_met(name, key)) if key else None
        if found is None and key and not key.startswith("?"):
            raise StoreError(f"There is no source {key!r}.")
        found = found or known_source(name, met.key if met else None) or self._source_met(name, None)
        if found is None and kind is None:
            kinds = ", ".join(SOURCE_KINDS)
            raise StoreError(f"Neither the case nor the knowledge base has {name!r}: say its kind ({kinds}).")
        if found is None:
            return KeptSource(key=f"?{folded(name)}", name=name, kind=cast(SourceKind, kind), country=None)
        return replace(found, kind=cast(SourceKind, kind)) if kind else found

    def _source_met(self, name: str, key: str | None) -> KeptSource | None:
        c = self._connection
        at = names.c.key == key if key else names.c.folded == folded(name)
        row = c.execute(
            select(names).where(names.c.role == "source", at).order_by(names.c.n).limit(1)
        ).first()
        if row is not None:
            return KeptSource(key=row.key, name=row.name, kind=row.kind, country=row.country)
        publisher = publisher_of(name)
        wanted = key or (publisher.key if publisher else "")
        title = c.execute(
            select(reports.c.publisher).where(reports.c.publisher_key == wanted).limit(1)
        ).scalar()
        found = publisher_of(title)
        if found is None:
            return None
        return KeptSource(key=found.key, name=found.name, kind=found.kind, country=found.country)

    def reliability(self, source: str) -> tuple[Reliability, bool]:
        return self._reliability(source, self._graded())

    def _reliability(self, source: str, by_hand: dict[str, Reliability]) -> tuple[Reliability, bool]:
        graded = by_hand.get(source)
        if graded is not None:
            return graded, False
        query = select(names.c.kind).where(names.c.role == "source", names.c.key == source).limit(1)
        kind = self._connection.execute(query).scalar()
        if kind is None:
            name = self._connection.execute(
                select(reports.c.publisher).where(reports.c.publisher_key == source).limit(1)
            ).scalar()
            publisher = publisher_of(name)
            kind = publisher.kind if publisher else None
        return default_reliability(source, kind), True

    def credibility(self, claim: str) -> tuple[Credibility, bool]:
        return self.credibilities([claim])[claim]

    def credibilities(self, ids: Iterable[str]) -> dict[str, tuple[Credibility, bool]]:
        """Of several claims, with whether each is a default."""
        wanted = list(dict.fromkeys(ids))
        by_hand: dict[str, Credibility] = {}
        for i in range(0, len(wanted), 400):
            own = select(decisions).where(
                decisions.c.kind == "grade-claim", decisions.c.target.in_(wanted[i : i + 400])
            )
            for decision in in_force(self._with_undoings(own)):
                if isinstance(decision.what, ClaimGraded):
                    by_hand[decision.what.claim] = decision.what.credibility
        members = self.incidents_of(wanted)
        usual = {id: self._usual(id) for id in set(members.values())}
        alone = defaults().by_sources[1]
        return {
            id: (by_hand[id], False) if id in by_hand else (usual.get(members.get(id, ""), alone), True)
            for id in wanted
        }

    def _usual(self, incident: str) -> Credibility:
        """The default for the claims of an incident."""
        given, whole = defaults(), self.incident(incident)
        if whole is None:
            return given.by_sources[1]
        if any(d.field == "happened" for d in whole.disputed):
            return given.if_denied
        enough = [n for n in given.by_sources if n <= max(1, whole.independent_sources)]
        return given.by_sources[max(enough)]

    def reliabilities(self, keys: Iterable[str]) -> dict[str, tuple[Reliability, bool]]:
        """Of several sources, with whether each is a default."""
        graded = self._graded()
        return {key: self._reliability(key, graded) for key in dict.fromkeys(keys)}

    def _graded(self) -> dict[str, Reliability]:
        if not self._any_grades():
            return {}
        own = select(decisions).where(decisions.c.kind == "grade-source")
        log = in_force(self._with_undoings(own))
        return {d.what.source: d.what.reliability for d in log if isinstance(d.what, SourceGraded)}

    def _any_grades(self) -> bool:
        query = select(decisions.c.number).where(decisions.c.kind == "grade-source").limit(1)
        return self._connection.execute(query).first() is not None


def _known(
    key: str,
    name: str,
    kind: str | None,
    country: str | None,
    made: int,
    told: int,
    graded: dict[str, Reliability],
) -> SourceKnown:
    grade = graded.get(key)
    return SourceKnown(
        key=key,
        name=name,
        kind=kind or "person",
        country=country,
        reports=made,
        claims=told,
        reliability=grade or default_reliability(key, kind),
        default=grade is None,
    )
