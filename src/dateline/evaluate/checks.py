"""Slips in gold files: what cannot be meant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import get_args

from dateline.evaluate.gold import GoldClaim, GoldReport, Hold, Toll, Wanted
from dateline.evaluate.passages import whole_words
from dateline.record.claims import ControlChange, Outcome, Plover, SourceKind
from dateline.record.events import Status

ACLED_SUB_EVENTS = frozenset(
    (
        "Government regains territory", "Non-state actor overtakes territory", "Armed clash",
        "Excessive force against protesters", "Protest with intervention", "Peaceful protest",
        "Violent demonstration", "Mob violence", "Chemical weapon", "Air/drone strike", "Suicide bomb",
        "Shelling/artillery/missile attack", "Remote explosive/landmine/IED", "Grenade", "Sexual violence",
        "Attack", "Abduction/forced disappearance", "Agreement", "Arrests", "Change to group/activity",
        "Disrupted weapons use", "Headquarters or base established", "Looting/property destruction",
        "Non-violent transfer of territory", "Other",
    )
)  # fmt: skip
"""The 25 sub-event types of the ACLED codebook."""
_VOCABULARY = {
    "plover": frozenset(get_args(Plover)),
    "acled_sub": ACLED_SUB_EVENTS,
    "status": frozenset(get_args(Status)),
    "source_kind": frozenset(get_args(SourceKind)),
}


def slips_in(report: GoldReport) -> tuple[str, ...]:
    """One line for each slip: trigger words that are not in the report, keys and words that are unknown."""
    twice = [f"{report.name}: two claims are {name}" for name, n in _ids(report).items() if n > 1]
    links = [
        f"{report.name}: links: no entity {link.actor}"
        for link in report.links
        if link.actor not in report.entities
    ]
    return (*twice, *links, *(line for claim in report.claims for line in _slips(report, claim)))


def _ids(report: GoldReport) -> Counter[str]:
    return Counter(claim.id for claim in report.claims)


def _slips(report: GoldReport, claim: GoldClaim) -> Iterator[str]:
    here = f"{report.name}/{claim.id}"
    for words in claim.trigger:
        if not whole_words(report.text, words):
            yield f"{here}: trigger is not in the report: {words}"
    if not claim.spans:
        yield f"{here}: trigger does not stand there so many times"
    if not claim.optional and not claim.wanted.get("plover"):
        yield f"{here}: no plover type"
    for slot, values in claim.wanted.items():
        for value in values:
            yield from (f"{here}: {slot}: {what}" for what in _unknown(report, slot, value))


def _unknown(report: GoldReport, slot: str, value: Wanted) -> Iterator[str]:
    if slot in _VOCABULARY and value is not None and value not in _VOCABULARY[slot]:
        yield f"no such word: {value}"
    if slot == "place" and value is not None and value not in report.places:
        yield f"no place {value}"
    if slot in ("actors", "recipients", "sources") and isinstance(value, tuple):
        yield from (f"no entity {key}" for key in value if key not in report.entities)
    if isinstance(value, Toll):
        if value.outcome not in get_args(Outcome):
            yield f"no such outcome: {value.outcome}"
        if value.who and value.who not in report.entities:
            yield f"no entity {value.who}"
    if isinstance(value, Hold):
        if value.place not in report.places:
            yield f"no place {value.place}"
        if value.holder not in report.entities:
            yield f"no entity {value.holder}"
        if value.change not in get_args(ControlChange):
            yield f"no such change: {value.change}"
