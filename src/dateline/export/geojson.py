"""GeoJSON (RFC 7946): one incident a feature, drawn as a pin only where the place is exact, else as an area."""

from __future__ import annotations

from pathlib import Path

from dateline.export.accounts import Account
from dateline.export.areas import shape_of
from dateline.export.codebooks import Codebook
from dateline.export.features import feature_of
from dateline.export.json_lines import json_line
from dateline.export.material import Material, Told


def write(material: Material, out: Path, book: Codebook, *, hxl: bool = False) -> Account:
    """Writes a FeatureCollection, one feature a line."""
    account = Account(format="geojson", rows="incidents")
    with out.open("wb") as stream:
        stream.write(b'{"type":"FeatureCollection","features":[')
        for told in material.told():
            if not told.claims:
                account.leave("no claim counts any more")
                continue
            made = feature(told, book)
            if made["geometry"] is None:
                account.remark("incidents without geometry: no place, or none closer than a country")
            stream.write(b",\n" if account.written else b"\n")
            stream.write(json_line(made))
            account.written += 1
        stream.write(b"\n]}\n")
    return account


def feature(told: Told, book: Codebook) -> dict[str, object]:
    """An incident as a GeoJSON feature; lists and quotes of all its claims stay in the bundle and the tables."""
    shape = shape_of(told.incident.place, book.areas)
    properties = feature_of(told, book.areas, book.figures)._asdict()
    made: dict[str, object] = {"type": "Feature", "id": properties.pop("id")}
    if shape is not None and shape.kind != "Point":
        made["bbox"] = list(shape.bbox)
    return {**made, "geometry": shape.geojson if shape else None, "properties": properties}
