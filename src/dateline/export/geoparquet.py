"""GeoParquet 1.1: the same incidents as GeoJSON, with WKB shapes and a bbox column for fast filters."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, get_type_hints

from dateline import __version__
from dateline.export.accounts import Account
from dateline.export.areas import Shape, shape_of
from dateline.export.codebooks import Codebook
from dateline.export.features import Feature, feature_of
from dateline.export.material import Material

if TYPE_CHECKING:
    import pyarrow as pa

_AT_ONCE = 10_000


def write(material: Material, out: Path, book: Codebook, *, hxl: bool = False) -> Account:
    """Writes the file in groups of 10,000 incidents."""
    import pyarrow.parquet as pq

    account = Account(format="geoparquet", rows="incidents")
    told = (t for t in material.told() if t.claims)
    made = ((feature_of(t, book.areas, book.figures), shape_of(t.incident.place, book.areas)) for t in told)
    kinds: set[str] = set()
    bounds: list[tuple[float, float, float, float]] = []
    with pq.ParquetWriter(out, _schema(), compression="zstd") as writer:
        while rows := list(islice(made, _AT_ONCE)):
            shapes = [s for _, s in rows if s]
            kinds |= {s.kind for s in shapes}
            bounds += [_box(s) for s in shapes]
            bounds = [_around(bounds)] if bounds else []
            writer.write_table(_table(rows))
            account.written += len(rows)
            account.remark(
                "incidents without geometry: no place, or none closer than a country", len(rows) - len(shapes)
            )
        writer.add_key_value_metadata({"geo": json.dumps(metadata(kinds, bounds[0] if bounds else None))})
    account.remarks += Counter()
    return account


def metadata(kinds: set[str], bbox: tuple[float, float, float, float] | None) -> dict[str, object]:
    """The "geo" metadata of GeoParquet 1.1.0. No crs: longitude and latitude by OGC:CRS84."""
    column: dict[str, object] = {
        "encoding": "WKB",
        "geometry_types": sorted(kinds),
        "orientation": "counterclockwise",
        "edges": "planar",
        "covering": {"bbox": {edge: ["bbox", edge] for edge in ("xmin", "ymin", "xmax", "ymax")}},
    }
    if bbox is not None:
        column["bbox"] = list(bbox)
    return {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": column}}


def _schema() -> pa.Schema:
    import pyarrow as pa

    types: dict[object, pa.DataType] = {
        date | None: pa.date32(),
        float | None: pa.float64(),
        int | None: pa.int64(),
        int: pa.int64(),
    }
    columns = [(name, types.get(kind, pa.string())) for name, kind in get_type_hints(Feature).items()]
    box = pa.struct([(edge, pa.float64()) for edge in ("xmin", "ymin", "xmax", "ymax")])
    return pa.schema(
        [*columns, ("bbox", box), ("geometry", pa.binary())], metadata={"creator": f"dateline {__version__}"}
    )


def _table(rows: list[tuple[Feature, Shape | None]]) -> pa.Table:
    import pyarrow as pa

    schema = _schema()
    columns: list[pa.Array] = [
        pa.array([getattr(feature, name) for feature, _ in rows], type=schema.field(name).type)
        for name in Feature._fields
    ]
    boxes = [
        dict(zip(("xmin", "ymin", "xmax", "ymax"), _box(s), strict=True)) if s else None for _, s in rows
    ]
    columns.append(pa.array(boxes, type=schema.field("bbox").type))
    columns.append(pa.array([s.wkb if s else None for _, s in rows], type=pa.binary()))
    return pa.table(columns, schema=schema)


def _box(shape: Shape) -> tuple[float, float, float, float]:
    """As the covering needs it: west of the date line to east of it is the whole way round."""
    west, south, east, north = shape.bbox
    return (west, south, east, north) if west <= east else (-180.0, south, 180.0, north)


def _around(boxes: list[tuple[float, float, float, float]]) -> tuple[float, float, float, float]:
    wests, souths, easts, norths = zip(*boxes, strict=True)
    return min(wests), min(souths), max(easts), max(norths)
