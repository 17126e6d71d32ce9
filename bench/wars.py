"""Reports of wars that never were, with what would be read of them: for measuring a case of any size.

Six wars run side by side for as long as reports are asked for, each with its towns (a few of which see most of the
fighting), sides, outlets and lines that move. A happening is told by one to some twenty reports with rival figures,
doers and denials; reports tell one to four happenings, with statements between; some are reprinted under another
headline, some change on their site, some look back after months. The readings are made by hand, without the language
engine, so that what is measured is the case alone. The same seed gives the same reports, however many are taken.
"""

from __future__ import annotations

import heapq
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec
import yaml
from pages import Deed, Page, Side, Speaker, Town

from dateline.record.ids import content_id
from dateline.record.readings import Reading

FIRST = date(2014, 1, 1)
A_DAY = 100_000 / 3650
"""Reports a day: a hundred thousand in ten years."""
_TELLINGS = (1, 1, 1, 1, 2, 2, 3, 3, 4, 6, 9)
"""How many reports tell of a happening; one in two hundred is told by twenty."""
_RATE = 0.48
"""Happenings for each report."""
_COPIES, _REVISIONS, _LATE = 0.07, 0.01, 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """A war before it began."""

    country: str
    lat: float
    lon: float
    number: int
    """Of towns."""
    often: int
    outlets: tuple[str, ...]
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stuff:
    """What `wars.yaml` says."""

    syllables: str
    deeds: tuple[Deed, ...]
    died: Deed
    wars: tuple[Setup, ...]
    everywhere: tuple[str, ...]
    speakers: tuple[Speaker, ...]
    aims: tuple[str, ...]


