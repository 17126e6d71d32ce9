"""How a verb that decides ends."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import click

from dateline.cli.casework import line, print_json
from dateline.record.decisions import Decision
from dateline.record.described import CREDIBILITY, RELIABILITY, described

__all__ = ["CREDIBILITY", "RELIABILITY", "described", "tell_decision", "why_option"]

_Command = TypeVar("_Command", bound=Callable[..., object])


def why_option(command: _Command) -> _Command:
    return click.option("--why", default="", metavar="TEXT", help="The reason, for the log.")(command)


def tell_decision(decision: Decision, as_json: bool) -> None:
    """What a verb that decides prints."""
    if as_json:
        print_json(
            {"number": decision.number, "at": decision.at, "coder": decision.coder, "what": decision.what}
        )
    else:
        line(f"{decision.number}. {described(decision.what)}. Take it back: dateline undo {decision.number}")
