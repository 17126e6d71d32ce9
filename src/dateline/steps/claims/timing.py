"""When a happening is said to be."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Literal, cast

from dateline.record.annotation import Annotation
from dateline.record.claims import TimeInClaim
from dateline.record.events import EventMention
from dateline.record.text import Span
from dateline.record.times import Time

_LONGEST_AGO = 100
"""Years."""
_MODIFIERS = frozenset(["PRESENT_REF", "PAST_REF", "FUTURE_REF"])


_HOUR = re.compile(r"(\d{4}-\d\d-\d\d)T")


def _of_its_day(time: Time) -> Time:
    """ "Before dawn on Tuesday", "shortly after midnight on Friday": still on that day, for days are what is told."""
    hour = _HOUR.match(time.timex or "")
    if hour is None or (time.start is not None and time.end is not None):
        return time
    day = date.fromisoformat(hour.group(1))
    return replace(time, start=day, end=day)


class Timing:
    def __init__(self, annotation: Annotation, times: tuple[Time, ...], cues: list[Span]) -> None:
        self._a = annotation
        self._by_sentence: dict[int, list[tuple[int, Time]]] = {}
        self._cue_tokens = {t.i for span in cues for t in annotation.tokens_in(span)}
        for time in times:
            head = annotation.head_of(time.span)
            usable = time.type in ("DATE", "TIME") or time.start is not None or time.end is not None
            if head is not None and usable and time.timex not in _MODIFIERS and not self._out_of_reach(time):
                self._by_sentence.setdefault(head.sentence, []).append((head.i, time))

    def _out_of_reach(self, time: Time) -> bool:
        """A year of another century in a dated report is an hour ("from 1800 to 0600") or history, not news."""
        published, start = self._a.document.published, time.start
        return published is not None and start is not None and published.year - start.year > _LONGEST_AGO

    def _told_beside(self, event: int, time: int) -> bool:
        """ "The town is held by rebels: its people had fled by May": what stands after the colon has its own verb."""
        between = self._a.tokens[event + 1 : time]
        colon = next((n for n, t in enumerate(between) if t.text == ":"), None)
        return colon is not None and any(t.pos in ("VERB", "AUX") for t in between[colon:])

    def of(self, event: EventMention) -> tuple[TimeInClaim, str] | None:
        """The time whose phrase hangs on the event or on a clause around it, the nearest first."""
        token = self._a.tokens[event.head]
        above = [token, *self._a.ancestors(event.head)]
        clause = self._a.tokens[event.clause]
        above += [t for t in [clause, *self._a.ancestors(event.clause)] if t.i not in {x.i for x in above}]
        rank = {t.i: step for step, t in enumerate(above)}
        best: tuple[int, int, Time] | None = None
        for head, time in self._by_sentence.get(token.sentence, []):
            if self._told_beside(event.head, head):
                continue
            for step, outer in enumerate([self._a.tokens[head], *self._a.ancestors(head)]):
                if outer.i not in rank:
                    if outer.pos in ("VERB", "AUX") and outer.dep not in ("pobj",):
                        break
                    continue
                # "said on Monday" dates the saying, not what is said.
                if outer.i in self._cue_tokens and outer.i not in (event.head, event.clause):
                    break
                key = (rank[outer.i] * 3 + step, head)
                if best is None or key < best[:2]:
                    best = (*key, time)
                break
        if best is None:
            return None
        time = _of_its_day(best[2])
        precision = time.precision
        return (
            TimeInClaim(
                time=time.id,
                start=time.start,
                end=time.end,
                time_precision=cast(Literal[1, 2, 3, 4], precision or 4),
                text=time.text,
                span=time.span,
            ),
            f"in the clause; {time.rule}",
        )
