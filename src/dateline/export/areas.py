"""Where an incident is, as a shape: a pin only where the place is exact, else a circle as wide as the doubt."""

from __future__ import annotations

import math
import struct
from typing import NamedTuple

from dateline.export.codebooks import AreaRules
from dateline.record.kept import KeptPlace

_EARTH_KM = 6371.0088
Ring = tuple[tuple[float, float], ...]
"""Longitude and latitude in degrees, counter-clockwise, the last corner the first again."""


class Shape(NamedTuple):
    """A point (one ring with one corner) or polygons; several where an area lies over the date line."""

    kind: str
    """Point, Polygon, MultiPolygon."""
    rings: tuple[Ring, ...]

    @property
    def bbox(self) -> tuple[float, float, float, float]:
        """West, south, east, north; west is greater than east over the date line (RFC 7946, 5.2)."""
        if self.kind == "MultiPolygon":
            west = min(x for x, _ in self.rings[0])
            east = max(x for x, _ in self.rings[1])
        else:
            west, east = min(x for x, _ in self.rings[0]), max(x for x, _ in self.rings[0])
        ys = [y for ring in self.rings for _, y in ring]
        return west, min(ys), east, max(ys)

    @property
    def geojson(self) -> dict[str, object]:
        if self.kind == "Point":
            return {"type": "Point", "coordinates": list(self.rings[0][0])}
        polygons = [[[list(corner) for corner in ring]] for ring in self.rings]
        return {"type": self.kind, "coordinates": polygons[0] if self.kind == "Polygon" else polygons}

    @property
    def wkb(self) -> bytes:
        """ISO well-known binary, little-endian."""
        if self.kind == "Point":
            return struct.pack("<BIdd", 1, 1, *self.rings[0][0])
        polygons = [
            struct.pack("<BIII", 1, 3, 1, len(ring))
            + b"".join(struct.pack("<dd", *corner) for corner in ring)
            for ring in self.rings
        ]
        return (
            polygons[0]
            if self.kind == "Polygon"
            else struct.pack("<BII", 1, 6, len(polygons)) + b"".join(polygons)
        )


def radius_km(place: KeptPlace, rules: AreaRules) -> float | None:
    """How far off the place may be. 0: exact. None: it is no closer than a country, and no circle would say where."""
    feature = place.feature or ""
    if feature.startswith(("PCL", "CONT", "OCN")):
        return None
    for code in sorted(rules.features, key=len, reverse=True):
        if feature.startswith(code):
            return rules.features[code]
    if place.geo_precision == 3:
        return rules.other
    if place.relation != "at":
        return max(
            rules.near, rules.small_region if place.geo_precision == 2 and place.relation != "near" else 0
        )
    return rules.small_region if place.geo_precision == 2 else 0.0


def shape_of(place: KeptPlace | None, rules: AreaRules) -> Shape | None:
    """None: not located, as RFC 7946 has it (a null geometry)."""
    if place is None or place.lat is None or place.lon is None:
        return None
    radius = radius_km(place, rules)
    if radius is None:
        return None
    if radius == 0:
        return Shape("Point", (((round(place.lon, 6), round(place.lat, 6)),),))
    return _circle(place.lat, place.lon, radius, rules.corners)


def _circle(lat: float, lon: float, radius: float, corners: int) -> Shape:
    """Corners at the same distance on the sphere, cut in two at the date line (RFC 7946, 3.1.9)."""
    reach = radius / _EARTH_KM
    # A circle around a pole has no ring that RFC 7946 could hold; it is moved so that it ends before the pole.
    most = 89.9 - math.degrees(reach)
    phi, ring = math.radians(max(-most, min(most, lat))), []
    for n in range(corners):
        bearing = -2 * math.pi * n / corners
        y = math.asin(math.sin(phi) * math.cos(reach) + math.cos(phi) * math.sin(reach) * math.cos(bearing))
        x = math.atan2(
            math.sin(bearing) * math.sin(reach) * math.cos(phi), math.cos(reach) - math.sin(phi) * math.sin(y)
        )
        ring.append((lon + math.degrees(x), math.degrees(y)))
    west, east = min(x for x, _ in ring), max(x for x, _ in ring)
    if west >= -180 and east <= 180:
        return Shape("Polygon", (_closed(ring),))
    shift = 360.0 if west < -180 else 0.0
    whole = [(x + shift, y) for x, y in ring]
    before = _cut(whole, keep_west=True)
    beyond = [(x - 360.0, y) for x, y in _cut(whole, keep_west=False)]
    return Shape("MultiPolygon", (_closed(before), _closed(beyond)))


def _cut(ring: list[tuple[float, float]], *, keep_west: bool) -> list[tuple[float, float]]:
    """The part of a ring on one side of 180 degrees (Sutherland and Hodgman)."""
    kept = []
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        in1, in2 = (x1 <= 180) == keep_west, (x2 <= 180) == keep_west
        if in1:
            kept.append((x1, y1))
        if in1 != in2:
            kept.append((180.0, y1 + (y2 - y1) * (180 - x1) / (x2 - x1)))
    return kept


def _closed(ring: list[tuple[float, float]]) -> Ring:
    corners = [(round(x, 6), round(y, 6)) for x, y in ring]
    return (*corners, corners[0])
