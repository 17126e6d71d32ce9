"""`dateline read`: reports in, claims out."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path

import click

from dateline.contract import encode
from dateline.pipeline import Reader
from dateline.steps.documents import document_from_text


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--published", type=click.DateTime(["%Y-%m-%d"]))
@click.option("--publisher")
@click.option("--format", "form", type=click.Choice(["json", "jsonl"]), default="jsonl")
def read(paths: tuple[Path, ...], published: datetime | None, publisher: str | None, form: str) -> None:
    """Print the claims of reports."""
    reader = Reader()
    given = published.date() if published else None
    for path in paths:
        if path.suffix == ".jsonl":
            for line in path.read_text(encoding="utf-8").splitlines():
                row = json.loads(line)
                day = date.fromisoformat(row["published"]) if row.get("published") else None
                document = document_from_text(
                    row["text"],
                    published=day,
                    publisher=row.get("publisher"),
                    title=row.get("title"),
                    external_id=row.get("id"),
                )
                click.echo(encode(reader.read(document)))
        else:
            text = path.read_text(encoding="utf-8")
            document = document_from_text(text, published=given, publisher=publisher)
            click.echo(encode(reader.read(document)))
