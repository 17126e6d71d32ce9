"""Options that say which incidents and claims of a case are meant."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeVar, get_args

import click

from dateline.cli.casework import case_named
from dateline.record.events import Status

if TYPE_CHECKING:
    from dateline.store.base import Wanted
    from dateline.store.case import Case

_Command = TypeVar("_Command", bound=Callable[..., Any])
DAY = click.DateTime(formats=["%Y-%m-%d"])


def asked_options(command: _Command) -> _Command:
    """`--place`, `--from`, `--to`, `--type`, `--actor`, `--source`, `--status`, `--known-on`."""
    for option in (
        click.option("--known-on", type=DAY, metavar="DATE", help="The case as it was known on a day."),
        click.option(
            "--status", "statuses", multiple=True, type=click.Choice(get_args(Status)), help="Repeatable."
        ),
        click.option(
            "--source", "sources", multiple=True, metavar="NAME", help="Who says so, or publishes it."
        ),
        click.option("--actor", "actors", multiple=True, metavar="NAME", help="Who does it, or to whom."),
        click.option("--type", "types", multiple=True, metavar="TYPE", help="PLOVER, ACLED or CAMEO type."),
        click.option("--to", "last", type=DAY, metavar="DATE", help="Last day of happenings."),
        click.option("--from", "first", type=DAY, metavar="DATE", help="First day of happenings."),
        click.option("--place", metavar="NAME", help="Place, province or country (name or ISO code)."),
    ):
        command = option(command)
    return command


def wanted_of(
    *,
    place: str | None,
    first: datetime | None,
    last: datetime | None,
    types: tuple[str, ...],
    actors: tuple[str, ...],
    sources: tuple[str, ...],
    statuses: tuple[Status, ...],
    known_on: datetime | None,
) -> Wanted:
    """What the options of `asked_options` ask for."""
    from dateline.store.base import Wanted

    return Wanted(
        place=place,
        first=_day(first),
        last=_day(last),
        types=types,
        actors=actors,
        sources=sources,
        statuses=statuses,
        known_on=_day(known_on),
    )


@contextmanager
def asked_case(case: str | None) -> Iterator[Case]:
    """The case that is meant, with its incidents up to date."""
    from dateline.cli.asking import up_to_date
    from dateline.store.case import open_case

    with open_case(case_named(case)) as opened:
        up_to_date(opened)
        yield opened


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None
