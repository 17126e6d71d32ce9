"""How a verb that decides ends."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, TypeVar

import click

from dateline.cli.asking import days, where
from dateline.cli.casework import line, print_json
from dateline.record.decisions import Decision
from dateline.record.described import CREDIBILITY, RELIABILITY, described

if TYPE_CHECKING:
    from dateline.record.incidents import Incident
    from dateline.store.case import Case

__all__ = ["CREDIBILITY", "RELIABILITY", "described", "relinked", "tell_decision", "why_option"]

_Command = TypeVar("_Command", bound=Callable[..., object])


def why_option(command: _Command) -> _Command:
    return click.option("--why", default="", metavar="TEXT", help="The reason, for the log.")(command)


def relinked(case: Case, claims: Iterable[str]) -> tuple[Incident, ...]:
    """Makes the incidents anew that a decision touched; those that the claims are in now."""
    from dateline.pipeline.linking import link

    link(case)
    with case.view() as view:
        ids = sorted(set(view.incidents_of(claims).values()))
        return tuple(found for id in ids if (found := view.incident(id)) is not None)


def tell_decision(decision: Decision, as_json: bool, incidents: Sequence[Incident] | None = None) -> None:
    """What a verb that decides prints. `incidents`: those that came of it."""
    if as_json:
        told = {"number": decision.number, "at": decision.at, "coder": decision.coder, "what": decision.what}
        print_json(told if incidents is None else {**told, "incidents": [i.id for i in incidents]})
        return
    line(f"{decision.number}. {described(decision.what)}. Take it back: dateline undo {decision.number}")
    for one in incidents or ():
        number = len(one.claims)
        parts = (days(one.start, one.end), one.type, where(one.place))
        about = ", ".join(part for part in parts if part)
        line(f"   now {one.id[:9]}  {about}, {number} claim{'' if number == 1 else 's'}")
