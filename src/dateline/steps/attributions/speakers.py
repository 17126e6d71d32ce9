"""Whose words they are: the subject of a verb, wherever the sentence keeps it."""

from __future__ import annotations

from typing import NamedTuple

from dateline.record.annotation import Annotation, Token
from dateline.steps.attributions.lexicon import lexicon
from dateline.steps.attributions.tellings import Range, is_word

_RELATIVES = frozenset({"who", "which", "that", "whom", "whose"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_LONGEST = 60
"""Tokens. A longer noun phrase is a slip of the parser."""


class Speaker(NamedTuple):
    """Governing token of the source. None: nobody is named."""

    head: int | None
    impersonal: bool = False
    """The passive or "it" hides who says so."""
    shared: bool = False
    """Subject of another verb of the sentence too."""


def speaker_of(annotation: Annotation, verb: int, depth: int = 0) -> Speaker | None:
    """Who does what `verb` says. None: cannot be told."""
    if depth > 8:
        return None
    token = annotation.tokens[verb]
    subjects = annotation.children(verb, "nsubj", "csubj")
    if is_passive(annotation, verb):
        return _agent(annotation, verb)
    if subjects:
        subject = subjects[0]
        if subject.dep == "csubj":
            return None
        if subject.lemma == "it" and annotation.children(verb, "expl"):
            return Speaker(None, impersonal=True)
        return Speaker(subject.i)
    if annotation.children(verb, "nsubjpass"):
        return _agent(annotation, verb)
    governor = annotation.head(verb)
    if token.dep == "conj" and governor.pos in ("VERB", "AUX"):
        if is_passive(annotation, governor.i) and token.tag != "VBN":
            return _of_passive(annotation, governor.i)
        return _shared(speaker_of(annotation, governor.i, depth + 1))
    if (
        token.dep in ("xcomp", "ccomp", "advcl", "pcomp", "prep", "aux", "dep", "parataxis")
        and governor.i != verb
    ):
        return _from_governor(annotation, token, governor, depth)
    if token.dep in ("acl", "relcl") and governor.pos in ("NOUN", "PROPN", "PRON", "NUM"):
        return _from_noun(annotation, token, governor, depth)
    return None


def _from_governor(annotation: Annotation, token: Token, governor: Token, depth: int) -> Speaker | None:
    if governor.pos == "ADP" or governor.dep == "prep":
        # "by saying", "after announcing": the verb that the phrase stands with.
        governor = annotation.head(governor.i)
    if governor.pos in ("NOUN", "PROPN", "PRON"):
        return _from_noun(annotation, token, governor, depth)
    if token.tag == "VBN" and token.dep == "advcl":
        return None
    if governor.pos == "ADJ" and governor.dep in ("acomp", "oprd"):
        governor = annotation.head(governor.i)
    if governor.pos not in ("VERB", "AUX"):
        return None
    finite = token.tag in _FINITE or any(a.tag in _FINITE for a in annotation.children(token.i, "aux"))
    if finite and token.dep in ("ccomp", "advcl"):
        return None
    if token.dep == "xcomp" and governor.lemma not in lexicon().carriers:
        objects = annotation.children(governor.i, "dobj")
        if objects and objects[0].i < token.i and token.tag == "VB":
            return Speaker(objects[0].i, shared=True)
    if is_passive(annotation, governor.i):
        return _of_passive(annotation, governor.i)
    return _shared(speaker_of(annotation, governor.i, depth + 1))


def _from_noun(annotation: Annotation, token: Token, governor: Token, depth: int) -> Speaker | None:
    if token.tag == "VBG":
        return Speaker(governor.i)
    if token.tag == "VBN":
        return _agent(annotation, token.i)
    owners = annotation.children(governor.i, "poss")
    if owners:
        return Speaker(owners[0].i, shared=True)
    if governor.dep in ("dobj", "attr", "pobj") and token.tag == "VB":
        verb = annotation.head(governor.i)
        if verb.pos in ("VERB", "AUX"):
            return _shared(speaker_of(annotation, verb.i, depth + 1))
    return None


def _shared(speaker: Speaker | None) -> Speaker | None:
    return speaker._replace(shared=True) if speaker else None


def _agent(annotation: Annotation, verb: int) -> Speaker:
    for by in annotation.children(verb, "agent", "prep"):
        if by.lemma == "by":
            for noun in annotation.children(by.i, "pobj"):
                return Speaker(noun.i)
    return Speaker(None, impersonal=True)


def _of_passive(annotation: Annotation, verb: int) -> Speaker | None:
    subjects = annotation.children(verb, "nsubjpass", "nsubj")
    return Speaker(subjects[0].i, shared=True) if subjects else None


def is_passive(annotation: Annotation, verb: int) -> bool:
    return bool(annotation.children(verb, "auxpass", "nsubjpass"))


def noun_phrase(annotation: Annotation, head: int, barred: frozenset[int] = frozenset()) -> Range:
    """The whole noun phrase of `head`, title, apposition and relative clause with it; no `barred` token."""
    tokens = annotation.tokens
    if tokens[head].lemma in _RELATIVES or tokens[head].tag in ("PRP", "PRP$", "WP", "WDT"):
        return head, head + 1
    inside = {t.i for t in annotation.subtree(head)} - barred
    first = last = head
    while first - 1 in inside and head - first < _LONGEST:
        first -= 1
    while last + 1 in inside and last - head < _LONGEST:
        last += 1
    while first < head and (not is_word(tokens[first]) or tokens[first].dep in ("cc", "mark", "preconj")):
        first += 1
    while (
        last > head
        and (not is_word(tokens[last]) or tokens[last].dep == "case")
        and tokens[last].text not in (")", "]")
    ):
        last -= 1
    return first, last + 1


def antecedent_of(annotation: Annotation, head: int) -> Range | None:
    """What the relative pronoun `head` stands for. None: it is none."""
    if annotation.tokens[head].lemma not in _RELATIVES or annotation.tokens[head].tag not in (
        "WP",
        "WDT",
        "WP$",
        "IN",
    ):
        return None
    for ancestor in annotation.ancestors(head):
        if ancestor.dep in ("relcl", "acl"):
            noun = annotation.head(ancestor.i)
            barred = frozenset(t.i for t in annotation.subtree(ancestor.i))
            return noun_phrase(annotation, noun.i, barred)
    return None
