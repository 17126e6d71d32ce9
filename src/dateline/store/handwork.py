"""What people added to a case by hand: claims, names of actors, notes, reviews."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from sqlalchemy import select

from dateline.record.additions import moved
from dateline.record.decisions import ClaimAdded, Decision, Noted, in_force
from dateline.record.incidents import Incident
from dateline.record.readings import Reading
from dateline.record.settings import settings_of
from dateline.store.history import History
from dateline.store.keeping import Body
from dateline.store.tables import decisions, reports, reviews
from dateline.store.viewing import decision_of


class Review(NamedTuple):
    verdict: str
    decision: Decision


class Handwork(History):
    """The part of a view that knows it."""

    def line_of(self, report: str) -> list[str]:
        """The report and all earlier states of it, the newest first."""
        line = [report]
        while before := self._connection.execute(
            select(reports.c.revises).where(reports.c.id == line[-1])
        ).scalar():
            line.append(before)
        return line

    def added_by_hand(self, reading: Reading) -> tuple[Body, ...]:
        """Claims that people added to a report, or to an earlier state of it, as far as their words stand there."""
        report, text = reading.document.id, reading.document.text
        found: dict[str, ClaimAdded] = {}
        for decision in in_force(self.log_of(self.line_of(report))):
            what: ClaimAdded | None = decision.what if isinstance(decision.what, ClaimAdded) else None
            if what is not None and what.report != report:
                what = moved(what, report=report, before=self.text(what.report), text=text)
            if what is not None:
                found[what.claim] = what
        return tuple(body_of(what, reading) for what in found.values())

    def decisions_about_incident(self, incident: Incident) -> tuple[Decision, ...]:
        """About the incident or any of its claims, oldest first; of those about several incidents, all that name it."""
        ids, named = [incident.id, *incident.claims], decisions.c.target
        found: dict[int, Decision] = {}
        for i in range(0, len(ids), 400):
            own = select(decisions).where(named.in_(ids[i : i + 400]))
            found |= {d.number: d for d in self._with_undoings(own)}
        merges = select(decisions).where(
            decisions.c.kind == "merge", named.contains(incident.id, autoescape=True)
        )
        found |= {d.number: d for d in self._with_undoings(merges)}
        return tuple(found[n] for n in sorted(found))

    def reviews_of(self, claims: Iterable[str]) -> dict[str, Review]:
        """The last review in force of each claim that has one."""
        wanted = sorted(set(claims))
        found: dict[str, Review] = {}
        for i in range(0, len(wanted), 400):
            query = select(reviews.c.claim, reviews.c.verdict, decisions).join(
                decisions, decisions.c.number == reviews.c.decision
            )
            rows = self._connection.execute(query.where(reviews.c.claim.in_(wanted[i : i + 400])))
            found |= {row.claim: Review(row.verdict, decision_of(row)) for row in rows}
        return found

    def notes_on(self, about: str, claims: Iterable[str] = ()) -> tuple[Decision, ...]:
        """Notes in force. `claims`: of an incident, so that notes on what it was made of are found too."""
        own = self._with_undoings(select(decisions).where(decisions.c.kind == "note"))
        members = set(claims)
        return tuple(
            d
            for d in in_force(own)
            if isinstance(d.what, Noted)
            and (
                d.what.about == about or (d.what.sort == "incident" and not members.isdisjoint(d.what.claims))
            )
        )


def body_of(added: ClaimAdded, reading: Reading) -> Body:
    """As a case keeps it; what stands around it is taken from what was read of the report."""
    setting = settings_of(replace(reading, claims=(added.made,)))[added.claim]
    return Body(
        claim=added.made,
        actors=added.actors,
        recipients=added.recipients,
        place=added.place,
        sources=added.sources,
        holder=added.holder,
        evidence=added.evidence,
        setting=replace(setting, names=(), words=()),
    )
