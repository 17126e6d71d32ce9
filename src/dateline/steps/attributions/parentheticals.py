"""Verbs of saying put into or after what is said: "The attack, witnesses said, began at dawn."."""

from __future__ import annotations

from dateline.record.annotation import Annotation, Token
from dateline.steps.attributions.tellings import Range, Telling, is_word, runs

_LONGEST_AFTER = 14
"""Tokens between the verb and the next comma: "said in a statement on Monday,"."""


def clause_around(annotation: Annotation, telling: Telling) -> list[Range]:
    """What is said around the inserted `telling`. Empty: it is not inserted."""
    tokens = annotation.tokens
    verb = tokens[telling.cue_head]
    if telling.source is None:
        return []
    first, last = min(telling.cue[0], telling.source[0]), max(telling.cue[1], telling.source[1])
    sentence = annotation.sentences[verb.sentence]
    if first < sentence.first or last > sentence.last or last - first > 40:
        return []
    if any(m.lemma == "as" for m in annotation.children(verb.i, "mark", "advmod")):
        return _around_as_clause(annotation, verb)
    stop = _stop(annotation, last, sentence.last)
    if stop is None or not _comma_before(tokens, first, sentence.first):
        return []
    start = sentence.first
    while start < first and tokens[start].dep == "cc":
        start += 1
    governor = annotation.head(verb.i)
    inside = set(range(start, sentence.last))
    if verb.dep in ("parataxis", "ccomp") and governor.dep in ("relcl", "ccomp", "advcl", "acl"):
        inside = {t.i for t in annotation.subtree(governor.i)}
    inside -= set(range(first, stop))
    # "Even as the shelling went on, the mayor would not comment": what only frames the verb is not its content.
    framing = {
        t.i for child in annotation.children(verb.i, "advcl", "prep") for t in annotation.subtree(child.i)
    }
    if not any(tokens[i].pos in ("VERB", "AUX") for i in inside - framing):
        return []
    return runs(sorted(inside))


def _around_as_clause(annotation: Annotation, verb: Token) -> list[Range]:
    """ "As residents reported, the bridge was gone": the clause that the as-clause goes with."""
    governor = annotation.head(verb.i)
    if verb.dep != "advcl" or governor.pos not in ("VERB", "AUX"):
        return []
    own = annotation.subtree(verb.i)
    tokens = annotation.tokens
    edges = [tokens[own[0].i - 1].text if own[0].i else "", tokens[min(own[-1].i + 1, len(tokens) - 1)].text]
    if "," not in edges and "-" not in edges:
        return []
    inside = {t.i for t in annotation.subtree(governor.i)} - {t.i for t in own}
    return runs(sorted(inside))


def _comma_before(tokens: tuple[Token, ...], first: int, start: int) -> bool:
    marks = [t for t in tokens[max(start, first - 2) : first] if not is_word(t)]
    return first > start + 1 and bool(marks) and any(t.text in (",", "-", "—", "–", "?", "!") for t in marks)


def _stop(annotation: Annotation, last: int, end: int) -> int | None:
    """Where the inserted words end: at a comma or at the end of the sentence, with no other verb before."""
    tokens = annotation.tokens
    for i in range(last, min(end, last + _LONGEST_AFTER)):
        token = tokens[i]
        if token.text in (",", "-", "—", "–", ".", ";"):
            return i
        if token.pos == "AUX" or (token.pos == "VERB" and token.tag in ("VBD", "VBZ", "VBP", "VB", "MD")):
            return None
        if token.dep in ("mark", "dobj"):
            return None
    return end if end - last < _LONGEST_AFTER else None
