"""What a coder can choose from is what the program itself codes by."""

from __future__ import annotations

from fastapi import Response

from dateline.record.corrections import OUTCOMES, PLOVER, STATUSES
from dateline.web.routes.vocabulary import get_vocabulary


def test_every_type_status_and_outcome_that_a_claim_can_have_is_offered() -> None:
    offered = get_vocabulary(Response())
    assert tuple(offered.statuses) == STATUSES
    assert tuple(offered.outcomes) == OUTCOMES
    assert tuple(p.event for p in offered.plover) == PLOVER
    assert offered.countries["SYR"] == "Syria"
    drone = next(a for a in offered.acled if a.sub == "Air/drone strike")
    assert (drone.type, drone.family) == ("Explosions/Remote violence", "explosions")


def test_modes_are_those_of_their_type() -> None:
    modes = {p.event: p.modes for p in get_vocabulary(Response()).plover}
    assert "suicide-attack" in modes["ASSAULT"]
    assert modes["AID"] == []
