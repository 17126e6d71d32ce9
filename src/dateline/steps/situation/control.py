"""Who holds a place, from when to when, by what was claimed: nothing is inferred but by rules with a name.

The claims of a place are taken by the day they tell of. That somebody gains or holds it begins a stretch of that
holder; a loss ends one. A stretch is contested from the day on which somebody says so, a denial or a rival's claim
speaks against it, or a part of the place is told of with another holder. It stays so until the next change.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from dateline.record.incidents import ControlSpan, Holding
from dateline.record.kept import KeptActor, KeptClaim, KeptPlace
from dateline.record.sayings import CHANGES, Noted, Saying, Sayings, sayings_of
from dateline.record.settings import fold
from dateline.steps.situation.sides import alike, distance_km
from dateline.steps.situation.sources import is_party, speaker

RULES = {
    "report-day": "A claim without a day is taken to be of the day of its report.",
    "withdrawal-is-loss": "Who withdraws from a place no longer holds it.",
    "loss-is-gain": "What one side loses in a fight, the other side of the same claim gains.",
    "denial-contests": "Who denies a change contests it; a stretch that was said to begin then is contested.",
    "part-contests-whole": "A part of a place that another holds makes the whole contested.",
    "whole-holds-parts": "Who holds a province or city holds its parts, unless something is told of a part.",
}
"""Name of each rule and what it infers. All but the last are on unless they are switched off."""
USUAL = frozenset(RULES) - {"whole-holds-parts"}
PART_KM = 15.0
"""A district or suburb lies within this of its city."""
_TAKEN = ("Government regains territory", "Non-state actor overtakes territory")
_QUARTERS = ("PPLX", "AREA")
"""GeoNames codes of what can be a part of a city."""
_COUNTED = ("occurred", "ongoing", "denied")


def place_named(place: KeptPlace) -> str:
    """What places are told apart by: their number in GeoNames, else their name and country."""
    return f"g{place.geonames}" if place.geonames is not None else f"{fold(place.name)}/{place.country}"


def control_timeline(
    claims: Iterable[KeptClaim],
    *,
    at: date | None = None,
    known_on: date | None = None,
    rules: Collection[str] = USUAL,
) -> tuple[ControlSpan, ...]:
    """The stretches of control of every place that the claims speak of, by place and day.

    `at`: only the stretches that hold on that day. `known_on`: as it was known then, by the claims that had come.
    """
    told = (one for k in claims if known_on is None or k.known <= known_on for one in holdings_of(k, rules))
    return timeline_of(told, at=at, rules=rules)


def timeline_of(
    holdings: Iterable[Holding], *, at: date | None = None, rules: Collection[str] = USUAL
) -> tuple[ControlSpan, ...]:
    """The same from what claims say, where that is at hand; see `holdings_of`."""
    noted = [Noted(holding, date.min, None) for holding in holdings]
    return timeline_of_places(said_of_places(noted).values(), at=at, rules=rules)


def said_of_places(noted: Iterable[Noted]) -> dict[str, Sayings]:
    """What is noted of each place, by the key of the place."""
    by_place: dict[str, list[Noted]] = {}
    for one in sorted(noted, key=lambda one: in_order(one.holding)):
        by_place.setdefault(place_named(one.holding.place), []).append(one)
    return {key: sayings_of(members) for key, members in by_place.items()}


def timeline_of_places(
    said: Iterable[Sayings],
    *,
    at: date | None = None,
    known_on: date | None = None,
    rules: Collection[str] = USUAL,
) -> tuple[ControlSpan, ...]:
    """The same from what is said of each place, each once."""
    wholes: dict[str, KeptPlace] = {}
    timelines: dict[str, list[ControlSpan]] = {}
    for one in said:
        told = _Place(one, known_on)
        if told.place is not None:
            key = place_named(told.place)
            wholes[key], timelines[key] = told.place, told.spans()
    if "part-contests-whole" in rules:
        for key, parts in parts_among(wholes).items():
            rivals = [s for part in parts for s in timelines[part] if s.holder is not None]
            timelines[key] = _with_parts(timelines[key], rivals)
    if "whole-holds-parts" in rules:
        timelines = {key: _from_whole(key, timelines, wholes) for key in timelines}
    found = [span for key in sorted(timelines, key=lambda k: (wholes[k].name, k)) for span in timelines[key]]
    return tuple(s for s in found if at is None or holds_on(s, at))


def tells_of_control(claim: KeptClaim) -> bool:
    """Whether a timeline would use the claim, with all rules on."""
    return bool(holdings_of(claim, RULES))


def in_order(one: Holding) -> tuple[date, date, str]:
    """Sorts what claims say of places: by the day told, then that of the report."""
    return (one.day, one.published or date.min, one.claim)


def parts_among(places: Mapping[str, KeptPlace]) -> dict[str, list[str]]:
    """The quarters among these places, by key, under the key of each city that they are a part of."""
    cells: dict[tuple[str | None, int, int], list[str]] = {}
    for key, place in places.items():
        if place.feature in _QUARTERS and (cell := _cell(place)) is not None:
            cells.setdefault((place.country, *cell), []).append(key)
    found: dict[str, list[str]] = {}
    for key, place in places.items() if cells else ():
        if (
            not (place.feature or "").startswith("PPL")
            or place.feature == "PPLX"
            or not (cell := _cell(place))
        ):
            continue
        near = [
            part
            for down in (-1, 0, 1)
            for right in (-1, 0, 1)
            for part in cells.get((place.country, cell[0] + down, cell[1] + right), ())
            if is_part_of(places[part], place)
        ]
        if near:
            found[key] = sorted(near)
    return found


def _cell(place: KeptPlace) -> tuple[int, int] | None:
    """A square of the map in which, or beside which, all lies that is within `PART_KM`, up to 70 degrees north."""
    if place.lat is None or place.lon is None:
        return None
    return int(place.lat // 0.2), int(place.lon // 0.4)


def is_part_of(part: KeptPlace, whole: KeptPlace) -> bool:
    """Whether one place lies in the other: a district in its city, a town in its province."""
    if place_named(part) == place_named(whole) or part.country != whole.country:
        return False
    feature, around = part.feature or "", whole.feature or ""
    if around == "ADM1":
        return feature != "ADM1" and part.admin1 is not None and part.admin1 == (whole.admin1 or whole.name)
    near = distance_km(part, whole)
    return (
        feature in _QUARTERS
        and around.startswith("PPL")
        and around != "PPLX"
        and near is not None
        and near <= PART_KM
    )


def holds_on(span: ControlSpan, day: date) -> bool:
    """Whether a stretch holds on a day; its last day belongs to the next."""
    return (span.start is None or span.start <= day) and (span.end is None or day < span.end)


def holdings_of(claim: KeptClaim, rules: Collection[str] = USUAL) -> list[Holding]:
    """What a claim says of who holds a place: one thing, or nothing."""
    control, place = claim.control, claim.place
    if claim.claim.status not in _COUNTED:
        return []
    if place is None or place.relation in ("towards", "between"):
        return []
    told, rule = claim.end or claim.start, "claimed"
    if told is None:
        if "report-day" not in rules or claim.published is None:
            return []
        told, rule = claim.published, "report-day"
    holder, change = claim.holder, control.change if control else ""
    loser: KeptActor | None = None
    if control is None:
        leaves = claim.claim.plover == "RETREAT" and claim.claim.mode == "withdraw" and claim.actors
        # A denied capture has no code of ACLED: its frame says what it would have been.
        takes = claim.claim.acled_sub in _TAKEN or (
            claim.claim.status == "denied"
            and claim.claim.coded_by.startswith(("frame capture:", "frame recapture:"))
        )
        if leaves and "withdrawal-is-loss" in rules and not claim.holder:
            holder, change, rule = claim.actors[0], "loses", "withdrawal-is-loss"
        elif takes and claim.actors:
            holder, change = claim.actors[0], "gains"
        else:
            return []
    if claim.claim.status == "denied":
        if "denial-contests" not in rules:
            return []
        return [_one(told, place, holder, "denies", None, claim, "denial-contests")]
    if change == "loses":
        loser = holder
        others = [
            a
            for a in (*claim.actors, *claim.recipients)
            if holder and not alike(a, holder) and a.inter in (1, 2, 3, 4, 8)
        ]
        # A withdrawal leaves open who comes; one that is driven out leaves it to those who drove him out.
        if "loss-is-gain" in rules and others and claim.claim.plover == "ASSAULT":
            return [_one(told, place, others[0], "gains", loser, claim, "loss-is-gain")]
        return [_one(told, place, None, "loses", loser, claim, rule)]
    if change == "contests":
        return [_one(told, place, None, "contests", None, claim, rule)]
    if holder is None:
        # Somebody gains it, but a person took out who.
        return []
    return [_one(told, place, holder, change, None, claim, rule)]


def _one(
    day: date,
    place: KeptPlace,
    holder: KeptActor | None,
    change: str,
    loser: KeptActor | None,
    claim: KeptClaim,
    rule: str,
) -> Holding:
    return Holding(
        day=day,
        place=place,
        holder=holder,
        change=change,
        loser=loser,
        part=place.geo_precision == 2 and place.relation == "at",
        own=holder is not None and is_party(speaker(claim), (holder,)),
        claim=claim.id,
        published=claim.published,
        rule=rule,
    )


class _Stretch:
    """A stretch that still grows, of what is said of one place."""

    __slots__ = ("contested", "end", "holder", "place", "rule", "sayings", "start")

    def __init__(self, one: Saying, number: int, *, contested: bool = False) -> None:
        self.place, self.holder, self.rule, self.start = one.place, one.holder, one.rule, one.day
        self.end = 0
        self.contested = contested
        self.sayings = [number]

    def span(self, said: Sayings) -> ControlSpan:
        return ControlSpan(
            place=said.places[self.place],
            holder=said.actors[self.holder] if self.holder >= 0 else None,
            start=date.fromordinal(self.start),
            end=date.fromordinal(self.end) if self.end else None,
            contested=self.contested,
            claims=tuple(dict.fromkeys(said.claim(n) for n in self.sayings)),
            rule=said.rules[self.rule],
        )


class _Place:
    """The stretches of one place, from what was said of it by day."""

    def __init__(self, said: Sayings, known_on: date | None) -> None:
        self._said = said
        self._alike: dict[tuple[int, int], bool] = {}
        self._stretches: list[_Stretch] = []
        sayings, numbers = said.known_on(known_on)
        self.place = said.places[sayings[0].place] if sayings else None
        """As it was told of first. None: nothing was said."""
        for one, number in zip(sayings, numbers, strict=True):
            self._say(one, number)

    def spans(self) -> list[ControlSpan]:
        return [stretch.span(self._said) for stretch in self._stretches]

    def _say(self, one: Saying, number: int) -> None:
        now = self._stretches[-1] if self._stretches else None
        change = CHANGES[one.change]
        if now is None:
            if change != "denies":
                contested = change == "contests" or (change != "loses" and one.part)
                self._stretches.append(_Stretch(one, number, contested=contested))
        elif change in ("gains", "holds"):
            self._held(now, one, number)
        elif change == "loses":
            self._lost(now, one, number)
        elif change == "contests":
            self._contest(now, one, number)
        elif one.holder >= 0 and (now.holder < 0 or self._are_alike(now.holder, one.holder)):
            # Denied is that this holder took it: it stands against the stretch that began so.
            self._contest(now, one, number)

    def _held(self, now: _Stretch, one: Saying, number: int) -> None:
        if now.holder >= 0 and self._are_alike(now.holder, one.holder):
            now.sayings.append(number)
        elif now.holder < 0:
            if now.start == one.day and not now.contested:
                # Lost and won on one day: one change.
                now.holder, now.rule = one.holder, one.rule
                now.sayings.append(number)
            else:
                self._change(now, one, number)
        elif one.part or (CHANGES[one.change] == "holds" and one.own) or now.start == one.day:
            # Only a part changed hands, or a rival says that it never left his, or two say so of one day.
            self._contest(now, one, number)
        else:
            self._change(now, one, number)

    def _lost(self, now: _Stretch, one: Saying, number: int) -> None:
        if now.holder < 0 or one.loser < 0 or not self._are_alike(now.holder, one.loser):
            now.sayings.append(number)
        elif one.part or now.start == one.day:
            self._contest(now, one, number)
        else:
            self._change(now, one, number)

    def _change(self, now: _Stretch, one: Saying, number: int) -> None:
        now.end = one.day
        self._stretches.append(_Stretch(one, number))

    def _contest(self, now: _Stretch, one: Saying, number: int) -> None:
        # What is denied or claimed by a rival within three days was never quiet.
        if now.contested or one.day - now.start <= 3:
            now.contested = True
            now.sayings.append(number)
            return
        now.end = one.day
        after = _Stretch(one, number, contested=True)
        after.place, after.holder = now.place, now.holder
        after.sayings = [*now.sayings, number]
        self._stretches.append(after)

    def _are_alike(self, one: int, other: int) -> bool:
        if one == other:
            return True
        found = self._alike.get((one, other))
        if found is None:
            actors = self._said.actors
            found = self._alike[one, other] = alike(actors[one], actors[other])
        return found


def _with_parts(spans: Sequence[ControlSpan], rivals: Sequence[ControlSpan]) -> list[ControlSpan]:
    """The stretches of a place, contested where a part is another's; a province is not, by a town of it."""
    cut: list[ControlSpan] = []
    for span in spans:
        against = [
            r
            for r in rivals
            if span.holder is not None and r.holder and not alike(r.holder, span.holder) and _meet(r, span)
        ]
        if not against or span.contested:
            cut.append(span)
            continue
        begin = max(span.start or date.min, min(r.start or date.min for r in against))
        claims = tuple(dict.fromkeys((*span.claims, *(c for r in against for c in r.claims))))
        if span.start is not None and begin > span.start:
            cut.append(replace(span, end=begin))
        cut.append(replace(span, start=begin, contested=True, claims=claims, rule="part-contests-whole"))
    return cut


def _from_whole(
    key: str, timelines: dict[str, list[ControlSpan]], places: dict[str, KeptPlace]
) -> list[ControlSpan]:
    """The stretches of a part, with those of its whole before the first of its own."""
    own = timelines[key]
    first = own[0].start if own else None
    before = [
        replace(
            span,
            place=places[key],
            end=min(span.end or first, first) if first else span.end,
            rule="whole-holds-parts",
        )
        for other, spans in sorted(timelines.items())
        if other != key and is_part_of(places[key], places[other])
        for span in spans
        if span.holder is not None and span.start is not None and (first is None or span.start < first)
    ]
    return before + own


def _meet(one: ControlSpan, other: ControlSpan) -> bool:
    return (one.end is None or other.start is None or other.start < one.end) and (
        other.end is None or one.start is None or one.start < other.end
    )
