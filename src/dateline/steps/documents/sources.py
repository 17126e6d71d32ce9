"""What a user names on the command line, taken apart into single reports still to be read."""

from __future__ import annotations

import os
import stat
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from dateline.record.issues import Issue
from dateline.steps.documents.kinds import is_feed
from dateline.steps.documents.listings import NAME, Listed, Listings
from dateline.steps.documents.options import Options
from dateline.steps.documents.unpacking import Stream, lines_of, too_large, unpacked
from dateline.steps.documents.unreadable import Unreadable

_REPORTS = (".txt", ".text", ".html", ".htm", ".xhtml", ".pdf")
_ROWS = (".jsonl", ".ndjson")
_FEEDS = (".rss", ".atom", ".xml")
_ARCHIVES = (".warc",)
_MANY = _ROWS + _FEEDS + _ARCHIVES


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One report that has not been opened yet, small enough to be handed to another process."""

    where: str
    """For a person: the path, the address, or file and line."""
    kind: Literal["file", "url", "row", "bytes"]
    data: bytes = b""
    """For `row` and `bytes`: the content."""
    listed: Listed | None = None
    """What `reports.csv` in its folder says of a file, or a feed or archive of a page."""
    content_type: str = ""
    charset: str | None = None
    """What the server said of a page's bytes, now or when it was archived."""


def sources_of(names: Iterable[str], *, stdin: Stream, options: Options) -> Iterator[Source | Issue]:
    """Each report of each name, in order: files, folders (sorted by path), addresses, "-" for standard input."""
    listings = Listings()
    for name in names:
        try:
            yield from _sources_of(name, stdin, options, listings)
        except Unreadable as error:
            yield error.issue(name)
        except OSError as error:
            yield _cannot_open(name, error)
        except ValueError as error:  # a null character in the name
            yield Issue(
                where=name, step="documents", kind="missing", message=f"This is no file name: {error}."
            )


def is_address(name: str) -> bool:
    return name.lower().startswith(("http://", "https://"))


def is_many(name: str) -> bool:
    """Whether a name stands for many reports rather than one."""
    return name == "-" or os.path.isdir(name) or (_ends(name, _MANY) and not is_address(name))


def _sources_of(name: str, stdin: Stream, options: Options, listings: Listings) -> Iterator[Source | Issue]:
    if name == "-":
        yield from _from_stream("-", stdin, options)
        return
    if is_address(name):
        yield Source(where=name, kind="url")
        return
    mode = os.stat(name).st_mode
    if stat.S_ISDIR(mode):
        yield from _in_folder(name, options, listings)
    elif _ends(name, _ROWS):
        with open(name, "rb") as stream:
            yield from _rows(name, stream, options)
    elif _ends(name, _ARCHIVES):
        from dateline.steps.documents.with_fastwarc import pages_of

        with open(name, "rb") as stream:
            yield from pages_of(stream, name, options)
    elif _ends(name, _FEEDS) and stat.S_ISREG(mode) and _is_feed(name):
        yield from _in_feed(name, options)
    elif stat.S_ISREG(mode):
        problem = listings.open(name)
        if problem:
            yield problem
        yield Source(where=name, kind="file", listed=listings.of(name))
    elif stat.S_ISFIFO(mode):
        # `<(command)`: open only in this process.
        with open(name, "rb") as stream:
            yield from _from_stream(name, stream, options)
    else:
        raise Unreadable("unsupported", "This is neither a file nor a folder.")


def _in_folder(name: str, options: Options, listings: Listings) -> Iterator[Source | Issue]:
    left_out: Counter[str] = Counter()
    found = 0
    problems: list[OSError] = []
    for folder, subfolders, files in os.walk(name, onerror=problems.append):
        subfolders[:] = sorted(s for s in subfolders if not s.startswith("."))
        for file in sorted(files):
            path = os.path.join(folder, file)
            if file.startswith(".") or file == NAME or file.upper().startswith("README"):
                continue
            if _ends(file, _REPORTS + _ROWS + _ARCHIVES) or (_ends(file, _FEEDS) and _is_feed(path)):
                found += 1
                yield from _one_in_folder(path, options, listings)
            else:
                left_out[Path(file).suffix.lower() or "no ending"] += 1
    for problem in problems:
        yield _cannot_open(str(problem.filename), problem)
    if left_out:
        kinds = ", ".join(f"{count} {ending}" for ending, count in sorted(left_out.items()))
        yield Issue(
            where=name,
            step="documents",
            kind="left-out",
            message=f"Files of other kinds were left out: {kinds}. Name one to have it read.",
        )
    if not found:
        raise Unreadable(
            "empty", f"This folder holds no reports ({', '.join(_REPORTS + _ROWS)}, each also .gz)."
        )


def _is_feed(path: str) -> bool:
    try:
        with open(path, "rb") as stream:
            # Of a packed file all is needed, for a part of it does not unpack.
            start = stream.read(-1 if path.lower().endswith(".gz") else 8192)
        return is_feed(unpacked(start, largest=50_000_000))
    except (OSError, Unreadable):
        return False


def _in_feed(name: str, options: Options) -> Iterator[Source | Issue]:
    from dateline.steps.documents.with_feedparser import entries_of

    with open(name, "rb") as stream:
        data = stream.read(options.largest_file + 1)
    if len(data) > options.largest_file:
        raise too_large(options.largest_file)
    yield from entries_of(unpacked(data, largest=options.largest_file), name)


def _one_in_folder(path: str, options: Options, listings: Listings) -> Iterator[Source | Issue]:
    try:
        yield from _sources_of(path, _NOTHING, options, listings)
    except Unreadable as error:
        yield error.issue(path)
    except OSError as error:
        yield _cannot_open(path, error)


def _from_stream(name: str, stream: Stream, options: Options) -> Iterator[Source | Issue]:
    start = stream.read(1)
    while start.isspace():
        # Only to look at the first sign; the text itself keeps its white space below.
        more = stream.read(1)
        if not more:
            break
        start += more
    if start.lstrip()[:1] == b"{":
        yield from _rows(name, _Joined(start, stream), options)
        return
    data = start + stream.read(options.largest_file + 1)
    if len(data) > options.largest_file:
        raise too_large(options.largest_file)
    yield Source(where=name, kind="bytes", data=data)


def _rows(name: str, stream: Stream, options: Options) -> Iterator[Source | Issue]:
    number = found = 0
    try:
        for line in lines_of(stream, largest=options.largest_row):
            number += 1
            where = f"{name}:{number}"
            if len(line) > options.largest_row:
                found += 1
                yield too_large(options.largest_row).issue(where)
            elif line.strip():
                found += 1
                yield Source(where=where, kind="row", data=line)
    except Unreadable as error:
        found += 1
        yield error.issue(f"{name}:{number + 1}")
    if not found:
        raise Unreadable("empty", "This file is empty.")


class _Joined:
    """What was read of a stream already, and the rest of it."""

    def __init__(self, start: bytes, rest: Stream) -> None:
        self._start, self._rest = start, rest

    def read(self, size: int = -1, /) -> bytes:
        start, self._start = self._start, b""
        return start + self._rest.read(size)


class _Nothing:
    def read(self, size: int = -1, /) -> bytes:
        return b""


_NOTHING = _Nothing()


def _ends(name: str, endings: tuple[str, ...]) -> bool:
    return name.lower().removesuffix(".gz").endswith(endings)


def _cannot_open(name: str, error: OSError) -> Issue:
    kind = "missing" if isinstance(error, FileNotFoundError) else "unreadable"
    return Issue(where=name, step="documents", kind=kind, message=f"{error.strerror or error}.")
