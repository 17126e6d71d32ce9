"""The filter that maps, timelines and lists have in common, and pages of lists."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator
from datetime import date
from typing import Annotated

from fastapi import Depends, Query

from dateline.errors import StoreError
from dateline.record.claims import SourceKind
from dateline.record.events import Status
from dateline.store.base import Box, Wanted
from dateline.store.searching import fts_query
from dateline.store.sought import Sought
from dateline.store.views import CaseView
from dateline.web.people import Bench
from dateline.web.refusals import invalid

_MOST = 50
"""Values of one repeatable parameter."""


def sought_of(
    first: Annotated[date | None, Query(alias="from", ge=date(1000, 1, 1), le=date(9000, 1, 1))] = None,
    last: Annotated[date | None, Query(alias="to", ge=date(1000, 1, 1), le=date(9000, 1, 1))] = None,
    place: Annotated[str | None, Query(min_length=1, max_length=200)] = None,
    bbox: Annotated[str | None, Query(max_length=120, description="west,south,east,north in degrees")] = None,
    type: Annotated[
        list[str], Query(max_length=_MOST, description="Family, ACLED or PLOVER type; repeatable")
    ] = [],  # noqa: B006
    actor: Annotated[list[str], Query(max_length=_MOST, description="Key or name; repeatable")] = [],  # noqa: B006
    source: Annotated[list[str], Query(max_length=_MOST, description="Key or name; repeatable")] = [],  # noqa: B006
    source_kind: Annotated[list[SourceKind], Query(max_length=_MOST)] = [],  # noqa: B006
    status: Annotated[list[Status], Query(max_length=_MOST)] = [],  # noqa: B006
    disputed: bool = False,
    min_confidence: Annotated[float | None, Query(ge=0, le=1)] = None,
    q: Annotated[str | None, Query(max_length=400, description="Words in a report that tells of it")] = None,
    known_on: Annotated[date | None, Query(ge=date(1000, 1, 1), le=date(9000, 1, 1))] = None,
) -> Sought:
    if first and last and first > last:
        raise invalid("The first day is after the last.", field="from")
    return Sought(
        wanted=Wanted(
            place=place,
            box=box_of(bbox) if bbox else None,
            first=first,
            last=last,
            types=tuple(type),
            actors=tuple(actor),
            sources=tuple(source),
            statuses=tuple(status),
            known_on=known_on,
        ),
        source_kinds=tuple(source_kind),
        disputed=disputed,
        min_confidence=min_confidence,
        words=words_of(q),
    )


def words_of(q: str | None) -> str | None:
    """What is searched for. None: nothing. Raises `Refusal` for what holds no word."""
    if q is None or not q.strip():
        return None
    try:
        fts_query(q)
    except StoreError as error:
        raise invalid('Give at least one word to look for, as in "supply line".', field="q") from error
    return q


def box_of(bbox: str) -> Box:
    try:
        west, south, east, north = (float(part) for part in bbox.split(","))
    except ValueError as error:
        raise invalid("bbox takes four numbers: west,south,east,north.", field="bbox") from error
    if not (-90 <= south <= north <= 90):
        raise invalid("bbox takes latitudes of -90 to 90, the southern one first.", field="bbox")
    if not (-1000 < west < 1000 and -1000 < east < 1000):
        raise invalid("bbox takes longitudes of -180 to 180.", field="bbox")
    if east - west >= 360:
        return Box(south, -180.0, north, 180.0)
    return Box(south, _around(west), north, _around(east))


def _around(lon: float) -> float:
    """A map that was pushed around the world counts on beyond 180."""
    return lon if -180 <= lon <= 180 else (lon + 180) % 360 - 180


Filter = Annotated[Sought, Depends(sought_of)]


def view_of(workbench: Bench) -> Iterator[CaseView]:
    with workbench.case.view() as view:
        view.tellings = workbench.tellings
        yield view


View = Annotated[CaseView, Depends(view_of)]


class Page:
    """Which part of a list: `limit` and an opaque `cursor`."""

    def __init__(
        self,
        limit: Annotated[int, Query(ge=1, le=500)] = 100,
        cursor: Annotated[str | None, Query(max_length=100, description="`next` of the page before")] = None,
    ) -> None:
        self.limit = limit
        self.offset = _offset(cursor) if cursor else 0

    def next(self, total: int) -> str | None:
        beyond = self.offset + self.limit
        return cursor_at(beyond) if beyond < total else None


def cursor_at(offset: int) -> str:
    return base64.urlsafe_b64encode(f"at {offset}".encode()).decode().rstrip("=")


def _offset(cursor: str) -> int:
    try:
        words = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("ascii")
    except (binascii.Error, UnicodeError, ValueError) as error:
        raise _no_cursor() from error
    begin, _, number = words.partition(" ")
    if begin != "at" or not number.isdecimal() or len(number) > 9:
        raise _no_cursor()
    return int(number)


def _no_cursor() -> Exception:
    return invalid("This is no cursor. Take `next` of the page before.", field="cursor")


Paged = Annotated[Page, Depends()]
