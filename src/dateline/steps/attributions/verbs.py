"""Verbs of saying and thinking, with who says and what is said."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.record.annotation import Annotation, Token
from dateline.steps.attributions.contents import active_content, passive_content
from dateline.steps.attributions.glued import unglued
from dateline.steps.attributions.lexicon import Cue, lexicon
from dateline.steps.attributions.quotations import Quotation, between
from dateline.steps.attributions.speakers import (
    antecedent_of,
    inverted_subject,
    is_passive,
    neighbour_of,
    noun_phrase,
    speaker_of,
)
from dateline.steps.attributions.tellings import Range, Telling, joined, runs, span_of


def find_verbs(annotation: Annotation, quotations: tuple[Quotation, ...]) -> Iterator[Telling]:
    """Tellings by verbs, those without content too: quotations may still come to them."""
    after_quotation = {
        q.last + n for q in quotations for n in (0, 1) if n == 0 or _is_comma(annotation, q.last)
    }
    for token in annotation.tokens:
        mistaken = token.tag == "NNS" and token.dep == "ROOT" and annotation.children(token.i, "nsubj")
        if token.pos not in ("VERB", "AUX") and not token.tag.startswith("VB") and not mistaken:
            continue
        cue = _cue(annotation, token)
        if cue is not None:
            sentence = annotation.sentences[token.sentence]
            near = [quotations[q] for q in between(quotations, sentence.first - 1, sentence.last)]
            speech = [(q.first, q.last) for q in near if q.is_speech]
            telling = _read(annotation, token, cue, token.i in after_quotation, speech)
            if telling is not None:
                yield telling


def _is_comma(annotation: Annotation, i: int) -> bool:
    return i < len(annotation.tokens) and annotation.tokens[i].text == ","


def _cue(annotation: Annotation, token: Token) -> Cue | None:
    words = lexicon()
    lemma = words.misread.get(token.lemma, token.lemma)
    for particle in annotation.children(token.i, "prt", "advmod"):
        with_particle = words.verbs.get(f"{lemma} {particle.lemma}")
        if with_particle and particle.i == token.i + 1:
            return with_particle
    return words.verbs.get(lemma)


def _read(
    annotation: Annotation, token: Token, cue: Cue, after_quotation: bool, quoted: list[Range]
) -> Telling | None:
    speaker = inverted_subject(annotation, token.i) if after_quotation and "quote" in cue.frames else None
    speaker = speaker or speaker_of(annotation, token.i)
    passive = is_passive(annotation, token.i) or (
        token.tag == "VBN"
        and token.dep in ("acl", "relcl", "advcl", "amod")
        and not annotation.children(token.i, "aux", "nsubj")
    )
    if speaker is None and "clause" in cue.frames:
        speaker = neighbour_of(annotation, token.i)
    begins: int | None = None
    if speaker is not None and speaker.head is not None:
        for first, last in quoted:
            if first <= speaker.head < last <= token.i:
                # The parser ran the quotation into the name after it.
                speaker = neighbour_of(annotation, token.i, last)
                begins = last + _is_comma(annotation, last)
                break
    if speaker is None or token.dep == "amod":
        return None
    if speaker.head is not None and _is_nobody(annotation, speaker.head):
        return None
    if speaker.head is None and not passive:
        return None
    content = (
        passive_content(annotation, token, cue, speaker)
        if passive
        else active_content(annotation, token, cue)
    )
    insertable = not passive and ("quote" in cue.frames or "inserted" in cue.frames)
    if content is None and not insertable:
        return None
    if content is not None and content.frame == "thing" and annotation.children(token.i, "neg"):
        # "has not claimed responsibility for the attack"
        return None
    cue_range = _cue_range(annotation, token, content.cue_end if content else None)
    source = source_range(annotation, speaker.head, token.i, [*(content.pieces if content else []), *quoted])
    if source is not None and begins is not None:
        source = (min(begins, source[0]), source[1])
    pieces: tuple[Range, ...] = ()
    head = speaker.head
    if content:
        told = _without(annotation, content.pieces, cue_range, source)
        own = unglued(annotation, source, told, token.i) if source is not None and not passive else None
        if source is not None and own is not None:
            told[-1] = (told[-1][0], own[0] - 1)
            source = own
            governing = annotation.head_of(span_of(annotation, own))
            head = governing.i if governing is not None else own[1] - 1
        pieces = joined(annotation, told)
    return Telling(
        cue_head=token.i,
        cue=cue_range,
        source=source,
        source_head=head,
        antecedent=antecedent_of(annotation, head) if head is not None else None,
        pieces=pieces,
        hedge=content.hedge if content else cue.frames.get("quote"),
        about=content.about if content else False,
        speech="quote" in cue.frames and not passive,
        reports=content is not None
        and bool({"inserted", "shown", "counted"} & cue.frames.keys())
        and not content.about,
        names="naming" in cue.frames,
        told=content is None
        or content.frame in ("clause", "quote", "passive clause", "accused", "shown", "counted"),
        rule=f"verb {cue.word}: {content.frame if content else 'quote'}",
    )


def _is_nobody(annotation: Annotation, head: int) -> bool:
    """ "No group claimed responsibility": nobody says so."""
    nouns = (annotation.tokens[head], *annotation.children(head, "det", "neg"))
    return any(t.lemma in ("no", "nobody", "none", "neither") for t in nouns) or (
        head > 0 and annotation.tokens[head].lemma == "one" and annotation.tokens[head - 1].lemma == "no"
    )


def source_range(annotation: Annotation, head: int | None, cue: int, pieces: list[Range]) -> Range | None:
    """The source's noun phrase; None where there is none."""
    if head is None:
        return None
    barred = {t.i for t in annotation.subtree(cue)} - {t.i for t in annotation.subtree(head)}
    if any(a.i == head for a in annotation.ancestors(cue)):
        # "a statement saying", "a man accused by": the verb stands within the noun phrase.
        barred = {t.i for t in annotation.subtree(cue)}
    for first, last in pieces:
        if not first <= head < last:
            barred.update(range(first, last))
    return noun_phrase(annotation, head, frozenset(barred))


def _without(annotation: Annotation, pieces: list[Range], cue: Range, source: Range | None) -> list[Range]:
    out = set(range(*cue)) | (set(range(*source)) if source else set())
    return [run for first, last in pieces for run in runs([i for i in range(first, last) if i not in out])]


def _cue_range(annotation: Annotation, verb: Token, end: int | None) -> Range:
    """The verb with its auxiliaries, negation, adverbs and particle, as far as they are neighbours."""
    first, last = verb.i, verb.i + 1
    tokens = annotation.tokens
    near = {t.i for t in annotation.children(verb.i, "aux", "auxpass", "neg", "advmod", "prt")}
    governor = annotation.head(verb.i)
    if (
        verb.dep in ("xcomp", "conj")
        and governor.i < verb.i
        and governor.lemma in lexicon().carriers
        and verb.dep == "xcomp"
    ):
        near.add(governor.i)
        near.update(t.i for t in annotation.children(governor.i, "aux", "auxpass", "neg", "advmod", "prt"))
    while first - 1 in near and tokens[first - 1].text.lower() not in ("when", "why", "how", "where", "so"):
        first -= 1
    if last in near and tokens[last].dep == "prt":
        last += 1
    return first, max(last, end or 0)
