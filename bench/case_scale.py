"""A case of the size that it is made for: time to keep a report, link a claim and answer a question; size, memory.

    python bench/case_scale.py --reports 100000 --target big.dateline [--json figures.json]
    python bench/case_scale.py --target big.dateline         # asks one that is there, and links what waits in it
    python bench/case_scale.py --reports 20000 --a-day 270   # a war ten times as dense
    python bench/case_scale.py --reports 10000 --target postgresql://…

The reports are those of `wars.py`: six wars over ten years at the rate of a hundred thousand reports. They go into the
case the way every report does, without the language engine, whose time is told in RESULTS.md. Time is the processor's,
since the clock would measure the neighbours on a shared machine too; questions are timed by both.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path
from typing import Any

from questions import questions
from wars import A_DAY, Reports

from dateline.contract import encode
from dateline.errors import StoreError
from dateline.pipeline.linking import link
from dateline.store.case import Case, new_case, open_case

_AT_ONCE = 64
_STEP = 10_000
_TIMES = 5


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--reports", type=int, default=10_000)
    parser.add_argument("--a-day", type=float, default=A_DAY, help="Reports a day.")
    parser.add_argument("--target", help="Keep the case here; one that is there is asked as it is.")
    parser.add_argument("--only", help="Only questions with this in their name.")
    parser.add_argument("--json", type=Path, help="Write the figures here.")
    given = parser.parse_args()
    figures: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder:
        target = given.target or f"{folder}/bench.dateline"
        try:
            made = new_case(target)
        except StoreError:
            # There is one: it is asked as it is.
            pass
        else:
            with made:
                figures["curve"] = fill(made, given.reports, given.a_day)
        with open_case(target) as case:
            figures["linking"] = link_all(case)
            figures["questions_ms"] = ask_all(case, given.only)
        figures["file_mb"] = os.path.getsize(target) / 1e6 if os.path.exists(target) else None
        figures["memory_mb"] = memory()
    print(f"{figures['file_mb'] or 0:,.0f} MB in the file, {memory():,.0f} MB of memory at most")
    if given.json:
        given.json.write_text(json.dumps(figures, indent=2) + "\n")


def fill(case: Case, number: int, a_day: float) -> list[dict[str, float]]:
    """Reports, claims and milliseconds of the processor for each report, at every ten thousandth."""
    curve: list[dict[str, float]] = []
    reports = islice(Reports(a_day=a_day), number)
    done = claims = 0
    spent = before = 0.0
    while some := list(islice(reports, _AT_ONCE)):
        packed = [(reading, encode(reading)) for reading in some]
        start = time.process_time()
        with case.writer() as writer:
            for reading, body in packed:
                writer.add(reading, body, where="generated", version="bench")
        spent += time.process_time() - start
        claims += sum(len(r.claims) for r in some)
        done += len(some)
        if done // _STEP > (done - len(some)) // _STEP or done == number:
            each = (spent - before) / (done - (curve[-1]["reports"] if curve else 0)) * 1000
            before = spent
            curve.append({"reports": done, "claims": claims, "ms_each": each, "memory_mb": memory()})
            print(
                f"{done:>8,} reports {claims:>9,} claims {each:7.2f} ms a report {memory():6.0f} MB",
                flush=True,
            )
    return curve


def link_all(case: Case) -> list[dict[str, float]]:
    """Claims and milliseconds of the processor for each claim."""
    curve: list[dict[str, float]] = []
    start = time.process_time()
    last = (0, start)

    def told(done: int, of: int) -> None:
        nonlocal last
        if done - last[0] >= 50_000 or done == of:
            now = time.process_time()
            each = (now - last[1]) / (done - last[0]) * 1000
            last = (done, now)
            curve.append({"claims": done, "ms_each": each, "memory_mb": memory()})
            print(f"{done:>8,} claims linked {each:7.3f} ms a claim {memory():6.0f} MB", flush=True)

    changed = link(case, told=told)
    if last[0]:
        print(f"{changed:>8,} incidents in {time.process_time() - start:,.0f} s of the processor", flush=True)
    return curve


def ask_all(case: Case, only: str | None) -> dict[str, dict[str, float]]:
    """Milliseconds by the clock and of the processor, medians of five after one that warms up."""
    found: dict[str, dict[str, float]] = {}
    for name, ask in questions(case).items():
        if only and only not in name:
            continue
        times = []
        for n in range(_TIMES + 1):
            start, began = time.perf_counter(), time.process_time()
            size = ask()
            times.append(((time.perf_counter() - start) * 1000, (time.process_time() - began) * 1000))
            if n == 0 and times[0][0] > 20_000:
                break
        clock, busy = (statistics.median(column) for column in zip(*(times[1:] or times), strict=True))
        found[name] = {"ms": clock, "processor_ms": busy, "answers": size}
        print(f"{clock:9.1f} ms {busy:9.1f} ms of the processor  {name}: {size:,}", flush=True)
    return found


def memory() -> float:
    """Peak, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main())
