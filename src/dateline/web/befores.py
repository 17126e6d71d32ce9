"""What stood there before a decision, and what stands there because of it."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.record.corrections import corrected, joined
from dateline.record.decisions import ClaimGraded, Corrected, Decision, SourceGraded, in_force
from dateline.record.differences import Difference, differences
from dateline.store.views import CaseView


def changes_of(view: CaseView, decision: Decision) -> Sequence[Difference]:
    """Of corrections and grades; other decisions say in their own words what they do."""
    what = decision.what
    if not isinstance(what, Corrected | SourceGraded | ClaimGraded):
        return ()
    log = [d for d in view.decisions_on(decision.target) if d.number < decision.number]
    standing = in_force(log)
    if isinstance(what, Corrected):
        read = view.claim_as_read(what.claim)
        if read is None:
            return ()
        earlier = [d.what for d in standing if isinstance(d.what, Corrected)]
        return differences(corrected(read, joined(earlier)), corrected(read, joined([*earlier, what])))
    if isinstance(what, SourceGraded):
        graded: list[str] = [d.what.reliability for d in standing if isinstance(d.what, SourceGraded)]
        return (Difference("grade", graded[-1] if graded else "default", what.reliability),)
    credible = [d.what.credibility for d in standing if isinstance(d.what, ClaimGraded)]
    return (Difference("grade", str(credible[-1]) if credible else "default", str(what.credibility)),)
