"""Sources behind a source: "Fars said, citing a military officer, that ..."."""

from __future__ import annotations

from dataclasses import replace

from dateline.record.annotation import Annotation
from dateline.steps.attributions.kinds import kind_of
from dateline.steps.attributions.speakers import noun_phrase
from dateline.steps.attributions.tellings import Telling

_CITING = frozenset({"cite", "quote"})
_DOCUMENTS = frozenset({"generic", "person"})
"""Kinds of what is cited that say nothing themselves: figures, reasons, a document."""


def with_cited(annotation: Annotation, tellings: list[Telling]) -> list[Telling]:
    """Tellings in which somebody who is cited along with a telling is its inner source."""
    told = {t.cue_head: t for t in tellings if t.speech and t.source is not None}
    return [_cited(annotation, t, told) or t for t in tellings]


def _cited(annotation: Annotation, telling: Telling, told: dict[int, Telling]) -> Telling | None:
    verb = annotation.tokens[telling.cue_head]
    if verb.lemma not in _CITING or verb.tag != "VBG":
        return None
    cited = [o for o in annotation.children(verb.i, "dobj") if o.i > verb.i]
    outer = next((told[a.i] for a in annotation.ancestors(verb.i) if a.i in told), None)
    if not cited or outer is None or not outer.pieces or any(annotation.children(verb.i, "prep")):
        return None
    source = noun_phrase(annotation, cited[0].i)
    if kind_of(annotation, source, cited[0].i) in _DOCUMENTS:
        return None
    return replace(
        telling,
        source=source,
        source_head=cited[0].i,
        pieces=outer.pieces,
        about=False,
        told=True,
        speech=False,
        inside=outer.cue_head,
        rule="cited along",
    )
