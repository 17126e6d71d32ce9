"""Claims as a case keeps them, made by hand: valid by default, say only what matters."""

from __future__ import annotations

from datetime import date
from typing import Any

from dateline.record.claims import ActorInClaim, Casualties, Claim, Control, TimeInClaim, Words
from dateline.record.kept import KeptActor, KeptClaim, KeptPlace, KeptSource, Setting
from dateline.record.text import Span

WORDS = Span(0, 5)


def an_actor(
    name: str, *, key: str | None = None, inter: int | None = 2, country: str | None = None
) -> KeptActor:
    return KeptActor(
        key=key or f"?{name.casefold()}", name=name, type="group", sector=None, country=country, inter=inter
    )


ARMY = an_actor("Syrian Arab Army", key="mil-syr", inter=1, country="SYR")
GOVERNMENT = an_actor("Government of Syria", key="gov-syr", inter=1, country="SYR")
REBELS = an_actor("rebels")


def a_place(
    name: str = "Saraqib", lat: float | None = 35.86, lon: float | None = 36.80, **fields: Any
) -> KeptPlace:
    base: dict[str, Any] = {
        "name": name, "lat": lat, "lon": lon, "country": "SYR", "admin1": "Idlib", "feature": "PPL",
        "geonames": None, "relation": "at", "geo_precision": 1,
    }  # fmt: skip
    return KeptPlace(**{**base, **fields})


def a_source(
    name: str, kind: str = "outlet", *, key: str | None = None, country: str | None = None
) -> KeptSource:
    return KeptSource(key=key or f"?{name.casefold()}", name=name, kind=kind, country=country)  # type: ignore[arg-type]


def a_claim(
    id: str,
    *,
    report: str | None = None,
    story: str | None = None,
    words: str = "A bomb went off.",
    trigger: str | None = None,
    frame: str = "bombing",
    plover: str = "ASSAULT",
    mode: str | None = "explosives",
    sub: str | None = "Remote explosive/landmine/IED",
    status: str = "occurred",
    place: KeptPlace | None = None,
    day: date | None = date(2020, 2, 27),
    published: date | None = date(2020, 2, 28),
    known: date | None = None,
    publisher: str | None = None,
    actors: tuple[KeptActor, ...] = (),
    recipients: tuple[KeptActor, ...] = (),
    killed: tuple[int | None, int | None, int | None] | int | None = None,
    killed_words: str = "",
    control: str | None = None,
    holder: KeptActor | None = None,
    sources: tuple[KeptSource, ...] = (),
    at: int = 0,
) -> KeptClaim:
    """`killed`: low, best and high; `at`: where the evidence begins in the report."""
    bounds = (killed, killed, killed) if isinstance(killed, int) else killed
    found = words.find(trigger) if trigger else 0
    span = Span(at + found, at + found + len(trigger or words.split()[0]))
    claim = Claim(
        id=id,
        kind="event",
        trigger=Words(text=trigger or words.split()[0], span=span),
        plover=plover,  # type: ignore[arg-type]
        mode=mode,
        cameo=None,
        acled_type=None,
        acled_sub=sub,
        status=status,  # type: ignore[arg-type]
        actors=tuple(ActorInClaim(actor=a.key, span=WORDS, text=a.name) for a in actors),
        recipients=tuple(ActorInClaim(actor=a.key, span=WORDS, text=a.name) for a in recipients),
        place=None,
        time=TimeInClaim(time=None, start=day, end=day, time_precision=1, text="", span=WORDS)
        if day
        else None,
        casualties=(
            Casualties(
                who=recipients[0].key if recipients else None,
                outcome="killed",
                low=bounds[0],
                best=bounds[1],
                high=bounds[2],
                text=killed_words or str(bounds[1]),
                span=WORDS,
            ),
        )
        if bounds
        else (),
        weapons=(),
        control=Control(place="p", holder="a", change=control) if control else None,  # type: ignore[arg-type]
        attribution=(),
        evidence=Span(at, at + len(words)),
        confidence=0.8,
        coded_by=f"frame {frame}: hand",
        rules={},
    )
    report = report or f"r{id}"
    return KeptClaim(
        claim=claim,
        report=report,
        story=story or report,
        published=published,
        publisher=publisher,
        known=known or published or date(2020, 3, 1),
        actors=actors,
        recipients=recipients,
        place=place,
        sources=sources,
        holder=holder,
        evidence=words,
        setting=Setting(),
    )
