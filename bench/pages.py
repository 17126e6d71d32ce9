"""A report of a war that never was as it is written, with what would be read of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from dateline.record.actors import Actor
from dateline.record.claims import (
    ActorInClaim,
    Casualties,
    Claim,
    Control,
    PlaceInClaim,
    SourceInClaim,
    SourceKind,
    TimeInClaim,
    Words,
)
from dateline.record.documents import Document
from dateline.record.ids import content_id
from dateline.record.places import Place
from dateline.record.readings import Reading
from dateline.record.text import Span
from dateline.record.times import Time


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    verb: str
    frame: str
    plover: str
    mode: str | None
    acled: str
    sub: str
    cameo: str
    deadly: bool = False
    taking: bool = False
    often: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    key: str | None
    name: str
    type: Literal["group", "organisation"]
    sector: str
    country: str | None
    inter: int
    kind: Literal["official", "armed-actor"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    words: str
    kind: SourceKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    name: str
    lat: float
    lon: float
    country: str
    admin1: str
    feature: str
    geonames: int


class Page:
    """A report as it is written, with what would be read of it."""

    def __init__(self, text: str, day: date, outlet: str, title: str, number: int) -> None:
        self.day = day
        self._text = text
        self._outlet, self._title, self._number = outlet, title, number
        self._start = 0
        self._evidence = Span(0, 0)
        self._actors: dict[str, tuple[Actor, list[Span]]] = {}
        self._places: dict[str, tuple[Town, list[Span]]] = {}
        self._times: list[Time] = []
        self._claims: list[tuple[Span, dict[str, Any]]] = []

    def begin(self) -> None:
        self._start = len(self._text)

    def end(self) -> None:
        self._text += "."
        self._evidence = Span(self._start, len(self._text))
        self._text += " "

    def say(self, sentence: str) -> None:
        self._text += sentence + " "

    def add(self, words: str) -> None:
        self._text += words

    def words(self, words: str) -> Words:
        start = len(self._text)
        self._text += words
        return Words(text=words, span=Span(start, len(self._text)))

    def actor(self, side: Side) -> str:
        return self._actor(side.name, side)

    def crowd(self, name: str) -> str:
        return self._actor(name, None)

    def _actor(self, name: str, side: Side | None) -> str:
        if name not in self._actors:
            made = Actor(
                id=f"a{len(self._actors) + 1}",
                name=name,
                type=side.type if side else "group",
                sector=side.sector if side else "CVL",
                country=side.country if side else None,
                aliases=(),
                kb=side.key if side else None,
                affiliations=(),
                mentions=(),
                inter=side.inter if side else 7,
                source_kind=side.kind if side else None,
                rule="generated",
            )
            self._actors[name] = (made, [])
        actor, mentions = self._actors[name]
        mentions.append(Span(len(self._text), len(self._text) + len(name)))
        return actor.id

    def place(self, town: Town) -> tuple[str, Words]:
        id = f"p{town.geonames}"
        words = self.words(town.name)
        self._places.setdefault(id, (town, []))[1].append(words.span)
        return id, words

    def time(self, day: date, words: str) -> tuple[str, date, Words]:
        said = self.words(words)
        id = f"t{len(self._times) + 1}"
        self._times.append(
            Time(
                id=id,
                text=said.text,
                span=said.span,
                type="DATE",
                timex=str(day),
                start=day,
                end=day,
                anchored=True,
                rule="generated",
            )
        )
        return id, day, said

    def source(self, source: Speaker | None, cue: str) -> SourceInClaim | None:
        if source is None:
            return None
        self.add(", ")
        words = self.words(source.words)
        self.add(" ")
        said = self.words(cue)
        return SourceInClaim(text=words.text, span=words.span, actor=None, kind=source.kind, cue=said)

    def claim(
        self,
        trigger: Words,
        deed: Deed | None,
        *,
        kind: Literal["event", "state"] = "event",
        status: Any = "occurred",
        actors: tuple[tuple[str, Words], ...] = (),
        recipients: tuple[tuple[str, Words], ...] = (),
        where: tuple[str, Words] | None = None,
        when: tuple[str, date, Words] | None = None,
        source: SourceInClaim | None = None,
        control: Literal["gains", "holds"] | None = None,
        killed: tuple[str, int, Words] | None = None,
    ) -> None:
        holder = control and where and actors
        made = {
            "kind": kind,
            "trigger": trigger,
            "plover": deed.plover if deed else "ACCUSE" if kind == "event" else None,
            "mode": deed.mode if deed else None,
            "cameo": deed.cameo if deed else "112" if kind == "event" else None,
            "acled_type": deed.acled if deed else None,
            "acled_sub": deed.sub if deed else None,
            "status": status if kind == "event" else "ongoing",
            "actors": tuple(ActorInClaim(actor=a, span=w.span, text=w.text) for a, w in actors),
            "recipients": tuple(ActorInClaim(actor=a, span=w.span, text=w.text) for a, w in recipients),
            "place": PlaceInClaim(
                place=where[0], span=where[1].span, text=where[1].text, relation="at", geo_precision=1
            )
            if where
            else None,
            "time": TimeInClaim(
                time=when[0],
                start=when[1],
                end=when[1],
                time_precision=1,
                text=when[2].text,
                span=when[2].span,
            )
            if when
            else None,
            "casualties": (
                Casualties(
                    who=killed[0],
                    outcome="killed",
                    low=killed[1],
                    best=killed[1],
                    high=killed[1],
                    text=killed[2].text,
                    span=killed[2].span,
                ),
            )
            if killed
            else (),
            "weapons": (),
            "control": Control(place=where[0], holder=actors[0][0], change=control)
            if holder and where and control
            else None,
            "attribution": (source,) if source else (),
            "evidence": self._evidence,
            "confidence": 0.8,
            "coded_by": f"frame {deed.frame}: {deed.verb}" if deed else "frame accuse: accuse",
            "rules": {"status": "past tense", "actors": "subj: nsubj", "place": "in the clause"},
        }
        self._claims.append((trigger.span, made))

    def reading(self) -> Reading:
        text = self._text.rstrip()
        id = content_id("r", text, str(self._number))
        document = Document(
            id=id,
            external_id=None,
            title=self._title,
            publisher=self._outlet,
            url=f"https://example.org/{self._number}",
            published=self.day,
            published_basis="given",
            language="en",
            text=text,
        )
        return Reading(
            document=document,
            actors=tuple(replace(actor, mentions=tuple(spans)) for actor, spans in self._actors.values()),
            places=tuple(
                Place(
                    id=key,
                    name=town.name,
                    lat=town.lat,
                    lon=town.lon,
                    country=town.country,
                    admin1=town.admin1,
                    feature=town.feature,
                    geonames=town.geonames,
                    mentions=tuple(spans),
                    rule="generated",
                )
                for key, (town, spans) in self._places.items()
            ),
            times=tuple(self._times),
            claims=tuple(Claim(id=content_id("c", id, str(span)), **made) for span, made in self._claims),
        )
