"""The log of what people decide, and what it changes in the tables that are searched."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import msgspec
from sqlalchemy import and_, delete, func, insert, select, true, update

from dateline.errors import StoreError
from dateline.record.additions import CODED_BY
from dateline.record.corrections import corrected
from dateline.record.decisions import (
    ActorAliased,
    ClaimAdded,
    ClaimGraded,
    ClaimReviewed,
    Corrected,
    Decision,
    Merged,
    Noted,
    SourceGraded,
    Split,
    Undone,
    What,
    in_force,
)
from dateline.record.readings import Reading
from dateline.store import keeping, times
from dateline.store.adding import Adding, columns
from dateline.store.keeping import folded
from dateline.store.names import Mention, Name, mentions_of
from dateline.store.retyping import with_other_codes
from dateline.store.tables import aliases, claims, decisions, mentions, names, readings, reports
from dateline.store.tallying import Tallying

_OF_CLAIM = Corrected | ClaimGraded | ClaimReviewed
_STANDS = claims.c.dropped.is_(None)


class Deciding(Adding, Tallying):
    """The part of a writer that keeps decisions."""

    def decide(self, what: What, *, coder: str, why: str = "") -> Decision:
        if not coder.strip():
            raise StoreError("A decision needs a name: --coder NAME, or set DATELINE_CODER.")
        what, why = self._checked(what), keeping.storable(why)
        number = (self._connection.execute(select(func.max(decisions.c.number))).scalar() or 0) + 1
        moment = times.now()
        decision = Decision(number=number, at=moment, coder=coder.strip(), why=why.strip(), what=what)
        self._connection.execute(
            insert(decisions).values(
                number=number,
                at=times.written(moment),
                coder=decision.coder,
                kind=decision.kind,
                target=decision.target,
                report=what.report if isinstance(what, _OF_CLAIM | ClaimAdded) else None,
                why=decision.why,
                body=msgspec.json.encode(what).decode(),
            )
        )
        self._apply(what)
        return decision

    def _checked(self, what: What) -> What:
        """`what` with what is needed to find it again. Raises `StoreError` where it names nothing in the case."""
        if isinstance(what, _OF_CLAIM):
            kept = self.claim(what.claim)
            if kept is None:
                raise StoreError(f"The case has no claim {what.claim}.")
            trigger = kept.claim.trigger.span
            if isinstance(what, Corrected):
                what = with_other_codes(what, kept.claim)
            return replace(what, report=kept.report, trigger=(trigger.start, trigger.end))
        if isinstance(what, SourceGraded):
            self._check_source(what.source)
        elif isinstance(what, ClaimAdded):
            self._check_added(what)
        elif isinstance(what, ActorAliased):
            if not folded(what.name).strip() or folded(what.name) == folded(what.actor.name):
                raise StoreError(f"{what.name!r} is no other name of {what.actor.name}.")
        elif isinstance(what, Noted):
            self._check_noted(what)
        elif isinstance(what, Merged | Split):
            groups = what.claims if isinstance(what, Merged) else (what.claims, what.rest)
            self._check_claims(id for group in groups for id in group)
            if len(groups) < 2 or not all(groups):
                raise StoreError("It takes claims on both sides to merge or to split.")
        else:
            log = self.decisions()
            if what.decision not in {d.number for d in log}:
                raise StoreError(f"The log has no entry {what.decision}. See them: dateline log")
            if what.decision in _undone(log):
                raise StoreError(f"Entry {what.decision} is undone already.")
        return what

    def _check_source(self, key: str) -> None:
        c = self._connection
        quoted = select(names.c.n).where(names.c.role == "source", names.c.key == key).limit(1)
        published = select(reports.c.n).where(reports.c.publisher_key == key).limit(1)
        if c.execute(quoted).first() is None and c.execute(published).first() is None:
            raise StoreError(f"The case has no source {key!r}. See them: dateline sources")

    def _check_claims(self, ids: Iterable[str]) -> None:
        for id in ids:
            if self._connection.execute(select(claims.c.n).where(claims.c.id == id).limit(1)).first() is None:
                raise StoreError(f"The case has no claim {id}.")

    def _check_added(self, what: ClaimAdded) -> None:
        report = self.report(what.report)
        if report is None:
            raise StoreError(f"The case has no report {what.report}.")
        if report.revised_by:
            raise StoreError(
                f"{what.report} was revised; add the claim to its newest state, {report.revised_by}."
            )
        made = what.made
        trigger, text = made.trigger, self.text(what.report)
        if not trigger.text.strip() or trigger.span.of(text) != trigger.text:
            raise StoreError("The words of the claim do not stand where it says.")
        if made.evidence.of(text) != what.evidence or not made.evidence.contains(trigger.span):
            raise StoreError("The evidence of the claim does not hold its words.")
        if self._connection.execute(select(claims.c.n).where(claims.c.id == what.claim, _STANDS)).first():
            raise StoreError("This claim is in the case already.")

    def _check_noted(self, what: Noted) -> None:
        if not what.text.strip():
            raise StoreError("The note is empty.")
        if what.sort in ("incident", "claim", "report"):
            sort, id = self.resolve(what.about)
            if (sort, id) != (what.sort, what.about):
                raise StoreError(f"The case has no {what.sort} {what.about}.")
        elif what.sort == "source":
            self._check_source(what.about)

    def _apply(self, what: What) -> None:
        if isinstance(what, Corrected | ClaimReviewed):
            self._lay_over(what.report)
        elif isinstance(what, ClaimAdded):
            self._settle_added(what)
        elif isinstance(what, ActorAliased):
            self._settle_alias(what)
        elif isinstance(what, Merged):
            self._wait_if_live(id for group in what.claims for id in group)
        elif isinstance(what, Split):
            self._wait_if_live((*what.claims, *what.rest))
        elif isinstance(what, Undone):
            undone = next(d for d in self.decisions() if d.number == what.decision)
            self._apply(undone.what)

    def _settle_added(self, what: ClaimAdded) -> None:
        """Puts the claim in or takes it out, in the report and in its newer states, as the log now has it."""
        report: str | None = what.report
        while report is not None:
            row = self._connection.execute(select(reports).where(reports.c.id == report)).one()
            self._settle_report(row.n, self.reading(report), row.known, row.until)
            report = row.revised_by

    def _settle_report(self, number: int, reading: Reading, known: date, until: date | None) -> None:
        c, at, report = self._connection, times.written(times.now()), reading.document.id
        wanted = {body.claim.id: body for body in self.added_by_hand(reading)}
        rows = c.execute(
            select(claims.c.n, claims.c.id, claims.c.body, claims.c.live).where(
                claims.c.report == number, _STANDS
            )
        ).all()
        by_hand = [r for r in rows if keeping.unpacked(r.body).claim.coded_by.startswith(CODED_BY)]
        for row in by_hand:
            if row.id not in wanted:
                c.execute(update(claims).where(claims.c.n == row.n).values(dropped=at, live=False))
                if row.live:
                    self._wait([row.id], "gone")
        there = {row.id for row in by_hand}
        new = [body for id, body in wanted.items() if id not in there]
        current = c.execute(
            select(readings.c.n).where(readings.c.report == number, readings.c.current == true())
        ).scalar_one()
        kept = [
            body.kept(
                report=report, story=report, published=reading.document.published, publisher=None, known=known
            )
            for body in new
        ]
        made = [
            {
                "id": one.id,
                "report": number,
                "reading": current,
                "added": at,
                "known": known,
                "until": until,
                "live": until is None,
                "body": keeping.packed(body),
                "overlay": None,
                **columns(one),
            }
            for one, body in zip(kept, new, strict=True)
        ]
        self._insert_claims(made, [list(mentions_of(one)) for one in kept])
        if until is None:
            self._wait([one.id for one in kept], "new")
        # Corrections and reviews of a claim that is put in again hold again.
        self._lay_over_one(number, report)
        standing = select(func.count()).where(claims.c.report == number, _STANDS)
        c.execute(update(readings).where(readings.c.n == current).values(claims=standing.scalar_subquery()))

    def _settle_alias(self, what: ActorAliased) -> None:
        c, name = self._connection, folded(what.name)
        log = in_force(self._with_undoings(select(decisions).where(decisions.c.kind == "alias")))
        holding = [d for d in log if isinstance(d.what, ActorAliased) and folded(d.what.name) == name]
        c.execute(delete(aliases).where(aliases.c.folded == name))
        if holding:
            last = holding[-1]
            assert isinstance(last.what, ActorAliased)
            row = insert(aliases).values(
                folded=name,
                name=last.what.name,
                actor=last.what.actor.key,
                body=msgspec.json.encode(last.what.actor).decode(),
                decision=last.number,
            )
            c.execute(row)
            # So that claims are found by the actor's own name too, where no report has it.
            actor = last.what.actor
            own = Name(
                "actor", actor.key, folded(actor.name), actor.name, actor.type, actor.country, actor.private
            )
            self._names.numbers([own], c, self.new_names)
        self._aliases = None
        told = (
            select(claims.c.id)
            .join(mentions, mentions.c.claim == claims.c.n)
            .join(names, names.c.n == mentions.c.name)
            .where(names.c.key == f"?{name}", names.c.role.in_(("actor", "source")))
        )
        self._wait_if_live(c.execute(told.distinct()).scalars())

    def _wait_if_live(self, ids: Iterable[str]) -> None:
        wanted = sorted(set(ids))
        for i in range(0, len(wanted), 400):
            some = wanted[i : i + 400]
            query = select(claims.c.id).where(claims.c.id.in_(some), claims.c.live == true())
            self._wait(self._connection.execute(query.order_by(claims.c.n)).scalars(), "changed")

    def _lay_over(self, report: str | None) -> None:
        """Brings the claims of a report, and of those that revise it, in line with the corrections in force."""
        while report is not None:
            row = self._connection.execute(
                select(reports.c.n, reports.c.id, reports.c.revised_by).where(reports.c.id == report)
            ).one()
            self._lay_over_one(row.n, row.id)
            report = row.revised_by

    def _lay_over_one(self, number: int, report: str) -> None:
        c = self._connection
        rows = c.execute(
            select(
                claims.c.n, claims.c.id, claims.c.body, claims.c.overlay, claims.c.live, claims.c.until
            ).where(claims.c.report == number, claims.c.dropped.is_(None))
        ).all()
        made = [keeping.unpacked(row.body) for row in rows]
        overlays = self._carried(report, made)
        for row, body in zip(rows, made, strict=True):
            new = overlays.get(row.id)
            packed = None if new is None else msgspec.json.encode(new)
            if packed == row.overlay:
                continue
            known, document = times.now().date(), self.reading(report).document
            bare = body.kept(
                report=report, story=report, published=document.published, publisher=None, known=known
            )
            old = None if row.overlay is None else msgspec.json.decode(row.overlay, type=Corrected)
            before, after = corrected(bare, old), corrected(bare, new)
            live = row.until is None and not after.withdrawn
            c.execute(
                update(claims).where(claims.c.n == row.n).values(overlay=packed, live=live, **columns(after))
            )
            gone, came = self._rename(row.n, mentions_of(before), mentions_of(after))
            self.retell(row.n, number, gone=gone, came=came, own=(not after.sources) - (not before.sources))
            if row.live or live:
                self._wait([row.id], "changed" if live and row.live else "new" if live else "gone")

    def _rename(
        self, number: int, before: Iterable[Mention], after: Iterable[Mention]
    ) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
        """Numbers of the names that a claim is no longer looked up by, and of those it now is, each with its part."""
        old, new = {_under(m): m for m in before}, {_under(m): m for m in after}
        gone = [m for at, m in old.items() if at not in new]
        came = [m for at, m in new.items() if at not in old]
        numbers = self._names.numbers((m.name for m in (*gone, *came)), self._connection, self.new_names)

        def number_of(m: Mention) -> int:
            return numbers[m.name.role, m.name.key, m.name.folded]

        for m in gone:
            self._connection.execute(
                delete(mentions).where(
                    and_(
                        mentions.c.name == number_of(m), mentions.c.claim == number, mentions.c.part == m.part
                    )
                )
            )
        self._mention((number, m) for m in came)
        return [(number_of(m), m.part) for m in gone], [(number_of(m), m.part) for m in came]


def _under(mention: Mention) -> tuple[str, str, str, str]:
    """What two mentions of one claim must not have in common: the row that they are."""
    return (mention.name.role, mention.name.key, mention.name.folded, mention.part)


def _undone(log: tuple[Decision, ...]) -> set[int]:
    """Numbers of entries that do not hold."""
    off: set[int] = set()
    for entry in reversed(log):
        if isinstance(entry.what, Undone) and entry.number not in off:
            off.add(entry.what.decision)
    return off
