"""What a report says around its place names that tells which places they are."""

from __future__ import annotations

from collections import defaultdict

from dateline.record.annotation import Annotation
from dateline.reference.gazetteer import Entry
from dateline.reference.gazetteer.layout import NameKind
from dateline.steps.places.names import NameFound
from dateline.steps.places.senses import NameToPlace
from dateline.steps.places.words import Words

CONTAINERS = frozenset({"PCLI", "ADM1", "ADM2", "RGN", "AREA"})
"""Features that other places lie in."""
HOLDER = ", holder"
"""Sets a name that others are said to lie in apart from the same name elsewhere."""
GENERIC_DOMAINS = frozenset({"co", "tv", "io", "me", "ly", "fm", "ai", "cc", "ws"})
"""Endings of addresses that are a country's and used by all the world."""
MOST_HINTED = 3.0
"""However many sheriffs a report has, they tell no more than this."""


def contexts(annotation: Annotation, found: list[NameFound], words: Words) -> dict[str, NameToPlace]:
    """The different names of the report with what stands beside them anywhere in it: one sense per report."""
    held = _held(annotation, found, words)
    names: dict[str, NameToPlace] = {}
    for i, name in enumerate(found):
        context = names.setdefault(name.folded, NameToPlace(name.folded, name.hits, mentions=0))
        context.mentions += 1
        if i in held:
            context.containers.append(held[i])
        context.noun = _noun_beside(annotation, name, words) or context.noun
    return names


def _held(annotation: Annotation, found: list[NameFound], words: Words) -> dict[int, tuple[Entry, ...]]:
    """What each name is said to lie in, by its index. What holds another is itself no town: in "Albany, New York"
    the state is meant, whatever "New York" is elsewhere in the report."""
    held: dict[int, tuple[Entry, ...]] = {}
    for i in range(len(found) - 1):
        name, after = found[i], found[i + 1]
        if not _holds(annotation, name, after, words):
            continue
        container = tuple(h.entry for h in after.hits if h.kind not in (NameKind.ALIKE, NameKind.OTHER))
        if not _can_hold(name, container):
            continue
        held[i] = container
        after.holds = True
        wide = tuple(h for h in after.hits if h.entry.feature in CONTAINERS)
        if len(wide) < len(after.hits) and annotation.text[name.span.end : after.span.start].strip() == ",":
            after.hits = wide
            after.folded += HOLDER
    return held


def _can_hold(name: NameFound, container: tuple[Entry, ...]) -> bool:
    """Whether a name can lie in another: "Mexico, US" and "Kansas, Missouri" are lists."""
    levels = {e.feature for e in container} & CONTAINERS
    own = {h.entry.feature for h in name.hits if h.kind in (NameKind.OWN, NameKind.CAPITALS)}
    return (
        bool(levels)
        and not (levels & own & {"PCLI", "ADM1"})
        and not ("PCLI" in own and "ADM1" not in levels)
    )


def _holds(annotation: Annotation, name: NameFound, after: NameFound, words: Words) -> bool:
    """Whether the next name follows as "X, Y", "X (Y)", "X in Y", "X in the province of Y"."""
    gap = annotation.text[name.span.end : after.span.start]
    if len(gap) > 40 or "\n" in gap:
        return False
    plain = gap.strip().lower()
    if plain in (",", "(", "in", "in the", ", in", "’s", "'s"):
        return True
    tokens = annotation.tokens[name.last : after.first]
    if not tokens or tokens[0].text.lower() not in (",", "in", "(", "city", "town", "village", "district"):
        return False
    between = {t.text.lower() for t in tokens}
    return between <= words.container and bool(between & {"in", ","})


def _noun_beside(annotation: Annotation, name: NameFound, words: Words) -> str | None:
    tokens = annotation.tokens
    if name.last < len(tokens):
        kind = words.nouns.get(tokens[name.last].lemma)
        if kind and tokens[name.last].start - name.span.end <= 1:
            return kind
    i = name.first - 1
    if i > 0 and tokens[i].text.lower() == "of":
        noun = tokens[i - 1]
        if i > 1 and tokens[i - 2].text[0].isupper() and tokens[i - 2].head == noun.i:
            # "the Sakhour district of Aleppo": the noun has a name of its own, and says nothing of this one.
            return None
        if noun.lemma == "district" and noun.tag == "NNS":
            # A province has a name for each; a city has "the eastern districts".
            return "settlement"
        return words.nouns.get(noun.lemma)
    if i >= 0 and tokens[i].text[0].islower():
        return words.nouns.get(tokens[i].lemma) if tokens[i].lemma in ("city", "town", "village") else None
    return None


def country_hints(annotation: Annotation, words: Words) -> dict[str, float]:
    """How strongly words that are no place names, and the publisher's address, hint at a country (ISO 3166-1
    alpha-3). The publisher's own town is never taken for a scene."""
    told: dict[str, float] = defaultdict(float)
    hinted: dict[str, float] = defaultdict(float)
    for token in annotation.tokens:
        lower = token.text.lower()
        if token.text[0].isupper() and lower in words.demonyms:
            told[words.demonyms[lower]] += 1.0
        for country, weight in words.hints.get(lower, ()):
            hinted[country] += weight
    for country, weight in hinted.items():
        told[country] += min(weight, MOST_HINTED)
    ending = (annotation.document.publisher or "").strip("/ ").rsplit(".", 1)
    if len(ending) == 2 and len(ending[1]) == 2 and ending[1] not in GENERIC_DOMAINS:
        country_of_domain = words.by_domain.get(ending[1].lower())
        if country_of_domain:
            told[country_of_domain] += 1.0
    return dict(told)
