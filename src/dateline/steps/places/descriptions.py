"""Descriptions and pronouns that stand for a place: "the town", "the Syrian capital", "there"."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.record.annotation import Annotation, Token
from dateline.record.places import Place, PlaceMention, PlacesFound
from dateline.record.text import Span
from dateline.reference.gazetteer import Entry, Gazetteer
from dateline.steps.places.relations import precision_of, relation_of
from dateline.steps.places.words import Words

REACH = 6
"""How many sentences back a description may point."""
NEAREST = 2
"""The same for a pronoun."""
SETTLEMENT = frozenset({"PPL", "PPLC", "PPLX", "PPLA", "STLMT"})
FITTING: dict[str, frozenset[str]] = {
    "settlement": SETTLEMENT,
    "division": frozenset({"ADM1", "ADM2", "RGN", "PPLX", "AREA"}),
    "country": frozenset({"PCLI"}),
    "site": frozenset({"CMP", "AIRB", "AIRP", "CTRB", "DAM", "INSM", "BLDG", "BDG"}),
    "water": frozenset({"STM", "LK", "SEA", "GULF", "STRT", "BAY", "CNL", "OCN"}),
    "area": SETTLEMENT | {"ADM1", "ADM2", "RGN", "AREA", "ISL", "PEN", "VAL", "MTS", "MT", "DSRT", "CMP"},
}
"""Features that a kind of noun can stand for."""
POINTING = frozenset({"the", "this", "that"})
PLAIN_MODIFIERS = frozenset(
    {"det", "amod", "compound", "nummod", "advmod", "punct", "prep", "relcl", "acl", "case"}
)


@dataclass(frozen=True, slots=True)
class _Named:
    """A name that a description may point back to."""

    token: int
    sentence: int
    place: Place
    mention: PlaceMention


def find_descriptions(
    annotation: Annotation, named: PlacesFound, gazetteer: Gazetteer, words: Words
) -> PlacesFound:
    """Mentions without a name, and places that only a description names ("the Syrian capital")."""
    return _Finder(annotation, named, gazetteer, words).find()


class _Finder:
    def __init__(
        self, annotation: Annotation, named: PlacesFound, gazetteer: Gazetteer, words: Words
    ) -> None:
        self._a = annotation
        self._gazetteer = gazetteer
        self._words = words
        self._places = {p.id: p for p in named.places}
        self._new: dict[str, Place] = {}
        self._named: list[_Named] = []
        self._in_name: set[int] = set()
        for mention in named.mentions:
            tokens = annotation.tokens_in(mention.span)
            if tokens:
                self._in_name.update(t.i for t in tokens)
                self._named.append(
                    _Named(tokens[0].i, tokens[0].sentence, self._places[mention.place], mention)
                )

    def find(self) -> PlacesFound:
        mentions: list[PlaceMention] = []
        last: PlaceMention | None = None
        for token in self._a.tokens:
            if token.i in self._in_name:
                continue
            found = self._description(token) if token.pos in ("NOUN", "PROPN") else self._pronoun(token, last)
            if found is not None:
                mentions.append(found)
                last = found
        return PlacesFound(places=tuple(self._new.values()), mentions=tuple(mentions))

    def _description(self, noun: Token) -> PlaceMention | None:
        kind = self._words.nouns.get(noun.lemma)
        if kind is None or noun.tag in ("NNS", "NNPS") or noun.dep == "compound":
            return None
        determiner = next((t for t in self._a.children(noun.i, "det") if t.text.lower() in POINTING), None)
        if kind == "capital":
            return self._capital(noun)
        if determiner is None or self._names_another(noun):
            return None
        start = determiner.start
        antecedent = self._antecedent(noun, FITTING[kind], REACH)
        if antecedent is None:
            return None
        return self._mention(
            noun, Span(start, noun.end), antecedent.place, "description", f"the {noun.lemma}"
        )

    def _names_another(self, noun: Token) -> bool:
        """Whether the description says itself which place it means: "the town of Hit", "the Iraqi city"."""
        for child in self._a.children(noun.i):
            if child.dep == "appos" or child.i in self._in_name:
                return True
            if child.dep == "prep" and child.text.lower() == "of":
                return True
            if child.text[0].isupper() and child.text.lower() in self._words.demonyms:
                return True
            if child.dep in ("amod", "compound") and child.lemma in (
                "other",
                "same",
                "whole",
                "second",
                "first",
            ):
                return child.lemma not in ("same", "whole")
            if child.dep not in PLAIN_MODIFIERS:
                return True
        beside = self._a.tokens[noun.i + 1] if noun.i + 1 < len(self._a.tokens) else None
        return beside is not None and beside.i in self._in_name

    def _capital(self, noun: Token) -> PlaceMention | None:
        """ "the Syrian capital", "the capital of Syria", "the country's capital": the capital, named or not."""
        country = self._country_beside(noun)
        if country is None:
            return None
        if noun.i + 1 < len(self._a.tokens) and self._a.tokens[noun.i + 1].i in self._in_name:
            return None
        following = self._a.tokens[noun.i + 1 : noun.i + 4]
        if any(t.i in self._in_name for t in following) and following[0].text in (",", "of"):
            return None
        entry = self._gazetteer.capital(country)
        if entry is None:
            return None
        start = min((t.start for t in self._a.children(noun.i) if t.i < noun.i), default=noun.start)
        return self._mention(noun, Span(start, noun.end), self._place_of(entry), "description", "the capital")

    def _country_beside(self, noun: Token) -> str | None:
        for child in self._a.subtree(noun.i):
            country = self._words.demonyms.get(child.text.lower()) if child.text[0].isupper() else None
            if country and child.i < noun.i:
                return country
        return None

    def _place_of(self, entry: Entry) -> Place:
        for place in (*self._places.values(), *self._new.values()):
            same = place.geonames is not None and place.geonames == entry.geonames
            if same or (place.name == entry.name and place.lat == entry.lat):
                return place
        place = Place(
            id=f"p{len(self._places) + len(self._new) + 1}", name=entry.name, lat=entry.lat, lon=entry.lon,
            country=entry.country, admin1=entry.admin1, feature=entry.feature, geonames=entry.geonames,
            mentions=(), rule="capital of the country named",
        )  # fmt: skip
        self._new[place.id] = place
        return place

    def _pronoun(self, token: Token, last: PlaceMention | None) -> PlaceMention | None:
        lower = token.text.lower()
        if lower in ("there", "here"):
            if token.dep == "expl" or token.tag == "EX" or (lower == "here" and not self._opens_place(token)):
                return None
            antecedent = self._antecedent(token, FITTING["area"] | {"PCLI"}, NEAREST)
        elif (lower == "it" and token.dep != "expl") or (
            lower == "its"
            and self._a.head(token.i).lemma
            in (self._words.near | self._words.part | self._words.around | self._words.nouns.keys())
        ):
            antecedent = self._antecedent(token, FITTING["area"] | {"PCLI"} | FITTING["site"], 1)
        else:
            return None
        if antecedent is None:
            return None
        return self._mention(token, token.span, antecedent.place, "pronoun", lower)

    def _opens_place(self, token: Token) -> bool:
        return token.dep == "advmod"

    def _antecedent(self, token: Token, features: frozenset[str], reach: int) -> _Named | None:
        """The nearest fitting name before: one where something happens rather than one that only acts; in an
        earlier sentence, the one named first."""
        best: tuple[float, _Named] | None = None
        for named in self._named:
            if named.token >= token.i:
                break
            back = token.sentence - named.sentence
            unknown = named.place.feature is None and "PPL" in features and back <= NEAREST
            if back > reach or (named.place.feature not in features and not unknown):
                continue
            score = -2.0 * back
            score += 1.5 if not named.mention.rule.endswith((":bare", ":within")) else -0.5
            score -= 1.0 if named.mention.rule.endswith(":within") else 0.0
            score += 0.5 if named.mention.relation in ("at", "towards") else 0.0
            score -= 0.5 if named.mention.rule == "name:holder" else 0.0
            score += 0.02 * (named.token - token.i)
            if best is None or score > best[0]:
                best = (score, named)
        return best[1] if best else None

    def _mention(self, token: Token, span: Span, place: Place, form: str, rule: str) -> PlaceMention:
        found = relation_of(self._a, token.i, token.i + 1, self._words)
        return PlaceMention(
            span=span,
            place=place.id,
            form="description" if form == "description" else "pronoun",
            relation=found.relation,
            geo_precision=precision_of(place.feature, around=found.around),
            rule=f"{form}:{rule}:{found.rule}",
        )
