"""What becomes of one report of a batch."""

from __future__ import annotations

import traceback
from dataclasses import dataclass, field, replace
from pathlib import Path

from dateline.contract import encode
from dateline.errors import DatelineError
from dateline.pipeline.reading import Reader
from dateline.record.issues import Issue
from dateline.record.readings import Reading
from dateline.steps.documents import Given, Options, Source, load


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """What a process needs to know before its first report."""

    lexicon: str | None = None

    def reader(self) -> Reader:
        return Reader(lexicon=Path(self.lexicon) if self.lexicon else None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """A process has loaded all it needs, or says why it cannot."""

    error: str | None = None
    exit_status: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    source: Source
    given: Given = field(default_factory=Given)
    options: Options = field(default_factory=Options)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A reading or the reason why there is none."""

    where: str
    reading: bytes | None = None
    """The contract object as JSON: made once, where the report was read, so that all output has the same bytes."""
    issues: tuple[Issue, ...] = ()


def outcome_of(task: Task, reader: Reader) -> Outcome:
    """Reads one report. Whatever goes wrong with it is told in the outcome."""
    where = task.source.where
    document = None
    try:
        document, issues, warnings = load(task.source, task.given, options=task.options)
        if document is None:
            return Outcome(where=where, issues=issues)
        reading = reader.read(document)
        if warnings:
            reading = replace(reading, warnings=warnings + reading.warnings)
        return Outcome(where=where, reading=encode(reading), issues=issues)
    except DatelineError:
        # Knowledge that is wrong, say: no report is to blame, and none can be read.
        raise
    except Exception as error:
        # The one place that catches all: a mistake in the program met by one report must not cost
        # the thousand others of a batch. It is told with its place, and the exit status says so.
        issue = failure(where, error)
        # Whoever counts on a reading for each row gets one that says what happened.
        empty = encode(Reading(document=document, warnings=(issue.message,))) if document else None
        return Outcome(where=where, reading=empty, issues=(issue,))


def failure(where: str, error: Exception) -> Issue:
    """A mistake in the program, with the place where it was made."""
    frames = [f for f in traceback.extract_tb(error.__traceback__) if "dateline" in Path(f.filename).parts]
    place = f" at {'/'.join(Path(frames[-1].filename).parts[-3:])}:{frames[-1].lineno}" if frames else ""
    return Issue(
        where=where,
        step="program",
        kind="failed",
        message=f"Dateline failed on this report ({type(error).__name__}: {error}{place}). Please report this.",
    )
