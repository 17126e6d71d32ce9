"""What stands around each claim of a report, in the form in which a case keeps it.

A third of the claims in news name neither place nor day: the sentence before did. An incident can be recognised by
them all the same, as long as it stays plain that the claim itself does not say so.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from dateline.record.claims import Claim
from dateline.record.kept import KeptPlace, Setting
from dateline.record.places import GeoPrecision, Place
from dateline.record.readings import Reading
from dateline.record.times import Time

PLACES = 5
NAMES = 16
WORDS = 16
LEAD = 350
"""Characters of the text in which a news report says what it is about."""

BACK = 14
"""Days before a report in which a happening is looked for that it gives no day for."""
WIDE = 31
"""A stretch of more days than this says nothing of when."""

_WORD = re.compile(r"[^\W\d_][\w'’]*(?:-\w+)*", re.UNICODE)
_SENTENCE_END = re.compile(r"[.!?\"”»:]\s*$|\n\s*$")
# "BAGHDAD, March 14 (TNN) - ", "MOSCOW. 28 February.": where the writer sat.
_DATELINE = re.compile(r"^\W*[A-ZÀ-Þ][^\n]{0,70}?(?: [-–—]{1,2} |[-–—]{2}|: (?=[A-Z]))")
_WIDE = ("PCL", "ADM1", "RGN", "CONT", "ZN", "SEA", "OCN")


@lru_cache(maxsize=200_000)
def fold(word: str) -> str:
    """Without capitals, accents and possessives.

    >>> fold("Raúl’s")
    'raul'
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    return re.sub(r"(?:['’]s|['’])$", "", plain.casefold())


def words_of(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Folded words of names, and other words, in text order.

    A capital at the beginning of a sentence does not make a name, unless the word has one elsewhere too.

    >>> words_of("Rebels left Saraqib. Saraqib is empty.")
    (('saraqib', 'saraqib'), ('rebels', 'left', 'is', 'empty'))
    """
    found = [
        (m.group(), bool(_SENTENCE_END.search(text[max(0, m.start() - 4) : m.start()])) or m.start() == 0)
        for m in _WORD.finditer(text)
    ]
    sure = {fold(w) for w, first in found if w[0].isupper() and not first}
    small = {fold(w) for w, _ in found if w[0].islower()}
    names, others = [], []
    for word, _ in found:
        folded = fold(word)
        if word[0].isupper() and folded in sure and folded not in small:
            names.append(folded)
        else:
            others.append(folded)
    return tuple(names), tuple(others)


def settings_of(reading: Reading) -> dict[str, Setting]:
    """The setting of each claim, by its id."""
    document = reading.document
    names, _ = words_of(document.text)
    counted = Counter(names)
    top = tuple(sorted(counted, key=lambda w: (-counted[w], names.index(w)))[:NAMES])
    lead = words_of(f"{document.title or ''}. {document.text[:LEAD]}")[1]
    words = tuple(dict.fromkeys(w for w in lead if len(w) > 3))[:WORDS]
    places = _Places(reading)
    made = {}
    for claim in reading.claims:
        first, last = _days(claim, reading.times)
        made[claim.id] = Setting(places=places.around(claim), start=first, end=last, names=top, words=words)
    return made


def ordinals(start: date | None, end: date | None) -> tuple[int, int] | None:
    """First and last day as ordinals; where one is not known, the other stands for both. None: neither is."""
    first, last = start or end, end or start
    return None if first is None or last is None else (first.toordinal(), last.toordinal())


def days_meant(
    days: tuple[int, int] | None, around: tuple[int, int] | None, published: int | None
) -> tuple[int, int] | None:
    """First and last day, as ordinals, on which what is told may have happened. None: nothing is known.

    By the days that the claim gives, else by days that stand near by and are not far from the report's, else by the
    report's.
    """
    if days is not None and days[1] - days[0] <= WIDE:
        return days[0] - 1, days[1] + 1
    if days is None and around is not None and around[1] - around[0] <= WIDE:
        near = published is None or (around[0] <= published + 1 and published - BACK <= around[1])
        if near:
            return around[0] - 1, around[1] + 1
    if published is not None:
        return published - BACK, published + 1
    return None


def _days(claim: Claim, times: Sequence[Time]) -> tuple[date | None, date | None]:
    """The days of the expression of time that stands last before the trigger, else first after it."""
    at = claim.trigger.span.start
    known = [
        t for t in times if t.start and t.end and t.type in ("DATE", "TIME") and (t.end - t.start).days <= 31
    ]
    before = [t for t in known if t.span.start <= at]
    chosen = (
        max(before, key=lambda t: t.span.start)
        if before
        else min(known, key=lambda t: t.span.start, default=None)
    )
    return (chosen.start, chosen.end) if chosen else (None, None)


class _Places:
    """The places of a report by how near they stand to a claim."""

    def __init__(self, reading: Reading) -> None:
        text = reading.document.text
        dateline = _DATELINE.match(text[:120])
        self._after = dateline.end() if dateline else 0
        self._mentions = sorted((span.start, place.id) for place in reading.places for span in place.mentions)
        self._counts = {place.id: len(place.mentions) for place in reading.places}
        self._places = {place.id: place for place in reading.places}

    def around(self, claim: Claim) -> tuple[KeptPlace, ...]:
        at = claim.trigger.span.start
        evidence = claim.evidence

        def rank(mention: tuple[int, str]) -> tuple[int, int, int]:
            start, id = mention
            if start < self._after:
                order = 3
            elif _wide(self._places[id]):
                order = 2
            else:
                order = 0 if evidence.start <= start < evidence.end else 1
            # What was named before carries on; what comes after seldom reaches back.
            return order, abs(at - start) * (1 if start <= at else 2), start

        ids = dict.fromkeys(id for _, id in sorted(self._mentions, key=rank))
        return tuple(_kept(self._places[id]) for id in list(ids)[:PLACES])


def _wide(place: Place) -> bool:
    return place.feature is not None and place.feature.startswith(_WIDE)


def _kept(place: Place) -> KeptPlace:
    precision: GeoPrecision = 3 if _wide(place) else 1
    return KeptPlace(
        name=place.name,
        lat=place.lat,
        lon=place.lon,
        country=place.country,
        admin1=place.admin1,
        feature=place.feature,
        geonames=place.geonames,
        relation="at",
        geo_precision=precision,
    )
