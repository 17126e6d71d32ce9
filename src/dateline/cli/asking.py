"""What the verbs that ask a case share: options, days, and incidents that are up to date."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date, datetime
from typing import Any, TypeVar

import click

from dateline.record.kept import KeptActor, KeptPlace
from dateline.store.case import Case

_Command = TypeVar("_Command", bound=Callable[..., Any])


def place_option(command: _Command) -> _Command:
    return click.option(
        "--place", metavar="NAME", help="A place, province or country by name, or a country's three letters."
    )(command)


def days_options(command: _Command) -> _Command:
    day = click.DateTime(["%Y-%m-%d"])
    until = click.option("--to", "last", type=day, metavar="DATE", help="Not after this day.")
    since = click.option(
        "--from", "first", type=day, metavar="DATE", help="Not before this day (2016-02-01)."
    )
    return since(until(command))


def day_of(given: datetime | None) -> date | None:
    return given.date() if given else None


def up_to_date(case: Case) -> None:
    """Links what came since incidents were last made, as after an add that was stopped."""
    from dateline.pipeline.linking import link

    with case.view() as view:
        waits = next(view.waiting(1), None) is not None
    if waits:
        click.echo("dateline: joining new claims into incidents ...", err=True)
        link(case)


def where(place: KeptPlace | None) -> str:
    """ "near Khanasser, Aleppo, SYR"; empty where no place is known."""
    if place is None:
        return ""
    near = "" if place.relation == "at" else f"{place.relation} "
    around = [part for part in (place.admin1, place.country) if part and part != place.name]
    return near + ", ".join([place.name, *around])


def who(actors: tuple[KeptActor, ...], most: int = 2) -> str:
    names = [a.name for a in actors]
    return ", ".join(names[:most]) + (f" +{len(names) - most}" if len(names) > most else "")


def days(first: date | None, last: date | None) -> str:
    if first is None:
        return "day unknown" if last is None else f"until {last}"
    if last is None or last == first:
        return str(first)
    if last.year != first.year:
        return f"{first}..{last}"
    return f"{first}..{last:%d}" if last.month == first.month else f"{first}..{last:%m-%d}"


def told_none(words: str) -> None:
    """On standard error, so that an empty answer stays empty for a program."""
    sys.stdout.flush()
    click.echo(f"dateline: {words}", err=True)
