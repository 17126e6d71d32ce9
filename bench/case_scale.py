"""A case of the size that it is made for: time to keep a report, size, memory, and time of each question.

    python bench/case_scale.py --reports 100000 [--target big.dateline] [--json figures.json]

The reports are generated: five claims each at some of 4,000 places over ten years, one in twenty a near-copy. Their
readings are made by hand, without the language engine, so that the figures are those of the store alone.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from dateline.contract import encode
from dateline.record.actors import Actor
from dateline.record.claims import (
    ActorInClaim,
    Casualties,
    Claim,
    Control,
    PlaceInClaim,
    SourceInClaim,
    TimeInClaim,
    Words,
)
from dateline.record.documents import Document
from dateline.record.ids import content_id
from dateline.record.places import Place
from dateline.record.readings import Reading
from dateline.record.text import Span
from dateline.store.base import Box, Wanted
from dateline.store.case import Case, new_case, open_case

_AT_ONCE = 64
_SYLLABLES = [
    *("ba", "ka", "ra", "sa", "ta", "na", "ma", "da", "ha", "la", "za", "fa", "qa", "ja", "sha", "kha"),
    *("bi", "ri", "si", "ti", "mi", "di", "li", "zi", "bu", "ru", "su", "tu", "mu", "du"),
]
_SIDES = [
    "rebels",
    "the army",
    "militants",
    "tribal fighters",
    "police",
    "gunmen",
    "villagers",
    "border guards",
]
_DEEDS = [
    ("shelled", "ASSAULT", "Shelling/artillery/missile attack"),
    ("attacked", "ASSAULT", "Armed clash"),
    ("captured", "ASSAULT", "Non-state actor overtakes territory"),
    ("struck", "ASSAULT", "Air/drone strike"),
    ("left", "RETREAT", "Non-violent transfer of territory"),
    ("protested in", "PROTEST", "Peaceful protest"),
]
_OUTLETS = [
    "Levant Wire",
    "North Daily",
    "SANA",
    "Reuters",
    "River Post",
    "Hill Radio",
    "TASS",
    "Coast Times",
]
_FIRST = date(2014, 1, 1)


class Generator:
    """Reports, the same for the same seed."""

    def __init__(self, seed: int = 7) -> None:
        self._chance = random.Random(seed)
        self._places = [
            (
                "".join(self._chance.choices(_SYLLABLES, k=3)).capitalize() + str(n % 7),
                30 + n % 60 / 10,
                36 + n / 400,
            )
            for n in range(4000)
        ]
        self._words = [
            "".join(self._chance.choices(_SYLLABLES, k=self._chance.randint(1, 4))) for _ in range(9000)
        ]
        self._last: Reading | None = None

    def place(self) -> str:
        return self._places[17][0]

    def reading(self, number: int) -> Reading:
        if self._last is not None and number % 20 == 0:
            text = "Reprint. " + self._last.document.text
            return self._made(text, number, self._last)
        self._last = self._made(None, number, None)
        return self._last

    def _made(self, text: str | None, number: int, of: Reading | None) -> Reading:
        c = self._chance
        day = _FIRST + timedelta(days=c.randrange(3650)) if of is None else of.document.published
        assert day is not None
        at = [c.randrange(len(self._places)) for _ in range(2)]
        parts: list[tuple[str, int, int, str, int]] = []
        if text is None:
            sentences = []
            for _ in range(5):
                place, deed, side = c.choice(at), c.randrange(len(_DEEDS)), c.choice(_SIDES)
                killed = c.randrange(40)
                filler = " ".join(c.choices(self._words, k=60))
                words = f"{side} {_DEEDS[deed][0]} {self._places[place][0]}, killing {killed} people"
                sentences.append(f"{words}, and {filler}.")
                parts.append((words, place, deed, side, killed))
            text = " ".join(sentences)
        else:
            assert of is not None
            parts = [
                (w.trigger.text, int(w.place.place[1:]), 0, "rebels", 3)
                for w in of.claims
                if w.place is not None
            ]
        document = Document(
            id=content_id("r", text, str(number)),
            external_id=None,
            title=None,
            publisher=c.choice(_OUTLETS),
            url=f"https://example.org/{number}",
            published=day,
            published_basis="given",
            language="en",
            text=text,
        )
        return Reading(
            document=document,
            actors=tuple(_actor(f"a{i}", side) for i, side in enumerate(_SIDES)),
            places=tuple(
                Place(
                    id=f"p{n}",
                    name=self._places[n][0],
                    lat=self._places[n][1],
                    lon=self._places[n][2],
                    country="SYR",
                    admin1=f"Province {n % 14}",
                    feature="PPL",
                    geonames=n + 1,
                    mentions=(),
                    rule="generated",
                )
                for n in sorted({p[1] for p in parts})
            ),
            claims=tuple(_claim(document, day, *part) for part in parts),
        )


def _actor(id: str, name: str) -> Actor:
    return Actor(
        id=id,
        name=name,
        type="group",
        sector="REB",
        country="SYR",
        aliases=(),
        kb=None,
        affiliations=(),
        mentions=(),
        rule="generated",
    )


def _claim(document: Document, day: date, words: str, place: int, deed: int, side: str, killed: int) -> Claim:
    start = document.text.index(words)
    span = Span(start, start + len(words))
    actor = f"a{_SIDES.index(side)}"
    return Claim(
        id=content_id("c", document.id, str(span)),
        kind="event",
        trigger=Words(text=words, span=span),
        plover=_DEEDS[deed][1],  # type: ignore[arg-type]
        mode=None,
        cameo="190",
        acled_type="Battles",
        acled_sub=_DEEDS[deed][2],
        status="occurred",
        actors=(ActorInClaim(actor=actor, span=span, text=words),),
        recipients=(),
        place=PlaceInClaim(place=f"p{place}", span=span, text=words, relation="at", geo_precision=1),
        time=TimeInClaim(time=None, start=day, end=day, time_precision=1, text=words, span=span),
        casualties=(
            Casualties(
                who=None, outcome="killed", low=killed, best=killed, high=killed, text=words, span=span
            ),
        ),
        weapons=(),
        control=Control(place=f"p{place}", holder=actor, change="gains") if deed == 2 else None,
        attribution=(SourceInClaim(text=words, span=span, actor="a4", kind="official", cue=None),)
        if deed
        else (),
        evidence=Span(start, document.text.index(".", start) + 1),
        confidence=0.8,
        coded_by="frame attack: attack",
        rules={"status": "verb", "actors": "subj", "place": "in the clause"},
    )


def _fill(case: Case, reports: int, told: Callable[[int, float], None]) -> None:
    generator = Generator()
    spent = 0.0
    for first in range(0, reports, _AT_ONCE):
        some = [generator.reading(n) for n in range(first, min(first + _AT_ONCE, reports))]
        packed = [(r, encode(r)) for r in some]
        # Of the processor: the clock would measure the neighbours on a shared machine too.
        start = time.process_time()
        with case.writer() as writer:
            for reading, body in packed:
                writer.add(reading, body, where="generated", version="bench")
        spent += time.process_time() - start
        told(first + len(some), spent)


def _questions(case: Case) -> dict[str, Callable[[], object]]:
    place = Generator().place()
    day = date(2019, 6, 1)
    with case.view() as view:
        one = next(iter(view.claims(Wanted(place=place))))

    def asked(question: Callable[..., object]) -> Callable[[], object]:
        def ask() -> object:
            with case.view() as view:
                return question(view)

        return ask

    def listed(wanted: Wanted) -> Callable[[], object]:
        return asked(lambda view: sum(1 for _ in view.claims(wanted)))

    box = Box(33.0, 37.0, 33.4, 37.4)
    return {
        "claims of a place": listed(Wanted(place=place)),
        "claims of a place and month": listed(Wanted(place=place, first=day, last=day + timedelta(days=30))),
        "claims of a place as known on a day": listed(Wanted(place=place, known_on=day)),
        "control claims of a place": listed(Wanted(place=place, control=True)),
        "claims of a week": listed(Wanted(first=day, last=day + timedelta(days=6))),
        "claims of an actor and month": listed(
            Wanted(actors=("tribal fighters",), first=day, last=day + timedelta(days=30))
        ),
        "candidates for one claim": asked(
            lambda view: sum(
                1
                for _ in view.claims_near(
                    families=("ASSAULT",), box=box, first=day, last=day + timedelta(days=3)
                )
            )
        ),
        "show a claim": asked(
            lambda view: (view.resolve(one.id[:9]), view.claim(one.id), view.credibility(one.id))
        ),
        "show a report": asked(
            lambda view: (view.report(one.report), view.story(one.report), view.text(one.report))
        ),
        "search two words": asked(lambda view: view.search(f"{place} captured")),
        "search a common word": asked(lambda view: view.search("killing")),
        "sources": asked(lambda view: view.sources()),
        "first 100 changes": asked(
            lambda view: [
                c for _, c in zip(range(100), view.changes(datetime(2026, 1, 1, tzinfo=UTC)), strict=False)
            ]
        ),
        "count all claims": asked(lambda view: view.count()),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=10_000)
    parser.add_argument("--target", help="Keep the case here; an existing one is asked as it is.")
    parser.add_argument("--json", type=Path, help="Write the figures here.")
    given = parser.parse_args()
    folder = tempfile.TemporaryDirectory()
    target = given.target or f"{folder.name}/bench.dateline"
    curve: list[tuple[int, float]] = []

    def told(done: int, spent: float) -> None:
        if done % (10 * 1024) < _AT_ONCE or done == given.reports:
            before = curve[-1] if curve else (0, 0.0)
            curve.append((done, spent))
            each = (spent - before[1]) / max(1, done - before[0]) * 1000
            print(f"{done:>8,} reports  {each:6.2f} ms each  {_memory():6.0f} MB", flush=True)

    if not os.path.exists(target):
        with new_case(target) as case:
            _fill(case, given.reports, told)
    figures: dict[str, float] = {}
    with open_case(target) as case:
        for name, ask in _questions(case).items():
            ask()
            times = []
            for _ in range(5):
                start = time.perf_counter()
                ask()
                times.append(time.perf_counter() - start)
            figures[name] = statistics.median(times) * 1000
            print(f"{figures[name]:9.1f} ms  {name}", flush=True)
    size = os.path.getsize(target) / 1e6 if os.path.exists(target) else 0.0
    print(f"{size:,.0f} MB in the file, {_memory():,.0f} MB of memory at most")
    if given.json:
        result = {"curve": curve, "questions_ms": figures, "file_mb": size, "memory_mb": _memory()}
        given.json.write_text(json.dumps(result, indent=2) + "\n")
    folder.cleanup()


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
