"""What all requests share: the case, who is signed in, what was answered before, and the job that adds."""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as Late
from datetime import date
from hashlib import sha256

from fastapi import Request, Response
from pydantic import BaseModel

from dateline.pipeline.asking import control_of
from dateline.pipeline.drawing import draw
from dateline.pipeline.linking import link
from dateline.record.incidents import ControlSpan
from dateline.reference.actors import load_actors
from dateline.reference.casualties import figure_rules, toll_rules
from dateline.store.case import Case
from dateline.store.grading import defaults
from dateline.store.telling import Tellings
from dateline.store.views import CaseView
from dateline.store.worth import weights
from dateline.web.adding import Jobs
from dateline.web.audits import Audits
from dateline.web.sessions import Sessions, Throttle
from dateline.web.settings import Settings

_KEPT_BYTES = 64_000_000
_KEPT_DAYS = 6
_PATIENCE = 4.0
"""Seconds that a write waits for incidents to be brought up to date before it answers that they still are."""


class Workbench:
    def __init__(self, case: Case, settings: Settings) -> None:
        self.case, self.settings = case, settings
        self.run = secrets.token_hex(4)
        """Another one after each start, so that no browser keeps what an older program answered."""
        self.sessions = Sessions(hours=settings.session_hours)
        self.throttle = Throttle()
        self.answers = Answers()
        self.control = Control()
        self.tellings = Tellings()
        self.audits = Audits(case)
        self.jobs = Jobs(case, stopped=self.link)
        self._linking = ThreadPoolExecutor(1, thread_name_prefix="linking")

    def prepare(self) -> None:
        """Brings pictures and incidents up to date, as after an `add` that was stopped."""
        draw(self.case)
        # Read in this thread: their types must not be made by two requests at once (see `contract`).
        for tables in (weights, defaults, figure_rules, toll_rules, load_actors):
            tables()
        with self.case.view() as view:
            waits = next(view.waiting(1), None) is not None
        if waits:
            self._linking.submit(link, self.case)

    def link(self) -> bool:
        """Brings incidents up to date after a decision; True: that still goes on."""
        try:
            future: Future[int] = self._linking.submit(link, self.case)
        except RuntimeError:
            # The server ends; whoever opens the case next does it.
            return True
        try:
            future.result(_PATIENCE)
        except Late:
            return True
        return False

    def close(self) -> None:
        self.jobs.close()
        self._linking.shutdown(wait=True, cancel_futures=True)
        self.audits.close()
        self.case.close()


class Control:
    """Who holds all places, as known on the days that were asked for last: one way to look at them costs most, and
    the days to look at are then for the taking."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._stamp = ""
        self._known: OrderedDict[tuple[date | None, frozenset[str]], tuple[ControlSpan, ...]] = OrderedDict()

    def spans(self, view: CaseView, known_on: date | None, rules: frozenset[str]) -> tuple[ControlSpan, ...]:
        stamp, key = view.stamp(), (known_on, rules)
        with self._lock:
            if stamp == self._stamp and key in self._known:
                self._known.move_to_end(key)
                return self._known[key]
        found = control_of(view, known_on=known_on, rules=rules)
        with self._lock:
            if stamp != self._stamp:
                self._stamp = stamp
                self._known.clear()
            self._known[key] = found
            while len(self._known) > _KEPT_DAYS:
                self._known.popitem(last=False)
        return found


class Answers:
    """Answers that stay right until the case changes, by their question."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._stamp = ""
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._size = 0

    def get(self, stamp: str, question: str) -> bytes | None:
        with self._lock:
            if stamp != self._stamp:
                return None
            body = self._kept.get(question)
            if body is not None:
                self._kept.move_to_end(question)
            return body

    def put(self, stamp: str, question: str, body: bytes) -> None:
        with self._lock:
            if stamp != self._stamp:
                self._stamp, self._size = stamp, 0
                self._kept.clear()
            if question not in self._kept:
                self._kept[question] = body
                self._size += len(body)
            while self._size > _KEPT_BYTES:
                self._size -= len(self._kept.popitem(last=False)[1])


def remembered(
    request: Request, workbench: Workbench, view: CaseView, make: Callable[[], BaseModel], *, who: str = ""
) -> Response:
    """The answer of `make`, taken from before where the case is as it was; a browser that has it is told so.

    `who`: for answers that differ between people.
    """
    stamp = view.stamp()
    question = f"{request.url.path}?{request.url.query}#{who}"
    tag = f'"{workbench.run}-{stamp}-{sha256(who.encode()).hexdigest()[:8]}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache", "Vary": "Cookie"}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    body = workbench.answers.get(stamp, question)
    if body is None:
        body = make().model_dump_json().encode()
        workbench.answers.put(stamp, question, body)
    return Response(body, media_type="application/json", headers=headers)
