"""What kind of source a source is, by its own words."""

from __future__ import annotations

from dateline.record.annotation import Annotation
from dateline.steps.attributions.lexicon import lexicon
from dateline.steps.attributions.tellings import Range, entities_in

_NOUNS = ("NOUN", "PROPN", "ADJ", "DET", "PRON", "NUM", "X")


def kind_of(annotation: Annotation, source: Range, head: int) -> str:
    """The kind that data/attributions/source_kinds.yaml gives; "person" for a bare name or pronoun."""
    first, last = source
    tokens = annotation.tokens[first:last]
    # "... who spoke on condition of anonymity" tells the kind, though it is no part of the source's span.
    around = {t.i: t for t in (*tokens, *annotation.subtree(head)) if t.i < first + 40}
    words = frozenset(w for t in around.values() for w in (t.lemma, t.text.lower()))
    near = annotation.tokens[head]
    heads = {near.lemma, near.text.lower()}
    if near.pos == "PROPN":
        # "police spokesman Charles Owino", "the daily Al-Watan"
        heads |= {t.lemma for t in annotation.children(head, "compound", "nmod") if t.pos == "NOUN"}
    appositions = annotation.children(head, "appos")
    for apposition in appositions:
        heads |= {apposition.lemma, apposition.text.lower()}
    titles = frozenset(
        w for t in annotation.children(head, "compound", "nmod", "amod") for w in (t.lemma, t.text.lower())
    )
    if near.tag in ("PRP", "WP", "WDT"):
        return "organisation" if near.lemma == "it" else "person"
    tagged = any(e.label == "PERSON" for e in entities_in(annotation, head, head + 1))
    person = tagged and tokens[0].lemma != "the"
    # Words of the name itself, not of what it is "of" or "in".
    names = frozenset(
        t.text.lower()
        for t in (
            near,
            *annotation.children(head, "compound", "nmod", "amod", "poss", "appos", "conj", "nsubj"),
        )
        if t.pos == "PROPN" or t.text[:1].isupper()
    )
    for rule in lexicon().kinds:
        if rule.titles:
            if near.pos == "PROPN" and (rule.titles & titles):
                return rule.kind
        elif (rule.names & names and not (person and rule.kind.endswith("outlet"))) or (
            heads & rule.heads and (not rule.with_words or rule.with_words & words)
        ):
            return rule.kind
    return _by_entity(annotation, source)


_ENTITY_KINDS = {"PERSON": "person", "GPE": "official", "ORG": "organisation", "NORP": "person"}


def _by_entity(annotation: Annotation, source: Range) -> str:
    for entity in entities_in(annotation, *source):
        if entity.label in _ENTITY_KINDS:
            return _ENTITY_KINDS[entity.label]
    return "person"
