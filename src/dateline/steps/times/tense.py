"""Whether the sentence around a time speaks of the past or of what is to come."""

from __future__ import annotations

import re
from typing import Literal

from dateline.record.annotation import Annotation, Token
from dateline.record.text import Span
from dateline.steps.times import tables

Tense = Literal["past", "present", "future"]

_LISTS = tables.load("tense")
_FUTURE_MODALS = frozenset(_LISTS["future_modals"])
_OPEN_MODALS = frozenset(_LISTS["open_modals"])
_AHEAD = frozenset(_LISTS["looking_ahead"])
_DEADLINE = re.compile(
    rf"\b(?:{'|'.join(_LISTS['deadline'])}) (?:the )?"
    r"(?:(?:at )?(?:noon|midnight|[\d:]+ ?[ap]\.?m\.?)(?: \w{2,3})?,? (?:on )?|on )?\Z"
)
_NOUN_PLACES = frozenset({"pobj", "dobj", "nsubj", "nsubjpass", "compound", "poss", "nmod"})
_SPEECH = frozenset(_LISTS["speech"])


def tense_at(annotation: Annotation, span: Span) -> Tense | None:
    """Tense of the verb that governs the words of `span`. None: no verb, or one that leaves it open."""
    head = annotation.head_of(span)
    if head is None:
        return None
    if _is_deadline(annotation, head, span):
        return "future"
    for token in [head, *annotation.ancestors(head.i)]:
        # A noun that the tagger took for a verb ("airstrikes") keeps a noun's place in the sentence.
        if token.pos in ("VERB", "AUX") and token.dep not in _NOUN_PLACES:
            found = _tense(annotation, token)
            if found is not None:
                return found
            if token.tag not in ("VBG", "VB", "VBN"):
                return None
    return None


def _is_deadline(annotation: Annotation, head: Token, span: Span) -> bool:
    """Whether the time is one that something is to end or begin by: "until Friday", "effective Feb. 1".

    Not so where the sentence opens with it ("By Monday, police had ...") or the verb is in the past perfect.
    """
    before = annotation.text[max(0, span.start - 40) : span.start].lower()
    if not _DEADLINE.search(" ".join(before.split()) + " "):
        return False
    sentence = annotation.sentences[head.sentence]
    if span.start - sentence.span.start < 12:
        return False
    verb = next((t for t in annotation.ancestors(head.i) if t.pos in ("VERB", "AUX")), None)
    helpers = annotation.children(verb.i, "aux", "auxpass", "neg") if verb is not None else []
    return not any(h.lemma == "have" or h.dep == "neg" for h in helpers)


def _tense(annotation: Annotation, verb: Token) -> Tense | None:
    helpers = annotation.children(verb.i, "aux", "auxpass")
    words = {h.text.lower() for h in helpers}
    tags = {h.tag for h in helpers}
    has_perfect = any(h.lemma == "have" for h in helpers)
    if words & _FUTURE_MODALS and not has_perfect:
        return "future"
    if words & _OPEN_MODALS:
        return "past" if has_perfect else "future" if "would" in words else None
    if "to" in words or verb.tag == "VB":
        return _infinitive(annotation, verb)
    if verb.tag == "VBD" and verb.lemma in ("plan", "schedule", "slate"):
        return "future"
    if verb.tag == "VBD" or "VBD" in tags or has_perfect:
        if verb.tag in ("VBN", "VBG") and verb.lemma in _AHEAD and "VBN" not in tags:
            return "future" if verb.lemma in ("schedule", "slate", "set") else "past"
        return "past"
    if verb.tag == "VBN":
        if any(h.lemma == "be" for h in helpers):
            return "future" if verb.lemma in _AHEAD else "present"
        return None if verb.dep in ("acl", "advcl", "relcl") and verb.lemma in _AHEAD else "past"
    if verb.tag == "VBG":
        return "future" if any(h.tag in ("VBZ", "VBP") for h in helpers) else None
    if verb.tag in ("VBZ", "VBP"):
        return "past" if verb.lemma in _SPEECH else "present"
    return None


def _infinitive(annotation: Annotation, verb: Token) -> Tense | None:
    governor = annotation.head(verb.i)
    if verb.dep in ("acl", "relcl"):
        return "future"
    if governor.i == verb.i:
        return None
    if any(t.tag == "VBD" and t.lemma == "have" for t in annotation.children(governor.i, "aux", "auxpass")):
        return "past"
    if governor.lemma in _AHEAD or (governor.pos == "AUX" and governor.lemma == "be"):
        return "future"
    return None
