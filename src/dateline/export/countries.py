"""How the data sets of the field code a country."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from dateline.reference.tables import read_table


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    iso3: str
    isonum: str
    """Three digits, or "" where ISO 3166 has none."""
    fips: str
    gwno: int | None
    """Gleditsch-Ward number. None: not in their list of states."""
    cameo: str
    acled_region: str
    ucdp_region: str
    acled_name: str
    ucdp_name: str


@cache
def countries() -> dict[str, Country]:
    """By ISO 3166-1 alpha-3 code."""
    return {
        row["iso3"]: Country(
            iso3=row["iso3"],
            isonum=row["isonum"],
            fips=row["fips"],
            gwno=int(row["gwno"]) if row["gwno"] else None,
            cameo=row["cameo"] or row["iso3"],
            acled_region=row["acled_region"],
            ucdp_region=row["ucdp_region"],
            acled_name=row["acled_name"],
            ucdp_name=row["ucdp_name"],
        )
        for row in read_table("export/countries.csv")
    }


def country_of(iso3: str | None) -> Country | None:
    return countries().get(iso3 or "")
