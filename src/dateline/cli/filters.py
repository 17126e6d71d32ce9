"""Which claims a user wants to see."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dateline.record.claims import ActorInClaim, Claim, SourceInClaim
from dateline.record.readings import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFilter:
    """Of each kind given, one must fit; of each kind that is given, upper and lower case alike."""

    statuses: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    """PLOVER type or mode, CAMEO code, ACLED event or sub-event type, or the frame's name."""
    actors: tuple[str, ...] = ()
    """Name, alias, id, or words of the report for one who does it, to whom it is done, or who says so."""

    def __bool__(self) -> bool:
        return bool(self.statuses or self.types or self.actors)

    def of(self, reading: Reading) -> Reading:
        """The reading with those claims alone; all else in it stays."""
        if not self:
            return reading
        return replace(reading, claims=tuple(c for c in reading.claims if self._takes(c, reading)))

    def _takes(self, claim: Claim, reading: Reading) -> bool:
        return (
            (not self.statuses or _any_same(self.statuses, [claim.status]))
            and (not self.types or _any_same(self.types, _types(claim)))
            and (not self.actors or _any_within(self.actors, _names(claim, reading)))
        )


def _types(claim: Claim) -> list[str]:
    stated = (
        claim.plover,
        claim.mode,
        claim.cameo,
        claim.acled_type,
        claim.acled_sub,
        claim.coded_by,
        claim.kind,
    )
    return [value for value in stated if value]


def _names(claim: Claim, reading: Reading) -> list[str]:
    """All that the claim's actors and sources are called."""
    parts: list[ActorInClaim | SourceInClaim] = [*claim.actors, *claim.recipients, *claim.attribution]
    known = {part.actor for part in parts} | {c.who for c in claim.casualties}
    names = [part.text for part in parts]
    for actor in reading.actors:
        if actor.id in known:
            names += [actor.id, actor.name, *actor.aliases, *filter(None, (actor.kb,))]
    return names


def _any_same(wanted: tuple[str, ...], values: list[str]) -> bool:
    folded = {_folded(value) for value in values}
    return any(_folded(value) in folded for value in wanted)


def _any_within(wanted: tuple[str, ...], values: list[str]) -> bool:
    """Whether one of the wanted names stands as whole words in one of the values."""
    padded = [f" {_folded(value)} " for value in values]
    return any(f" {_folded(name)} " in value for name in wanted for value in padded)


def _folded(value: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in value.casefold()).split())
