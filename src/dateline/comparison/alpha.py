"""How far two coders agree beyond chance."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import Literal

Level = Literal["nominal", "ordinal", "interval"]


def alpha(values: Sequence[tuple[object, object]], level: Level) -> float | None:
    """Krippendorff's alpha over units coded by both (Krippendorff 2011); a value None is missing.

    1: they agree in all; 0: as by chance. None: fewer than two units, or one value only, so nothing to tell apart.
    Values of ordinal and interval data are numbers.
    """
    both = [(a, b) for a, b in values if a is not None and b is not None]
    domain = sorted({v for pair in both for v in pair}, key=str)
    if len(both) < 2 or len(domain) < 2:
        return None
    import krippendorff
    import numpy as np

    numbers = (
        {v: float(i) for i, v in enumerate(domain)}
        if level == "nominal"
        else {v: float(str(v)) for v in domain}
    )
    data = np.array([[numbers[a] for a, _ in both], [numbers[b] for _, b in both]])
    return round(float(krippendorff.alpha(reliability_data=data, level_of_measurement=level)), 4)


def f1(one: Iterable[Hashable], two: Iterable[Hashable]) -> float | None:
    """Of what either coder gave, how much both did: 2 x both / (one + two). None: neither gave anything."""
    first, second = set(one), set(two)
    if not first and not second:
        return None
    return round(2 * len(first & second) / (len(first) + len(second)), 4)
