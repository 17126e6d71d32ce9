"""Memory of one process over many reports, and of its caches: does it stay flat?

    python bench/memory.py [--reports 20000] [--every 1000] [--words 90]

The reports are made by rule, each with new names of people and places, so that whatever grows with the words that a
process has seen would show. Resident memory stands beside the count of words that the language engine keeps.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import time
from collections.abc import Iterator

from generated import reports

from dateline.pipeline.outcomes import Start, Task, outcome_of
from dateline.pipeline.worker import keep_for_good
from dateline.steps.documents import Source

_SYLLABLES = (
    "ba",
    "be",
    "da",
    "do",
    "fa",
    "gha",
    "ha",
    "ja",
    "ka",
    "khe",
    "la",
    "lu",
    "ma",
    "mi",
    "na",
    "nu",
    "qa",
    "ra",
    "su",
    "za",
)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--reports", type=int, default=20_000)
    parser.add_argument("--every", type=int, default=1_000)
    parser.add_argument("--words", type=int, default=90)
    chosen = parser.parse_args()
    reader = Start().reader()
    print(
        "| reports | resident MiB | words kept | forms kept | processor seconds a 1,000 |\n|---|---|---|---|---|"
    )
    last = time.process_time()
    for number, text in enumerate(_texts(chosen.reports, chosen.words), start=1):
        outcome = outcome_of(Task(source=Source(where="made", kind="bytes", data=text.encode())), reader)
        assert outcome.reading is not None, outcome.issues
        if number == 1:
            keep_for_good()
        if number % chosen.every == 0:
            now = time.process_time()
            engine = reader._engine
            kept, forms = len(engine._nlp.vocab.strings), len(engine._words._known)
            each = (now - last) * 1000 / chosen.every
            print(f"| {number:,} | {_resident():.0f} | {kept:,} | {forms:,} | {each:.1f} |", flush=True)
            last = time.process_time()


def _texts(count: int, words: int) -> Iterator[str]:
    chance = random.Random(11)
    made = reports(200, words=words)
    for number in range(count):
        names = ["".join(chance.choices(_SYLLABLES, k=chance.randint(3, 4))).capitalize() for _ in range(8)]
        extra = (
            f" {names[0]} {names[1]}, a commander of the {names[2]} Brigade, told {names[3]} News that his men left "
            f"{names[4]} for {names[5]}. In {names[6]} {chance.randint(2, 9000)} people fled from {names[7]}, he said."
        )
        yield made[number % len(made)] + extra


def _resident() -> float:
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            return int(file.read().split()[1]) * resource.getpagesize() / 1024**2
    except OSError:
        used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return used / (1024**2 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    main()
