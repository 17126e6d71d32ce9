"""`dateline actors`: who has a part in a case, and who is known by a name."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli.asking import told_none
from dateline.cli.casework import case_named, case_option, print_json, table
from dateline.cli.examples import WithExamples

if TYPE_CHECKING:
    from dateline.reference.actors import ActorKnowledge, KnownActor, NameUse

_EXAMPLES = """\
Examples:
  dateline actors --case syria.dateline
  dateline actors "government forces" --case syria.dateline
  dateline actors "Da'esh"
  dateline actors Assad --on 1985-06-01
  dateline actors SDF --lexicon my-actors/
  dateline actors --check --lexicon my-actors/

Without NAME, or with --case: the actors of a case and in how many claims they do something (DOES), something is done
to them (TO), they hold or lose a place (HOLDS), and they are quoted (SAYS).
With NAME alone: whom the name can mean by the files that Dateline comes with.
"""
_STRENGTHS = (
    "as a surname, with a title or where the report supports it",
    "where the report supports it",
    "where it acts or speaks; else it is a place",
    "wherever it stands",
)


@click.command(cls=WithExamples, epilog=_EXAMPLES)
@click.argument("name", required=False)
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), help="What the name means on that day.")
@click.option(
    "--lexicon",
    multiple=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder of your own actor files, beside those of the program. May be given more than once.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON, one known actor a line.")
@click.option("--check", is_flag=True, help="Tell what in the files should be looked at.")
@click.option("--limit", type=click.IntRange(1), metavar="N", help="Of a case: only the first N.")
@case_option
def actors(
    name: str | None,
    day: datetime | None,
    lexicon: tuple[Path, ...],
    as_json: bool,
    check: bool,
    limit: int | None,
    case: str | None,
) -> None:
    """List the actors of a case, or look NAME up among those that Dateline knows: a name or an id. Shows all whom it
    can mean, the likeliest first, with their other names, offices and ties."""
    if case is not None or (name is None and not check):
        _of_case(case, name, limit, as_json)
        return
    from dateline.reference.actors import load_actors

    known = load_actors(lexicon)
    if check:
        problems = known.problems()
        click.echo("\n".join(problems) or f"{len(known)} actors, nothing to look at")
        return
    assert name is not None
    found = _meant(known, name, day.date() if day else None)
    if not found:
        click.echo(f"dateline: no actor is called “{name}”", err=True)
        raise SystemExit(1)
    for actor, use in found:
        click.echo(_as_json(actor) if as_json else _as_text(known, actor, use))


def _of_case(case: str | None, name: str | None, limit: int | None, as_json: bool) -> None:
    from dateline.store.case import open_case

    with open_case(case_named(case)) as opened, opened.view() as view:
        found = view.actors(name)[:limit]
    if as_json:
        print_json(found)
    elif found:
        table(
            ("ACTOR", "KEY", "KIND", "COUNTRY", "DOES", "TO", "HOLDS", "SAYS"),
            (
                (a.name, a.key, a.kind, a.country, *(n or "" for n in (a.does, a.suffers, a.holds, a.says)))
                for a in found
            ),
        )
    else:
        told_none(f"no actor of the case is called {name!r}." if name else "no actors.")


def _meant(known: ActorKnowledge, name: str, day: date | None) -> list[tuple[KnownActor, NameUse | None]]:
    from dateline.reference.actors import known_on

    by_id = known.actor(name)
    if by_id is not None:
        return [(by_id, None)]
    return [
        (actor, use)
        for actor, use in known.meanings(name)
        if day is None or (known_on(use, day, 0) and actor.active_on(day, slack=0) and _in_office(actor, day))
    ]


def _in_office(actor: KnownActor, day: date) -> bool:
    return not actor.offices or any(o.held_on(day) for o in actor.offices)


def _as_json(actor: KnownActor) -> str:
    import msgspec

    return msgspec.json.encode(actor).decode()


def _as_text(known: ActorKnowledge, actor: KnownActor, use: NameUse | None) -> str:
    facts = [actor.type, actor.sector, actor.country, f"ACLED class {actor.inter}" if actor.inter else None]
    lines = [f"{actor.name}  [{actor.id}]", f"  {', '.join(f for f in facts if f)}"]
    if use is not None:
        lines.append(f"  the name means it {_STRENGTHS[use.strength]}{_between(use.first, use.last)}")
    if actor.first or actor.last:
        lines.append(f"  active{_between(actor.first, actor.last)}")
    if actor.aliases:
        lines.append(f"  also: {'; '.join(actor.aliases)}")
    for office in actor.offices:
        lines.append(f"  {office.title}, {office.state}{_between(office.first, office.last)}")
    for tie in actor.ties:
        other = known.actor(tie.to)
        lines.append(
            f"  {tie.relation.replace('_', ' ')}: {other.name if other else tie.to}{_between(tie.first, tie.last)}"
        )
    sure = "" if actor.confidence == "high" else f", confidence {actor.confidence}"
    lines.append(f"  speaks as: {actor.source_kind or 'not said'}; from {actor.where}{sure}")
    return "\n".join(lines)


def _between(first: date | None, last: date | None) -> str:
    if first and last:
        return f", {first} to {last}"
    if first:
        return f", from {first}"
    return f", to {last}" if last else ""
