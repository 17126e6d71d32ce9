"""Places named in a report, where they are, and how what happens lies to them."""

from __future__ import annotations

from functools import lru_cache

from dateline.record.actors import ActorName
from dateline.record.annotation import Annotation
from dateline.record.places import Place, PlaceCandidate, PlaceMention, PlacesFound
from dateline.reference.gazetteer import Entry, Gazetteer, open_gazetteer
from dateline.steps.places.context import contexts, country_hints
from dateline.steps.places.descriptions import find_descriptions
from dateline.steps.places.names import NameFinder, NameFound
from dateline.steps.places.relations import precision_of, relation_of
from dateline.steps.places.senses import NameToPlace, Weighed, decide
from dateline.steps.places.streets import town_of
from dateline.steps.places.words import Words, words

CANDIDATES_KEPT = 6


@lru_cache(maxsize=1)
def _gazetteer() -> Gazetteer:
    return open_gazetteer()


def find_places(annotation: Annotation, names: tuple[ActorName, ...]) -> PlacesFound:
    """Places of the report; `names` tells which words are (also) names of actors.

    `Place.mentions` holds names only; descriptions and pronouns stand in `PlacesFound.mentions`, for whether
    one means the place hangs on its part in the sentence.
    """
    gazetteer, lists = _gazetteer(), words()
    found = NameFinder(annotation, names, gazetteer, lists).find()
    senses = decide(contexts(annotation, found, lists), country_hints(annotation, lists))
    named = _Record(annotation, found, senses, lists).record()
    described = find_descriptions(annotation, named, gazetteer, lists)
    mentions = sorted((*named.mentions, *described.mentions), key=lambda m: m.span)
    return PlacesFound(
        places=(*named.places, *described.places), mentions=tuple(mentions), candidates=named.candidates
    )


def look_up(name: str, *, others: tuple[str, ...] = ()) -> tuple[PlaceCandidate, ...]:
    """What a name could mean, best first, in a report that names `others` too. Empty: no such place is known."""
    gazetteer = _gazetteer()
    names = {n: NameToPlace(n, gazetteer.find(n) or gazetteer.find_alike(n)) for n in (name, *others)}
    return tuple(_candidate(w) for w in decide(names, {}).get(name, ()))


class _Record:
    """Turns what was found into the record's places and mentions."""

    def __init__(
        self,
        annotation: Annotation,
        found: list[NameFound],
        senses: dict[str, list[Weighed]],
        lists: Words,
    ) -> None:
        self._annotation = annotation
        self._found = found
        self._senses = senses
        self._words = lists
        self._entries = [self._entry(n) for n in found]
        """What each name means; for a street, the town it lies in."""
        self._keys = [self._key(n, e) for n, e in zip(found, self._entries, strict=True)]

    def record(self) -> PlacesFound:
        ids: dict[str, str] = {}
        for key in self._keys:
            ids.setdefault(key, f"p{len(ids) + 1}")
        by_name = {n.folded: ids[k] for n, k in zip(self._found, self._keys, strict=True)}
        return PlacesFound(
            places=tuple(self._place(key, number) for key, number in ids.items()),
            mentions=tuple(self._mention(i, ids[self._keys[i]]) for i in range(len(self._found))),
            candidates=tuple(
                (by_name[folded], tuple(_candidate(w) for w in weighed[:CANDIDATES_KEPT]))
                for folded, weighed in self._senses.items()
            ),
        )

    def _mention(self, i: int, place: str) -> PlaceMention:
        name, entry = self._found[i], self._entries[i]
        found = relation_of(self._annotation, name.first, name.last, self._words)
        street = name.rule == "name:street"
        rule = "within" if name.rule == "name:within" else "holder" if name.holds else found.rule
        return PlaceMention(
            span=name.span,
            place=place,
            form="name",
            relation=found.relation,
            geo_precision=precision_of(entry.feature if entry else None, around=found.around or street),
            rule=f"name:{rule}",
        )

    def _place(self, key: str, number: str) -> Place:
        members = [i for i, k in enumerate(self._keys) if k == key]
        name, entry = self._found[members[0]], self._entries[members[0]]
        spans = tuple(self._found[i].span for i in members)
        words_of_report = name.span.of(self._annotation.text)
        if entry is None:
            holder = self._holder(members)
            return Place(
                id=number, name=words_of_report, lat=None, lon=None,
                country=holder.country if holder else None, admin1=holder.admin1 if holder else None,
                feature=None, geonames=None, mentions=spans, rule=name.rule,
            )  # fmt: skip
        if name.rule == "name:street":
            return Place(
                id=number, name=words_of_report, lat=entry.lat, lon=entry.lon, country=entry.country,
                admin1=entry.admin1, feature="ST", geonames=None, mentions=spans,
                rule=f"street, put at {entry.name}",
            )  # fmt: skip
        return Place(
            id=number, name=entry.name, lat=entry.lat, lon=entry.lon, country=entry.country,
            admin1=entry.admin1, feature=entry.feature, geonames=entry.geonames, mentions=spans,
            rule="; ".join(self._senses[name.folded][0].reasons),
        )  # fmt: skip

    def _holder(self, members: list[int]) -> Entry | None:
        """The province or country that the report puts beside a place that is not on file."""
        after = (i + 1 for i in members if i + 1 < len(self._found) and self._found[i + 1].holds)
        return next((e for i in after if (e := self._entries[i]) is not None), None)

    def _entry(self, name: NameFound) -> Entry | None:
        if name.rule == "name:street":
            town = town_of(self._annotation, name, self._found)
            return self._sense(town) if town else None
        return self._sense(name)

    def _sense(self, name: NameFound) -> Entry | None:
        weighed = self._senses.get(name.folded)
        return weighed[0].entry if weighed else None

    def _key(self, name: NameFound, entry: Entry | None) -> str:
        if entry is None or name.rule == "name:street":
            return "?" + name.folded
        return entry.id


def _candidate(weighed: Weighed) -> PlaceCandidate:
    entry = weighed.entry
    return PlaceCandidate(
        gazetteer_id=entry.id, name=entry.name, country=entry.country, admin1=entry.admin1,
        feature=entry.feature, lat=entry.lat, lon=entry.lon, population=entry.population,
        score=weighed.score, reasons=tuple(weighed.reasons),
    )  # fmt: skip
