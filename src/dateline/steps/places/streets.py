"""Which town a street lies in: a street has no coordinates of its own on file, but it is no secret where it is."""

from __future__ import annotations

from dateline.record.annotation import Annotation
from dateline.steps.places.names import NameFound


def town_of(annotation: Annotation, street: NameFound, found: list[NameFound]) -> NameFound | None:
    """The town named beside the street: the next one in its sentence, else the nearest before. None: none is named."""
    sentence = annotation.tokens[street.first].sentence
    towns = [n for n in found if n.rule == "name:found" and _is_town(n)]
    beside = [n for n in towns if annotation.tokens[n.first].sentence == sentence]
    if beside:
        return min(beside, key=lambda n: (abs(n.span.start - street.span.start), n.span.start))
    before = [n for n in towns if n.span.end <= street.span.start]
    return before[-1] if before else None


def _is_town(name: NameFound) -> bool:
    return any(h.entry.feature.startswith("PPL") for h in name.hits)
