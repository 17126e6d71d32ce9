"""The formats of the field, by the names that `dateline export` knows."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import NamedTuple, Protocol

from dateline.export.accounts import Account
from dateline.export.codebooks import Codebook
from dateline.export.material import Material


class Format(NamedTuple):
    module: str
    """Loaded when it is used."""
    about: str
    several: bool = False
    """It writes several files."""


FORMATS = {
    "acled": Format("acled", "ACLED: one place on one day a row, 31 columns (CSV)"),
    "ged": Format("ged", "UCDP GED: one incident with a death a row, 49 columns (CSV)"),
    "plover": Format("plover", "PLOVER: one claim a line, planned and denied ones too (JSON lines)"),
    "gdelt": Format("gdelt", "GDELT 2.0: OUT.export.CSV with 61 columns and OUT.mentions.CSV", several=True),
    "geojson": Format("geojson", "GeoJSON: incidents as pins or, where the place is not exact, areas"),
    "geoparquet": Format("geoparquet", "GeoParquet 1.1: the same for GIS and DuckDB"),
    "ftm": Format("ftm", "FollowTheMoney entities (JSON lines), for Aleph and its kin"),
    "eventreport": Format("eventreport", "one row is one event as one report tells it (CSV)"),
    "csv": Format("csv_tables", "claims.csv and incidents.csv in the folder OUT", several=True),
    "bundle": Format("bundle", "evidence bundle: quotes, offsets, hashes, grades (zip)"),
}


class Writer(Protocol):
    def __call__(self, material: Material, out: Path, book: Codebook, *, hxl: bool = ...) -> Account: ...


def writer(format: str) -> Writer:
    """The function that writes a format. Raises KeyError for one that is not in `FORMATS`."""
    found: Writer = import_module(f"{__package__}.{FORMATS[format].module}").write
    return found
