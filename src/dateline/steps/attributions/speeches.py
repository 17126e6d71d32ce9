"""Gives each quotation to the telling that stands by it, and carries speakers on to the next quotations."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from dateline.record.annotation import Annotation, Token
from dateline.steps.attributions.parentheticals import clause_around
from dateline.steps.attributions.quotations import Quotation, between
from dateline.steps.attributions.tellings import Range, Telling, is_word, joined

_FARTHEST = 18
"""Tokens between a cue and its quotation: "told reporters at a press conference in Moscow on Monday"."""
_NEAR = 4
"""Tokens, mostly signs, that may stand between a quotation and the words that name its speaker."""


@dataclass
class _Desk:
    """Which telling a quotation went to."""

    taken: dict[int, int] = field(default_factory=dict)


def with_quotations(
    annotation: Annotation, tellings: list[Telling], quotations: tuple[Quotation, ...]
) -> list[Telling]:
    """Tellings whose content takes in their quotations; those left without any content are dropped."""
    desk = _Desk()
    pieces = [list(t.pieces) for t in tellings]
    order = sorted(range(len(tellings)), key=lambda k: tellings[k].cue_head)
    for k in order:
        _overlapping(annotation, tellings[k], k, pieces[k], quotations, desk)
    for k in order:
        _adjacent(annotation, tellings[k], k, pieces[k], quotations, desk)
    _run_back(pieces, quotations, desk)
    _run_on(annotation, tellings, pieces, quotations, desk)
    found: list[Telling] = []
    for k in order:
        made = joined(annotation, pieces[k])
        if made and _worth_nesting(annotation, tellings[k], quotations):
            found.append(replace(tellings[k], pieces=made))
    return found


def _inside(quotation: Quotation, i: int) -> bool:
    return quotation.first <= i < quotation.last


def _overlapping(
    annotation: Annotation,
    telling: Telling,
    k: int,
    pieces: list[Range],
    quotations: tuple[Quotation, ...],
    desk: _Desk,
) -> None:
    """Content that reaches into a quotation goes on to its end; what is told within one stays in it."""
    reach = [*pieces, (telling.cue_head, telling.cue_head + 1)]
    for q in between(quotations, min(a for a, _ in reach), max(b for _, b in reach) + 1):
        quotation = quotations[q]
        if _inside(quotation, telling.cue_head):
            pieces[:] = [
                (max(a, quotation.first), min(b, quotation.last))
                for a, b in pieces
                if a < quotation.last and quotation.first < b
            ]
            continue
        for n, (first, last) in enumerate(pieces):
            if first <= quotation.first < last < quotation.last <= last + 2:
                # The closing mark.
                pieces[n] = last_piece = (first, quotation.last)
                first, last = last_piece
        if not telling.speech:
            continue
        for n, (first, last) in enumerate(pieces):
            if (
                first < quotation.last
                and quotation.first < last
                and not (first <= quotation.first and quotation.last <= last + 1)
            ):
                if quotation.first <= telling.cue[0] < quotation.last:
                    continue
                pieces[n] = (min(first, quotation.first), max(last, quotation.last))
                desk.taken.setdefault(q, k)
            elif first <= quotation.first and quotation.last <= last + 1 and not telling.about:
                desk.taken.setdefault(q, k)


def _phrase(telling: Telling) -> Range:
    first, last = telling.cue
    source = telling.source
    if source is not None and (abs(source[0] - last) < 6 or abs(first - source[1]) < 12):
        return min(first, source[0]), max(last, source[1])
    return first, last


def _adjacent(
    annotation: Annotation,
    telling: Telling,
    k: int,
    pieces: list[Range],
    quotations: tuple[Quotation, ...],
    desk: _Desk,
) -> None:
    if between(quotations, telling.cue_head, telling.cue_head + 1):
        return
    if not telling.speech:
        if not pieces:
            pieces.extend(clause_around(annotation, telling))
        return
    first, last = _phrase(telling)
    tokens = annotation.tokens
    sentence = annotation.sentences[tokens[telling.cue_head].sentence]
    before = after = False
    for q in between(quotations, max(0, first - _NEAR), last + _FARTHEST + _NEAR):
        quotation = quotations[q]
        if q in desk.taken or not 0 <= quotation.paragraph - sentence.paragraph <= 1:
            continue
        if quotation.paragraph != sentence.paragraph and not (
            quotation.opens_paragraph and tokens[quotation.first - 1].text == ":"
        ):
            continue
        if quotation.last <= first and not _words(tokens, quotation.last, first):
            pieces.append((quotation.first, quotation.last))
            desk.taken[q] = k
            before = True
        elif quotation.first >= last and not after:
            gap = tokens[last : quotation.first]
            same = quotation.first < sentence.last or not _words(tokens, sentence.last, quotation.first)
            introduced = telling.names or not gap or gap[-1].text in (",", ":")
            verbs = any(t.pos == "VERB" and t.tag in ("VBD", "VBZ", "VBP") for t in gap)
            ended = any(t.text in (".", "?", "!", ";") for t in gap)
            if (
                same
                and introduced
                and not verbs
                and not ended
                and len(gap) <= _FARTHEST
                and (not pieces or before or (gap and gap[-1].text == ":"))
            ):
                pieces.append((quotation.first, quotation.last))
                desk.taken[q] = k
                after = True
    if not pieces:
        pieces.extend(clause_around(annotation, telling))


def _words(tokens: tuple[Token, ...], first: int, last: int) -> bool:
    return any(is_word(t) for t in tokens[first:last])


def _run_on(
    annotation: Annotation,
    tellings: list[Telling],
    pieces: list[list[Range]],
    quotations: tuple[Quotation, ...],
    desk: _Desk,
) -> None:
    """A quotation that nobody is named for goes on with the speaker of the one before it."""
    tokens = annotation.tokens
    for q, quotation in enumerate(quotations):
        if q in desk.taken or q == 0 or not quotation.is_speech:
            continue
        previous = quotations[q - 1]
        k = desk.taken.get(q - 1)
        if k is None or not tellings[k].speech:
            continue
        if previous.goes_on and quotation.opens_paragraph:
            pieces[k].append((quotation.first, quotation.last))
            desk.taken[q] = k
            continue
        start = tokens[quotation.first].sentence
        opens_sentence = (
            annotation.sentences[start].first >= quotation.first - 1
            and annotation.sentences[start].first <= quotation.first
        )
        if quotation.paragraph == previous.paragraph and opens_sentence:
            ending = max(previous.last, _phrase(tellings[k])[1])
            rest = [
                t
                for t in tokens[ending : quotation.first]
                if t.sentence != tokens[tellings[k].cue_head].sentence
            ]
            if not any(is_word(t) for t in rest):
                pieces[k].append((quotation.first, quotation.last))
                desk.taken[q] = k
        elif (
            quotation.paragraph == previous.paragraph + 1
            and quotation.opens_paragraph
            and _closes(annotation, quotation)
        ):
            pieces[k].append((quotation.first, quotation.last))
            desk.taken[q] = k


def _run_back(pieces: list[list[Range]], quotations: tuple[Quotation, ...], desk: _Desk) -> None:
    """Paragraphs that close no quotation belong to the speaker whom a later one names."""
    for q in range(len(quotations) - 2, -1, -1):
        following = desk.taken.get(q + 1)
        if quotations[q].goes_on and following is not None and q not in desk.taken:
            pieces[following].append((quotations[q].first, quotations[q].last))
            desk.taken[q] = following


def _closes(annotation: Annotation, quotation: Quotation) -> bool:
    """Whether nothing follows the quotation in its paragraph."""
    tokens = annotation.tokens
    rest = tokens[quotation.last : quotation.last + 1]
    return not rest or annotation.sentences[rest[0].sentence].paragraph != quotation.paragraph


def _worth_nesting(annotation: Annotation, telling: Telling, quotations: tuple[Quotation, ...]) -> bool:
    """Within a quotation only what a third party is said to have said counts, not "I think"."""
    if not between(quotations, telling.cue_head, telling.cue_head + 1):
        return True
    if telling.source_head is None:
        return telling.hedge is not None
    head = annotation.tokens[telling.source_head]
    tells = (telling.speech or telling.reports) and not telling.about
    return tells and (head.pos in ("NOUN", "PROPN") or telling.antecedent is not None)
