"""`dateline schema`: the form of the output."""

from __future__ import annotations

import click

from dateline.cli.examples import WithExamples

_EXAMPLES = """\
Example:
  dateline schema > dateline-1.schema.json
"""


@click.command(cls=WithExamples, epilog=_EXAMPLES)
def schema() -> None:
    """Print the JSON Schema of the output of `dateline read --format json`, made from the program's own types."""
    import msgspec

    from dateline.contract import json_schema

    click.echo(msgspec.json.format(msgspec.json.encode(json_schema()), indent=2))
