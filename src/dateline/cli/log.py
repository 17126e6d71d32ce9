"""`dateline log`: what people decided about a case."""

from __future__ import annotations

import click

from dateline.cli.casework import case_named, case_option, json_option, print_json, table
from dateline.cli.examples import WithExamples

_EXAMPLES = """\
Examples:
  dateline log
  dateline log --on c1f0a --json      # about one claim

Nothing in the log is ever changed. `dateline undo NUMBER` adds an entry that takes another back.
"""


@click.command(cls=WithExamples, epilog=_EXAMPLES)
@click.option("--on", "target", metavar="ID", help="Only about this claim, incident or source.")
@case_option
@json_option
def log(target: str | None, case: str | None, as_json: bool) -> None:
    """List what people decided: who, when, what and why."""
    from dateline.cli.decisions import described
    from dateline.record.decisions import in_force
    from dateline.store.case import open_case

    with open_case(case_named(case)) as opened, opened.view() as view:
        entries = view.decisions() if target is None else view.decisions_on(target_id(view, target))
        holding = {d.number for d in in_force(entries)}
    if as_json:
        rows = [
            {
                "number": d.number,
                "at": d.at,
                "coder": d.coder,
                "kind": d.kind,
                "what": d.what,
                "why": d.why,
                "holds": d.number in holding or d.kind == "undo",
            }
            for d in entries
        ]
        print_json(rows)
        return
    table(
        ("", "when (UTC)", "who", "what", "why", ""),
        (
            (
                d.number,
                f"{d.at:%Y-%m-%d %H:%M}",
                d.coder,
                described(d.what),
                d.why,
                "" if d.number in holding or d.kind == "undo" else "undone",
            )
            for d in entries
        ),
    )


def target_id(view: object, given: str) -> str:
    """A whole id for the beginning of one; a source's key stays as it is."""
    from dateline.errors import StoreError
    from dateline.store.views import CaseView

    assert isinstance(view, CaseView)
    try:
        return view.resolve(given)[1]
    except StoreError:
        return given
