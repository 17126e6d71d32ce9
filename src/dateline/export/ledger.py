"""Ids of exported events: an event keeps the id under which it first left the case.

A new id follows from the incident's own, so that two people who export the same case give the same ids. Where reports
join, part or move incidents, what was exported before goes on under its id as the incident that most of its claims
belong to; what became part of another event is withdrawn in its favour, and `dateline changes` tells so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import count

from dateline.export.numbers import stable_number
from dateline.store.base import ExportedId


class Ledger:
    """The ids of one format, while it is written."""

    def __init__(self, format: str, known: Iterable[ExportedId] = ()) -> None:
        self._format = format
        self._known = {one.id: one for one in known}
        self._lines: dict[str, dict[str, list[ExportedId]]] = {}
        """Incident, and what was exported of it, under the incidents that it was then."""
        for one in self._known.values():
            if one.now is not None:
                self._lines.setdefault(one.now, {}).setdefault(one.incident, []).append(one)
        self._given: dict[str, tuple[str, date | None]] = {}
        """Id given out in this export, with its incident and day."""
        self._of: dict[str, list[str]] = {}
        """Incident, and the ids given out for it."""

    def ids(self, incident: str, days: Sequence[date | None], *, prefix: str = "") -> tuple[str, ...]:
        """The id of each day's row of an incident. `prefix`: of a new id, before its number."""
        own = self._own(incident)
        held = {one.day: one.id for one in own}
        given = {day: held[day] for day in days if day in held}
        # A day that moved keeps its row's id.
        spare = [one.id for one in own if one.id not in given.values()]
        for number, day in enumerate(days):
            if day not in given:
                parts = [incident] if number == 0 or day is None else [incident, day.isoformat()]
                given[day] = spare.pop(0) if spare else self._fresh(prefix, parts)
        for day, id in given.items():
            self._given[id] = (incident, day)
        self._of[incident] = list(given.values())
        return tuple(given[day] for day in days)

    def _own(self, incident: str) -> list[ExportedId]:
        """What goes on as this incident: what was exported of itself, else of what was exported first."""
        lines = self._lines.get(incident, {})
        standing = (line for line in lines.values() if not all(one.withdrawn for one in line))
        own = lines.get(incident) or next(standing, next(iter(lines.values()), []))
        return sorted(own, key=lambda one: (one.withdrawn, one.day or date.min, one.id))

    def _fresh(self, prefix: str, parts: Sequence[str]) -> str:
        for again in count():
            id = f"{prefix}{stable_number(*parts, *([str(again)] if again else []))}"
            if id not in self._known and id not in self._given:
                return id
        raise AssertionError

    def closed(
        self, written: Iterable[str], incidents: Iterable[str], absorbed: dict[str, str] | None = None
    ) -> tuple[ExportedId, ...]:
        """What is to be noted after an export, by id.

        `incidents`: all that were looked at, those without a row too. `absorbed`: ids without a row, and those that
        took them in.
        """
        absorbed = absorbed or {}
        rows = set(written)
        changed: dict[str, ExportedId] = {}
        for id in sorted(rows):
            incident, day = self._given[id]
            now = ExportedId(format=self._format, id=id, incident=incident, day=day)
            if (before := self._known.get(id)) is None or _plain(before) != now:
                changed[id] = now
        for incident in dict.fromkeys(incidents):
            heir = next((id for id in self._of.get(incident, ()) if id in rows), None)
            for line in self._lines.get(incident, {}).values():
                for one in line:
                    if one.id not in rows:
                        part = absorbed.get(one.id, heir)
                        now = replace(_plain(one), withdrawn=True, part_of=part)
                        if _plain(one) != now:
                            changed[one.id] = now
        return tuple(changed[id] for id in sorted(changed))


def _plain(one: ExportedId) -> ExportedId:
    return replace(one, now=None)
