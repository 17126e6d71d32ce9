"""The list of what to watch: addresses, one a line, or OPML as feed readers export it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator

from dateline.errors import InputError
from dateline.record.feeds import FeedWanted
from dateline.steps.documents.encodings import decode
from dateline.steps.documents.sources import is_address
from dateline.steps.documents.unreadable import Unreadable

_EVERY = re.compile(r"(\d{1,5})\s*(m|min|h|d)?", re.I)
_SECONDS = {"m": 60, "min": 60, "h": 3600, "d": 86400}
_OPML = re.compile(rb"\A\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*<opml[\s>]", re.I | re.S)
_LARGEST = 10_000_000
SHORTEST = 60
"""Seconds between two visits of a feed. No site likes more."""


def feeds_wanted(names: Iterable[str]) -> list[FeedWanted]:
    """The feeds that addresses and files name, each once. Raises `InputError` that names file and line.

    A line of a file: `address, interval, publisher`, of which the last two may be missing (`30m`, `2h`, `1d`; minutes
    where no unit stands). What follows a `#` at the beginning of a line is a comment.
    """
    found: dict[str, FeedWanted] = {}
    for name in names:
        for wanted in [FeedWanted(address=name)] if is_address(name) else _in_file(name):
            found.setdefault(wanted.address, wanted)
    if not found:
        raise InputError("There is nothing to watch: these lists name no feed.")
    return list(found.values())


def interval(text: str) -> int:
    """Seconds that "30m" or "2h" stand for; minutes where no unit stands. Raises `InputError`."""
    match = _EVERY.fullmatch(text.strip())
    seconds = int(match.group(1)) * _SECONDS[(match.group(2) or "m").lower()] if match else 0
    if seconds < SHORTEST:
        raise InputError(f"{text!r} is no interval of a minute or more. Examples: 15m, 2h, 1d.")
    return seconds


def _in_file(name: str) -> Iterator[FeedWanted]:
    try:
        with open(name, "rb") as stream:
            data = stream.read(_LARGEST + 1)
    except OSError as error:
        raise InputError(f"{name} cannot be read: {error.strerror or error}.") from error
    if len(data) > _LARGEST:
        raise InputError(f"{name} is too large for a list of feeds.")
    if _OPML.match(data.removeprefix(b"\xef\xbb\xbf")):
        yield from _in_opml(data, name)
        return
    try:
        text = decode(data)
    except Unreadable as error:
        raise InputError(f"{name}: {error}") from error
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip() and not line.lstrip().startswith("#"):
            yield _line(line.strip(), f"{name}:{number}")


def _line(line: str, where: str) -> FeedWanted:
    address, *more = (cell.strip() for cell in next(csv.reader(io.StringIO(line), skipinitialspace=True)))
    if not is_address(address):
        raise InputError(f"{where}: {address!r} is no web address (https://...).")
    if len(more) > 2:
        raise InputError(
            f"{where}: more than address, interval and publisher; put quotes around what holds a comma."
        )
    every, publisher = [*more, "", ""][:2]
    try:
        return FeedWanted(
            address=address, every=interval(every) if every else None, publisher=publisher or None
        )
    except InputError as error:
        raise InputError(f"{where}: {error}") from error


def _in_opml(data: bytes, name: str) -> Iterator[FeedWanted]:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    root = etree.fromstring(data, parser)
    for outline in root.iter("outline") if root is not None else ():
        address = (outline.get("xmlUrl") or "").strip()
        if address and not is_address(address):
            raise InputError(f"{name}: {address!r} is no web address (https://...).")
        if address:
            # A reader's title is what its user calls the feed, so it is left aside.
            yield FeedWanted(address=address)
