"""`dateline undo`: takes a decision back."""

from __future__ import annotations

import click

from dateline.cli.casework import case_named, case_option, coder_named, coder_option, json_option
from dateline.cli.decisions import tell_decision, why_option
from dateline.cli.examples import WithExamples
from dateline.errors import StoreError

_EXAMPLES = """\
Examples:
  dateline undo              # the last decision that holds
  dateline undo 7 --why "the report was right after all"

An undoing is an entry of the log too, and can be undone.
"""


@click.command(cls=WithExamples, epilog=_EXAMPLES)
@click.argument("number", type=int, required=False)
@case_option
@coder_option
@why_option
@json_option
def undo(number: int | None, case: str | None, coder: str | None, why: str, as_json: bool) -> None:
    """Take a decision back: a correction, a merge, a split, a grade, or an undoing."""
    from dateline.pipeline.linking import link
    from dateline.record.decisions import Undone, in_force
    from dateline.store.case import open_case

    with open_case(case_named(case)) as opened:
        with opened.writer() as writer:
            if number is None:
                holding = in_force(writer.decisions())
                if not holding:
                    raise StoreError("Nothing was decided that could be undone.")
                number = holding[-1].number
            decision = writer.decide(Undone(decision=number), coder=coder_named(coder), why=why)
        link(opened)
    tell_decision(decision, as_json)
