"""Sources that the parser ran together with the end of what is said.

"They seized a tank, activists and commanders said": the last noun before the comma and those who speak look like one
list. That no comma parts the list from the verb before it shows the slip; who can speak, where the source begins.
"""

from __future__ import annotations

from itertools import pairwise

from dateline.record.annotation import Annotation, Token
from dateline.steps.attributions.lexicon import lexicon
from dateline.steps.attributions.tellings import Range, entities_in, span_of

_LONGEST = 14
"""Tokens of a source."""
_OPENING = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON"})
_SPEAKING = frozenset({"ORG", "PERSON", "NORP"})


def unglued(annotation: Annotation, source: Range, pieces: list[Range], verb: int) -> Range | None:
    """The source without what belongs to the last of `pieces`, which ends where it begins. None: nothing does."""
    first, last = source
    tokens = annotation.tokens
    if last > verb or not pieces or pieces[-1][1] != first or tokens[first - 1].pos == "PUNCT":
        return None
    commas = [i for i in range(first, last) if tokens[i].text == ","]
    fitting = [i for i in commas if _can_open(annotation, i + 1, last)]
    if not fitting:
        return None
    speaking = [
        i for i in fitting if all(_can_speak(annotation, part) for part in _list(tokens, i + 1, last))
    ]
    return (speaking[0] if speaking else fitting[-1]) + 1, last


def _can_open(annotation: Annotation, first: int, last: int) -> bool:
    words = annotation.tokens[first:last]
    return (
        0 < len(words) <= _LONGEST
        and words[0].pos in _OPENING
        and words[-1].pos in ("NOUN", "PROPN", "PRON")
        and not any(t.pos in ("VERB", "AUX", "SCONJ") or t.tag in ("WP", "WDT") for t in words)
    )


def _list(tokens: tuple[Token, ...], first: int, last: int) -> list[Range]:
    """The parts of "the army, activists and residents"; the whole where it is no such list."""
    commas = [i for i in range(first, last) if tokens[i].text == ","]
    joints = [i for i in range(max(commas, default=first), last) if tokens[i].dep == "cc"]
    if commas and not joints:
        # An apposition, or the end of what is said: no list without "and".
        return [(commas[-1], first)]
    ends = [first - 1, *commas, *joints[-1:], last]
    return [(a + 1, b) for a, b in pairwise(ends) if a + 1 < b]


def _can_speak(annotation: Annotation, part: Range) -> bool:
    first, last = part
    if first >= last:
        return False
    governing = annotation.head_of(span_of(annotation, part))
    head = governing if governing is not None else annotation.tokens[last - 1]
    words = {head.lemma, head.text.lower()}
    if any(words & kind.heads for kind in lexicon().kinds):
        return True
    return any(e.label in _SPEAKING for e in entities_in(annotation, head.i, head.i + 1))
