"""How much triage keeps of what carries claims, and how much it spares, on texts that it was not trained on.

    python bench/triage/measure.py [--bench FOLDER] [--gold FOLDER]

Carries claims: a report of the gold reports; a report of MUC for which people filled in a template; a report of PolNeAR
that polnear.txt lists. General news: general_news.txt, written apart from the training texts.
"""

from __future__ import annotations

import argparse
import gzip
import json
import time
from pathlib import Path

from dateline.steps.triage import THRESHOLD, triage_score

HERE = Path(__file__).resolve().parent


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--bench", type=Path, help="folder with muc4.jsonl.gz, attribution.jsonl.gz, ...")
    parser.add_argument("--gold", type=Path, help="folder with reports as .txt")
    parser.add_argument("--names", action="store_true", help="name what is wrongly skipped")
    chosen = parser.parse_args()
    sets = dict(_sets(chosen.bench, chosen.gold))
    thresholds = sorted({0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9, THRESHOLD})
    print("| set | reports | " + " | ".join(f"kept at {t}" for t in thresholds) + " | lowest scores |")
    print("|---|---|" + "---|" * len(thresholds) + "---|")
    for name, texts in sets.items():
        scores = {id: triage_score(text) for id, text in texts.items()}
        kept = [sum(s >= t for s in scores.values()) / len(scores) for t in thresholds]
        lowest = ", ".join(f"{s:.3f}" for s in sorted(scores.values())[:4])
        print(f"| {name} | {len(scores)} | " + " | ".join(f"{k:.1%}" for k in kept) + f" | {lowest} |")
        if chosen.names:
            for id in sorted(scores, key=lambda i: scores[i])[:6]:
                print("   ", round(scores[id], 4), id)
    texts = [t for some in sets.values() for t in some.values()]
    begun = time.process_time()
    for text in texts:
        triage_score(text)
    spent = time.process_time() - begun
    words = sum(len(t.split()) for t in texts) / len(texts)
    print(f"\n{len(texts) / spent:,.0f} reports a second of processor time, {words:.0f} words each")


def _sets(bench: Path | None, gold: Path | None):  # type: ignore[no-untyped-def]
    general = (HERE / "general_news.txt").read_text(encoding="utf-8").strip().split("\n\n")
    yield "general news", {f"{i} {text[:50]}": text for i, text in enumerate(general)}
    if gold is not None and gold.exists():
        yield "gold reports", {p.stem: p.read_text(encoding="utf-8") for p in sorted(gold.glob("*.txt"))}
    if bench is None or not bench.exists():
        return
    templates = {r["id"] for r in _rows(bench / "muc4.gold.jsonl.gz") if r["templates"]}
    muc = {r["id"]: r["text"] for r in _rows(bench / "muc4.jsonl.gz")}
    yield "MUC dev, with a template", {id: text for id, text in muc.items() if id in templates}
    train = {r["id"] for r in _rows(bench / "muc4_train.gold.jsonl.gz") if r["templates"]}
    texts = {r["id"]: r["text"] for r in _rows(bench / "muc4_train.jsonl.gz")}
    yield "MUC train, with a template", {id: text for id, text in texts.items() if id in train}
    carrying = {
        line
        for line in (HERE / "polnear.txt").read_text(encoding="utf-8").splitlines()
        if line[:1] not in "# "
    }
    polnear = {r["id"]: r["text"] for r in _rows(bench / "attribution.jsonl.gz")}
    yield (
        "PolNeAR dev, with claims",
        {i: t for i, t in polnear.items() if i[:60] in {c[:60] for c in carrying}},
    )
    yield (
        "PolNeAR dev, others",
        {i: t for i, t in polnear.items() if i[:60] not in {c[:60] for c in carrying}},
    )
    yield "local news (LGL)", {r["id"]: r["text"] for r in _rows(bench / "geo_lgl.jsonl.gz")}


def _rows(path: Path):  # type: ignore[no-untyped-def]
    with gzip.open(path) as lines:
        for line in lines:
            yield json.loads(line)


if __name__ == "__main__":
    main()
