"""`dateline places`: what a name could mean, and what speaks for each."""

from __future__ import annotations

import json

import click

from dateline.cli.examples import WithExamples

_EXAMPLES = """\
Examples:
  dateline places Tripoli
  dateline places Tripoli --with Beirut      as in a report that names Beirut too
"""


@click.command(cls=WithExamples, epilog=_EXAMPLES)
@click.argument("name")
@click.option("--with", "others", multiple=True, metavar="NAME", help="Another place that the report names.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table")
def places(name: str, others: tuple[str, ...], form: str) -> None:
    """Look NAME up in the gazetteer: the places that it could mean, the likeliest first, with score and reasons."""
    from dateline.errors import InputError
    from dateline.steps.places import look_up

    found = look_up(name, others=others)
    if not found:
        raise InputError(
            f"No place of the gazetteer is called “{name}”. `dateline gazetteer add` takes more places."
        )
    if form == "json":
        rows = [
            {
                "id": c.gazetteer_id, "name": c.name, "country": c.country, "admin1": c.admin1, "feature": c.feature,
                "lat": c.lat, "lon": c.lon, "population": c.population, "score": c.score, "reasons": list(c.reasons),
            }
            for c in found
        ]  # fmt: skip
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for c in found:
        where = ", ".join(x for x in (c.admin1 if c.admin1 != c.name else None, c.country) if x)
        click.echo(
            f"{c.score:6.2f}  {c.name} ({where or 'in several countries'})  {c.feature}  {c.lat:.3f} {c.lon:.3f}"
        )
        click.echo(f"        {'; '.join(c.reasons)}  [{c.gazetteer_id}]")
