"""Near-copies over all parts: the earliest stays, whoever came first."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import msgspec
import pyarrow.parquet as pq

from dateline.pipeline.archive.blocks import Folder, write_found
from dateline.pipeline.archive.copies import find_copies
from dateline.pipeline.archive.finding import Found
from dateline.steps.documents import document_from_text
from dateline.store import copies

_WIRE = (
    "Government troops took the town of Darband from rebels on Monday after three days of fighting, the army said. "
    "Residents reached by telephone spoke of shelling through the night and of bodies in the streets near the market. "
    "The rebels denied that they had left and said that their fighters held the bridge and the hospital in the south. "
    "Aid workers said that some four thousand people had fled towards the border with what they could carry."
)
_OTHER = (
    "The foreign ministers of both countries signed an agreement on prisoners in Geneva on Tuesday and will meet "
    "again in June. Diplomats called it a first step. Families of those held since the war had waited for years."
)


def _found(number: int, text: str, day: int, publisher: str) -> Found:
    document = document_from_text(text, published=date(2016, 3, day), publisher=publisher)
    own = copies.text_of(text, published=document.published, publisher=publisher)
    return Found(
        at=number,
        where=f"crawl: {number}",
        document=msgspec.json.encode(document),
        warnings=(),
        score=0.9,
        buckets=tuple(sorted(set(copies.buckets(own)))),
        publisher=publisher,
    )


_REPORTS = (
    _found(1, _WIRE + " More follows.", 7, "second"),
    _found(2, _WIRE, 6, "first"),
    _found(3, _OTHER, 6, "first"),
    _found(4, "Reprint. " + _WIRE, 8, "third"),
    _found(5, _OTHER, 6, "first"),
)
"""2 is the first of the wire's; 5 is 3 once more."""


def _left(folder: Path, parts: list[list[Found]]) -> list[tuple[int, str]]:
    place = Folder(folder)
    blocks = []
    for n, part in enumerate(parts):
        path = place.found(f"p{n:03}", 0)
        write_found(path, f"p{n:03}", part)
        blocks.append(path)
    find_copies(place, blocks)
    rows = pq.read_table(place.copies).to_pylist()
    return sorted((row["position"], row["original"]) for row in rows)


def test_the_earliest_stays_however_the_reports_are_spread(tmp_path: Path) -> None:
    first = document_from_text(_WIRE, published=date(2016, 3, 6), publisher="first").id
    other = document_from_text(_OTHER, published=date(2016, 3, 6), publisher="first").id
    chance = random.Random(1)
    for n in range(4):
        reports = list(_REPORTS)
        chance.shuffle(reports)
        cut = chance.randint(1, 4)
        left = _left(tmp_path / str(n), [reports[:cut], reports[cut:]])
        assert left == [(1, first), (4, first), (5, other)]


def test_a_copy_of_a_copy_that_is_no_copy_of_what_stays_is_read(tmp_path: Path) -> None:
    sentences = _WIRE.split(". ") + _OTHER.split(". ")
    chain = [". ".join(sentences[i : i + 5]) + "." for i in range(3)]
    reports = [_found(i, text, 6, f"paper {i}") for i, text in enumerate(chain)]
    texts = [
        copies.text_of(t, published=date(2016, 3, 6), publisher=f"paper {i}") for i, t in enumerate(chain)
    ]
    alike = [
        (a, b) for a in range(3) for b in range(a + 1, 3) if copies.alike(texts[a], texts[b]) is not None
    ]
    order = sorted(range(3), key=lambda i: msgspec.json.decode(reports[i].document)["id"])
    stays: list[int] = []
    for i in order:
        if not any((min(i, s), max(i, s)) in alike for s in stays):
            stays.append(i)
    assert sorted({0, 1, 2} - {n for n, _ in _left(tmp_path, [reports])}) == sorted(stays)


def test_an_archive_without_reports_has_no_copies(tmp_path: Path) -> None:
    assert _left(tmp_path, []) == []
