"""Decisions in words."""

from __future__ import annotations

from dataclasses import fields

from dateline.record.decisions import (
    ActorAliased,
    ClaimAdded,
    ClaimGraded,
    ClaimReviewed,
    Corrected,
    Merged,
    Noted,
    SourceGraded,
    Split,
    Undone,
    What,
)
from dateline.record.differences import chain
from dateline.record.kept import KeptActor, KeptPlace, KeptSource

CREDIBILITY = {
    1: "confirmed by other sources",
    2: "probably true",
    3: "possibly true",
    4: "doubtful",
    5: "improbable",
    6: "truth cannot be judged",
}
RELIABILITY = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "cannot be judged",
}

_NAMES = {
    "acled_type": "type",
    "acled_sub": "type",
    "plover": "PLOVER type",
    "cameo": "CAMEO",
    "sources": "who says so:",
}
_CLEARED = {
    "sources": "the report itself says so",
    "acled": "no ACLED type",
    "plover": "no PLOVER type",
    "cameo": "no CAMEO",
}


def described(what: What) -> str:
    """One line of the log."""
    match what:
        case Corrected():
            return f"claim {what.claim}: {_fields(what)}"
        case Merged():
            return f"incidents {', '.join(what.incidents)} are one"
        case Split():
            return f"incident {what.incident}: {', '.join(what.claims)} tell of another"
        case SourceGraded():
            return f"source {what.source}: {what.reliability} ({RELIABILITY[what.reliability]})"
        case ClaimGraded():
            return f"claim {what.claim}: {what.credibility} ({CREDIBILITY[what.credibility]})"
        case ClaimReviewed():
            verdict = "says so" if what.verdict == "accept" else "does not say so: it counts nowhere"
            return f"claim {what.claim}: reviewed, the report {verdict}"
        case ClaimAdded():
            return f"claim {what.claim}: added by hand to report {what.report} (“{what.made.trigger.text}”)"
        case ActorAliased():
            return f"“{what.name}” means {what.actor.name} in this case"
        case Noted():
            return f"note on {what.sort} {what.about}: {what.text}"
        case Undone():
            return f"entry {what.decision} no longer holds"


def _fields(what: Corrected) -> str:
    told = []
    for field in fields(what):
        value = getattr(what, field.name)
        if (
            field.name in ("claim", "report", "trigger", "cleared", "casualties", "withdrawn")
            or value is None
        ):
            continue
        if field.name == "acled_type" and what.acled_sub is not None:
            continue
        told.append(f"{_NAMES.get(field.name) or field.name.replace('_', ' ')} {_value(value)}")
    for c in what.casualties:
        bounds = "/".join("?" if n is None else str(n) for n in (c.low, c.best, c.high))
        told.append(f"{c.outcome} {bounds}")
    told += [_CLEARED.get(name, f"no {name}") for name in what.cleared]
    if what.withdrawn is not None:
        told.append("withdrawn" if what.withdrawn else "not withdrawn")
    return ", ".join(told) or "nothing"


def _value(value: object) -> str:
    if isinstance(value, KeptPlace):
        return value.name
    if isinstance(value, tuple) and value and isinstance(value[0], KeptSource):
        return chain(value) or ""
    if isinstance(value, tuple):
        return " and ".join(a.name if isinstance(a, KeptActor) else str(a) for a in value)
    return str(value)
