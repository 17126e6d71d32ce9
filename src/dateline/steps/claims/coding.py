"""Codes of a claim: PLOVER type and mode, CAMEO, ACLED event and sub-event type.

ACLED's types, their order and the territory rules: ACLED Codebook (2019 and later), "Event types". PLOVER's modes:
PLOVER manual of 2024. CAMEO by the crosswalk published with PLOVER, the mode deciding where it names a code.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from dateline.record.actors import Actor
from dateline.record.claims import Plover
from dateline.record.events import EventMention, Status
from dateline.reference.counterparts import cameo_of
from dateline.reference.frames import Frame

ACLED_TYPES = {
    "Government regains territory": "Battles",
    "Non-state actor overtakes territory": "Battles",
    "Armed clash": "Battles",
    "Excessive force against protesters": "Protests",
    "Protest with intervention": "Protests",
    "Peaceful protest": "Protests",
    "Violent demonstration": "Riots",
    "Mob violence": "Riots",
    "Chemical weapon": "Explosions/Remote violence",
    "Air/drone strike": "Explosions/Remote violence",
    "Suicide bomb": "Explosions/Remote violence",
    "Shelling/artillery/missile attack": "Explosions/Remote violence",
    "Remote explosive/landmine/IED": "Explosions/Remote violence",
    "Grenade": "Explosions/Remote violence",
    "Sexual violence": "Violence against civilians",
    "Attack": "Violence against civilians",
    "Abduction/forced disappearance": "Violence against civilians",
    "Agreement": "Strategic developments",
    "Arrests": "Strategic developments",
    "Change to group/activity": "Strategic developments",
    "Disrupted weapons use": "Strategic developments",
    "Headquarters or base established": "Strategic developments",
    "Looting/property destruction": "Strategic developments",
    "Non-violent transfer of territory": "Strategic developments",
    "Other": "Strategic developments",
}
_ARMED_SECTORS = frozenset(["MIL", "REB", "UAF", "PRM", "SPY"])
_OFFICES = frozenset(["GOV", "LEG", "JUD", "PTY", "ELI", "OPP"])
_AIRCRAFT = re.compile(
    r"\b(?:air ?force|war ?planes?|(?:fighter )?jets?|drones?|aircraft|helicopters?|planes?)\b", re.I
)
_STATE = frozenset(["MIL", "COP", "GOV", "SPY"])
_FIGHTING = frozenset(["clash", "attack", "bomb", "means"])
_NOT_RECORDED: frozenset[Status] = frozenset(["planned", "conditional", "denied"])
_ACTS_OF_COOPERATION = frozenset(["AID", "COOPERATE", "RETREAT", "CONCEDE", "CONSULT", "SUPPORT"])


class Codes(NamedTuple):
    plover: Plover | None
    mode: str | None
    cameo: str | None
    acled_type: str | None
    acled_sub: str | None
    rule: str


def codes_of(
    event: EventMention,
    frame: Frame,
    also: list[Frame],
    *,
    status: Status,
    promised: bool,
    refused: bool,
    actors: list[Actor],
    recipients: list[Actor],
) -> Codes:
    """The codes of a claim. `also`: frames of other words that tell the same happening."""
    plover: Plover | None = frame.plover
    mode = frame.mode
    cameo = frame.cameo
    for other in also:
        mode = mode or other.mode
    means = [m for m in event.means if m.mode]
    if plover == "ASSAULT" and mode in (None, "explosives", "destroy") and means:
        mode = means[0].mode
    if plover == "ASSAULT" and mode and frame.control is None:
        cameo = cameo_of(plover, mode) or cameo
    if promised and plover in _ACTS_OF_COOPERATION and mode != "resign":
        # PLOVER manual, AGREE: to promise or agree to an act of cooperation is AGREE, whatever the act
        plover, mode, cameo = "AGREE", None, "030"
    if refused and plover in _ACTS_OF_COOPERATION | {"AGREE"}:
        # PLOVER manual, REJECT: to refuse or fail to agree to an act of cooperation is REJECT
        plover, mode, cameo = "REJECT", None, "120"
    sub, rule = _acled(event, frame, also, status, actors, recipients)
    return Codes(plover, mode, cameo, ACLED_TYPES.get(sub or ""), sub, rule)


def _acled(
    event: EventMention,
    frame: Frame,
    also: list[Frame],
    status: Status,
    actors: list[Actor],
    recipients: list[Actor],
) -> tuple[str | None, str]:
    if status in _NOT_RECORDED:
        return None, f"ACLED records nothing that is {status}"
    if (
        status == "possible"
        and not event.status_rule.startswith(("governed by", "modifier", "adverb"))
        and any(word in event.status_rule for word in ("modal", "imperative"))
    ):
        return None, "ACLED records nothing that may be"
    if frame.name == "agree" and status == "occurred" and _is_of_sides(actors, recipients):
        return "Agreement", "armed sides agree"
    rules = [f.acled for f in (frame, *also) if f.acled]
    named = [r for r in rules if r in ACLED_TYPES]
    if named:
        return named[-1] if frame.acled not in ACLED_TYPES else str(frame.acled), "by the frame"
    rule = next(iter(rules), None)
    if rule == "territory":
        return _territory(actors)
    if rule == "territory-lost":
        return "Non-violent transfer of territory", "loss of territory"
    if rule == "protest":
        return (
            ("Violent demonstration", "mode riot")
            if frame.mode == "riot"
            else ("Peaceful protest", "protest")
        )
    if rule == "destroy":
        if event.means and (sub := _by_means(event)):
            return sub, "by the weapon"
        return "Looting/property destruction", "destruction of property"
    if rule == "bomb":
        return _by_means(event) or "Remote explosive/landmine/IED", "explosive"
    if rule in _FIGHTING:
        if sub := _by_means(event):
            return sub, "by the weapon"
        if actors and any(_AIRCRAFT.search(a.name) for a in actors):
            return "Air/drone strike", "done by aircraft"
        return _fight(rule or "", actors, recipients)
    return None, "not recorded by ACLED"


def _by_means(event: EventMention) -> str | None:
    """ACLED's order within remote violence: the first of these that is named."""
    order = list(ACLED_TYPES)
    subs = [m.acled for m in event.means if m.acled in ACLED_TYPES]
    return min(subs, key=order.index, default=None) if subs else None


