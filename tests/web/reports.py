"""Reports of a small war by rival sources, with claims at given words; and one that means harm."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dateline.record.actors import Actor
from dateline.record.claims import (
    ActorInClaim,
    Casualties,
    Claim,
    Control,
    PlaceInClaim,
    SourceInClaim,
    TimeInClaim,
    Words,
)
from dateline.record.documents import Document
from dateline.record.events import Status
from dateline.record.ids import content_id
from dateline.record.places import GeoPrecision, Place
from dateline.record.readings import Reading
from dateline.record.text import Span

PLACES: dict[str, tuple[float | None, float | None, str]] = {
    "Dunmore": (35.78, 37.5, "PPL"),
    "Eastmarch": (35.2, 38.4, "ADM1"),
    "Oldbridge": (35.9, 37.1, "PPL"),
    "the Hidden Camp": (None, None, "PPL"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One claim of a report."""

    words: str
    place: str | None = "Dunmore"
    day: date | None = date(2016, 3, 3)
    plover: str = "ASSAULT"
    acled: str | None = "Air/drone strike"
    status: Status = "occurred"
    actor: str = "warplanes"
    killed: int | None = None
    source: str | None = None
    holder: str | None = None
    precision: GeoPrecision = 1
    confidence: float = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    text: str
    publisher: str
    published: date
    told: tuple[Told, ...]
    title: str | None = None
    url: str | None = None


REPORTS = (
    Report(
        text="Warplanes struck the market of Dunmore on Thursday, killing 12 people, a hospital doctor said.",
        publisher="Levant Wire",
        published=date(2016, 3, 4),
        title="Strike on a market",
        told=(Told(words="struck", killed=12, source="a hospital doctor"),),
    ),
    Report(
        text="At least 30 people died when jets hit the market in Dunmore on Thursday, rescue workers said.",
        publisher="Hill Radio",
        published=date(2016, 3, 4),
        told=(Told(words="hit the market", killed=30, source="rescue workers", confidence=0.6),),
    ),
    Report(
        text="The ministry said that its planes did not strike the market of Dunmore on Thursday.",
        publisher="State News",
        published=date(2016, 3, 5),
        told=(Told(words="did not strike", status="denied", source="The ministry"),),
    ),
    Report(
        text="Rebels captured Oldbridge on 10 March. Protesters gathered somewhere in Eastmarch that week.",
        publisher="Levant Wire",
        published=date(2016, 3, 11),
        told=(
            Told(
                words="captured Oldbridge",
                place="Oldbridge",
                day=date(2016, 3, 10),
                actor="rebels",
                acled="Non-state actor overtakes territory",
                holder="rebels",
            ),
            Told(
                words="gathered",
                place="Eastmarch",
                day=date(2016, 3, 9),
                plover="PROTEST",
                acled="Peaceful protest",
                actor="protesters",
                precision=3,
            ),
        ),
    ),
    Report(
        text="Officials met in the Hidden Camp to talk of a truce.",
        publisher="Hill Radio",
        published=date(2016, 4, 2),
        told=(
            Told(
                words="met",
                place="the Hidden Camp",
                day=None,
                plover="CONSULT",
                acled=None,
                actor="officials",
            ),
        ),
    ),
)

SCRIPT = '<script>alert("x")</script><img src=x onerror=alert(1)>'
TURNED = "\u202egnihton dias yeht\u202c"
"""Shown from right to left by whoever does not take care."""


def hostile() -> Reading:
    """Markup, event handlers, signs that turn the direction of text, a null character and a very long line."""
    text = (
        f"{SCRIPT} shelled Dunmore\0 on Sunday, {TURNED} said. "
        + "javascript:alert(1) " * 20
        + "A" * 5_000_000
        + "\nEnd."
    )
    return reading_of(
        Report(
            text=text,
            publisher=f"Evil {SCRIPT} Post",
            published=date(2016, 5, 1),
            title=f"{SCRIPT}{TURNED}",
            url="https://example.org/%22onmouseover=alert(1)//",
            told=(
                Told(
                    words="shelled",
                    day=date(2016, 4, 30),
                    actor=SCRIPT,
                    source=TURNED,
                    killed=1,
                    plover="ASSAULT",
                ),
            ),
        )
    )


def reading_of(report: Report) -> Reading:
    document = Document(
        id=content_id("r", report.text, report.publisher),
        title=report.title,
        publisher=report.publisher,
        url=report.url,
        published=report.published,
        published_basis="given",
        language="en",
        text=report.text,
    )
    names = list(
        dict.fromkeys(n for t in report.told for n in (t.actor, t.source or "", t.holder or "") if n)
    )
    actors = {name: f"a{i}" for i, name in enumerate(names)}
    places = list(dict.fromkeys(t.place for t in report.told if t.place))
    return Reading(
        document=document,
        actors=tuple(_actor(id, name, report.text) for name, id in actors.items()),
        places=tuple(_place(f"p{i}", name) for i, name in enumerate(places)),
        claims=tuple(_claim(document, told, actors, places) for told in report.told),
    )


def _actor(id: str, name: str, text: str) -> Actor:
    at = text.find(name)
    return Actor(
        id=id,
        name=name,
        type="group",
        sector="MIL",
        country="SYR",
        inter=1 if name in ("warplanes", "officials") else 2,
        aliases=(),
        kb=None,
        affiliations=(),
        mentions=(Span(at, at + len(name)),) if at >= 0 else (),
        rule="by hand",
    )


def _place(id: str, name: str) -> Place:
    lat, lon, feature = PLACES[name]
    return Place(
        id=id,
        name=name,
        lat=lat,
        lon=lon,
        country="SYR",
        admin1="Northland",
        feature=feature,
        geonames=None,
        mentions=(),
        rule="by hand",
    )


def _claim(document: Document, told: Told, actors: dict[str, str], places: list[str]) -> Claim:
    text = document.text
    at = text.index(told.words)
    span = Span(at, at + len(told.words))
    place = f"p{places.index(told.place)}" if told.place else None
    source = _words(text, told.source) if told.source else None
    trigger = Words(text=told.words, span=span)
    return Claim(
        id=content_id("c", document.id, str(span)),
        kind="event",
        trigger=trigger,
        plover=told.plover,  # type: ignore[arg-type]
        mode=None,
        cameo=None,
        acled_type=None,
        acled_sub=told.acled,
        status=told.status,
        actors=(ActorInClaim(actor=actors[told.actor], span=span, text=told.words),),
        recipients=(),
        place=PlaceInClaim(
            place=place, span=span, text=told.words, relation="at", geo_precision=told.precision
        )
        if place
        else None,
        time=TimeInClaim(
            time=None, start=told.day, end=told.day, time_precision=1, text=told.words, span=span
        )
        if told.day
        else None,
        casualties=(
            Casualties(
                who=None,
                outcome="killed",
                low=told.killed,
                best=told.killed,
                high=told.killed,
                text=told.words,
                span=span,
            ),
        )
        if told.killed is not None
        else (),
        weapons=(),
        control=Control(place=place, holder=actors[told.holder], change="gains")
        if told.holder and place
        else None,
        attribution=(
            SourceInClaim(
                text=source.text, span=source.span, actor=actors[told.source], kind="official", cue=None
            ),
        )
        if source and told.source
        else (),
        evidence=Span(text.rfind(". ", 0, at) + 2 if ". " in text[:at] else 0, text.find(".", at) + 1),
        confidence=told.confidence,
        coded_by="frame strike: strike",
        rules={"status": "verb"},
    )


def _words(text: str, words: str) -> Words:
    at = text.index(words)
    return Words(text=words, span=Span(at, at + len(words)))
