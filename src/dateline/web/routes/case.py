"""The case as a whole: counts, map, timeline, search, runs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Annotated, cast

from fastapi import APIRouter, Path, Query, Request, Response

from dateline import __version__
from dateline.store.base import Run, SourceKnown
from dateline.store.looking import Cluster as Square
from dateline.store.views import CaseView
from dateline.web import payloads as to
from dateline.web.asked import Filter, Paged, View, words_of
from dateline.web.bars import timeline_of
from dateline.web.payloads_claims import Hit, HitPage
from dateline.web.people import Bench, Reader
from dateline.web.refusals import not_found
from dateline.web.telling import line_of, report_line
from dateline.web.workbench import remembered

router = APIRouter()

_SQUARE = 44 / 512 * 360
"""Degrees at zoom 0 of a square as wide as a cluster's mark (MapLibre's tiles have 512 pixels)."""


@router.get("/case", response_model=to.CaseInfo)
def get_case(request: Request, workbench: Bench, view: View, person: Reader) -> Response:
    """What the case holds, who is asking, and what can be filtered by."""

    def make() -> to.CaseInfo:
        counts, known = view.counts(), view.sources()
        return to.CaseInfo(
            name=workbench.case.name,
            version=__version__,
            stamp=view.stamp(),
            counts=to.Counts(
                reports=counts.reports,
                claims=counts.claims,
                incidents=counts.incidents,
                disputed=counts.disputed,
                sources=len(known),
                reviewed=counts.reviewed,
            ),
            first=counts.first,
            last=counts.last,
            user=person.name,
            role=person.role,
            accounts=workbench.settings.accounts,
            waiting=next(view.waiting(1), None) is not None,
            tiles=workbench.settings.tiles,
            facets=_facets(view, known),
        )

    return remembered(request, workbench, view, make, who=f"{person.name} {person.role}")


def _facets(view: CaseView, known: Sequence[SourceKnown]) -> to.Facets:
    types = view.type_facets()
    families: Counter[str] = Counter()
    for facet in types:
        families[facet.family or "other"] += facet.number
    kinds = Counter(s.kind for s in known)
    return to.Facets(
        types=[
            to.Facet(value=f.value, count=f.number, family=cast(to.Family, f.family or "other"))
            for f in types
        ],
        families=[to.Facet(value=f, count=n, family=cast(to.Family, f)) for f, n in families.most_common()],
        statuses=[to.Facet(value=f.value, count=f.number) for f in view.status_facets()],
        source_kinds=[
            to.Facet(value=k, count=n) for k, n in sorted(kinds.items(), key=lambda p: (-p[1], p[0]))
        ],
    )


@router.get("/map", response_model=to.MapPayload)
def get_map(
    request: Request,
    workbench: Bench,
    view: View,
    sought: Filter,
    zoom: Annotated[float, Query(ge=0, le=24)] = 2,
) -> Response:
    """Incidents on a map: clusters where they are near each other at this zoom, else one by one."""

    def make() -> to.MapPayload:
        # In half steps, so that a map that is zoomed smoothly asks for what was answered before.
        found = view.mapped(sought, square=_SQUARE / 2 ** (round(zoom * 2) / 2))
        features: list[to.Cluster | to.IncidentLine] = [_cluster(one) for one in found.clusters]
        features += [line_of(p) for p in found.pictures]
        return to.MapPayload(features=features, total=found.total, unplaced=found.unplaced)

    return remembered(request, workbench, view, make)


def _cluster(one: Square) -> to.Cluster:
    return to.Cluster(
        lat=round(one.lat, 5),
        lon=round(one.lon, 5),
        bbox=(one.box.west, one.box.south, one.box.east, one.box.north),
        count=one.count,
        areas=one.areas,
        disputed=one.disputed,
        killed=one.killed,
        families=cast("dict[to.Family, int]", one.families),
        place=one.place,
    )


@router.get("/timeline", response_model=to.Timeline)
def get_timeline(
    request: Request,
    workbench: Bench,
    view: View,
    sought: Filter,
    buckets: Annotated[int, Query(ge=10, le=400)] = 200,
) -> Response:
    """How many incidents began in each day, week or month, by family."""
    return remembered(request, workbench, view, lambda: timeline_of(view, sought, buckets))


@router.get("/search")
def search_reports(
    view: View,
    q: Annotated[str, Query(min_length=1, max_length=400)],
    limit: Annotated[int, Query(ge=1, le=200)] = 20,
) -> HitPage:
    """Reports with the words, best first; "quoted phrases", OR and -without are understood."""
    hits = [
        Hit(report=report_line(h.report), snippet=h.snippet, claims=list(h.claims))
        for h in view.search(words_of(q) or "", limit=limit)
    ]
    return HitPage(items=hits, total=len(hits), next=None)


@router.get("/runs")
def list_runs(view: View, page: Paged) -> to.RunPage:
    """Each time that reports were added, the latest first."""
    runs = view.runs()[::-1]
    some = runs[page.offset : page.offset + page.limit]
    return to.RunPage(items=[run_line(r) for r in some], total=len(runs), next=page.next(len(runs)))


@router.get("/runs/{number}")
def get_run(view: View, number: Annotated[int, Path(ge=1, le=10**9)], page: Paged) -> to.RunReport:
    """What became of each input of one run."""
    return run_report(view, number, page.offset, page.limit, page)


def run_report(
    view: CaseView, number: int, offset: int, limit: int, page: Paged | None = None
) -> to.RunReport:
    run = next((r for r in view.runs() if r.number == number), None)
    if run is None:
        raise not_found("run", str(number))
    inputs = [
        to.RunInputLine(
            where=one.where,
            outcome=one.outcome,
            report=one.report,
            of=one.of,
            kind=one.kind,
            message=one.message,
            claims=one.claims,
        )
        for one in view.run_inputs(number)
    ]
    return to.RunReport(
        run=run_line(run),
        inputs=inputs[offset : offset + limit],
        total=len(inputs),
        next=page.next(len(inputs)) if page else None,
    )


def run_line(run: Run) -> to.RunLine:
    return to.RunLine(
        number=run.number,
        started=run.started,
        ended=run.ended,
        coder=run.coder,
        version=run.version,
        inputs=list(run.inputs),
        counts=dict(run.counts),
    )
