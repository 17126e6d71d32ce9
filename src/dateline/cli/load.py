"""`dateline load`: an archive's tables into a case."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.cli.asking import up_to_date
from dateline.cli.casework import coder_named, coder_option, json_option, print_json
from dateline.cli.examples import WithExamples

_EXAMPLES = """\
Examples:
  dateline archive CC-NEWS-2016*.warc.gz --out claims/
  dateline new war.dateline && dateline load war.dateline claims/
  dateline load postgresql://ann@db.example.org/war claims-2016/ claims-2017/

Nothing is read again: reports, their claims and the incidents that these tell of come out as `dateline add` would make
them of the same reports. What is in the case already stays as it is, so the same command can be given again.

Exit status: 0, 2 DIR holds no finished archive, 4 the case cannot be written.
"""


@click.command(cls=WithExamples, epilog=_EXAMPLES)
@click.argument("case", metavar="CASE")
@click.argument(
    "folders",
    nargs=-1,
    required=True,
    metavar="DIR ...",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
)
@coder_option
@json_option
def load(case: str, folders: tuple[Path, ...], coder: str | None, as_json: bool) -> None:
    """Bring the tables of `dateline archive` into a case, incidents included."""
    from dateline.cli.accounts import print_account
    from dateline.cli.progress import counted
    from dateline.pipeline.loading import load_archive, reports_in
    from dateline.store.case import open_case

    with open_case(case) as opened:
        runs = []
        with counted("loading", sum(map(reports_in, folders))) as step:
            for folder in folders:
                runs.append(
                    load_archive(opened, folder, coder=coder_named(coder), told=lambda became: step())
                )
        up_to_date(opened)
        for run in runs:
            with opened.view() as view:
                became = tuple(view.run_inputs(run.number))
            if as_json:
                print_json({"run": run, "inputs": became})
            else:
                print_account(run, became)
