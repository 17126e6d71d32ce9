"""What a Python program calls: the same power as the command line."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from pathlib import Path

from dateline.contract import decode
from dateline.errors import InputError
from dateline.pipeline.batch import read_batch
from dateline.pipeline.reading import Reader
from dateline.record.issues import Issue
from dateline.record.readings import Reading
from dateline.steps.documents import Given, Options, document_from_text, sources_of


def read(
    text: str,
    *,
    published: date | str | None = None,
    publisher: str | None = None,
    title: str | None = None,
    lexicon: str | Path | None = None,
) -> Reading:
    """The claims of one report, with all that they refer to.

    `published`: the day it appeared, as a date or in ISO form; without it "on Thursday" stays open.
    `lexicon`: a folder with frames and actors of one's own.
    Raises `InputError` where `published` is no date, `KnowledgeError` where the lexicon is wrong.
    """
    document = document_from_text(text, published=_day(published), publisher=publisher, title=title)
    return _reader(None if lexicon is None else Path(lexicon)).read(document)


def read_files(
    inputs: str | Path | Iterable[str | Path],
    *,
    published: date | str | None = None,
    publisher: str | None = None,
    lexicon: str | Path | None = None,
    jobs: int | None = None,
) -> Iterator[Reading | Issue]:
    """Readings of files, folders and web addresses in their order, with an `Issue` for what cannot be read.

    `published`: of the reports that do not state a date themselves. `jobs`: processes. None: one a core where there
    are many reports.
    """
    names = [inputs] if isinstance(inputs, str | Path) else inputs
    options = Options()
    outcomes = read_batch(
        sources_of(map(str, names), stdin=sys.stdin.buffer, options=options),
        given=Given(published=_day(published), publisher=publisher),
        options=options,
        lexicon=None if lexicon is None else Path(lexicon),
        jobs=jobs,
    )
    for outcome in outcomes:
        yield from outcome.issues
        if outcome.reading is not None:
            yield decode(outcome.reading)


@cache
def _reader(lexicon: Path | None) -> Reader:
    return Reader(lexicon=lexicon)


def _day(published: date | str | None) -> date | None:
    if published is None or isinstance(published, date):
        return published
    try:
        return date.fromisoformat(published)
    except ValueError:
        raise InputError(f"published must be a date in ISO form (2016-03-06), not {published!r}.") from None
