"""Cases made by hand for exports: claims, incidents and reports that are valid by default, in a view of lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from typing import Any, cast

from dateline.export.material import Material
from dateline.record.actors import Actor
from dateline.record.claims import (
    ActorInClaim,
    Casualties,
    Claim,
    PlaceInClaim,
    SourceInClaim,
    SourceKind,
    TimeInClaim,
    Words,
)
from dateline.record.decisions import Decision
from dateline.record.documents import Document
from dateline.record.events import Status
from dateline.record.incidents import Incident
from dateline.record.kept import KeptActor, KeptClaim, KeptPlace, KeptSource
from dateline.record.places import GeoPrecision, Relation
from dateline.record.readings import Reading
from dateline.record.text import Span
from dateline.store.base import ExportedId, KeptReport, View, Wanted

ARMY = KeptActor(
    key="mil-syr", name="Syrian Arab Army", type="organisation", sector="MIL", country="SYR", inter=1
)
RUSSIANS = KeptActor(
    key="mil-rus", name="Russian Aerospace Forces", type="organisation", sector="MIL", country="RUS", inter=1
)
IS = KeptActor(key="islamic-state", name="Islamic State", type="group", sector="REB", country=None, inter=2)
FRONT = KeptActor(key="nusra-front", name="Nusra Front", type="group", sector="REB", country="SYR", inter=2)
RESIDENTS = KeptActor(
    key="?residents", name="residents", type="group", sector="CVL", country=None, inter=7, private=True
)
GUNMEN = KeptActor(key="?gunmen", name="gunmen", type="group", sector="UAF", country=None, inter=3)
BAKER = KeptActor(
    key="?yusuf karam", name="Yusuf Karam", type="person", sector="CVL", country="SYR", inter=7, private=True
)
OBSERVATORY = KeptSource(
    key="sohr", name="Syrian Observatory for Human Rights", kind="organisation", country="GBR"
)
SANA = KeptSource(key="sana", name="SANA", kind="state-outlet", country="SYR")


def a_place(
    name: str = "Khanasser",
    *,
    lat: float | None = 35.78417,
    lon: float | None = 37.49861,
    country: str | None = "SYR",
    admin1: str | None = "Aleppo",
    feature: str | None = "PPL",
    relation: Relation = "at",
    geo_precision: GeoPrecision = 1,
) -> KeptPlace:
    return KeptPlace(
        name=name,
        lat=lat,
        lon=lon,
        country=country,
        admin1=admin1,
        feature=feature,
        geonames=None,
        relation=relation,
        geo_precision=geo_precision,
    )


def a_claim(
    text: str = "Syrian troops clashed with Islamic State fighters in Khanasser on Tuesday, killing 12 people.",
    *,
    id: str = "c1",
    report: str = "r1",
    story: str | None = None,
    trigger: str | None = None,
    plover: str | None = "ASSAULT",
    mode: str | None = None,
    cameo: str | None = "190",
    sub: str | None = "Armed clash",
    status: Status = "occurred",
    actors: tuple[KeptActor, ...] = (ARMY,),
    recipients: tuple[KeptActor, ...] = (IS,),
    place: KeptPlace | None = a_place(),  # noqa: B008
    start: date | None = date(2016, 2, 23),
    end: date | None = None,
    time_precision: int = 1,
    when: str = "Tuesday",
    killed: tuple[tuple[str, int | None, int | None, int | None, int | None], ...] = (),
    sources: tuple[KeptSource, ...] = (),
    publisher: str | None = "Reuters",
    published: date | None = date(2016, 2, 24),
) -> KeptClaim:
    """`killed`: words, low, best, high, index among recipients whose dead they are."""

    def span(words: str) -> Span:
        at = max(text.find(words), 0)
        return Span(at, at + len(words))

    trigger = trigger or text.split()[2]
    claim = Claim(
        id=id,
        kind="event",
        trigger=Words(text=trigger, span=span(trigger)),
        plover=plover,  # type: ignore[arg-type]
        mode=mode,
        cameo=cameo,
        acled_type=None,
        acled_sub=sub,
        status=status,
        actors=tuple(
            ActorInClaim(actor=f"a{n}", span=span(a.name), text=a.name) for n, a in enumerate(actors)
        ),
        recipients=tuple(
            ActorInClaim(actor=f"v{n}", span=span(a.name), text=a.name) for n, a in enumerate(recipients)
        ),
        place=PlaceInClaim(
            place="p1",
            span=span(place.name),
            text=place.name,
            relation=place.relation,
            geo_precision=place.geo_precision,
        )
        if place
        else None,
        time=TimeInClaim(
            time=None,
            start=start,
            end=end or start,
            time_precision=time_precision,  # type: ignore[arg-type]
            text=when,
            span=span(when),
        )
        if start
        else None,
        casualties=tuple(
            Casualties(
                who=None if who is None else f"v{who}",
                outcome="killed",
                low=low,
                best=best,
                high=high,
                text=words,
                span=span(words),
            )
            for words, low, best, high, who in killed
        ),
        weapons=(),
        control=None,
        attribution=tuple(
            SourceInClaim(text=s.name, span=span(s.name), actor=None, kind=s.kind, cue=None) for s in sources
        ),
        evidence=Span(0, len(text)),
        confidence=0.9,
        coded_by="frame clash: clash",
        rules={},
    )
    return KeptClaim(
        claim=claim,
        report=report,
        story=story or report,
        published=published,
        publisher=publisher,
        known=published or date(2016, 3, 1),
        actors=actors,
        recipients=recipients,
        place=place,
        sources=sources,
        holder=None,
        evidence=text,
    )


def an_incident(*claims: KeptClaim, id: str = "i1", type: str | None = None) -> Incident:
    first = claims[0]
    starts = [c.start for c in claims if c.start]
    ends = [c.end for c in claims if c.end]
    return Incident(
        id=id,
        type=type or first.claim.acled_sub or first.claim.plover or "",
        plover=first.claim.plover,
        start=min(starts, default=None),
        end=max(ends, default=None),
        place=first.place,
        actors=tuple(dict.fromkeys(a for c in claims for a in c.actors)),
        recipients=tuple(dict.fromkeys(a for c in claims for a in c.recipients)),
        casualties=(),
        claims=tuple(c.id for c in claims),
        reports=tuple(dict.fromkeys(c.report for c in claims)),
        independent_sources=len({c.story for c in claims}),
        disputed=(),
        links=(),
    )


def a_report(claim: KeptClaim, **changes: Any) -> KeptReport:
    given: dict[str, Any] = {
        "id": claim.report,
        "story": claim.story,
        "title": "Clashes near Aleppo",
        "publisher": claim.publisher,
        "publisher_key": claim.publisher and claim.publisher.lower(),
        "url": f"https://news.example/{claim.report}",
        "external_id": None,
        "published": claim.published,
        "language": "en",
        "known": claim.known,
        "added": datetime(2016, 3, 1, tzinfo=UTC),
        "where": "by hand",
        "revises": None,
        "revision": 1,
        "revised_by": None,
        "until": None,
        "version": "1",
        "claims": 1,
    }
    return KeptReport(**(given | changes))


class ListView:
    """What exports ask of a `View`, answered from lists; filters are the store's matter and are not applied."""

    def __init__(
        self,
        claims: Iterable[KeptClaim],
        incidents: Iterable[Incident],
        *,
        people: dict[str, tuple[Actor, ...]] | None = None,
        texts: dict[str, str] | None = None,
        reports: dict[str, dict[str, Any]] | None = None,
    ) -> None:
        self._claims = {c.id: c for c in claims}
        self._incidents = tuple(incidents)
        self._people, self._texts = people or {}, texts or {}
        self.left: tuple[ExportedId, ...] = ()
        """What `exported` answers."""
        changes = reports or {}
        self._reports = {
            c.report: a_report(c, **changes.get(c.report, {})) for c in reversed(tuple(self._claims.values()))
        }

    def decisions(self) -> tuple[Decision, ...]:
        return ()

    def claims(self, wanted: Wanted = Wanted(), *, order: str = "arrival") -> Iterator[KeptClaim]:  # noqa: B008
        return iter(sorted(self._claims.values(), key=lambda c: (c.start is None, str(c.start), c.id)))

    def claim(self, id: str) -> KeptClaim | None:
        return self._claims.get(id)

    def claims_of(self, ids: Iterable[str]) -> Iterator[KeptClaim]:
        return (self._claims[id] for id in sorted(set(ids)) if id in self._claims)

    def incidents(self, wanted: Wanted = Wanted()) -> Iterator[Incident]:  # noqa: B008
        return iter(sorted(self._incidents, key=lambda i: (str(i.start), i.id)))

    def incidents_of(self, claims: Iterable[str]) -> dict[str, str]:
        return {c: i.id for c in claims for i in self._incidents if c in i.claims}

    def exported(self, format: str) -> tuple[ExportedId, ...]:
        return self.left

    def report(self, id: str) -> KeptReport | None:
        return self._reports.get(id)

    def reports(self) -> Iterator[KeptReport]:
        return iter([self._reports[id] for id in sorted(self._reports)])

    def text(self, report: str) -> str:
        if report in self._texts:
            return self._texts[report]
        return max((c.evidence for c in self._claims.values() if c.report == report), key=len)

    def reading(self, report: str) -> Reading:
        document = Document(id=report, text=self.text(report))
        claims = tuple(c.claim for c in self._claims.values() if c.report == report)
        return Reading(document=document, actors=self._people.get(report, ()), claims=claims)

    def reliability(self, source: str) -> tuple[str, bool]:
        return "C", True

    def credibility(self, claim: str) -> tuple[int, bool]:
        return 3, True


def a_case(*incidents: tuple[KeptClaim, ...], **more: Any) -> View:
    """A case with an incident for each tuple of claims; ids of incidents are i1, i2, ..."""
    made = [an_incident(*claims, id=f"i{n}") for n, claims in enumerate(incidents, 1)]
    return cast(View, ListView((c for claims in incidents for c in claims), made, **more))


def material(*incidents: tuple[KeptClaim, ...], **more: Any) -> Material:
    return Material(a_case(*incidents, **more))


def a_witness(name: str, kind: SourceKind = "witness") -> KeptSource:
    return KeptSource(key=f"?{name.lower()}", name=name, kind=kind, country=None)
