"""What people decided, and taking it back."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request

from dateline.record.decisions import Undone, in_force
from dateline.store.writing import Writing
from dateline.web import payloads_claims as to
from dateline.web import payloads_given as given
from dateline.web.asked import Paged, View
from dateline.web.befores import changes_of
from dateline.web.deciding import decide
from dateline.web.payloads import Decided
from dateline.web.people import Bench, Coder
from dateline.web.refusals import Refusal, not_found
from dateline.web.telling import decision_payloads

router = APIRouter()


@router.get("/log")
def list_decisions(
    view: View,
    page: Paged,
    target: Annotated[str | None, Query(max_length=400)] = None,
    kind: Annotated[list[str], Query(max_length=20)] = [],  # noqa: B006
    coder: Annotated[list[str], Query(max_length=20)] = [],  # noqa: B006
) -> to.DecisionPage:
    """Decisions, the latest first. `target`: only about this claim, incident, report, source or actor."""
    some, undone, total = view.log_page(
        target=target, kinds=kind, coders=coder, offset=page.offset, limit=page.limit
    )
    holding = [d for d in some if d.number not in undone]
    items = [
        told.model_copy(
            update={"changes": [to.ChangePayload(**c._asdict()) for c in changes_of(view, decision)]}
        )
        for told, decision in zip(decision_payloads(some, holding), some, strict=True)
    ]
    return to.DecisionPage(items=items, total=total, next=page.next(total), coders=view.coders())


@router.post("/undo")
def undo_decision(request: Request, workbench: Bench, person: Coder, sent: given.UndoGiven) -> Decided:
    """Takes a decision back; that is an entry of the log too, and can be undone."""

    def make(writer: Writing) -> Undone:
        if sent.decision is None:
            holding = in_force(writer.decisions())
            if not holding:
                raise Refusal(409, "case", "Nothing was decided that could be undone.")
            return Undone(decision=holding[-1].number)
        if writer.decision(sent.decision) is None:
            raise not_found("decision", str(sent.decision))
        return Undone(decision=sent.decision)

    return decide(request, workbench, person, make, why=sent.why, relink=True)
