"""`dateline compare`: a case against a human-coded file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dateline.cli.asked import asked_case, asked_options, wanted_of
from dateline.cli.casework import case_option, json_option, line, print_json, table
from dateline.cli.examples import WithExamples

if TYPE_CHECKING:
    from dateline.comparison.events import CodedEvent, CodedFile
    from dateline.comparison.matching import Comparison, Tally
    from dateline.export.codebooks import Codebook
    from dateline.export.material import Material

_EXAMPLES = """\
Examples:
  dateline compare acled-syria-2016.csv
  dateline compare ged261.csv --place Syria --from 2016-02-01 --to 2016-02-29 --list
  dateline compare acled.csv --days 2 --km 50 --json > comparison.json

The case is exported in the file's own shape first. Their events outside the countries and days of the case are left
aside, unless --whole is given. "found" is the share of theirs that the case has; "also theirs" of the case's that
they have.
"""


@click.command(cls=WithExamples, epilog=_EXAMPLES)
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@asked_options
@click.option(
    "--codebook", type=click.Path(path_type=Path), metavar="FILE", help="YAML with coding rules of your own."
)
@click.option("--days", type=click.IntRange(0, 30), default=1, show_default=True, help="Days apart at most.")
@click.option(
    "--km", type=click.FloatRange(0, 500), default=25, show_default=True, help="Kilometres apart at most."
)
@click.option("--whole", is_flag=True, help="Hold the case against all of the file.")
@click.option("--list", "listed", is_flag=True, help="List the events that only one side has.")
@case_option
@json_option
def compare(
    file: Path,
    codebook: Path | None,
    days: int,
    km: float,
    whole: bool,
    listed: bool,
    case: str | None,
    as_json: bool,
    **asked: Any,
) -> None:
    """Match the case's incidents with an ACLED or UCDP file of yours: agreement and gaps by type, place and month."""
    from dateline.comparison.events import read_coded
    from dateline.comparison.matching import Limits, compared, within
    from dateline.export.codebooks import load_codebook
    from dateline.export.material import Material
    from dateline.pipeline.asking import as_known

    coded = read_coded(file)
    book = load_codebook(codebook)
    wanted = wanted_of(**asked)
    with asked_case(case) as opened, opened.view() as view:
        ours = _ours(Material(view, wanted, past=as_known(view, wanted)), coded, book)
    theirs = coded.events if whole else within(coded.events, ours)
    found = compared(ours, theirs, Limits(days, km))
    if as_json:
        print_json({"shape": coded.shape, "unreadable": coded.unreadable, "aside": len(coded.events) - len(theirs),
                    "found": found.whole.found, "also_theirs": found.whole.confirmed, **_plain(found)})  # fmt: skip
        return
    _print(found, coded, len(coded.events) - len(theirs), listed)


def _ours(material: Material, coded: CodedFile, book: Codebook) -> tuple[CodedEvent, ...]:
    from dateline.comparison.events import events_of
    from dateline.export import acled, ged
    from dateline.export.accounts import Account

    account = Account(format=coded.shape, rows="events")
    if coded.shape == "acled":
        rows = [
            acled.cells(row, book)
            for row in acled.rows(material.told(), book, account, material.ledger("acled"))
        ]
        columns: Sequence[str] = acled.COLUMNS
    else:
        rows = list(ged.tables(ged.rows(material.told(), account, book, material.ledger("ged")), book))
        columns = ged.COLUMNS
    return tuple(events_of((dict(zip(columns, row, strict=True)) for row in rows), coded.shape))


def _plain(found: Comparison) -> dict[str, object]:
    from dataclasses import fields

    return {f.name: getattr(found, f.name) for f in fields(found)}


def _print(found: Comparison, coded: CodedFile, aside: int, listed: bool) -> None:
    if coded.unreadable:
        line(f"{coded.unreadable:,} rows of the file could not be read and are left aside.")
    if aside:
        line(f"{aside:,} of their events lie outside the countries and days of the case and are left aside.")
    for title, tallies in (
        ("", (found.whole,)),
        ("type", found.by_type),
        ("place", found.by_place),
        ("month", sorted(found.by_month)),
    ):
        table((title, "theirs", "case", "both", "found", "also theirs"), [_row(t) for t in tallies])
        line("")
    if found.pairs:
        line(
            f"Of {len(found.pairs):,} pairs: same type {_percent(found.same_type)}, same sub-type "
            f"{_percent(found.same_subtype)} (alpha {_number(found.type_alpha)}), same day {_percent(found.same_day)}, "
            f"same deaths {_percent(found.same_fatalities)} (theirs {found.fatalities[0]:,}, case "
            f"{found.fatalities[1]:,})."
        )
        for theirs, ours, count in found.type_pairs[:10]:
            line(f"  {count} x theirs {theirs}, case {ours}")
    if listed:
        for title, events in (("only theirs", found.only_theirs), ("only the case's", found.only_ours)):
            line(f"{title}:")
            for e in events:
                line(" ", e.start, e.id, e.subtype, e.place, f"{e.fatalities} dead")


def _row(tally: Tally) -> tuple[object, ...]:
    return (*tally, _percent(tally.found), _percent(tally.confirmed))


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{share:.0%}"


def _number(value: float | None) -> str:
    return "not defined" if value is None else f"{value:.2f}"
