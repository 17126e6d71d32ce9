"""`dateline merge`: several incidents are one."""

from __future__ import annotations

import click

from dateline.cli.casework import case_named, case_option, coder_named, coder_option, json_option
from dateline.cli.decisions import relinked, tell_decision, why_option
from dateline.cli.examples import WithExamples
from dateline.errors import InputError

_EXAMPLES = """\
Examples:
  dateline merge i3c9 i77a --why "same car bomb, the second report has the wrong day"

What holds are the claims that the incidents have now: they stay together whatever is added later, until it is undone.
"""


@click.command(cls=WithExamples, epilog=_EXAMPLES)
@click.argument("incidents", nargs=-1, required=True, metavar="INCIDENT INCIDENT ...")
@case_option
@coder_option
@why_option
@json_option
def merge(incidents: tuple[str, ...], case: str | None, coder: str | None, why: str, as_json: bool) -> None:
    """Say that incidents are one and the same happening."""
    from dateline.record.decisions import Merged
    from dateline.store.case import open_case

    with open_case(case_named(case)) as opened:
        with opened.writer() as writer:
            found = [writer.incident_by(name) for name in incidents]
            if len({i.id for i in found}) < 2:
                raise InputError("Name at least two incidents.")
            what = Merged(incidents=tuple(i.id for i in found), claims=tuple(i.claims for i in found))
            decision = writer.decide(what, coder=coder_named(coder), why=why)
        now = relinked(opened, [claim for some in what.claims for claim in some])
    tell_decision(decision, as_json, now)
