"""What a correction changes, field by field, in words."""

from __future__ import annotations

from typing import NamedTuple

from dateline.record.kept import KeptActor, KeptClaim, KeptSource


class Difference(NamedTuple):
    """A field that is another now."""

    field: str
    """status, type, actors, recipients, place, days, killed, wounded, ..., sources, withdrawn."""
    before: str | None
    """None: it was empty."""
    after: str | None


def differences(before: KeptClaim, after: KeptClaim) -> tuple[Difference, ...]:
    """Fields in which two states of one claim differ, in the order in which a claim is told."""
    old, new = _told(before), _told(after)
    names = [*old, *(name for name in new if name not in old)]
    return tuple(
        Difference(name, old.get(name), new.get(name)) for name in names if old.get(name) != new.get(name)
    )


def _told(kept: KeptClaim) -> dict[str, str | None]:
    claim = kept.claim
    told: dict[str, str | None] = {
        "status": claim.status,
        "type": _type(kept),
        "actors": _names(kept.actors),
        "recipients": _names(kept.recipients),
        "place": kept.place.name if kept.place else None,
        "days": _days(kept),
    }
    for one in claim.casualties:
        told[one.outcome] = _range(one.low, one.high)
    told["sources"] = chain(kept.sources)
    told["withdrawn"] = "yes" if kept.withdrawn else "no"
    return told


def _type(kept: KeptClaim) -> str | None:
    claim = kept.claim
    plover = f"{claim.plover} {claim.mode}" if claim.plover and claim.mode else claim.plover
    return " · ".join(part for part in (claim.acled_sub or claim.acled_type, plover) if part) or None


def _names(actors: tuple[KeptActor, ...]) -> str | None:
    return ", ".join(a.name for a in actors) or None


def chain(sources: tuple[KeptSource, ...]) -> str | None:
    """Who says so, outermost first, each with the kind. None: the report in its own voice."""
    return " > ".join(f"{s.name} ({s.kind})" for s in sources) or None


def _days(kept: KeptClaim) -> str | None:
    if kept.start is None and kept.end is None:
        return None
    if kept.start == kept.end:
        return str(kept.start)
    return f"{kept.start or '…'} to {kept.end or '…'}"


def _range(low: int | None, high: int | None) -> str:
    if low is not None and low == high:
        return str(low)
    return f"{'?' if low is None else low} to {'?' if high is None else high}"
