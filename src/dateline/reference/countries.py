"""Names of countries for people to read."""

from __future__ import annotations

from functools import cache

from dateline.reference.tables import read_table


def country_name(iso3: str) -> str:
    """Name of a country by its ISO 3166-1 alpha-3 code; the code itself where there is none.

    >>> country_name("SYR")
    'Syria'
    """
    return country_names().get(iso3, iso3)


@cache
def country_names() -> dict[str, str]:
    """By ISO 3166-1 alpha-3 code."""
    return {row["iso3"]: row["name"] for row in read_table("places/countries.csv")}
