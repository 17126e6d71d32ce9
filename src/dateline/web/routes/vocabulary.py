"""The words that coding chooses from: types, modes, statuses."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import cast, get_args

from fastapi import APIRouter, Response

import dateline
from dateline.export.codebooks import acled_types
from dateline.record.claims import Outcome, SourceKind
from dateline.record.corrections import PLOVER
from dateline.record.events import Status
from dateline.record.places import Relation
from dateline.reference.countries import country_names
from dateline.reference.event_families import family_of
from dateline.reference.files import read_yaml
from dateline.web.payloads import Family
from dateline.web.payloads_vocabulary import AcledChoice, PloverChoice, Vocabulary

router = APIRouter()


@router.get("/vocabulary")
def get_vocabulary(response: Response) -> Vocabulary:
    """What a claim can be coded as. It changes with the program alone."""
    response.headers["Cache-Control"] = "private, max-age=3600"
    return _vocabulary()


@cache
def _vocabulary() -> Vocabulary:
    modes = read_yaml(Path(dateline.__file__).parent / "data" / "picture" / "plover_modes.yaml")
    return Vocabulary(
        acled=[
            AcledChoice(sub=t.sub, type=t.event, family=cast(Family, family_of(t.sub, None)))
            for t in acled_types().values()
        ],
        plover=[PloverChoice(event=event, modes=list(modes[event])) for event in PLOVER],
        statuses=list(get_args(Status)),
        outcomes=list(get_args(Outcome)),
        relations=list(get_args(Relation)),
        source_kinds=list(get_args(SourceKind)),
        countries=country_names(),
    )
