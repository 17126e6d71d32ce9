"""What people decided about the claims of a report, carried over to its newer readings and newer states."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, insert, select

from dateline.record.corrections import joined
from dateline.record.decisions import ClaimReviewed, Corrected, Decision, in_force
from dateline.store import keeping
from dateline.store.keeping import Body
from dateline.store.tables import claims, reviews
from dateline.store.views import CaseView


class Carrying(CaseView):
    """The part of a writer that carries decisions over."""

    def _carried(self, report: str, made: Sequence[Body]) -> dict[str, Corrected]:
        """Corrections of a report and of what it revises, by the claims of `made` that they hold for.

        Reviews of them are noted under the claims of `made` too.
        """
        log = self.log_of(self.line_of(report))
        if not log:
            return {}
        found: dict[str, list[Corrected]] = {}
        reviewed: dict[str, tuple[str, int]] = {}
        for decision in in_force(log):
            what = decision.what
            if not isinstance(what, Corrected | ClaimReviewed):
                continue
            now = _successor(what.claim, self._body_of(what.claim), made)
            if now is None:
                continue
            if isinstance(what, Corrected):
                found.setdefault(now, []).append(what)
                continue
            reviewed[now] = (what.verdict, decision.number)
            if what.verdict == "reject":
                found.setdefault(now, []).append(Corrected(claim=now, withdrawn=True))
            elif any(c.withdrawn for c in found.get(now, ())):
                found[now].append(Corrected(claim=now, withdrawn=False))
        self._note_reviews(log, made, reviewed)
        return {id: whole for id, some in found.items() if (whole := joined(some)) is not None}

    def _note_reviews(
        self, log: Sequence[Decision], made: Sequence[Body], reviewed: dict[str, tuple[str, int]]
    ) -> None:
        looked_at = {d.what.claim for d in log if isinstance(d.what, ClaimReviewed)}
        if not looked_at:
            return
        ids = sorted(looked_at | {body.claim.id for body in made})
        for i in range(0, len(ids), 400):
            self._connection.execute(delete(reviews).where(reviews.c.claim.in_(ids[i : i + 400])))
        if reviewed:
            rows = [{"claim": id, "verdict": v, "decision": n} for id, (v, n) in sorted(reviewed.items())]
            self._connection.execute(insert(reviews), rows)

    def _body_of(self, claim: str) -> Body | None:
        query = select(claims.c.body).where(claims.c.id == claim).order_by(claims.c.n.desc()).limit(1)
        body = self._connection.execute(query).scalar()
        return None if body is None else keeping.unpacked(body)


def _successor(id: str, old: Body | None, made: Sequence[Body]) -> str | None:
    """The claim of a newer reading that stands for an older one. None: there is none, or it cannot be told."""
    if any(body.claim.id == id for body in made):
        return id
    if old is None:
        return None
    span = old.claim.trigger.span
    for same in (
        [b for b in made if b.claim.trigger.span.overlaps(span) and _alike(b, old)],
        [b for b in made if b.claim.trigger.text == old.claim.trigger.text and _alike(b, old)],
    ):
        coded = [b for b in same if b.claim.plover == old.claim.plover]
        if len(coded) == 1 or len(same) == 1:
            return (coded if len(coded) == 1 else same)[0].claim.id
    return None


def _alike(a: Body, b: Body) -> bool:
    return a.evidence.split() == b.evidence.split()
