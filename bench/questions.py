"""The questions that a case is asked, as the program asks them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import islice

from wars import Reports

from dateline.pipeline.asking import control_of, disputed_control
from dateline.pipeline.drawing import draw
from dateline.store.base import Wanted
from dateline.store.case import Case
from dateline.store.sought import Sought
from dateline.store.views import CaseView

_LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def questions(case: Case) -> dict[str, Callable[[], int]]:
    """Name of each and what asks it; it gives how much came back."""
    draw(case)
    busy, quiet = Reports().towns[0][0].name, Reports().towns[1][100].name
    with case.view() as view:
        # In the midst of the war's days, however many there are.
        day = (view.counts().last or date(2019, 1, 1)) - timedelta(days=400)
        day = max(day, date(2014, 6, 1))
        claim = next(iter(view.claims(Wanted(place=busy))))
        incident = next(iter(view.incidents(Wanted(place=busy, first=day))))
    month = (day, day + timedelta(days=30))

    def asked(question: Callable[[CaseView], int]) -> Callable[[], int]:
        def ask() -> int:
            with case.view() as view:
                return question(view)

        return ask

    def listed(wanted: Wanted) -> Callable[[], int]:
        return asked(lambda view: sum(1 for _ in view.incidents(wanted)))

    def page(sought: Sought) -> Callable[[], int]:
        return asked(lambda view: view.pictures(sought, limit=100)[1])

    return {
        "incidents of a place": listed(Wanted(place=busy)),
        "incidents of a place and month": listed(Wanted(place=busy, first=month[0], last=month[1])),
        "incidents of a month": listed(Wanted(first=month[0], last=month[1])),
        "incidents of a type and month": listed(
            Wanted(types=("Air/drone strike",), first=month[0], last=month[1])
        ),
        "incidents of an actor and month": listed(
            Wanted(actors=("Syrian Arab Army",), first=month[0], last=month[1])
        ),
        "incidents, a page of all": page(Sought(wanted=Wanted())),
        "incidents, a page of an actor's": page(Sought(wanted=Wanted(actors=("Houthis",)))),
        "incidents, a page of a type": page(Sought(wanted=Wanted(types=("Air/drone strike",)))),
        "incidents on a map": asked(lambda view: view.mapped(Sought(wanted=Wanted()), square=1.0).total),
        "incidents by day": asked(lambda view: len(view.day_counts(Sought(wanted=Wanted())))),
        "control of a place": asked(lambda view: len(control_of(view, place=busy))),
        "control of a place on a day": asked(lambda view: len(control_of(view, place=busy, at=day))),
        "control of a place as known on a day": asked(
            lambda view: len(control_of(view, place=busy, at=day, known_on=day))
        ),
        "control of a quiet place": asked(lambda view: len(control_of(view, place=quiet))),
        "control of all places on a day": asked(lambda view: len(control_of(view, at=day))),
        "control of all places, all days": asked(lambda view: len(control_of(view))),
        "control of all places as known on a day": asked(
            lambda view: len(control_of(view, at=day, known_on=day))
        ),
        "disputes of a place": asked(
            lambda view: (
                sum(len(i.disputed) for i in view.incidents(Wanted(place=busy)))
                + len(disputed_control(view, place=busy))
            )
        ),
        "disputes of a month": asked(
            lambda view: (
                sum(len(i.disputed) for i in view.incidents(Wanted(first=month[0], last=month[1])))
                + len(disputed_control(view, first=month[0], last=month[1]))
            )
        ),
        "disputes, a page of all": page(Sought(wanted=Wanted(), disputed=True)),
        "disputes of control, all": asked(lambda view: len(disputed_control(view))),
        "sources": asked(lambda view: len(view.sources())),
        "actors": asked(lambda view: len(view.actors())),
        "an actor": asked(lambda view: len(view.actors("Houthis"))),
        "search two words": asked(lambda view: len(view.search(f"{busy} captured"))),
        "search a phrase": asked(lambda view: len(view.search(f'"fought separatists fighters in {quiet}"'))),
        "search a common word": asked(lambda view: len(view.search("people"))),
        "show an incident": asked(
            lambda view: sum(
                1 for _ in view.claims_of(view.incident_by(view.resolve(incident.id[:9])[1]).claims)
            )
        ),
        "show a claim": asked(
            lambda view: len(
                (view.claim_by(claim.id[:9]), view.credibility(claim.id), view.decisions_on(claim.id))
            )
        ),
        "show a report": asked(
            lambda view: len((view.report(claim.report), view.story(claim.report), view.text(claim.report)))
        ),
        "changes, the first 100": asked(lambda view: sum(1 for _ in islice(view.changes(_LONG_AGO), 100))),
        "counts of the case": asked(lambda view: view.counts().claims),
        "count all claims": asked(lambda view: view.count()),
    }
