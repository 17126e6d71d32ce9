"""Fits how sure a claim is to how often such claims are right, on the project's own gold reports.

    python bench/calibrate.py            prints the fit, and how well it holds on reports left out
    python bench/calibrate.py --write    writes it to src/dateline/data/confidence.yaml

A claim is right where it is aligned with a claim of the gold and has an accepted PLOVER type. The fit is a logistic
regression with a small L2 penalty, by Newton's method; reports are left out one at a time to see whether it holds.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import numpy.typing as npt

from dateline.evaluate.gold import read_gold_folder
from dateline.evaluate.scores import score_reading
from dateline.pipeline import Reader
from dateline.record.claims import Claim
from dateline.steps.claims.confidence import FEATURES, features_of
from dateline.steps.documents import document_from_text

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "src" / "dateline" / "data" / "confidence.yaml"
PENALTY = 1.0
Matrix = npt.NDArray[np.float64]


def examples() -> list[tuple[Matrix, Matrix]]:
    """For each report: features of its claims, and whether each is right."""
    reader = Reader()
    found = []
    for gold in read_gold_folder(ROOT / "tests" / "gold"):
        steps = reader.steps(
            document_from_text(
                gold.text, published=gold.published, publisher=gold.publisher, title=gold.title
            )
        )
        events = {e.trigger: e for e in steps.events}
        rows, right = [], []
        for one in score_reading(gold, steps.reading).judged:
            claim = one.found
            if claim is None or claim.trigger.span not in events:
                continue
            rows.append(
                features_of(
                    events[claim.trigger.span],
                    claim.status,
                    doers=bool(claim.actors),
                    recipients=bool(claim.recipients),
                    placed=_is_own(claim, "place"),
                    timed=_is_own(claim, "time"),
                )
            )
            accepted = one.wanted.wanted.get("plover", ()) if one.wanted is not None else ()
            right.append(one.wanted is not None and (not accepted or claim.plover in accepted))
        if rows:
            found.append((np.array(rows), np.array(right, dtype=float)))
    return found


def _is_own(claim: Claim, field: str) -> bool:
    """Whether the words around the trigger tell it, as the confidence has it: nothing carried over."""
    return claim.rules.get(field, "").startswith(("in the clause", "role "))


def fit(x: Matrix, y: Matrix) -> Matrix:
    """Weights of the logistic regression, one a feature."""
    weights = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ weights))
        gradient = x.T @ (y - p) - PENALTY * weights
        hessian = (x * (p * (1 - p))[:, None]).T @ x + PENALTY * np.eye(x.shape[1])
        step = np.linalg.solve(hessian, gradient)
        weights += step
        if float(np.abs(step).max()) < 1e-9:
            break
    return weights


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--write", action="store_true")
    write = arguments.parse_args().write
    reports = examples()
    guesses, truths = [], []
    for i, (x, y) in enumerate(reports):
        others = [r for j, r in enumerate(reports) if j != i]
        weights = fit(np.concatenate([r[0] for r in others]), np.concatenate([r[1] for r in others]))
        guesses.append(1 / (1 + np.exp(-x @ weights)))
        truths.append(y)
    p, y = np.concatenate(guesses), np.concatenate(truths)
    print(f"{len(y)} claims of {len(reports)} reports, {y.mean():.2f} right")
    print("told   claims  mean  right")
    for low in (0.0, 0.6, 0.7, 0.8, 0.9):
        high = {0.0: 0.6, 0.6: 0.7, 0.7: 0.8, 0.8: 0.9, 0.9: 1.01}[low]
        inside = (p >= low) & (p < high)
        if inside.any():
            print(f"{low:.1f}- {int(inside.sum()):8d}  {p[inside].mean():.2f}  {y[inside].mean():.2f}")
    weights = fit(np.concatenate([r[0] for r in reports]), np.concatenate([r[1] for r in reports]))
    told = ", ".join(f"{name}: {value:.2f}" for name, value in zip(FEATURES, weights, strict=True))
    print(told)
    if write:
        head = TARGET.read_text(encoding="utf-8").splitlines()[0]
        TARGET.write_text(f"{head}\nweights: {{{told}}}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
