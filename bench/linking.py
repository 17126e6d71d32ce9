"""Score the linking of claims into incidents on `bench/incidents`: B-cubed, pairs, MUC, CEAF-e and their mean (CoNLL).

    python bench/linking.py                              # reads the 215 reports (a minute), links and scores
    python bench/linking.py --readings READ.jsonl        # those that `dateline read --format jsonl` printed
    python bench/linking.py --incidents INCIDENTS.jsonl --readings READ.jsonl      # another program's incidents

"all" counts a mark for which no claim was found as joined to nothing; "found" leaves it out, and so measures linking
alone.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Hashable, Mapping
from pathlib import Path

from dateline.contract import decode
from dateline.evaluate.linking import (
    Mark,
    claims_for_marks,
    gold_groups,
    linking_score,
    read_incident_reports,
)
from dateline.evaluate.matching import best_pairs
from dateline.pipeline.keeping import kept_claims
from dateline.pipeline.linking import incidents_of
from dateline.pipeline.reading import Reader
from dateline.record.readings import Reading
from dateline.steps.documents import document_from_text

REPORTS = Path(__file__).parent / "incidents"
Groups = list[set[Mark]]


def groups(of: Mapping[Mark, Hashable]) -> Groups:
    made: dict[Hashable, set[Mark]] = defaultdict(set)
    for mark, group in of.items():
        made[group].add(mark)
    return list(made.values())


def f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def muc(key: Groups, of: Mapping[Mark, Hashable]) -> float:
    """Share of the links of `key` that stand in `of` too (Vilain et al. 1995)."""
    links = sum(len(group) - 1 for group in key)
    kept = sum(len(group) - len({of[mark] for mark in group}) for group in key)
    return kept / links if links else 0.0


def ceaf(gold: Groups, found: Groups) -> float:
    """By the entities aligned best, phi 4 (Luo 2005)."""

    def like(i: int, j: int) -> float:
        return 2 * len(gold[i] & found[j]) / (len(gold[i]) + len(found[j]))

    total = sum(like(i, j) for i, j in best_pairs(len(gold), len(found), like))
    return f1(total / len(found), total / len(gold))


def shown(name: str, gold: Mapping[Mark, str], found: Mapping[Mark, Hashable]) -> str:
    whole: dict[Mark, Hashable] = {mark: found.get(mark, ("alone", mark)) for mark in gold}
    score = linking_score(gold, found)
    links = f1(muc(groups(whole), gold), muc(groups(gold), whole))
    entities = ceaf(groups(gold), groups(whole))
    pairs = score.pairs
    return (
        f"{name:6} marks {len(gold)}  B3 P {score.precision:.3f} R {score.recall:.3f} F1 {score.f1:.3f}  "
        f"pairs P {pairs.precision:.3f} R {pairs.recall:.3f} F1 {pairs.f1:.3f}  "
        f"MUC {links:.3f} CEAFe {entities:.3f} CoNLL {(links + score.f1 + entities) / 3:.3f}"
    )


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--readings", type=Path, help="what `dateline read --format jsonl` printed")
    ap.add_argument("--incidents", type=Path, help="incidents, one a line, each with `claims`")
    args = ap.parse_args()
    reports = {r.id: r for r in read_incident_reports(REPORTS)}
    readings: list[Reading] = []
    if args.readings:
        readings = [decode(line) for line in args.readings.read_bytes().splitlines()]
    else:
        reader = Reader()
        for r in reports.values():
            readings.append(
                reader.read(
                    document_from_text(
                        r.text, published=r.published, publisher=r.publisher, title=r.title, external_id=r.id
                    )
                )
            )
    claim_of: dict[Mark, str] = {}
    for reading in readings:
        claim_of |= claims_for_marks(reports[reading.document.external_id or ""], reading)
    if args.incidents:
        rows = [json.loads(line) for line in args.incidents.read_bytes().splitlines()]
        of = {c["claim"] if isinstance(c, dict) else c: row["id"] for row in rows for c in row["claims"]}
    else:
        claims = [k for reading in readings for k in kept_claims(reading)]
        of = {claim: incident.id for incident in incidents_of(claims) for claim in incident.claims}
    gold = gold_groups(list(reports.values()))
    found = {mark: of[claim] for mark, claim in claim_of.items() if claim in of}
    print(shown("all", gold, found))
    print(shown("found", {mark: gold[mark] for mark in gold if mark in found}, found))
    print(shown("alone", gold, {}))


if __name__ == "__main__":
    main()
