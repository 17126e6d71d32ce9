"""Join claims by splink (probabilistic record linkage, unsupervised) instead of our own scores, to compare the two.

    python bench/linking_with_splink.py READINGS.jsonl [--threshold 0.5] > incidents.jsonl

READINGS is what `dateline read --format jsonl` printed. The tellings (claims of one report about one happening) are
made by our own step; splink scores the pairs of them and clusters. Needs `pip install splink pyarrow`, which nothing
else here does.
"""

from __future__ import annotations

import argparse
import json
import logging
from pathlib import Path
from typing import Any

import pyarrow as pa
from splink import Linker, SettingsCreator, block_on
from splink.backends.duckdb import DuckDBAPI
from splink.comparison_library import ArrayIntersectAtSizes, CustomComparison, ExactMatch

from dateline.contract import decode
from dateline.pipeline.keeping import kept_claims
from dateline.steps.incidents.profiles import Profile
from dateline.steps.incidents.tellings import tellings_of


def row(telling: Profile) -> dict[str, Any]:
    places = [p for p in telling.places + telling.around if p.geo_precision < 3 and p.lat is not None]
    days = telling.days or telling.days_around
    killed = [low for outcome, low, _ in telling.tolls if outcome == "killed" and low]
    return {
        "unique_id": telling.id,
        "report": telling.report,
        "family": sorted(telling.exact or telling.families)[0],
        "lat": places[0].lat if places else None,
        "lon": places[0].lon if places else None,
        "country": places[0].country if places else None,
        "day": (days.first + days.last) // 2 if days and days.last - days.first <= 31 else None,
        "published": telling.published,
        "killed": max(killed, default=None),
        "names": sorted(telling.names | telling.setting_names),
        "words": sorted(telling.words | telling.setting_words),
        "actors": sorted(a.key for a in telling.actors + telling.recipients if not a.key.startswith("?")),
    }


def levels(column: str, steps: list[int], unit: str = "abs({c}_l - {c}_r) <= {s}") -> CustomComparison:
    made: list[dict[str, Any]] = [
        {
            "sql_condition": f"{column}_l IS NULL OR {column}_r IS NULL",
            "label_for_charts": "null",
            "is_null_level": True,
        }
    ]
    made += [{"sql_condition": unit.format(c=column, s=s), "label_for_charts": f"{s}"} for s in steps]
    made.append({"sql_condition": "ELSE", "label_for_charts": "else"})
    return CustomComparison(comparison_levels=made, output_column_name=column)


KM = (
    "6371 * 2 * asin(sqrt(pow(sin(radians(lat_r - lat_l) / 2), 2) + cos(radians(lat_l)) * cos(radians(lat_r))"
    " * pow(sin(radians(lon_r - lon_l) / 2), 2))) <= {s}"
)


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("readings", type=Path)
    ap.add_argument("--threshold", type=float, default=0.5)
    args = ap.parse_args()
    logging.disable(logging.WARNING)
    tellings = [
        telling
        for line in args.readings.read_bytes().splitlines()
        for telling in tellings_of(kept_claims(decode(line)))
    ]
    rows = [row(t) for t in tellings]
    dated = sum(r["published"] is not None for r in rows) > len(rows) / 2
    comparisons = [
        levels("lat", [3, 25, 100, 500], KM),
        levels("day", [0, 1, 3, 8]),
        ArrayIntersectAtSizes("names", [4, 3, 2, 1]),
        ArrayIntersectAtSizes("words", [6, 4, 2, 1]),
        ArrayIntersectAtSizes("actors", [2, 1]),
        ExactMatch("family"),
        levels("killed", [0, 3, 10]),
    ]
    if dated:
        comparisons.append(levels("published", [1, 3, 10, 30]))
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=comparisons,
        blocking_rules_to_generate_predictions=[
            "l.report <> r.report and len(list_intersect(l.names, r.names)) >= 1",
            "l.report <> r.report and abs(l.lat - r.lat) < 0.5 and abs(l.lon - r.lon) < 0.5",
        ],
        probability_two_random_records_match=0.005,
        retain_matching_columns=False,
    )
    api = DuckDBAPI()
    table = api.register(pa.Table.from_pylist(rows))
    linker = Linker(table, settings)
    linker.training.estimate_u_using_random_sampling(max_pairs=1_000_000, seed=1)
    for rule in (
        block_on("lat", "lon"),
        "len(list_intersect(l.names, r.names)) >= 2",
        block_on("day", "family"),
    ):
        linker.training.estimate_parameters_using_expectation_maximisation(rule, fix_u_probabilities=True)
    pairs = linker.inference.predict(threshold_match_probability=args.threshold)
    clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(
        pairs, threshold_match_probability=args.threshold
    )
    of = {t.id: t for t in tellings}
    groups: dict[str, list[str]] = {}
    for record in clusters.as_record_list():
        groups.setdefault(record["cluster_id"], []).append(record["unique_id"])
    for id, members in sorted(groups.items()):
        claims = [{"report": of[m].report, "claim": c} for m in sorted(members) for c in of[m].claims]
        print(json.dumps({"id": id, "claims": claims}))


if __name__ == "__main__":
    main()
