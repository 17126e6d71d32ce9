"""How sure a claim is: of the claims at 0.8, four in five are right.

The weights in `data/confidence.yaml` come from `bench/calibrate.py`: a logistic regression of "right" (a claim of the
gold with an accepted type) on what a claim is made of.
"""

from __future__ import annotations

import math
from functools import cache

from dateline.record.events import EventMention, Status
from dateline.reference.files import read_yaml
from dateline.reference.frames.lexicon import FOLDER

_HIGHEST = 0.97
"""No more is known from a few hundred claims of gold."""
FEATURES = ("always", "doer", "recipient", "place", "time", "pattern", "noun", "weapon", "open")


def features_of(
    event: EventMention, status: Status, *, doers: bool, recipients: bool, placed: bool, timed: bool
) -> tuple[float, ...]:
    """In the order of `FEATURES`; each 0 or 1."""
    return (
        1.0,
        float(doers),
        float(recipients),
        float(placed),
        float(timed),
        float(event.weight > 0),
        float(event.head != event.clause),
        float(bool(event.means or event.also)),
        float(status not in ("occurred", "ongoing")),
    )


def confidence_of(features: tuple[float, ...]) -> float:
    """0 to 1, two digits."""
    score = sum(w * x for w, x in zip(_weights(), features, strict=True))
    return min(round(1 / (1 + math.exp(-score)), 2), _HIGHEST)


def tells_enough(features: tuple[float, ...]) -> bool:
    """Whether a claim can be made of it: a noun in passing, with nobody and nowhere, tells nothing."""
    has = dict(zip(FEATURES, features, strict=True))
    return not has["noun"] or any(has[f] for f in ("doer", "recipient", "place", "pattern", "weapon"))


@cache
def _weights() -> tuple[float, ...]:
    text = (FOLDER / "confidence.yaml").read_text(encoding="utf-8")
    weights: dict[str, float] = read_yaml(text)["weights"]
    return tuple(float(weights[name]) for name in FEATURES)
