"""`python -m dateline.web.adding_process`: adds reports to a case for the server, so that it stays quick meanwhile.

An `Order` comes over standard input as JSON; what happens goes out as one `Told` a line. What is named is opened in the
folder that one stands in. Ended at any moment, what was told is safely kept.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache

import msgspec

from dateline.errors import DatelineError
from dateline.pipeline.adding import Adding, add_reports
from dateline.pipeline.linking import link
from dateline.pipeline.reading import Reader
from dateline.record.issues import Issue
from dateline.steps.documents import Given, Options, Source, sources_of
from dateline.store.base import RunInput
from dateline.store.case import open_case


class Order(msgspec.Struct, frozen=True, kw_only=True):
    case: str
    coder: str
    files: tuple[str, ...] = ()
    """Names in the folder."""
    rows: tuple[tuple[str, str], ...] = ()
    """What a report is called and its row of a .jsonl file."""
    addresses: tuple[str, ...] = ()
    published: str | None = None
    publisher: str | None = None
    jobs: int | None = None

    @property
    def named(self) -> tuple[str, ...]:
        return (*self.files, *(name for name, _ in self.rows), *self.addresses)


class Told(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    total: int | None = None
    """How many reports there are to be read."""
    started: bool = False
    """Language, places and actors are loaded, where this process reads itself."""
    became: RunInput | None = None
    linking: bool = False
    """All are read; incidents are brought up to date."""
    run: int | None = None
    """It is done: the number of the run."""
    failed: str | None = None
    """It ends here, for this reason."""


class _Nothing:
    def read(self, size: int = -1, /) -> bytes:
        return b""


def main() -> None:
    order = msgspec.json.decode(sys.stdin.buffer.read(), type=Order)
    replies = os.fdopen(os.dup(1), "wb")
    # A library that prints must not break the lines.
    os.dup2(2, 1)

    def tell(told: Told) -> None:
        replies.write(msgspec.json.encode(told) + b"\n")
        replies.flush()

    try:
        tell(Told(run=_add(order, tell)))
    except DatelineError as error:
        tell(Told(failed=str(error)))
    except KeyboardInterrupt:
        # The server stops the job; it tells so itself.
        sys.exit(130)


def _add(order: Order, tell: Callable[[Told], None]) -> int:
    options = Options()

    def sources() -> Iterator[Source | Issue]:
        yield from sources_of(order.files, stdin=_Nothing(), options=options)
        for name, row in order.rows:
            yield Source(where=name, kind="row", data=row.encode())
        yield from sources_of(order.addresses, stdin=_Nothing(), options=options)

    tell(Told(total=sum(1 for _ in sources())))
    given = Given(
        published=date.fromisoformat(order.published) if order.published else None, publisher=order.publisher
    )

    @cache
    def loaded() -> Reader:
        reader = Reader()
        tell(Told(started=True))
        return reader

    how = Adding(coder=order.coder, given=given, options=options, jobs=order.jobs, reader=loaded)
    with open_case(order.case) as case:
        run = add_reports(
            case, sources(), named=order.named, how=how, told=lambda became: tell(Told(became=became))
        )
        tell(Told(linking=True))
        link(case)
    return run.number


if __name__ == "__main__":
    main()
