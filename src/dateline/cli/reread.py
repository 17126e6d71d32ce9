"""`dateline reread`: the reports of a case, read by this version."""

from __future__ import annotations

import click

from dateline.cli.casework import case_named, case_option, coder_named, json_option, line, print_json
from dateline.cli.examples import WithExamples

_EXAMPLES = """\
Examples:
  dateline reread          # after Dateline was updated
  dateline reread --all    # every report, for example after the actors or frames were edited

Earlier readings stay in the case. Corrections and grades hold on for the claims at the same words.
"""


@click.command(cls=WithExamples, epilog=_EXAMPLES)
@click.option("--all", "every", is_flag=True, help="Also reports that this version read already.")
@click.option("--jobs", type=click.IntRange(1, 256), metavar="N", help="Processes.")
@case_option
@json_option
def reread(every: bool, jobs: int | None, case: str | None, as_json: bool) -> None:
    """Read the reports of a case anew with this version of Dateline."""
    from dateline.pipeline.adding import Adding, read_anew
    from dateline.pipeline.linking import link
    from dateline.store.case import open_case

    done = []
    with open_case(case_named(case)) as opened:
        how = Adding(coder=coder_named(None), jobs=jobs)
        changed = read_anew(opened, every=every, how=how, told=lambda id, differs: done.append(id))
        if changed:
            link(opened)
    if as_json:
        print_json({"read": len(done), "changed": changed})
    else:
        line(f"{len(done):,} reports were read anew; {changed:,} of them read differently now.")
