"""Corrections laid over a claim; the claim as it was read stays as it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace
from typing import Literal, cast, get_args

from dateline.record.claims import (
    ActorInClaim,
    Casualties,
    Claim,
    Outcome,
    PlaceInClaim,
    Plover,
    SourceKind,
    TimeInClaim,
)
from dateline.record.decisions import Corrected
from dateline.record.events import Status
from dateline.record.kept import KeptActor, KeptClaim

_NOT_SET = ("claim", "report", "trigger", "cleared", "casualties")
Clearable = Literal[
    "place",
    "time",
    "acled",
    "plover",
    "mode",
    "cameo",
    "actors",
    "recipients",
    "sources",
    "casualties",
]
CLEARABLE: tuple[str, ...] = get_args(Clearable)
STATUSES: tuple[str, ...] = get_args(Status)
PLOVER: tuple[str, ...] = get_args(Plover)
OUTCOMES: tuple[str, ...] = get_args(Outcome)
SOURCE_KINDS: tuple[str, ...] = get_args(SourceKind)


def joined(corrections: Iterable[Corrected]) -> Corrected | None:
    """All corrections of one claim as one; of two that set the same field the later holds. None: there are none."""
    whole: Corrected | None = None
    for one in corrections:
        if whole is None:
            whole = one
            continue
        given = {
            f.name: getattr(one, f.name)
            for f in fields(one)
            if f.name not in _NOT_SET and getattr(one, f.name) is not None
        }
        set_now = {_clears(name) for name in given}
        cleared = tuple(c for c in whole.cleared if c not in set_now and c not in one.cleared) + one.cleared
        casualties = {c.outcome: c for c in whole.casualties if "casualties" not in one.cleared}
        casualties |= {c.outcome: c for c in one.casualties}
        emptied = {
            f.name: None
            for f in fields(whole)
            if f.name not in _NOT_SET and f.name not in given and _clears(f.name) in one.cleared
        }
        whole = replace(
            whole,
            **(emptied | given),
            cleared=cleared,
            casualties=tuple(casualties.values()),
        )
    return whole


def _clears(name: str) -> str:
    """The word of `Corrected.cleared` that empties a field."""
    if name in ("start", "end", "time_precision"):
        return "time"
    return "acled" if name.startswith("acled_") else name


def corrected(kept: KeptClaim, correction: Corrected | None) -> KeptClaim:
    """The claim with the correction laid over it.

    Spans stay those of the words that were read; a field that had none is tied to the trigger. Who says so is another
    in the `KeptClaim` alone: `claim.attribution` stays as it was read.
    """
    if correction is None:
        return kept
    claim = kept.claim
    cleared = set(correction.cleared)
    changes: dict[str, object] = {}
    for name in ("status", "plover", "mode", "cameo", "acled_type", "acled_sub"):
        value = getattr(correction, name)
        if value is not None:
            changes[name] = value
        elif _clears(name) in cleared:
            changes[name] = None
    time = _time(claim, correction)
    if time is not claim.time:
        changes["time"] = time
    if correction.place is not None:
        changes["place"] = PlaceInClaim(
            place=claim.place.place if claim.place else "corrected",
            span=claim.place.span if claim.place else claim.trigger.span,
            text=claim.place.text if claim.place else claim.trigger.text,
            relation=correction.place.relation,
            geo_precision=correction.place.geo_precision,
        )
    elif "place" in cleared:
        changes["place"] = None
    if correction.actors is not None or "actors" in cleared:
        changes["actors"] = _parts(claim, claim.actors, correction.actors or ())
    if correction.recipients is not None or "recipients" in cleared:
        changes["recipients"] = _parts(claim, claim.recipients, correction.recipients or ())
    if correction.casualties or "casualties" in cleared:
        changes["casualties"] = _casualties(claim, correction)
    resourced = correction.sources is not None or "sources" in cleared
    names = tuple(sorted([*changes, "sources"] if resourced else changes))
    new = replace(claim, **changes)  # type: ignore[arg-type]
    return replace(
        kept,
        claim=new,
        place=correction.place or (None if "place" in cleared else kept.place),
        actors=correction.actors
        if correction.actors is not None
        else ()
        if "actors" in cleared
        else kept.actors,
        recipients=correction.recipients
        if correction.recipients is not None
        else ()
        if "recipients" in cleared
        else kept.recipients,
        sources=(correction.sources or ()) if resourced else kept.sources,
        holder=_holder(kept, correction),
        corrected=tuple(dict.fromkeys((*kept.corrected, *names))),
        withdrawn=kept.withdrawn if correction.withdrawn is None else correction.withdrawn,
    )


def _holder(kept: KeptClaim, correction: Corrected) -> KeptActor | None:
    """Who holds the place: whoever now stands where the holder stood among those who act, or suffer."""
    for name in ("actors", "recipients"):
        before: tuple[KeptActor, ...] = getattr(kept, name)
        after: tuple[KeptActor, ...] | None = () if name in correction.cleared else getattr(correction, name)
        if after is None or kept.holder is None or kept.holder.key not in {a.key for a in before}:
            continue
        if kept.holder.key in {a.key for a in after}:
            return kept.holder
        return after[0] if after else None
    return kept.holder


def _time(claim: Claim, correction: Corrected) -> TimeInClaim | None:
    start, end, precision = correction.start, correction.end, correction.time_precision
    if start is None and end is None and precision is None:
        return None if "time" in correction.cleared else claim.time
    old = claim.time if "time" not in correction.cleared else None
    first = start or (old.start if old else None)
    last = end or (
        start if start is not None and (old is None or old.end is None or old.end < start) else None
    )
    last = last or (old.end if old else None)
    if precision is None:
        days = (last - first).days + 1 if first and last else 32
        precision = 1 if days <= 1 else 2 if days <= 7 else 3 if days <= 31 else 4
    return TimeInClaim(
        time=None,
        start=first,
        end=last,
        time_precision=precision,  # type: ignore[arg-type]
        text=old.text if old else claim.trigger.text,
        span=old.span if old else claim.trigger.span,
    )


def _parts(
    claim: Claim, old: tuple[ActorInClaim, ...], actors: tuple[KeptActor, ...]
) -> tuple[ActorInClaim, ...]:
    return tuple(
        ActorInClaim(
            actor=actor.key,
            span=old[i].span if i < len(old) else claim.trigger.span,
            text=old[i].text if i < len(old) else claim.trigger.text,
        )
        for i, actor in enumerate(actors)
    )


def _casualties(claim: Claim, correction: Corrected) -> tuple[Casualties, ...]:
    stays = [] if "casualties" in correction.cleared else list(claim.casualties)
    for new in correction.casualties:
        old = next((c for c in stays if c.outcome == new.outcome), None)
        stays = [c for c in stays if c.outcome != new.outcome]
        stays.append(
            Casualties(
                who=old.who if old else None,
                outcome=cast(Outcome, new.outcome),
                low=new.low,
                best=new.best,
                high=new.high,
                text=old.text if old else claim.trigger.text,
                span=old.span if old else claim.trigger.span,
            )
        )
    return tuple(stays)
