"""`dateline check`: whether a case is whole."""

from __future__ import annotations

import sys

import click

from dateline.cli.casework import case_named, case_option, json_option, line, print_json
from dateline.cli.examples import WithExamples

_EXAMPLES = """\
Examples:
  dateline check
  dateline check syria.dateline --json
  dateline check evidence.zip

Verifies that what was read has its hash, that every quoted word stands where it is said to, that claims, incidents,
revisions, copies and decisions name what is there, and that the tables that are searched agree with what was read.
An evidence bundle (dateline export bundle) is verified by its own manifest, without the case it came from.
Exit status 4: something is wrong.
"""


@click.command(cls=WithExamples, epilog=_EXAMPLES)
@click.argument("name", required=False, metavar="[CASE]")
@case_option
@json_option
def check(name: str | None, case: str | None, as_json: bool) -> None:
    """Verify a case: hashes, offsets, references, copies."""
    from pathlib import Path

    from dateline.errors import StoreError
    from dateline.export import bundle
    from dateline.store.case import open_case
    from dateline.store.checking import check as checked

    if name and case is None and bundle.is_bundle(Path(name)):
        verified = bundle.verify(Path(name))
        if as_json:
            print_json(verified._asdict())
        else:
            for words in verified.faults:
                line(words)
            line(
                f"{verified.files:,} files, {verified.claims:,} claims: "
                + (
                    f"{len(verified.faults):,} faults"
                    if verified.faults
                    else "the bundle is as it was written"
                )
            )
        if verified.faults:
            sys.exit(StoreError.exit_status)
        return
    with open_case(case_named(name or case)) as opened, opened.view() as view:
        found = checked(view)
    if as_json:
        print_json(found)
    else:
        for fault in found.faults:
            line(fault.where, fault.message)
        line(
            f"{found.reports:,} reports, {found.claims:,} claims, {found.incidents:,} incidents, "
            f"{found.decisions:,} decisions: "
            + (f"{len(found.faults):,} faults" if found.faults else "all is as it should be")
        )
    if found.faults:
        sys.exit(StoreError.exit_status)
