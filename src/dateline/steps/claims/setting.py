"""Gives violence that is told without place or day those of the story around it.

A report says once where and when it is, and goes on to tell: "A car bomb went off in Kirkuk on Friday. Nine people were
killed. Police closed the roads." Rules from near to far: another clause of the sentence, the sentences before in the
paragraph, the heading of an item ("Rafah: ..."), the lead. Only what happened is so filled, never talk or plans;
a place from farther off is told as "near it" at best, and `rules` names how it was come by.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from dateline.record.annotation import Annotation
from dateline.record.claims import Claim, PlaceInClaim, TimeInClaim
from dateline.record.events import EventMention
from dateline.record.places import PlaceMention, PlacesFound
from dateline.record.text import Span

_TOLD = frozenset(["ASSAULT", "PROTEST", "COERCE", "RETREAT"])
_HAPPENED = frozenset(["occurred", "ongoing"])
_FARTHEST = 3
"""Sentences back within a paragraph."""
_HEADING = re.compile(r"[^.!?:\n]{2,60}: ")
_DATELINE = re.compile(r"\s*[A-ZÀ-Ý][^\n.!?]{1,60}?\s(?:-|--|–|—)\s")
"""Also "QUIBDÓ, Colombia, May 4 (Agency) -": its place is where the report was written, and it names no place else."""
_BREAK = re.compile(r"\n\s*\n")


class _Scene(NamedTuple):
    sentence: int
    claim: Claim


class _Story:
    def __init__(
        self, annotation: Annotation, claims: tuple[Claim, ...], events: dict[str, EventMention],
        places: PlacesFound, actor_spans: list[Span],
    ) -> None:  # fmt: skip
        self._a = annotation
        self._claims = claims
        self._sentence = {c.id: annotation.tokens[events[c.id].head].sentence for c in claims}
        self._frames = {c.id: events[c.id].frame for c in claims}
        self._points = {p.id for p in places.places if p.lat is not None}
        self._wide = {
            p.id for p in places.places if (p.feature or "").startswith(("PCL", "CONT", "RGN", "ADM1"))
        }
        self._actor_spans = actor_spans
        self._located_in: dict[int, list[PlaceMention]] = {}
        end = len(line.group()) if (line := _DATELINE.match(annotation.text)) else 0
        self._dateline = [m for m in places.mentions if m.span.end <= end and m.place in self._points]
        self._names = [m for m in places.mentions if m.form == "name" and m.span.start >= end]
        breaks = [m.end() for m in _BREAK.finditer(annotation.text)]
        self._paragraph = [sum(b <= s.span.start for b in breaks) for s in annotation.sentences]

    def told(self) -> tuple[Claim, ...]:
        done: list[Claim] = []
        for claim in self._claims:
            if self._is_deed(claim):
                claim = self._with_place(claim, done)
                claim = self._with_time(claim, done)
            done.append(claim)
        return tuple(done)

    def _is_deed(self, claim: Claim) -> bool:
        """Truces and words of responsibility are no deeds at a place and on a day of the story."""
        return (
            claim.plover in _TOLD
            and claim.status in _HAPPENED
            and claim.kind == "event"
            and claim.acled_sub not in ("Agreement", "Change to group/activity")
            and self._frames[claim.id] != "claim-responsibility"
        )

    # ------------------------------------------------------------ where
    def _with_place(self, claim: Claim, before: list[Claim]) -> Claim:
        if claim.place is not None:
            return claim
        found = self._place_for(claim, before)
        if found is None:
            return claim
        return replace(claim, place=found[0], rules={**claim.rules, "place": found[1]})

    def _place_for(self, claim: Claim, before: list[Claim]) -> tuple[PlaceInClaim, str] | None:
        here = self._sentence[claim.id]
        for other in self._same_sentence(claim):
            if (place := self._usable(other)) is not None:
                return place, f"place of '{other.trigger.text}' in the sentence"
        if (named := self._only_one_named(here)) is not None:
            return self._as_told(named), "the one place in the sentence"
        heading = self._heading(here)
        if heading is not None:
            return self._as_told(heading), "heading of the paragraph"
        for other in reversed(before):
            if not self._goes_on(self._sentence[other.id], here):
                break
            if self._names_other(self._sentence[other.id], here):
                return None
            if (place := self._usable(other)) is not None:
                return _lowered(place), f"told before at '{other.trigger.text}' in the paragraph"
        return self._of_lead(here)

    def _same_sentence(self, claim: Claim) -> list[Claim]:
        here = self._sentence[claim.id]
        others = [
            c for c in self._claims
            if self._sentence[c.id] == here and c.id != claim.id and c.plover in _TOLD and c.kind == "event"
        ]  # fmt: skip
        return sorted(others, key=lambda c: abs(c.trigger.span.start - claim.trigger.span.start))

    def _only_one_named(self, sentence: int) -> PlaceMention | None:
        """The place where the sentence tells of one alone, in a locative phrase that hangs on another clause."""
        named = {m.place: m for m in self._located(sentence)}
        if len(named) != 1:
            return None
        one = next(iter(named.values()))
        return one if one.relation in ("at", "near") else None

    def _located(self, sentence: int) -> list[PlaceMention]:
        if sentence not in self._located_in:
            self._located_in[sentence] = self._locatives(sentence)
        return self._located_in[sentence]

    def _locatives(self, sentence: int) -> list[PlaceMention]:
        span = self._a.sentences[sentence].span
        return [
            m for m in self._names
            if span.contains(m.span) and m.place in self._points and m.place not in self._wide
            and not m.rule.startswith("name:bare") and not any(s.contains(m.span) for s in self._actor_spans)
        ]  # fmt: skip

    def _names_other(self, there: int, here: int) -> bool:
        """Between the two, or here, the report has gone on to another place."""
        return any(self._located(s) for s in range(there + 1, here + 1))

    def _goes_on(self, there: int, here: int) -> bool:
        return here - there <= _FARTHEST and self._paragraph[there] == self._paragraph[here]

    def _usable(self, other: Claim) -> PlaceInClaim | None:
        if other.plover not in _TOLD or other.status not in _HAPPENED or other.place is None:
            return None
        if other.place.relation in ("from", "towards", "between") or other.place.place in self._wide:
            return None
        return other.place

    def _heading(self, sentence: int) -> PlaceMention | None:
        """The place in "Rafah: " at the beginning of the paragraph."""
        first = self._paragraph.index(self._paragraph[sentence])
        start = self._a.sentences[first].span.start
        match = _HEADING.match(self._a.text, start)
        if match is None:
            return None
        inside = [m for m in self._names if start <= m.span.start and m.span.end <= match.end()]
        return inside[0] if len(inside) == 1 and inside[0].span.start - start <= 4 else None

    def _as_told(self, mention: PlaceMention) -> PlaceInClaim:
        return PlaceInClaim(
            place=mention.place, span=mention.span, text=mention.span.of(self._a.text), relation="at",
            geo_precision=mention.geo_precision,
        )  # fmt: skip

    def _of_lead(self, here: int) -> tuple[PlaceInClaim, str] | None:
        """The one place of the first sentence, else that of the dateline ("BAGHDAD, 3 May -")."""
        if self._located(here) or not self._claims:
            return None
        lead = {
            place.place: place
            for c in self._claims
            if self._sentence[c.id] == 0 and (place := self._usable(c)) is not None
        }
        if len(lead) == 1:
            return _lowered(next(iter(lead.values()))), "place of the lead"
        if not lead and (named := self._only_one_named(0)) is not None:
            return _lowered(self._as_told(named)), "place named in the lead"
        if not lead and not self._located(0) and self._dateline:
            return _lowered(self._as_told(self._dateline[0])), "place of the dateline"
        return None

    # ------------------------------------------------------------ when
    def _with_time(self, claim: Claim, before: list[Claim]) -> Claim:
        if claim.time is not None:
            return claim
        found = self._time_for(claim, before)
        if found is None:
            return claim
        return replace(claim, time=found[0], rules={**claim.rules, "time": found[1]})

    def _time_for(self, claim: Claim, before: list[Claim]) -> tuple[TimeInClaim, str] | None:
        here = self._sentence[claim.id]
        for other in self._same_sentence(claim):
            if (time := self._dated(other, claim)) is not None:
                return time, f"time of '{other.trigger.text}' in the sentence"
        for other in reversed(before):
            if not self._goes_on(self._sentence[other.id], here):
                break
            if (time := self._dated(other, claim)) is not None:
                return time, f"told before at '{other.trigger.text}' in the paragraph"
        return None

    def _dated(self, other: Claim, claim: Claim) -> TimeInClaim | None:
        if other.plover not in _TOLD or other.status not in _HAPPENED or other.time is None:
            return None
        if other.time.start is None or other.time.end is None or other.time.time_precision > 2:
            return None
        return other.time


def _lowered(place: PlaceInClaim) -> PlaceInClaim:
    """Of farther words: near the place at best."""
    return replace(place, geo_precision=max(2, place.geo_precision))


def in_their_setting(
    annotation: Annotation,
    claims: tuple[Claim, ...],
    events: dict[str, EventMention],
    places: PlacesFound,
    actor_spans: list[Span],
) -> tuple[Claim, ...]:
    """The claims, those that happened with a place and a day from the story where they name none themselves."""
    return _Story(annotation, claims, events, places, actor_spans).told()
