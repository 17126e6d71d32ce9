"""Verbs of saying at the end of a sentence that the parser has hung elsewhere.

"Fighters left Palmyra, a military source told the agency on Monday": a name before the comma makes the parser take the
speaker for more of the same (an apposition, another item of a list). The order of the words is enough to see it.
"""

from __future__ import annotations

from dateline.record.annotation import Annotation, Sentence, Token
from dateline.steps.attributions.lexicon import lexicon
from dateline.steps.attributions.tellings import Telling

_LONGEST_SOURCE = 14
_LONGEST_AFTER = 14
"""Tokens."""
_OPENING = frozenset(["DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON"])


def find_trailing(annotation: Annotation, found: list[Telling]) -> list[Telling]:
    """Tellings at the ends of sentences, beside those for which syntax has `found` what is said."""
    # A verb of saying that is joined to what is said has been given only the end of it.
    cues = {t.cue_head for t in found if t.pieces and annotation.tokens[t.cue_head].dep != "conj"}
    made = []
    for sentence in annotation.sentences:
        for i in range(sentence.first + 3, sentence.last):
            verb = annotation.tokens[i]
            if i not in cues and _tells(verb):
                telling = _telling(annotation, sentence, verb)
                if telling is not None:
                    made.append(telling)
    return made


def _tells(verb: Token) -> bool:
    cue = lexicon().verbs.get(verb.lemma)
    return (
        verb.pos == "VERB"
        and verb.tag in ("VBD", "VBZ", "VBP")
        and cue is not None
        and {"clause", "quote"} <= set(cue.frames)
    )


def _telling(annotation: Annotation, sentence: Sentence, verb: Token) -> Telling | None:
    tokens = annotation.tokens
    comma = next((k for k in range(verb.i - 1, sentence.first, -1) if tokens[k].text == ","), None)
    if comma is None or not 1 <= verb.i - comma - 1 <= _LONGEST_SOURCE:
        return None
    source = tokens[comma + 1 : verb.i]
    after = tokens[verb.i + 1 : sentence.last]
    if source[0].pos not in _OPENING or any(
        t.pos in ("VERB", "AUX", "SCONJ") or t.tag in ("WP", "WDT") for t in source
    ):
        return None
    if source[-1].pos not in ("NOUN", "PROPN", "PRON") or len(after) > _LONGEST_AFTER:
        return None
    if any(t.pos in ("VERB", "AUX") or t.text in (",", ":", '"', "“", "”") for t in after):
        return None
    if not any(t.pos in ("VERB", "AUX") for t in tokens[sentence.first : comma]):
        return None
    head = annotation.head_of(source[0].span._replace(end=source[-1].end))
    return Telling(
        cue_head=verb.i,
        cue=(verb.i, verb.i + 1),
        source=(comma + 1, verb.i),
        source_head=head.i if head is not None else source[-1].i,
        pieces=((sentence.first, comma),),
        hedge=lexicon().verbs[verb.lemma].frames.get("clause"),
        speech=True,
        rule=f"verb {verb.lemma}: at the end of the sentence",
    )