def _territory(actors: list[Actor]) -> tuple[str, str]:
    # "factions", "units" of nobody in particular are no state's.
    if any(
        a.inter in (1, 8) or (a.inter is None and a.sector in ("MIL", "GOV") and a.country) for a in actors
    ):
        return "Government regains territory", "territory taken by state or outside forces"
    return "Non-state actor overtakes territory", "territory taken by others than the state"


def _fight(rule: str, actors: list[Actor], recipients: list[Actor]) -> tuple[str, str]:
    if any(a.inter == 6 for a in recipients):
        if actors and all(a.sector in _STATE or a.inter in (1, 8) for a in actors):
            return "Excessive force against protesters", "protesters hurt by the state's forces"
        if any(a.inter == 6 for a in actors):
            return "Violent demonstration", "protesters fight"
    if any(a.inter == 6 for a in actors) and rule == "clash":
        return "Violent demonstration", "protesters fight"
    if actors and all(a.inter == 5 for a in actors):
        return "Mob violence", "violence by a crowd"
    if recipients and all(_is_civilian(a) for a in recipients):
        return "Attack", "those who suffer are civilians"
    if (
        recipients
        and any(_is_armed(a) for a in recipients)
        and not (rule == "attack" and _are_tribes(recipients))
    ):
        return "Armed clash", "both sides are armed"
    if rule == "clash":
        return "Armed clash", "fighting"
    if actors and all(a.sector in ("MIL",) for a in actors) and not recipients:
        return "Armed clash", "operation of armed forces"
    return "Attack", "attack"


def _is_of_sides(actors: list[Actor], recipients: list[Actor]) -> bool:
    """Two sides, one of them rebels or a militia: ACLED records such agreements, not those of diplomats."""
    everyone = [*actors, *recipients]
    return len(everyone) > 1 and any(
        a.inter in (2, 3) and a.sector in ("REB", "UAF", "MIL") for a in everyone
    )


def _is_civilian(actor: Actor) -> bool:
    """Also who holds an office and bears no arms: ACLED counts a governor or a judge with the civilians."""
    if actor.type == "person" and actor.sector in _OFFICES:
        return True
    return actor.inter == 7 or (actor.inter is None and actor.sector not in _ARMED_SECTORS | {"COP"})


def _are_tribes(actors: list[Actor]) -> bool:
    """Members of a people who are killed are civilians until the report says that they fought."""
    return all(a.inter == 4 or _is_civilian(a) for a in actors)


def _is_armed(actor: Actor) -> bool:
    if actor.type == "person" and actor.sector in _OFFICES:
        return False
    return actor.inter in (1, 2, 3, 4, 8) or actor.sector in _ARMED_SECTORS | {"COP"}
