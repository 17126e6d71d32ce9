"""`dateline report`: the kept account of an `add`."""

from __future__ import annotations

import click

from dateline.cli.casework import case_named, case_option, json_option, print_json, table
from dateline.cli.examples import WithExamples
from dateline.errors import StoreError

_EXAMPLES = """\
Examples:
  dateline report                 # the last run
  dateline report 3 --all         # run 3, every input
  dateline report --list
"""


@click.command(cls=WithExamples, epilog=_EXAMPLES)
@click.argument("number", type=int, required=False, metavar="[RUN]")
@click.option("--list", "all_runs", is_flag=True, help="List the runs.")
@click.option("--all", "every", is_flag=True, help="List every input.")
@case_option
@json_option
def report(number: int | None, all_runs: bool, every: bool, case: str | None, as_json: bool) -> None:
    """Show again what became of each input of an `add`."""
    from dateline.cli.accounts import print_account
    from dateline.store.case import open_case

    with open_case(case_named(case)) as opened, opened.view() as view:
        runs = view.runs()
        if all_runs:
            if as_json:
                print_json(runs)
            else:
                rows = (
                    (
                        r.number,
                        f"{r.started:%Y-%m-%d %H:%M}",
                        r.coder,
                        "" if r.ended else "stopped",
                        _counts(r.counts),
                    )
                    for r in runs
                )
                table(("run", "started", "coder", "", "inputs"), rows)
            return
        found = runs[-1:] if number is None else tuple(r for r in runs if r.number == number)
        if not found:
            raise StoreError("Nothing was added yet." if number is None else f"There is no run {number}.")
        inputs = tuple(view.run_inputs(found[0].number))
        if as_json:
            print_json({"run": found[0], "inputs": inputs})
        else:
            print_account(found[0], inputs, every=every)


def _counts(counts: object) -> str:
    assert isinstance(counts, dict)
    return ", ".join(f"{number:,} {outcome}" for outcome, number in counts.items())
