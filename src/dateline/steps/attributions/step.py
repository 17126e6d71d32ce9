"""Who is quoted with what."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from dateline.record.annotation import Annotation
from dateline.record.attributions import Attribution
from dateline.record.text import Span
from dateline.steps.attributions.blocks import find_colons, find_headings, with_blocks
from dateline.steps.attributions.cited import with_cited
from dateline.steps.attributions.kinds import kind_of
from dateline.steps.attributions.nouns import find_nouns
from dateline.steps.attributions.phrases import find_phrases
from dateline.steps.attributions.quotations import Quotation, between, find_quotations
from dateline.steps.attributions.speeches import with_quotations
from dateline.steps.attributions.tellings import Telling, span_of, trimmed
from dateline.steps.attributions.trailing import find_trailing
from dateline.steps.attributions.verbs import find_verbs


def find_attributions(annotation: Annotation) -> tuple[Attribution, ...]:
    """Attributions in order of their content; `within` is an index into this tuple."""
    quotations = find_quotations(annotation)
    tellings = [
        *find_verbs(annotation, quotations),
        *find_nouns(annotation),
        *find_phrases(annotation),
        *find_headings(annotation, quotations),
    ]
    trailing = find_trailing(annotation, tellings)
    heads = {t.cue_head for t in trailing}
    tellings = [*(t for t in tellings if t.cue_head not in heads), *trailing]
    tellings.extend(find_colons(annotation, tellings, quotations))
    tellings = with_cited(annotation, tellings)
    tellings = with_blocks(annotation, tellings, quotations)
    tellings = with_quotations(annotation, tellings, quotations)
    made = [_Made(a, t) for t in tellings if (a := _attribution(annotation, t, quotations)) is not None]
    # A source that is cited along comes after the one who cites it.
    made.sort(key=lambda m: (m.attribution.content, m.telling.inside is not None, _cue(m)))
    return _nested(annotation, made)


class _Made(NamedTuple):
    attribution: Attribution
    telling: Telling


def _attribution(
    annotation: Annotation, telling: Telling, quotations: tuple[Quotation, ...]
) -> Attribution | None:
    pieces = [p for piece in telling.pieces if (p := trimmed(annotation, piece)) is not None]
    if not pieces:
        return None
    spans = [span_of(annotation, p) for p in pieces]
    source = span_of(annotation, telling.source) if telling.source else None
    speaker = telling.antecedent or telling.source
    kind = "generic"
    if speaker is not None and telling.source_head is not None:
        head = telling.source_head
        if telling.antecedent:
            governing = annotation.head_of(span_of(annotation, telling.antecedent))
            head = governing.i if governing else head
        kind = kind_of(annotation, speaker, head)
    return Attribution(
        source=source,
        cue=span_of(annotation, telling.cue),
        content=spans[0],
        more=tuple(spans[1:]),
        kind=kind,
        within=None,
        hedge=telling.hedge,
        quoted=any(between(quotations, *p) for p in pieces),
        rule=telling.rule,
        antecedent=span_of(annotation, telling.antecedent) if telling.antecedent else None,
        about=telling.about,
    )


def _nested(annotation: Annotation, found: list[_Made]) -> tuple[Attribution, ...]:
    """Those worth keeping, with what each is nested in."""
    around = _around(found)
    kept = [
        n
        for n, m in enumerate(around)
        if m is None or _adds_a_source(annotation, found[n].telling, found[m].telling)
    ]
    places = {n: place for place, n in enumerate(kept)}
    made: list[Attribution] = []
    for n in kept:
        m = around[n]
        while m is not None and m not in places:
            m = around[m]
        made.append(replace(found[n].attribution, within=None if m is None else places[m]))
    return tuple(made)


def _around(found: list[_Made]) -> list[int | None]:
    """For each, the narrowest attribution whose content holds its cue, and is longer than its own content."""
    told = {made.telling.cue_head: n for n, made in enumerate(found)}
    pieces = sorted(
        (c.start, c.end, n)
        for n, m in enumerate(found)
        if not m.attribution.about
        for c in m.attribution.contents
    )
    around: list[int | None] = [None] * len(found)
    still_open: list[tuple[int, int]] = []
    at = 0
    for n in sorted(range(len(found)), key=lambda k: _cue(found[k])):
        cue = _cue(found[n])
        while at < len(pieces) and pieces[at][0] <= cue.start:
            still_open.append((pieces[at][1], pieces[at][2]))
            at += 1
        still_open = [(end, m) for end, m in still_open if end > cue.start]
        size = _size(found[n].attribution)
        wider = [
            (s, m)
            for end, m in still_open
            if end >= cue.end and m != n and (s := _size(found[m].attribution)) > size
        ]
        around[n] = min(wider)[1] if wider else None
        inside = found[n].telling.inside
        if inside is not None:
            around[n] = told.get(inside)
    return around


def _cue(made: _Made) -> Span:
    return made.attribution.cue or made.attribution.content


def _adds_a_source(annotation: Annotation, telling: Telling, outer: Telling) -> bool:
    """Whether a telling within another names one more source: "officials said that witnesses reported ...".

    What the quoted one wants, plans or speaks about ("he said they plan to stay") is a part of what is said.
    """
    if telling.source_head is None:
        return telling.hedge is not None and outer.hedge != "denied"
    if telling.inside is not None:
        return True
    if telling.source == outer.source:
        return False
    if telling.about or annotation.tokens[telling.source_head].text.lower() in ("i", "we", "you"):
        return False
    if (telling.speech or telling.reports) and telling.told:
        return True
    noun = annotation.tokens[telling.source_head].pos in ("NOUN", "PROPN")
    return noun and telling.hedge == "possible" and telling.told


def _size(attribution: Attribution) -> int:
    return sum(c.end - c.start for c in attribution.contents)
