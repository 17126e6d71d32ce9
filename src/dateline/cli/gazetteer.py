"""`dateline gazetteer`: what the gazetteer holds, and more places for it."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from dateline.cli.examples import WithExamples

_EXAMPLES = """\
Example:
  dateline gazetteer add SY.zip
      all of Syria's villages, from https://download.geonames.org/export/dump/ (CC BY 4.0)
"""


@click.group()
def gazetteer() -> None:
    """Show or extend the gazetteer, the list of places and where they are."""


@gazetteer.command()
def show() -> None:
    """Print what the gazetteer is made of, and what was added to it."""
    from dateline.reference.gazetteer import open_gazetteer

    for source, version, count, path in open_gazetteer().volumes():
        click.echo(f"{count:>10,} places  {source} {version}  {path}")


@gazetteer.command(cls=WithExamples, epilog=_EXAMPLES)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def add(file: Path) -> None:
    """Add the places of a GeoNames dump: one country's .txt or .zip, or allCountries.zip (about 15 minutes).

    They are kept in your own data folder (DATELINE_DATA, else the usual one) and used by every later run. A file that
    is cut off or of another kind adds nothing.
    """
    from dateline.reference.gazetteer.dump import add_dump, size_of

    total = size_of(file)
    with click.progressbar(length=total, label=f"reading {file.name}", file=sys.stderr) as bar:

        def told(done: int) -> None:
            bar.update(done - bar.pos)

        path, count = add_dump(file, told=told)
    click.echo(f"Added {count:,} places: {path}")


@gazetteer.command()
@click.argument("name")
def remove(name: str) -> None:
    """Take away places that were added, by the name that `gazetteer show` gives ("SY")."""
    from dateline.errors import InputError
    from dateline.reference.gazetteer.where import added_folder

    path = added_folder() / f"{Path(name).name.removesuffix('.gaz')}.gaz"
    if not path.exists():
        raise InputError(f"Nothing of that name was added ({path}).")
    path.unlink()
    click.echo(f"Removed {path}")
