"""Pages that feeds announce: fetched where they are new or changed, tried again a few times where they do not come."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import NamedTuple

from dateline.pipeline.clocks import Clock
from dateline.pipeline.visiting import Forbidden, NotNow, Visitor
from dateline.record.feeds import PageState
from dateline.record.issues import Issue
from dateline.steps.documents import Source
from dateline.steps.documents.kinds import is_feed
from dateline.steps.documents.unreadable import Unreadable
from dateline.store.watching import Watched

_TRIES = 5
_FIRST_WAIT = timedelta(minutes=15)
"""After the first failure; it doubles with each."""


class PageCame(NamedTuple):
    source: Source | Issue | None
    """None: it is as it was. An issue: it cannot be had."""
    state: PageState
    """What to remember of it once it is read."""


class Pages:
    def __init__(self, visitor: Visitor, memory: Watched, clock: Clock) -> None:
        self._visitor, self._memory, self._clock = visitor, memory, clock

    def fetched(self, source: Source, state: PageState, page: PageState | None, feed: str) -> PageCame | None:
        """The page that an entry of `feed` announces. None: it is to be tried again. `page`: as it was last time."""
        where = source.where
        try:
            answer = self._visitor.visit(
                where,
                etag=page.etag if page else None,
                last_modified=page.last_modified if page else None,
                on_behalf_of=feed,
            )
        except NotNow as error:
            self._memory.keep(pages=[replace(state, failures=page.failures if page else 0, due=error.until)])
            return None
        except Forbidden as error:
            return PageCame(error.issue(where), state)
        except Unreadable as error:
            return self._try_again(where, state, page, str(error))
        if answer.status == 304 and page is not None:
            return PageCame(None, replace(page, stamp=state.stamp, seen=state.seen, failures=0, due=None))
        if answer.status != 200:
            message = f"The server answers {answer.status} {answer.reason}."
            if 400 <= answer.status < 500:
                return PageCame(Unreadable("fetch", message).issue(where), state)
            return self._try_again(where, state, page, message)
        if is_feed(answer.data):
            issue = Unreadable("feed", "A feed announced another feed, which was not followed.").issue(where)
            return PageCame(issue, state)
        came = Source(
            where=where,
            kind="bytes",
            data=answer.data,
            listed=replace(source.listed, url=answer.url) if source.listed else None,
            content_type=answer.content_type,
            charset=answer.charset,
        )
        headers = answer.headers
        return PageCame(
            came, replace(state, etag=headers.get("etag"), last_modified=headers.get("last-modified"))
        )

    def _try_again(
        self, where: str, state: PageState, page: PageState | None, message: str
    ) -> PageCame | None:
        failures = (page.failures if page is not None and page.stamp == state.stamp else 0) + 1
        if failures >= _TRIES:
            return PageCame(
                Unreadable("fetch", f"{message} It was tried {failures} times.").issue(where), state
            )
        due = self._clock.now() + _FIRST_WAIT * 2 ** (failures - 1)
        self._memory.keep(pages=[replace(state, failures=failures, due=due)])
        return None
