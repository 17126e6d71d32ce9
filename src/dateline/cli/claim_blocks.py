"""A report's claims for a person to read: one claim a block, 100 columns."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from dateline.cli.terminal import plain
from dateline.record.claims import ActorInClaim, Casualties, Claim, PlaceInClaim, SourceInClaim, TimeInClaim
from dateline.record.readings import Reading
from dateline.record.text import Span
from dateline.reference.countries import country_name

_STATUS_STYLES = {
    "occurred": "bold green",
    "ongoing": "bold cyan",
    "planned": "bold blue",
    "possible": "bold yellow",
    "conditional": "bold magenta",
    "denied": "bold red",
}
_GEO_PRECISION = {1: "the place itself", 2: "near it or in a part of it", 3: "somewhere in this wide region"}
_TIME_PRECISION = {1: "day known", 2: "within a week", 3: "within a month", 4: "wider"}
_KINDS = {"state-outlet": "state media", "armed-actor": "armed actor", "generic": "not named"}
_BASIS = {"given": "", "metadata": " (from the page)", "dateline": " (from its dateline)", "unknown": ""}
_CHANGES = {"gains": "gains", "loses": "loses", "holds": "holds", "contests": "fights for"}
_LONGEST_WORDS = 420
"""Characters of the evidence that are shown; the rest is cut at both ends of the trigger."""


def report_blocks(where: str, reading: Reading, *, total: int) -> Iterator[RenderableType]:
    """`total`: claims before any were filtered out."""
    yield _header(where, reading, total)
    for number, claim in enumerate(reading.claims, start=1):
        yield Padding(_claim(number, claim, reading), (0, 0, 1, 0))


def _header(where: str, reading: Reading, total: int) -> RenderableType:
    document = reading.document
    lines: list[RenderableType] = [
        Rule(Text(plain(document.external_id or where), style="bold"), align="left")
    ]
    if document.title:
        lines.append(Text(plain(document.title), style="bold"))
    published = (
        f"published {document.published}{_BASIS[document.published_basis]}"
        if document.published
        else ("date not known (--published DATE sets it)")
    )
    about = [plain(document.publisher)] if document.publisher else []
    lines.append(Text(" · ".join([*about, published])))
    shown = len(reading.claims)
    counts = _count(total, "claim") if shown == total else f"{shown} of {_count(total, 'claim')}"
    sources = len({a.source for a in reading.attributions if a.source})
    lines.append(
        Text(
            f"{counts} · {_count(len(reading.actors), 'actor')} · {_count(len(reading.places), 'place')} · "
            f"{_count(len(reading.times), 'time')} · {_count(sources, 'quoted source')}",
            style="dim",
        )
    )
    lines += [Text(f"! {plain(warning)}", style="yellow") for warning in reading.warnings]
    lines.append(Text())
    return Group(*lines)


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"


def _claim(number: int, claim: Claim, reading: Reading) -> RenderableType:
    grid = Table.grid(padding=(0, 1, 0, 0), expand=False)
    grid.add_column(width=9, no_wrap=True, style="dim", justify="right")
    grid.add_column(overflow="fold")
    grid.add_row(Text(f"{number}", style="bold"), _headline(claim))
    grid.add_row(Text(), _who(claim, reading))
    if claim.place:
        grid.add_row("where", _where(claim.place, reading))
    if claim.time:
        grid.add_row("when", _when(claim.time))
    for casualties in claim.casualties:
        grid.add_row(_outcome(casualties), _how_many(casualties, reading))
    if claim.control:
        control = claim.control
        holder, place = _actor_name(control.holder, reading), _place_name(control.place, reading)
        grid.add_row("control", Text(f"{holder} {_CHANGES[control.change]} {place}"))
    if claim.weapons:
        grid.add_row("with", Text(", ".join(plain(w.text) for w in claim.weapons)))
    grid.add_row("says", _says(claim.attribution, reading))
    grid.add_row("words", _words(claim, reading.document.text))
    return grid


def _headline(claim: Claim) -> Text:
    line = Text(claim.status.upper(), style=_STATUS_STYLES[claim.status])
    kinds = []
    if claim.plover:
        kinds.append(f"{claim.plover} · {plain(claim.mode)}" if claim.mode else claim.plover)
    if claim.acled_sub:
        kinds.append(claim.acled_sub)
    if not kinds:
        kinds.append(plain(claim.coded_by))
    line.append("  " + "  |  ".join(kinds), style="bold")
    if claim.kind == "state":
        line.append("  (a state of things)", style="dim")
    line.append(f"  {claim.confidence:.2f}", style="dim")
    return line


def _who(claim: Claim, reading: Reading) -> Text:
    line = _actors(claim.actors, reading)
    if claim.recipients:
        line.append(" → ", style="bold")
        line.append_text(_actors(claim.recipients, reading))
    return line


def _actors(actors: tuple[ActorInClaim, ...], reading: Reading) -> Text:
    if not actors:
        return Text("somebody", style="dim italic")
    line = Text()
    for i, part in enumerate(actors):
        if i:
            line.append(", ")
        name = _actor_name(part.actor, reading)
        line.append(name, style="bold")
        words = plain(part.text)
        if words.casefold().removeprefix("the ") != name.casefold().removeprefix("the "):
            line.append(f" (“{words}”)", style="dim")
    return line


def _where(place: PlaceInClaim, reading: Reading) -> Text:
    relation = "" if place.relation == "at" else f"{place.relation} "
    line = Text(relation)
    line.append(_place_name(place.place, reading), style="bold")
    found = next((p for p in reading.places if p.id == place.place), None)
    if found is None:
        return line
    country = country_name(found.country) if found.country else None
    around = [plain(v) for v in (found.admin1, country) if v and v != found.name]
    if around:
        line.append(", " + ", ".join(around))
    notes = [_GEO_PRECISION[place.geo_precision]]
    if found.lat is None or found.lon is None:
        notes.append("not in the gazetteer")
    else:
        notes.append(f"{found.lat:.2f}, {found.lon:.2f}")
    line.append(" · " + " · ".join(notes), style="dim")
    return line


def _when(time: TimeInClaim) -> Text:
    words = f"“{plain(time.text)}”" if time.text.strip() else ""
    if time.start is None and time.end is None:
        return Text(f"{words} (the day is not known)".strip())
    line = Text(_days(time.start, time.end))
    line.append(" · " + " · ".join(filter(None, (_TIME_PRECISION[time.time_precision], words))), style="dim")
    return line


def _days(start: date | None, end: date | None) -> str:
    if start == end:
        return f"{start}"
    if start is None:
        return f"until {end}"
    return f"since {start}" if end is None else f"{start} to {end}"


def _outcome(casualties: Casualties) -> str:
    return "hurt" if casualties.outcome == "killed_or_wounded" else casualties.outcome


def _how_many(casualties: Casualties, reading: Reading) -> Text:
    line = Text(_bounds(casualties))
    if casualties.who:
        line.append(f" of {_actor_name(casualties.who, reading)}")
    if casualties.outcome == "killed_or_wounded":
        line.append(" killed or wounded")
    line.append(f" · “{plain(casualties.text)}”", style="dim")
    return line


def _bounds(casualties: Casualties) -> str:
    low, best, high = casualties.low, casualties.best, casualties.high
    if low is not None and low == high:
        return "none" if high == 0 else f"{low:,}"
    if low is not None and high is not None:
        return f"{low:,} to {high:,}" + (f", likely {best:,}" if best not in (None, low, high) else "")
    if low is not None:
        return f"{low:,} or more"
    return f"up to {high:,}" if high is not None else "a number not told"


def _says(chain: tuple[SourceInClaim, ...], reading: Reading) -> Text:
    if not chain:
        return Text("the report itself")
    line = Text()
    for i, source in enumerate(chain):
        together = i > 0 and source.cue is not None and source.cue == chain[i - 1].cue
        line.append("according to " if i == 0 else " and " if together else ", citing ")
        name = _actor_name(source.actor, reading) if source.actor else plain(source.text)
        line.append(name, style="bold")
        notes = [_KINDS.get(source.kind, source.kind)]
        words = plain(source.text)
        if source.actor and words.casefold().removeprefix("the ") != name.casefold().removeprefix("the "):
            notes.append(f"“{words}”")
        if source.cue:
            notes.append(f"“{plain(source.cue.text)}”")
        line.append(f" ({', '.join(notes)})", style="dim")
    return line


def _words(claim: Claim, text: str) -> Text:
    """The sentence with its trigger marked: by style, and by signs where there are no styles."""
    around, trigger = claim.evidence, claim.trigger.span
    if not around.contains(trigger):
        around = Span(min(around.start, trigger.start), max(around.end, trigger.end))
    start, end = around
    if end - start > _LONGEST_WORDS:
        room = max(0, (_LONGEST_WORDS - (trigger.end - trigger.start)) // 2)
        start, end = max(start, trigger.start - room), min(end, trigger.end + room)
    line = Text("“" if start == around.start else "… ")
    line.append(plain(text[start : trigger.start]))
    line.append("[", style="dim")
    line.append(plain(text[trigger.start : trigger.end]), style="bold")
    line.append("]", style="dim")
    line.append(plain(text[trigger.end : end]))
    line.append("”" if end == around.end else " …")
    return line


def _actor_name(actor: str, reading: Reading) -> str:
    return next((plain(a.name) for a in reading.actors if a.id == actor), actor)


def _place_name(place: str, reading: Reading) -> str:
    return next((plain(p.name) for p in reading.places if p.id == place), place)
