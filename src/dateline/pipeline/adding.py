"""Reports into a case: read once each, kept as they come, accounted for one by one."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

import msgspec

from dateline import __version__
from dateline.contract import decode, encode
from dateline.pipeline.batch import read_batch
from dateline.pipeline.days_ahead import AHEAD, lies_ahead
from dateline.pipeline.outcomes import Outcome
from dateline.pipeline.reading import Reader
from dateline.record.ids import content_id
from dateline.record.issues import Issue
from dateline.record.readings import Reading
from dateline.steps.documents import Given, Options, Source
from dateline.steps.documents.unreadable import Unreadable
from dateline.steps.documents.with_feedparser import entries_at
from dateline.store.base import Run, RunInput
from dateline.store.case import Case
from dateline.store.writing import Refused, Writing

_AT_ONCE = 64
"""Inputs kept in one transaction at most."""
_SECONDS = 0.5
"""What a kill can cost in reading; a transaction for each report would cost more in waiting for the disk."""
_THERE = "there"


@dataclass(frozen=True, slots=True, kw_only=True)
class Adding:
    """How reports are added."""

    coder: str
    given: Given = field(default_factory=Given)
    options: Options = field(default_factory=Options)
    lexicon: Path | None = None
    jobs: int | None = None
    reader: Callable[[], Reader] | None = None
    """Gives a reader that is loaded already, to those who add again and again; asked where this process reads."""


class _Came(NamedTuple):
    outcome: Outcome
    fingerprint: str | None


def add_reports(
    case: Case,
    sources: Iterable[Source | Issue],
    *,
    named: Sequence[str],
    how: Adding,
    told: Callable[[RunInput], None] = lambda became: None,
) -> Run:
    """Adds reports and gives the account of it. Each is kept soon after it was read, so that a run that was stopped
    anywhere goes on where it was when it is started again.

    `told` is called with what became of each input, in order, when that is safely kept.
    """
    with case.writer() as writer:
        run = writer.start_run(named, coder=how.coder, version=__version__)
    with case.view() as view:
        known = view.fingerprints()
    keeping = _Keeping(case, run, told)
    feeds: list[str] = []
    for came in _read(sources, known, how):
        if came.outcome.reading is None and _is_feed(came.outcome, named):
            feeds.append(came.outcome.where)
        else:
            keeping.take(came)
    for feed in feeds:
        for came in _read(_entries(feed, how.options), known, how):
            keeping.take(came)
    keeping.flush()
    with case.writer() as writer:
        writer.end_run(run)
    with case.view() as view:
        return next(r for r in view.runs() if r.number == run)


def read_anew(
    case: Case, *, every: bool, how: Adding, told: Callable[[str, bool], None] = lambda report, differs: None
) -> int:
    """Reads the case's reports again where another version of the program read them, or `every` one.

    Gives how many read differently now. What was decided about their claims is laid over the new ones.
    """
    with case.view() as view:
        ids = [r.id for r in view.reports() if every or r.version != __version__]

    def sources() -> Iterator[Source]:
        for start in range(0, len(ids), _AT_ONCE):
            with case.view() as view:
                rows = [_row(view.reading(id)) for id in ids[start : start + _AT_ONCE]]
            yield from rows

    changed = 0
    for id, outcome in zip(
        ids, read_batch(sources(), options=how.options, lexicon=how.lexicon, jobs=how.jobs), strict=True
    ):
        differs = False
        if outcome.reading is not None:
            with case.writer() as writer:
                # The document stays the one that was kept: its address and date did not come with the row.
                reading = replace(decode(outcome.reading), document=writer.reading(id).document)
                differs = writer.reread(reading, encode(reading), version=__version__)
        changed += differs
        told(id, differs)
    return changed


class _Keeping:
    """Keeps what was read, some at a time."""

    def __init__(self, case: Case, run: int, told: Callable[[RunInput], None]) -> None:
        self._case, self._run, self._told = case, run, told
        self._waiting: list[_Came] = []
        self._seq = 0
        self._last = time.monotonic()

    def take(self, came: _Came) -> None:
        self._waiting.append(came)
        if len(self._waiting) >= _AT_ONCE or time.monotonic() - self._last > _SECONDS:
            self.flush()

    def flush(self) -> None:
        became: list[RunInput] = []
        with self._case.writer() as writer:
            for came in self._waiting:
                for one in _became(writer, came):
                    self._seq += 1
                    # A later run needs the fingerprint once.
                    writer.note(self._run, self._seq, one, None if one.kind == _THERE else came.fingerprint)
                    became.append(one)
        self._waiting.clear()
        self._last = time.monotonic()
        for one in became:
            self._told(one)


def _read(sources: Iterable[Source | Issue], known: set[str], how: Adding) -> Iterator[_Came]:
    """What became of each source, in order. Those that the case knows by their bytes are not read again."""
    fingerprints: deque[str | None] = deque()

    def fresh() -> Iterator[Source | Issue]:
        for source in sources:
            print_ = None if isinstance(source, Issue) else fingerprint(source, how.given)
            fingerprints.append(print_)
            if print_ is not None and print_ in known:
                yield Issue(where=source.where, step="store", kind=_THERE, message=print_)
                continue
            yield source

    for outcome in read_batch(
        fresh(), given=how.given, options=how.options, lexicon=how.lexicon, jobs=how.jobs, reader=how.reader
    ):
        yield _Came(outcome, fingerprints.popleft())


def fingerprint(source: Source, given: Given) -> str | None:
    """Of an input's bytes and all that is said of it. None: it must be fetched or opened to know."""
    if source.kind == "url":
        return None
    data = source.data
    if source.kind == "file":
        try:
            data = Path(source.where).read_bytes()
        except OSError:
            return None
    return content_id("f", blake2b(data, digest_size=20).hexdigest(), str(given), str(source.listed))


