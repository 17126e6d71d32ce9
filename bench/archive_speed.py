"""What an archive costs: each stage, one worker against two, Ray against the pool, memory against size.

    python bench/archive_speed.py [--reports 3000] [--skip-ray]

Makes archives by bench/archive_made.py, without poison. Seconds by the clock mean something on a quiet machine only;
processor seconds do so everywhere. Memory is the most that one process took.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from archive_made import write

HERE = Path(__file__).resolve().parent
_PART = 500_000


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--reports", type=int, default=3_000)
    parser.add_argument("--skip-ray", action="store_true")
    chosen = parser.parse_args()
    print(
        f"Python {platform.python_version()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start\n"
    )
    print(
        "| workers | records | read | seconds | records/s | processor s: finding | copies | reading | writing | MiB |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for reports, jobs in ((chosen.reports // 4, 1), (chosen.reports, 1), (chosen.reports, 2)):
            crawl = _crawl(Path(folder), reports)
            code = (
                "import sys; from pathlib import Path; from dateline.pipeline.archive.plans import Settings; "
                "from dateline.pipeline.archive.running import Archive, archive; "
                f"print(archive([sys.argv[1]], Path(sys.argv[2]), Settings(threshold=0.3), "
                f"Archive(jobs={jobs}, largest_part={_PART})).as_json().decode())"
            )
            _row(f"pool, {jobs}", Path(folder), ["-c", code, str(crawl), "OUT"])
        for nodes in () if chosen.skip_ray else (1, 2):
            crawl = _crawl(Path(folder), chosen.reports)
            program = [str(HERE / "two_nodes.py"), str(crawl), "OUT", "--no-kill", "--part", str(_PART)]
            _row(f"Ray, {nodes}", Path(folder), [*program, "--nodes", str(nodes)])


def _crawl(folder: Path, reports: int) -> Path:
    path = folder / f"crawl-{reports}.warc.gz"
    if not path.exists():
        write(path, reports)
    return path


def _row(name: str, folder: Path, arguments: list[str]) -> None:
    out = folder / "out"
    shutil.rmtree(out, ignore_errors=True)
    # In a process of its own, since peak memory is that of all children so far.
    inner = (
        "import json, resource, subprocess, sys, time; begun = time.time(); "
        "done = subprocess.run(sys.argv[1:], capture_output=True, text=True, check=True); "
        "print(json.dumps({'seconds': time.time() - begun, 'out': done.stdout, "
        "'kib': resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss}))"
    )
    command = [sys.executable, *(str(out) if a == "OUT" else a for a in arguments)]
    done = subprocess.run([sys.executable, "-c", inner, *command], capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stderr[-2000:])
    told: dict[str, Any] = json.loads(done.stdout)
    account = json.loads(told["out"][told["out"].index("{") :])
    spent = account["processor_seconds"]
    costs = " | ".join(f"{spent[stage]:.1f}" for stage in ("finding", "copies", "reading", "writing"))
    rate = account["records"] / told["seconds"]
    print(
        f"| {name} | {account['records']:,} | {account['reports']:,} | {told['seconds']:.0f} | {rate:.1f} | {costs} | "
        f"{told['kib'] / 1024:.0f} |",
        flush=True,
    )


if __name__ == "__main__":
    main()
