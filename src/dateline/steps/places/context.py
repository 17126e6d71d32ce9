"""What a report says around its place names that tells which places they are."""

from __future__ import annotations

from collections import defaultdict

from dateline.record.annotation import Annotation
from dateline.reference.gazetteer.layout import NameKind
from dateline.steps.places.names import NameFound
from dateline.steps.places.senses import NameToPlace
from dateline.steps.places.words import Words


def contexts(annotation: Annotation, found: list[NameFound], words: Words) -> dict[str, NameToPlace]:
    """The different names of the report with what stands beside them anywhere in it: one sense per report."""
    names: dict[str, NameToPlace] = {}
    for name in found:
        if name.folded in names:
            names[name.folded].mentions += 1
        else:
            names[name.folded] = NameToPlace(name.folded, name.hits)
    for i, name in enumerate(found):
        context = names[name.folded]
        if i + 1 < len(found) and _holds(annotation, name, found[i + 1], words):
            containers = tuple(
                h.entry
                for h in found[i + 1].hits
                if h.kind != NameKind.ALIKE and h.entry.feature in ("PCLI", "ADM1", "ADM2", "RGN", "AREA")
            )
            if containers:
                context.containers.append(containers)
        noun = _noun_beside(annotation, name, words)
        if noun:
            context.noun = noun
    return names


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
        return words.nouns.get(tokens[i - 1].lemma)
    if i >= 0 and tokens[i].text[0].islower():
        return words.nouns.get(tokens[i].lemma) if tokens[i].lemma in ("city", "town", "village") else None
    return None


def country_hints(annotation: Annotation, words: Words) -> dict[str, float]:
    """How strongly words that are no place names hint at a country, by ISO 3166-1 alpha-3."""
    hints: dict[str, float] = defaultdict(float)
    for token in annotation.tokens:
        if token.text[0].isupper():
            country = words.demonyms.get(token.text.lower())
            if country:
                hints[country] += 1.0
    return dict(hints)
