"""A claim's type set by a person: the codes of other schemes that were read for another type hold no more."""

from __future__ import annotations

from dataclasses import replace

from dateline.record.claims import Claim
from dateline.record.decisions import Corrected
from dateline.reference.counterparts import Codes, cameo_of, of_acled
from dateline.reference.tables import read_table


def with_other_codes(what: Corrected, claim: Claim) -> Corrected:
    """The correction with what follows of its type, and was not said, for the claim as it stands.

    Of an ACLED sub-event type its event type, PLOVER type and mode, and CAMEO code; of a PLOVER type or mode the CAMEO
    code. A code of which there may be several is cleared. To say that a claim is nothing that ACLED records says
    nothing about the others.
    """
    what = _with_event_type(what, claim)
    now = Codes(claim.plover, claim.mode, claim.cameo)
    if {what.plover, what.mode} != {None} or {"plover", "mode"} & set(what.cleared):
        plover = _after(what, "plover", now.plover)
        kept = now.mode if plover == now.plover and plover else None
        mode = _after(what, "mode", kept)
        if (plover, mode) == (now.plover, now.mode):
            return what
        return _coded(what, Codes(plover, mode, cameo_of(plover, mode)))
    if (what.acled_type, what.acled_sub) == (None, None):
        return what
    sub = what.acled_sub or (None if "acled" in what.cleared else claim.acled_sub)
    event = what.acled_type or claim.acled_type
    if (event, sub) == (claim.acled_type, claim.acled_sub):
        return what
    return _coded(what, of_acled(sub, now))


def _with_event_type(what: Corrected, claim: Claim) -> Corrected:
    event_of = {row["sub_event_type"]: row["event_type"] for row in read_table("export/acled_types.csv")}
    if what.acled_sub in event_of and what.acled_type is None:
        return replace(what, acled_type=event_of[what.acled_sub])
    if what.acled_type and what.acled_sub is None and event_of.get(claim.acled_sub or "") != what.acled_type:
        return replace(what, cleared=tuple(dict.fromkeys((*what.cleared, "acled"))))
    return what


def _after(what: Corrected, name: str, now: str | None) -> str | None:
    given: str | None = getattr(what, name)
    return given or (None if name in what.cleared else now)


def _coded(what: Corrected, codes: Codes) -> Corrected:
    """With these codes, but for a CAMEO code that is cleared already."""
    if "cameo" in what.cleared:
        codes = codes._replace(cameo=None)
    told = codes._asdict()
    gone = (name for name, code in told.items() if code is None)
    return replace(what, **told, cleared=tuple(dict.fromkeys((*what.cleared, *gone))))
