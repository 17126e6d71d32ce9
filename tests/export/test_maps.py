"""GeoJSON and GeoParquet: areas for what is not exact, and second readers."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import geopandas
import jsonschema
import pyarrow.parquet as pq
import pytest
import shapely
import shapely.geometry

from dateline.export import geojson, geoparquet
from dateline.export.areas import shape_of
from dateline.export.codebooks import load_codebook
from dateline.record.kept import KeptPlace

from .cases import OBSERVATORY, a_claim, a_place, material

BOOK = load_codebook()
CASE = (
    (a_claim(killed=(("12", 12, 12, 12, 0),), sources=(OBSERVATORY,)),),
    (a_claim(id="c2", report="r2", place=a_place("Aleppo", feature="ADM1", geo_precision=3)),),
    (a_claim(id="c3", report="r3", place=a_place("Syria", feature="PCLI", geo_precision=3)),),
    (a_claim(id="c4", report="r4", status="planned"),),
)
GEO_METADATA = {
    # The rules of the GeoParquet specification 1.1.0 for what is written here.
    "type": "object",
    "required": ["version", "primary_column", "columns"],
    "properties": {
        "version": {"const": "1.1.0"},
        "primary_column": {"const": "geometry"},
        "columns": {
            "type": "object",
            "minProperties": 1,
            "additionalProperties": {
                "type": "object",
                "required": ["encoding", "geometry_types"],
                "properties": {
                    "encoding": {"enum": ["WKB", "point", "linestring", "polygon", "multipolygon"]},
                    "geometry_types": {
                        "type": "array",
                        "uniqueItems": True,
                        "items": {"enum": ["Point", "Polygon", "MultiPolygon"]},
                    },
                    "orientation": {"const": "counterclockwise"},
                    "edges": {"enum": ["planar", "spherical"]},
                    "bbox": {"type": "array", "items": {"type": "number"}, "minItems": 4, "maxItems": 4},
                    "covering": {
                        "type": "object",
                        "required": ["bbox"],
                        "properties": {
                            "bbox": {
                                "type": "object",
                                "required": ["xmin", "xmax", "ymin", "ymax"],
                                "additionalProperties": {
                                    "type": "array",
                                    "items": {"type": "string"},
                                    "minItems": 2,
                                    "maxItems": 2,
                                },
                            }
                        },
                    },
                },
            },
        },
    },
}


def radius_degrees(shape: Any) -> float:
    _, south, _, north = shape.bounds
    return float(north - south) / 2


@pytest.mark.parametrize(
    ("place", "km"),
    [
        (a_place(relation="near", geo_precision=2), 10),
        (a_place(geo_precision=2), 25),
        (a_place("Aleppo", feature="ADM1", geo_precision=3), 75),
        (a_place("somewhere", feature="PPL", geo_precision=3), 50),
    ],
)
def test_a_place_that_is_not_exact_is_an_area_as_wide_as_the_doubt(place: KeptPlace, km: float) -> None:
    shape = shape_of(place, BOOK.areas)
    assert shape is not None and shape.kind == "Polygon"
    polygon = shapely.geometry.shape(shape.geojson)
    assert polygon.is_valid and polygon.exterior.is_ccw
    assert radius_degrees(polygon) * 111.2 == pytest.approx(km, rel=0.01)
    assert shapely.from_wkb(shape.wkb).equals(polygon)


def test_an_exact_place_is_a_pin_and_a_country_is_nowhere() -> None:
    pin = shape_of(a_place(), BOOK.areas)
    assert pin is not None and pin.geojson == {"type": "Point", "coordinates": [37.49861, 35.78417]}
    assert shape_of(a_place("Syria", feature="PCLI", geo_precision=3), BOOK.areas) is None
    assert shape_of(a_place(lat=None, lon=None), BOOK.areas) is None


@pytest.mark.parametrize("lon", [179.8, -179.8])
def test_an_area_over_the_date_line_is_cut_in_two(lon: float) -> None:
    shape = shape_of(
        a_place("Taveuni", lat=-16.8, lon=lon, relation="near", geo_precision=2, feature="ISL"), BOOK.areas
    )
    assert shape is not None and shape.kind == "MultiPolygon"
    both = shapely.geometry.shape(shape.geojson)
    assert both.is_valid and all(part.exterior.is_ccw for part in both.geoms)
    assert both.bounds[0] >= -180 and both.bounds[2] <= 180
    west, _, east, _ = shape.bbox
    assert west > 179 and east < -179
    assert shapely.from_wkb(shape.wkb).equals(both)


def test_an_area_by_a_pole_stays_on_the_map() -> None:
    shape = shape_of(a_place("Arctic camp", lat=89.9, lon=10, relation="near", geo_precision=2), BOOK.areas)
    assert shape is not None and shapely.geometry.shape(shape.geojson).is_valid


def test_geopandas_reads_the_geojson(tmp_path: Path) -> None:
    account = geojson.write(material(*CASE), tmp_path / "m.geojson", BOOK)
    document = json.loads((tmp_path / "m.geojson").read_text())
    assert "crs" not in document and document["type"] == "FeatureCollection"
    assert [f["geometry"] and f["geometry"]["type"] for f in document["features"]] == [
        "Point",
        "Polygon",
        None,
        "Point",
    ]
    first = document["features"][0]["properties"]
    assert (first["killed_low"], first["killed_best"], first["killed_high"]) == (12, 12, 12)
    assert document["features"][3]["properties"]["status"] == "planned"
    frame = geopandas.read_file(tmp_path / "m.geojson")
    assert frame.crs.to_epsg() == 4326 and len(frame) == 4 == account.written


def test_geopandas_and_duckdb_read_the_geoparquet_with_its_metadata(tmp_path: Path) -> None:
    out = tmp_path / "m.parquet"
    geoparquet.write(material(*CASE), out, BOOK)
    metadata = json.loads(pq.read_metadata(out).metadata[b"geo"])
    jsonschema.validate(metadata, GEO_METADATA)
    assert metadata["columns"]["geometry"]["geometry_types"] == ["Point", "Polygon"]
    frame = geopandas.read_parquet(out)
    assert frame.crs.to_string() == "OGC:CRS84"
    assert frame["start"].tolist()[0] == date(2016, 2, 23) and frame.geometry.iloc[2] is None
    assert frame.total_bounds.tolist() == pytest.approx(metadata["columns"]["geometry"]["bbox"])
    near = geopandas.read_parquet(out, bbox=(37.4, 35.7, 37.45, 35.8))
    assert near.id.tolist() == ["i2"]
    found = (
        duckdb.connect()
        .execute(f"SELECT id, killed_best, bbox.xmin FROM '{out}' WHERE bbox.xmin > 37 ORDER BY id")
        .fetchall()
    )
    assert found == [("i1", 12, 37.49861), ("i4", None, 37.49861)]


def test_an_empty_case_gives_files_that_can_be_read(tmp_path: Path) -> None:
    geojson.write(material(), tmp_path / "m.geojson", BOOK)
    geoparquet.write(material(), tmp_path / "m.parquet", BOOK)
    assert json.loads((tmp_path / "m.geojson").read_text())["features"] == []
    assert len(geopandas.read_parquet(tmp_path / "m.parquet")) == 0
