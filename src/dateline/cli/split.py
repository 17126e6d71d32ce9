"""`dateline split`: some claims of an incident tell of another happening."""

from __future__ import annotations

import click

from dateline.cli.casework import case_named, case_option, coder_named, coder_option, json_option
from dateline.cli.decisions import relinked, tell_decision, why_option
from dateline.cli.examples import WithExamples
from dateline.errors import InputError, StoreError

_EXAMPLES = """\
Examples:
  dateline split i3c9 c1f0a c88d2 --why "the second car bomb of that day"
"""


@click.command(cls=WithExamples, epilog=_EXAMPLES)
@click.argument("incident", metavar="INCIDENT")
@click.argument("claims", nargs=-1, required=True, metavar="CLAIM ...")
@case_option
@coder_option
@why_option
@json_option
def split(
    incident: str, claims: tuple[str, ...], case: str | None, coder: str | None, why: str, as_json: bool
) -> None:
    """Say that claims of an incident tell of another happening than the rest."""
    from dateline.record.decisions import Split
    from dateline.store.case import open_case

    with open_case(case_named(case)) as opened:
        with opened.writer() as writer:
            whole = writer.incident_by(incident)
            leaving = tuple(dict.fromkeys(writer.resolve(name)[1] for name in claims))
            for id in leaving:
                if id not in whole.claims:
                    raise StoreError(f"{id} is no claim of the incident {whole.id}.")
            rest = tuple(c for c in whole.claims if c not in leaving)
            if not rest:
                raise InputError("At least one claim must stay in the incident.")
            what = Split(incident=whole.id, claims=leaving, rest=rest)
            decision = writer.decide(what, coder=coder_named(coder), why=why)
        now = relinked(opened, (*leaving, *rest))
    tell_decision(decision, as_json, now)
