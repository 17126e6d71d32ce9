"""`make bench`: start-up time, words and reports a second, and peak memory, on generated reports.

    python bench/speed.py [--reports 60] [--jobs 1 2]

Speed is that of the steady state, after the first few reports. Processor time stands beside the time on the clock,
since that one hangs on what else the machine does.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from generated import reports

FEW = 6
WORDS = 450


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    seconds: float
    processor_seconds: float
    peak_mib: float
    """Of the largest process."""
    lines_a_second: float
    """After the first few, which wait for the start."""


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--reports", type=int, default=60)
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 2])
    chosen = parser.parse_args()
    texts = reports(chosen.reports + FEW, words=WORDS)
    words = sum(len(text.split()) for text in texts[FEW:])
    with tempfile.TemporaryDirectory() as folder:
        few, many, one = Path(folder, "few.jsonl"), Path(folder, "many.jsonl"), Path(folder, "one.txt")
        few.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts[:FEW]), encoding="utf-8")
        many.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), encoding="utf-8")
        one.write_text(
            "Rebels captured the town of Khanasser on Thursday, state media said.\n", encoding="utf-8"
        )
        print(
            f"Python {platform.python_version()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start\n"
        )
        print("| what | seconds | processor seconds | peak MiB |")
        print("|---|---|---|---|")
        _row("dateline --help", _best("-m", "dateline", "--help"))
        _row("import dateline", _best("-c", "import dateline"))
        _row("start to first claim", _best("-m", "dateline", "read", str(one)))
        print(f"\nReports of {WORDS} words:\n")
        print("| processes | reports/s | words/s | processor seconds a report | peak MiB a process |")
        print("|---|---|---|---|---|")
        for jobs in chosen.jobs:
            options = ("-m", "dateline", "read", "--format", "jsonl", "--jobs", str(jobs))
            short, long = _run(*options, str(few)), _run(*options, str(many))
            each = (long.processor_seconds - short.processor_seconds) / chosen.reports
            rate = long.lines_a_second
            print(
                f"| {jobs} | {rate:.1f} | {rate * words / chosen.reports:,.0f} | {each:.3f} | {long.peak_mib:.0f} |"
            )


def _best(*arguments: str) -> Run:
    """The quickest of three: the others waited for something."""
    return min((_run(*arguments) for _ in range(3)), key=lambda run: run.seconds)


def _run(*arguments: str) -> Run:
    # A process of its own for each run, since peak memory is that of all children so far.
    done = subprocess.run(
        [sys.executable, "-c", _TIMED, str(FEW), *arguments],
        check=True,
        capture_output=True,
        text=True,
        # As an installed program has them: compiled modules are kept, and the first of several runs makes them.
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": ""},
    )
    seconds, processor, peak, rate = json.loads(done.stdout)
    return Run(seconds=seconds, processor_seconds=processor, peak_mib=peak / _PEAK_UNITS, lines_a_second=rate)


_TIMED = """
import json, resource, subprocess, sys, time
start = time.perf_counter()
process = subprocess.Popen([sys.executable, *sys.argv[2:]], stdout=subprocess.PIPE)
moments = [time.perf_counter() for _ in process.stdout]
assert process.wait() == 0
seconds = time.perf_counter() - start
first = moments[int(sys.argv[1]):]
rate = (len(first) - 1) / (first[-1] - first[0]) if len(first) > 1 else 0
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([seconds, used.ru_utime + used.ru_stime, used.ru_maxrss, rate]))
"""
_PEAK_UNITS = 1024**2 if sys.platform == "darwin" else 1024
"""`ru_maxrss` counts bytes on macOS, KiB elsewhere."""


def _row(what: str, run: Run) -> None:
    print(f"| {what} | {run.seconds:.2f} | {run.processor_seconds:.2f} | {run.peak_mib:.0f} |", flush=True)


if __name__ == "__main__":
    main()