def _became(writer: Writing, came: _Came) -> Iterator[RunInput]:
    outcome = came.outcome
    if outcome.reading is not None:
        yield _kept(writer, outcome.where, outcome.reading)
        return
    for issue in outcome.issues:
        if issue.kind == _THERE and issue.step == "store":
            before = writer.seen(issue.message)
            yield RunInput(
                where=issue.where, outcome="there", kind=_THERE, report=before.report if before else None
            )
        elif issue.kind == "left-out":
            yield RunInput(where=issue.where, outcome="left-out", kind=issue.kind, message=issue.message)
        elif issue.kind == "empty":
            yield RunInput(where=issue.where, outcome="no-text", kind=issue.kind, message=issue.message)
        else:
            yield RunInput(where=issue.where, outcome="failed", kind=issue.kind, message=issue.message)


def _kept(writer: Writing, where: str, body: bytes) -> RunInput:
    reading = decode(body)
    document = reading.document
    if not document.text.strip():
        return RunInput(where=where, outcome="no-text", kind="empty", message="This report has no text.")
    try:
        with writer.apart():
            added = writer.add(reading, body, where=where, version=__version__)
    except Refused as error:
        words = f"The database cannot hold this report ({error})."
        return RunInput(where=where, outcome="failed", kind="refused", message=words)
    new = added.outcome != "there"
    ahead = lies_ahead(document.published) if new else None
    foreign = new and document.language not in (None, "en")
    messages = [ahead] if ahead else []
    if foreign:
        messages += reading.warnings or [f"This is in another language ({document.language})."]
    return RunInput(
        where=where,
        outcome="not-english" if foreign else added.outcome,
        report=added.report,
        of=added.of,
        kind="not-english" if foreign else AHEAD if ahead else None,
        message=" ".join(messages) or None,
        claims=added.claims,
    )


def _is_feed(outcome: Outcome, named: Sequence[str]) -> bool:
    """Whether an address that somebody named leads to a feed. One that a feed leads to is not followed further."""
    return outcome.where in named and any(issue.kind == "feed" for issue in outcome.issues)


def _entries(feed: str, options: Options) -> Iterator[Source | Issue]:
    try:
        yield from entries_at(feed, options)
    except Unreadable as error:
        yield error.issue(feed)


def _row(reading: Reading) -> Source:
    document = reading.document
    # A date that was found in the text is found there again; given, it would make another document of it.
    found = document.published_basis == "dateline"
    row = {
        "id": document.external_id,
        "text": document.text,
        "title": document.title,
        "publisher": document.publisher,
        "published": None if found or document.published is None else document.published.isoformat(),
    }
    return Source(where=document.id, kind="row", data=msgspec.json.encode(row))
