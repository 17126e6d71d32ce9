"""Places named in a report, where they are, and how what happens lies to them."""

from __future__ import annotations

from functools import lru_cache

from dateline.record.actors import ActorName
from dateline.record.annotation import Annotation
from dateline.record.places import Place, PlaceCandidate, PlaceMention, PlacesFound
from dateline.reference.gazetteer import Entry, Gazetteer, open_gazetteer
from dateline.steps.places.context import contexts, country_hints
from dateline.steps.places.names import NameFinder, NameFound
from dateline.steps.places.relations import precision_of, relation_of
from dateline.steps.places.senses import Weighed, decide
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
    return _Record(annotation, lists).record(found, senses)


class _Record:
    """Turns what was found into the record's places and mentions."""

    def __init__(self, annotation: Annotation, lists: Words) -> None:
        self._annotation = annotation
        self._words = lists

    def record(self, found: list[NameFound], senses: dict[str, list[Weighed]]) -> PlacesFound:
        keys = {n.folded: _key(n, senses) for n in found}
        ids: dict[str, str] = {}
        for name in found:
            ids.setdefault(keys[name.folded], f"p{len(ids) + 1}")
        mentions = tuple(self._mention(n, ids[keys[n.folded]], _entry(n, senses)) for n in found)
        places = tuple(self._place(key, number, keys, found, senses) for key, number in ids.items())
        candidates = tuple(
            (ids[keys[folded]], tuple(_candidate(w) for w in weighed[:CANDIDATES_KEPT]))
            for folded, weighed in senses.items()
        )
        return PlacesFound(places=places, mentions=mentions, candidates=candidates)

    def _mention(self, name: NameFound, place: str, entry: Entry | None) -> PlaceMention:
        found = relation_of(self._annotation, name.first, name.last, self._words)
        rule = found.rule
        if name.rule == "name:within":
            rule = "within"
        return PlaceMention(
            span=name.span,
            place=place,
            form="name",
            relation=found.relation,
            geo_precision=precision_of(entry.feature if entry else None, around=found.around),
            rule=f"name:{rule}",
        )

    def _place(
        self,
        key: str,
        number: str,
        keys: dict[str, str],
        found: list[NameFound],
        senses: dict[str, list[Weighed]],
    ) -> Place:
        own = [n for n in found if keys[n.folded] == key]
        entry = _entry(own[0], senses)
        spans = tuple(n.span for n in own)
        if entry is None:
            return Place(
                id=number,
                name=own[0].span.of(self._annotation.text),
                lat=None,
                lon=None,
                country=None,
                admin1=None,
                feature=None,
                geonames=None,
                mentions=spans,
                rule=own[0].rule,
            )
        return Place(
            id=number,
            name=entry.name,
            lat=entry.lat,
            lon=entry.lon,
            country=entry.country,
            admin1=entry.admin1,
            feature=entry.feature,
            geonames=entry.geonames,
            mentions=spans,
            rule="; ".join(senses[own[0].folded][0].reasons),
        )


def _key(name: NameFound, senses: dict[str, list[Weighed]]) -> str:
    entry = _entry(name, senses)
    return entry.id if entry else "?" + name.folded


def _entry(name: NameFound, senses: dict[str, list[Weighed]]) -> Entry | None:
    weighed = senses.get(name.folded)
    return weighed[0].entry if weighed else None


def _candidate(weighed: Weighed) -> PlaceCandidate:
    entry = weighed.entry
    return PlaceCandidate(
        gazetteer_id=entry.id,
        name=entry.name,
        country=entry.country,
        admin1=entry.admin1,
        feature=entry.feature,
        lat=entry.lat,
        lon=entry.lon,
        population=entry.population,
        score=weighed.score,
        reasons=tuple(weighed.reasons),
    )