@dataclass(slots=True, kw_only=True)
class War:
    country: str
    towns: list[Town]
    weights: list[float]
    sides: tuple[Side, ...]
    outlets: tuple[str, ...]
    holders: dict[int, Side]
    """Of the towns that were told to be held."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    war: int
    town: int
    day: date
    deed: Deed
    doer: Side
    target: Side
    killed: int
    denied: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    happening: Happening
    doer: Side
    killed: int | None
    denies: bool
    dated: bool
    placed: bool
    late: bool


class Reports:
    """The readings in the order of their reports' days."""

    def __init__(self, seed: int = 7, a_day: float = A_DAY) -> None:
        read = yaml.safe_load((Path(__file__).parent / "wars.yaml").read_text(encoding="utf-8"))
        self._stuff = msgspec.convert(read, Stuff)
        self._syllables = self._stuff.syllables.split()
        self._chance = random.Random(seed)
        self._a_day = a_day
        names = self._names()
        self._wars = [self._war(names, war) for war in self._stuff.wars]
        self._words = ["".join(self._chance.choices(self._syllables, k=1 + n % 4)) for n in range(9000)]
        self._number = 0

    @property
    def towns(self) -> list[list[Town]]:
        """Of each war, the busiest first."""
        return [war.towns for war in self._wars]

    def __iter__(self) -> Iterator[Reading]:
        queue: list[tuple[date, int, int, str, Telling]] = []
        count, day = 0, FIRST
        while True:
            for telling, told, outlet in self._of_day(day):
                count += 1
                heapq.heappush(queue, (told, count, telling.happening.war, outlet, telling))
            due: dict[tuple[int, str], list[Telling]] = {}
            while queue and queue[0][0] <= day:
                _, _, war, outlet, telling = heapq.heappop(queue)
                due.setdefault((war, outlet), []).append(telling)
            for (war, outlet), tellings in sorted(due.items(), key=lambda item: item[0]):
                while tellings:
                    some = self._chance.choice((1, 2, 3, 3, 4))
                    reading = self._report(self._wars[war], outlet, day, tellings[:some])
                    tellings = tellings[some:]
                    yield reading
                    if self._chance.random() < _COPIES:
                        yield self._copy(reading)
                    if self._chance.random() < _REVISIONS:
                        yield self._revision(reading)
            day += timedelta(days=1)

    # What happened

    def _of_day(self, day: date) -> Iterator[tuple[Telling, date, str]]:
        chance = self._chance
        # A report tells of 1.5 happenings or so, each of which is told 3.3 times; copies come on top.
        number = self._a_day * _RATE
        for _ in range(int(number) + (chance.random() < number % 1)):
            what = self._happening(day)
            war = self._wars[what.war]
            often = 20 if chance.random() < 0.005 else chance.choice(_TELLINGS)
            for _ in range(often):
                late = chance.random() < _LATE
                lag = chance.randint(30, 400) if late else chance.choice((0, 0, 1, 1, 1, 2))
                outlet = chance.choice(
                    (war.outlets[0], war.outlets[0], *war.outlets, *self._stuff.everywhere)
                )
                yield self._telling(what, late), day + timedelta(days=lag), outlet

    def _happening(self, day: date) -> Happening:
        chance = self._chance
        at = chance.choices(range(len(self._wars)), weights=[w.often for w in self._stuff.wars])[0]
        war = self._wars[at]
        town = chance.choices(range(len(war.towns)), weights=war.weights)[0]
        deed = chance.choices(self._stuff.deeds, weights=[d.often for d in self._stuff.deeds])[0]
        doer, target = chance.sample(war.sides, 2)
        if deed.taking:
            holder = war.holders.get(town)
            if holder is doer:
                doer, target = target, doer
            war.holders[town] = doer
            if doer.inter == 1:
                deed = replace(deed, sub="Government regains territory")
        killed = min(180, int(chance.paretovariate(1.1))) if deed.deadly else 0
        return Happening(
            war=at,
            town=town,
            day=day,
            deed=deed,
            doer=doer,
            target=target,
            killed=killed,
            denied=chance.random() < 0.06,
        )

    def _telling(self, what: Happening, late: bool) -> Telling:
        chance = self._chance
        war = self._wars[what.war]
        doer = what.doer if chance.random() < 0.92 else chance.choice(war.sides)
        killed: int | None = what.killed
        if chance.random() < 0.25:
            killed = max(0, what.killed + chance.randint(-2, 4))
        if not what.deed.deadly or chance.random() < 0.3:
            killed = None
        return Telling(
            happening=what,
            doer=doer,
            killed=killed,
            denies=what.denied and chance.random() < 0.35,
            dated=late or chance.random() < 0.8,
            placed=late or chance.random() < 0.85,
            late=late,
        )

    # What is told of it

    def _report(self, war: War, outlet: str, day: date, tellings: list[Telling]) -> Reading:
        self._number += 1
        first = war.towns[tellings[0].happening.town]
        title = f"{tellings[0].happening.deed.verb.capitalize()} in {first.name}: {self._filler(3)}"
        page = Page(f"{first.name.upper()} ({outlet}) - ", day, outlet, title, self._number)
        for telling in tellings:
            self._tell(page, war, telling)
            page.say(self._filler(self._chance.randint(25, 60)) + f" in {war.country.title()}.")
            for _ in range(self._chance.choice((0, 1, 2, 2, 3))):
                self._statement(page, war, telling)
            page.say(self._filler(self._chance.randint(25, 60)).capitalize() + ".")
        return page.reading()

    def _tell(self, page: Page, war: War, telling: Telling) -> None:
        chance, what = self._chance, telling.happening
        town = war.towns[what.town]
        page.begin()
        source = chance.choice(self._stuff.speakers) if chance.random() < 0.7 else None
        doer = page.actor(telling.doer)
        page.add("not true that " if telling.denies else "")
        acting = page.words(telling.doer.name)
        page.add(" ")
        trigger = page.words(what.deed.verb)
        page.add(" ")
        target = page.actor(what.target)
        aimed = page.words(
            what.target.name if what.deed.taking else f"{what.target.name} {chance.choice(self._stuff.aims)}"
        )
        where = None
        if telling.placed:
            page.add(" in ")
            where = page.place(town)
        when = None
        if telling.dated:
            page.add(" on ")
            far = telling.late or (page.day - what.day).days > 6
            when = page.time(what.day, f"{what.day:%d %B %Y}" if far else f"{what.day:%A}")
        told = page.source(source, "said")
        page.end()
        status: Any = "denied" if telling.denies else "occurred"
        page.claim(
            trigger,
            what.deed,
            status=status,
            actors=((doer, acting),),
            recipients=((target, aimed),),
            where=where,
            when=when,
            source=told,
            control="gains" if what.deed.taking and not telling.denies else None,
        )
        if telling.killed is not None:
            self._toll(page, telling.killed, source, where, when)

    def _toll(self, page: Page, killed: int, source: Any, where: Any, when: Any) -> None:
        chance = self._chance
        page.begin()
        page.add("At least " if chance.random() < 0.2 else "")
        number = page.words(str(killed))
        page.add(" ")
        who = page.crowd("people")
        whom = page.words("people")
        page.add(" ")
        trigger = page.words(self._stuff.died.verb)
        told = page.source(source, "said") if chance.random() < 0.5 else None
        page.end()
        page.claim(
            trigger,
            self._stuff.died,
            recipients=((who, whom),),
            where=where,
            when=when,
            source=told,
            killed=(who, killed, number),
        )

    def _statement(self, page: Page, war: War, telling: Telling) -> None:
        """Talk, which makes no incident, or who holds the town."""
        what = telling.happening
        page.begin()
        side = war.holders.get(what.town) if self._chance.random() < 0.3 else None
        if side is not None:
            holder = page.actor(side)
            acting = page.words(side.name)
            page.add(" ")
            trigger = page.words("holds")
            page.add(" ")
            where = page.place(war.towns[what.town])
            told = page.source(Speaker(words="residents", kind="witness"), "said")
            page.end()
            page.claim(
                trigger,
                None,
                kind="state",
                actors=((holder, acting),),
                where=where,
                source=told,
                control="holds",
            )
            return
        speaker = page.actor(telling.doer)
        acting = page.words(telling.doer.name)
        page.add(" ")
        trigger = page.words("accused")
        page.add(" ")
        target = page.actor(what.target)
        aimed = page.words(what.target.name)
        page.add(f" of {self._filler(6)}")
        page.end()
        page.claim(trigger, None, actors=((speaker, acting),), recipients=((target, aimed),))

    def _copy(self, reading: Reading) -> Reading:
        chance = self._chance
        outlet = chance.choice(("Morning Digest", "Kiosk", "Evening Reprint"))
        return self._again(reading, f"{self._filler(4)}", outlet, extra="")

    def _revision(self, reading: Reading) -> Reading:
        made = self._again(
            reading, reading.document.title or "", reading.document.publisher or "", extra=self._filler(30)
        )
        return replace(made, document=replace(made.document, url=reading.document.url))

    def _again(self, reading: Reading, title: str, outlet: str, *, extra: str) -> Reading:
        self._number += 1
        text = reading.document.text + (f" {extra.capitalize()}." if extra else "")
        id = content_id("r", text, str(self._number))
        document = replace(
            reading.document,
            id=id,
            title=title,
            publisher=outlet,
            url=f"https://example.org/{self._number}",
            text=text,
        )
        claims = tuple(
            replace(claim, id=content_id("c", id, str(claim.trigger.span))) for claim in reading.claims
        )
        return replace(reading, document=document, claims=claims)

    # Words

    def _filler(self, words: int) -> str:
        return " ".join(self._chance.choices(self._words, k=words))

    def _names(self) -> list[str]:
        made: dict[str, None] = {}
        while len(made) < 2000:
            made[
                "".join(
                    self._chance.choices(self._syllables, k=self._chance.choice((2, 3, 3, 4)))
                ).capitalize()
            ] = None
        return list(made)

    def _war(self, names: list[str], setup: Setup) -> War:
        country, lat, lon = setup.country, setup.lat, setup.lon
        chance = self._chance
        towns = []
        for n in range(setup.number):
            # Towns lie around the lines and thin out.
            place = (lat + chance.gauss(0, 1.2), lon + chance.gauss(0, 1.2))
            towns.append(
                Town(
                    name=names.pop(),
                    lat=round(place[0], 4),
                    lon=round(place[1], 4),
                    country=country,
                    admin1=f"{country.title()} {'North' if place[0] > lat else 'South'} {int(place[1] - lon)}",
                    feature="PPLA" if n % 20 == 0 else "PPL",
                    geonames=90_000_000 + 1000 * len(names) + n,
                )
            )
        weights = [1 / (n + 3) ** 0.8 for n in range(setup.number)]
        return War(
            country=country,
            towns=towns,
            weights=weights,
            sides=setup.sides,
            outlets=setup.outlets,
            holders={},
        )
