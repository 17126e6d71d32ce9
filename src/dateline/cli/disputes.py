"""`dateline disputes`: on what the sources differ."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import click

from dateline.cli.asking import day_of, days, days_options, place_option, told_none, up_to_date, where
from dateline.cli.casework import case_named, case_option, json_option, line, print_json
from dateline.cli.examples import WithExamples
from dateline.cli.showing import by_rule, sources_of
from dateline.record.incidents import CasualtyRange, Version

_EXAMPLES = """\
Examples:
  dateline disputes --case syria.dateline
  dateline disputes --place Saraqib --from 2020-02-01
  dateline disputes --field killed --json

Fields: happened, actors, killed, wounded, captured, ..., holder, day, place. A source marked PARTY fights in the
incident itself, or is an official or an outlet of a state that does. Which version is right is not decided. Under
figures stands what UCDP's rule and ACLED's rule make of them.
"""


@click.command(cls=WithExamples, epilog=_EXAMPLES)
@place_option
@days_options
@click.option("--field", "fields", multiple=True, metavar="F", help="Only disputes on this field.")
@case_option
@json_option
def disputes(
    place: str | None,
    first: datetime | None,
    last: datetime | None,
    fields: tuple[str, ...],
    case: str | None,
    as_json: bool,
) -> None:
    """List what the sources differ on, each version with those who say so."""
    from dateline.pipeline.asking import disputed_control
    from dateline.store.base import Wanted
    from dateline.store.case import open_case

    begin, end = day_of(first), day_of(last)
    with open_case(case_named(case)) as opened:
        up_to_date(opened)
        with opened.view() as view:
            incidents = [i for i in view.incidents(Wanted(place=place, first=begin, last=end)) if i.disputed]
            held = disputed_control(view, place=place, first=begin, last=end)
    ranges = {i.id: i.casualties for i in incidents}
    found = [
        (i.id, days(i.start, i.end), i.type, where(i.place), d)
        for i in incidents
        for d in i.disputed
        if not fields or d.field.split(" (")[0] in fields
    ]
    found += [
        ("control", days(s.start, s.end), "control", where(s.place), d)
        for s, d in held
        if not fields or d.field in fields
    ]
    if as_json:
        print_json(
            [
                {
                    "incident": id,
                    "day": day,
                    "type": sort,
                    "place": at,
                    "field": d.field,
                    "versions": d.versions,
                    "ranges": _ranges(ranges.get(id, ()), d.field),
                }
                for id, day, sort, at, d in found
            ]
        )
        return
    if not found:
        told_none("no disputes.")
    before = ""
    for id, day, sort, at, dispute in found:
        head = "  ".join(part for part in (id[:9], day, sort, at) if part)
        if head != before:
            line(head)
            before = head
        line(f"    {dispute.field}:")
        for one in dispute.versions:
            for text in _told(one):
                click.echo(text)
        for one_range in _ranges(ranges.get(id, ()), dispute.field):
            for text in _wrapped(f"all sides, {by_rule(one_range)}"):
                click.echo(text)


def _ranges(all: Iterable[CasualtyRange], field: str) -> list[CasualtyRange]:
    """What the rules make of the outcome that a dispute is about ("killed (state TUR)")."""
    return [one for one in all if one.outcome == field.split(" (")[0]]


def _told(version: Version) -> list[str]:
    """The version and its sources with kind and side."""
    return _wrapped(f"{version.value}: {'; '.join(sources_of(version))}")


def _wrapped(text: str) -> list[str]:
    """In lines of 100 columns."""
    from textwrap import wrap

    from dateline.cli.terminal import WIDTH, plain

    return wrap(plain(text), WIDTH, initial_indent=" " * 8, subsequent_indent=" " * 10)
