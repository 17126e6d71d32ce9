"""The command line: one verb a file."""

from __future__ import annotations

import click

from dateline.cli.read import read


@click.group()
def main() -> None:
    """Read reports of armed conflict into sourced claims."""


main.add_command(read)
