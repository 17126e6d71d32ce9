"""Prints the towns of the workbench's base map as JSON: name, longitude, latitude, rank (0 capitals, 5 the smallest).

    .venv/bin/python scripts/basemap_towns.py > workbench/public/basemap/towns.json

They come from Dateline's own gazetteer, so that the map spells a place as the claims do.
"""

from __future__ import annotations

import json
import sys

from dateline.reference.gazetteer import open_gazetteer

RANKS = (1_000_000, 300_000, 100_000, 40_000, 12_000)
"""People from which a town is of rank 1, 2, 3, 4 and 5."""


def main() -> None:
    towns = []
    for town in open_gazetteer().towns(people=RANKS[-1]):
        rank = (
            0 if town.feature == "PPLC" else 1 + next(i for i, n in enumerate(RANKS) if town.population >= n)
        )
        towns.append((rank, -town.population, town.name, round(town.lon, 3), round(town.lat, 3)))
    towns.sort()
    rows = [[name, lon, lat, rank] for rank, _, name, lon, lat in towns]
    json.dump(rows, sys.stdout, ensure_ascii=False, separators=(",", ":"))


if __name__ == "__main__":
    main()
