"""Colons that hand over to a speaker: "The Telegraph reports:" and the paragraphs after it, "UN: forty killed"."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from dateline.record.annotation import Annotation, Sentence, Token
from dateline.reference.actors import load_actors
from dateline.reference.gazetteer import Gazetteer, open_gazetteer
from dateline.steps.attributions.lexicon import lexicon
from dateline.steps.attributions.quotations import Quotation, between
from dateline.steps.attributions.speakers import antecedent_of, noun_phrase, speaker_of
from dateline.steps.attributions.tellings import Range, Telling, entities_in, is_word

_LONGEST_HEADING = 9
"""Tokens before the colon of "X: ..."."""
_LONGEST_BLOCK = 3
"""Paragraphs without quotation marks that "X reports:" stands for, where no rule or new speaker ends them."""
_ACTOR = 3
"""Strength of a name that means an actor wherever it stands; see `NameUse`."""
_TOWN = 50_000
"""People of a town that reports are filed from."""
_SEATS = ("PPLC", "PPLA")
"""GeoNames codes of capitals, also of provinces."""
_BREAKS = frozenset({"*", "-", "_", "#", "=", "•", "~"})


def find_headings(annotation: Annotation, quotations: tuple[Quotation, ...]) -> Iterator[Telling]:
    """ "UN: forty killed": a short name before a colon speaks what follows in its paragraph."""
    tokens = annotation.tokens
    for first, last in paragraphs(annotation):
        colon = next(
            (i for i in range(first, min(last, first + _LONGEST_HEADING + 1)) if tokens[i].text == ":"), None
        )
        if colon is None or colon == first:
            continue
        start = next((i + 1 for i in range(colon - 1, first, -1) if tokens[i].text in ("-", "–", "—")), first)
        quoted = next(
            (
                quotations[q]
                for q in between(quotations, colon + 1, colon + 2)
                if quotations[q].first == colon + 1
            ),
            None,
        )
        end = colon
        if quoted is not None:
            end = next(
                (i for i in range(start + 1, colon) if tokens[i].lemma in ("on", "to", "after", "in")), colon
            )
        heading = tokens[start:end]
        if (
            not heading
            or not _names_speaker(annotation, heading, quoted is not None)
            or (quoted is None and (_is_place(annotation, start, end) or _is_town(heading)))
        ):
            continue
        content = (quoted.first, quoted.last) if quoted else (colon + 1, last)
        if not quoted and not _is_sentence(tokens[content[0] : content[1]]):
            continue
        head = next((t for t in heading if not start <= t.head < end or t.head == t.i), heading[-1])
        yield Telling(cue_head=colon, cue=(colon, colon + 1), source=(start, end), source_head=head.i,
                      pieces=(content,), hedge=None, speech=True, rule="heading")  # fmt: skip


def _is_place(annotation: Annotation, first: int, last: int) -> bool:
    """ "Aleppo: twelve killed" tells where, not who says so."""
    return any(
        e.first >= first and e.last == last and e.label in ("GPE", "LOC", "FAC")
        for e in entities_in(annotation, first, last)
    )


def _is_town(heading: tuple[Token, ...]) -> bool:
    """ "BEIRUT: Rebels captured a town" was filed there; "SANA: ..." is an agency before it is a town."""
    if not all(t.text.isupper() for t in heading):
        return False
    name = " ".join(t.text for t in heading)
    if any(use.strength == _ACTOR for _, use in load_actors().meanings(name)):
        return False
    return any(
        hit.entry.feature in _SEATS or (hit.entry.feature.startswith("PPL") and hit.entry.population >= _TOWN)
        for hit in _gazetteer().find(name)
    )


@cache
def _gazetteer() -> Gazetteer:
    return open_gazetteer()


def paragraphs(annotation: Annotation) -> list[Range]:
    """First and last (exclusive) token of each paragraph."""
    found: list[Range] = []
    number = -1
    for sentence in annotation.sentences:
        if sentence.paragraph == number:
            found[-1] = (found[-1][0], sentence.last)
        else:
            found.append((sentence.first, sentence.last))
        number = sentence.paragraph
    return found


def _names_speaker(annotation: Annotation, heading: tuple[Token, ...], quoted: bool) -> bool:
    words = lexicon()
    if any(t.lemma in words.no_speakers or t.text.lower() in words.no_speakers for t in heading):
        return False
    if any(t.text in ("/", "“", '"', "@", "#") or t.text[0].isdigit() for t in heading):
        return False
    if any(t.pos in ("VERB", "AUX") and t.tag != "VBG" for t in heading):
        return False
    last = heading[-1]
    labels = {e.label for e in entities_in(annotation, last.i, last.i + 1)}
    if "PERSON" in labels or (quoted and (labels & {"ORG", "NORP", "GPE"} or last.pos == "PROPN")):
        return True
    if len(heading) < 4 and all(t.text.isupper() for t in heading):
        return True
    if any(t.pos == "ADP" and t.lemma not in ("of", "for") for t in heading):
        return False
    return any(last.lemma in k.heads for k in words.kinds if k.kind not in ("generic", "witness"))


def _is_sentence(following: tuple[Token, ...]) -> bool:
    words = [t for t in following if is_word(t)]
    return len(words) > 2 and words[0].text[:1].isupper()


def with_blocks(
    annotation: Annotation, tellings: list[Telling], quotations: tuple[Quotation, ...]
) -> list[Telling]:
    """Tellings whose verb ends its paragraph with a colon get the paragraphs after it."""
    parts = paragraphs(annotation)
    made: list[Telling] = []
    for telling in tellings:
        block = None
        if telling.speech and not telling.pieces:
            block = _block(annotation, telling, parts, quotations)
        made.append(telling if block is None else _with(telling, block))
    return made


def _with(telling: Telling, block: Range) -> Telling:
    return replace(telling, pieces=(block,), rule=f"{telling.rule}, block after a colon")


def _block(
    annotation: Annotation, telling: Telling, parts: list[Range], quotations: tuple[Quotation, ...]
) -> Range | None:
    tokens = annotation.tokens
    number = bisect_right(parts, telling.cue_head, key=lambda part: part[0]) - 1
    last = parts[number][1]
    if tokens[last - 1].text != ":" or last - telling.cue_head > 15 or number + 1 >= len(parts):
        return None
    if any(t.text in (".", "!", "?") for t in tokens[telling.cue[1] : last]):
        return None
    start = parts[number + 1][0]
    if any(quotations[q].first in (start, start + 1) for q in between(quotations, start, start + 2)):
        return None
    end = number + 1
    for n in range(number + 1, min(len(parts), number + 1 + _LONGEST_BLOCK)):
        first, stop = parts[n]
        if all(not is_word(t) for t in tokens[first:stop]) or tokens[stop - 1].text == ":":
            break
        if n > number + 1 and any(quotations[q].is_speech for q in between(quotations, first, stop)):
            break
        end = n + 1
    return (parts[number + 1][0], parts[end - 1][1]) if end > number + 1 else None


def find_colons(
    annotation: Annotation, tellings: list[Telling], quotations: tuple[Quotation, ...]
) -> Iterator[Telling]:
    """ "They boasted of the victory: "We took five villages."": whoever acts before the colon speaks after it."""
    tokens = annotation.tokens
    speaking = {t.cue_head for t in tellings if t.speech}
    for quotation in quotations:
        colon = quotation.first - 1
        if not quotation.is_speech or colon < 1 or tokens[colon].text != ":":
            continue
        sentence = _sentence_of(annotation, colon)
        if any(i in speaking for i in range(sentence.first, colon + 1)):
            continue
        told = _actor_before(annotation, sentence.first, colon)
        if told is None:
            continue
        verb, head, source = told
        yield Telling(
            cue_head=verb,
            cue=(verb, verb + 1),
            source=source,
            source_head=head,
            antecedent=antecedent_of(annotation, head),
            pieces=((quotation.first, quotation.last),),
            hedge=None,
            speech=True,
            rule="colon before a quotation",
        )


def _sentence_of(annotation: Annotation, i: int) -> Sentence:
    return annotation.sentences[annotation.tokens[i].sentence]


def _actor_before(annotation: Annotation, first: int, colon: int) -> tuple[int, int, Range] | None:
    """Verb, governing token and noun phrase of the last one that acts before the colon."""
    tokens = annotation.tokens
    verbs = [t for t in tokens[first:colon] if t.pos in ("VERB", "AUX") and t.dep not in ("aux", "auxpass")]
    for verb in verbs:
        speaker = speaker_of(annotation, verb.i)
        if speaker is not None and speaker.head is not None and first <= speaker.head < verb.i:
            return (
                verb.i,
                speaker.head,
                noun_phrase(annotation, speaker.head, frozenset(range(verb.i, colon))),
            )
    if len(verbs) == 1 and verbs[0].dep == "acl" and verbs[0].tag in ("VBN", "VBD"):
        # A finite verb that the parser took for a participle, since the quotation has the sentence's own verb.
        head = annotation.head(verbs[0].i)
        while head.dep == "conj" and head.head >= first:
            head = annotation.head(head.i)
        start = noun_phrase(annotation, head.i)[0]
        return verbs[0].i, head.i, (start, verbs[0].i)
    return None
