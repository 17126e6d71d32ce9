"""`dateline control`: who holds which place, from when to when, by what was claimed."""

from __future__ import annotations

from datetime import datetime

import click

from dateline.cli.asking import day_of, place_option, told_none, where
from dateline.cli.casework import case_named, case_option, json_option, print_json, table
from dateline.cli.examples import WithExamples
from dateline.errors import InputError
from dateline.steps.situation.control import RULES, USUAL

_EXAMPLES = """\
Examples:
  dateline control --place Khanasser
  dateline control --at 2016-02-24                             # who held what on that day
  dateline control --place Khanasser --at 2016-02-24 --known-on 2016-02-25   # as it was known then
  dateline control --without loss-is-gain                      # switch a rule off

Nothing is inferred beyond what was claimed but by these rules; RULE names the one that a stretch rests on:
"""
_EXAMPLES += "".join(
    f"  {name}{'' if name in USUAL else ' (off; --with)'}: {words}\n" for name, words in RULES.items()
)


@click.command(cls=WithExamples, epilog=_EXAMPLES)
@place_option
@click.option("--at", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="Only what holds on this day.")
@click.option(
    "--known-on", "known_on", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="As it was known then."
)
@click.option("--with", "more", multiple=True, metavar="RULE", help="Switch a rule on.")
@click.option("--without", "less", multiple=True, metavar="RULE", help="Switch a rule off.")
@case_option
@json_option
def control(
    place: str | None,
    at: datetime | None,
    known_on: datetime | None,
    more: tuple[str, ...],
    less: tuple[str, ...],
    case: str | None,
    as_json: bool,
) -> None:
    """Show who holds a place: stretches of time, contested ones marked, each with the claims it rests on."""
    unknown = sorted({*more, *less} - set(RULES))
    if unknown:
        raise InputError(f"There is no rule {unknown[0]}. The rules: {', '.join(RULES)}")
    from dateline.pipeline.asking import control_of
    from dateline.store.case import open_case

    with open_case(case_named(case)) as opened, opened.view() as view:
        spans = control_of(
            view,
            place=place,
            at=day_of(at),
            known_on=day_of(known_on),
            rules=(USUAL | set(more)) - set(less),
        )
    if as_json:
        print_json(spans)
    elif spans:
        table(
            ("PLACE", "HELD BY", "FROM", "TO", "", "RULE", "CLAIMS"),
            (
                (
                    where(s.place),
                    s.holder.name if s.holder else "nobody was said to",
                    s.start or "",
                    s.end or "",
                    "contested" if s.contested else "",
                    s.rule,
                    " ".join(c[:9] for c in s.claims[:4])
                    + (f" +{len(s.claims) - 4}" if len(s.claims) > 4 else ""),
                )
                for s in spans
            ),
        )
    else:
        told_none("no claims of who holds it.")
