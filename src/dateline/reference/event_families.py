"""Families of happenings, by which maps and lists are coloured and filtered."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import dateline
from dateline.reference.files import read_yaml
from dateline.reference.tables import read_table

FAMILIES = ("battles", "explosions", "civilians", "protests", "riots", "strategic", "diplomacy", "other")


@cache
def _sorts() -> tuple[dict[str, str], dict[str, str]]:
    read = read_yaml(Path(dateline.__file__).parent / "data" / "picture" / "families.yaml")
    sub_events = {row["sub_event_type"]: row["event_type"] for row in read_table("export/acled_types.csv")}
    acled = dict(read["acled"])
    return acled | {sub: acled[event] for sub, event in sub_events.items()}, dict(read["plover"])


@cache
def _cooperation() -> frozenset[str]:
    read = read_yaml(Path(dateline.__file__).parent / "data" / "picture" / "families.yaml")
    return frozenset(read["cooperation"])


def is_cooperation(plover: str | None) -> bool:
    """Whether one who does this to another acts with it rather than against it.

    >>> is_cooperation("AID"), is_cooperation("ASSAULT"), is_cooperation(None)
    (True, False, False)
    """
    return plover in _cooperation()


def family_of(type: str | None, plover: str | None) -> str:
    """For an ACLED event or sub-event type, else a PLOVER type; "other" for what has no family.

    >>> family_of("Air/drone strike", "ASSAULT"), family_of("CONSULT", "CONSULT"), family_of(None, None)
    ('explosions', 'diplomacy', 'other')
    """
    acled, by_plover = _sorts()
    return acled.get(type or "") or by_plover.get(plover or "") or by_plover.get(type or "", "other")
