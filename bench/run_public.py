"""Runs the shared development benchmarks, where they lie beside the repository, and prints rows for RESULTS.md.

    python bench/run_public.py                      everything
    python bench/run_public.py --only claims time   some of it
    python bench/run_public.py --limit 20           a quick look

All else is handed on to the benchmarks' own runner. Nothing of their data is kept here.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

HOME = Path(__file__).resolve().parents[1]
RUNNER = HOME.parent / "shared" / "bench" / "run_all.py"


def main() -> int:
    if not RUNNER.exists():
        print("The shared benchmarks do not lie beside this repository (../shared/bench): nothing was run.")
        return 0
    command = f"{sys.executable} -m dateline read --format jsonl"
    incidents = HOME / "src" / "dateline" / "cli" / "incidents.py"
    more = (
        ["--incidents-cmd", f"{sys.executable} -m dateline incidents --format jsonl --from-jsonl"]
        if incidents.exists()
        else []
    )
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, str(RUNNER), "--cmd", command, *more, "--out", folder, *sys.argv[1:]],
            check=False,
        )
        if done.returncode:
            print("\nThe run failed, so there is nothing to record: see above.")
            return done.returncode
        figures = json.loads(Path(folder, "figures.json").read_text(encoding="utf-8"))
    print(f"\n{datetime.now(UTC):%Y-%m-%d}, commit {_commit()}\n")
    print("| benchmark | reports | headline | other figures | reports/s | MiB |")
    print("|---|---|---|---|---|---|")
    for name, found in figures.items():
        others = [f"{k} {v:.3f}" for k, v in found.items() if isinstance(v, float) and k not in _NOT_SCORES][
            :6
        ]
        print(
            f"| {name} | {found['reports']} | {found['headline']:.3f} | {', '.join(others)} "
            f"| {found['docs_per_s']:.1f} | {found['peak_mib']} |"
        )
    return 0


_NOT_SCORES = ("headline", "seconds", "docs_per_s")


def _commit() -> str:
    told = subprocess.run(
        ["git", "describe", "--always", "--dirty"], cwd=HOME, capture_output=True, text=True, check=False
    )
    return told.stdout.strip() or "not known"


if __name__ == "__main__":
    sys.exit(main())
