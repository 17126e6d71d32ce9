"""What a code of one scheme is in the others: of a claim whose type a person sets, the codes that then hold."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from dateline.reference.tables import read_table, split_cell


class Codes(NamedTuple):
    plover: str | None
    mode: str | None
    cameo: str | None


NONE = Codes(None, None, None)


def of_acled(sub: str | None, now: Codes) -> Codes:
    """The codes of a claim that is of an ACLED sub-event type; of several that the type may have, those of `now` stay.

    >>> of_acled("Arrests", Codes("ASSAULT", "firearms", "193"))
    Codes(plover='COERCE', mode='arrest', cameo='173')
    >>> of_acled("Air/drone strike", Codes("ASSAULT", "drone", "195")).mode
    'drone'
    >>> of_acled("Other", Codes("ASSAULT", "drone", "195"))
    Codes(plover=None, mode=None, cameo=None)
    """
    row = _counterparts().get(sub or "")
    if row is None:
        return NONE
    plovers, modes, general = row
    plover = plovers[0] if len(plovers) == 1 else now.plover if now.plover in plovers else None
    if plover is None:
        return NONE
    if len(plovers) == len(modes) == 1:
        mode: str | None = modes[0]
    else:
        mode = now.mode if plover == now.plover and now.mode in modes else None
    return Codes(plover, mode, cameo_of(plover, mode) if mode else general)


def cameo_of(plover: str | None, mode: str | None) -> str | None:
    """The CAMEO code of a PLOVER type and mode. None: there are several, or none."""
    return cameo_codes().get((plover or "", mode or ""))


@cache
def cameo_codes() -> dict[tuple[str, str], str]:
    """By PLOVER type and mode; "" is no mode."""
    return {(row["event"], row["mode"]): row["cameo"] for row in read_table("plover_cameo.csv")}


@cache
def _counterparts() -> dict[str, tuple[tuple[str, ...], tuple[str, ...], str | None]]:
    return {
        row["sub_event_type"]: (split_cell(row["plover"]), split_cell(row["mode"]), row["cameo"] or None)
        for row in read_table("acled_counterparts.csv")
    }
