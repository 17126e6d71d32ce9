"""What the program says about one report: the output contract `dateline/1`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dateline.record.actors import Actor
from dateline.record.attributions import Attribution
from dateline.record.claims import Claim
from dateline.record.documents import Document
from dateline.record.places import Place
from dateline.record.times import Time


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One report, read."""

    schema: Literal["dateline/1"] = "dateline/1"
    document: Document
    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    times: tuple[Time, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    claims: tuple[Claim, ...] = ()
    warnings: tuple[str, ...] = ()
