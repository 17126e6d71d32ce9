"""Sources named without a verb of saying: "according to X", "reportedly", "is confident that"."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.record.annotation import Annotation, Token
from dateline.steps.attributions.lexicon import TOPIC, lexicon
from dateline.steps.attributions.speakers import antecedent_of, noun_phrase, speaker_of
from dateline.steps.attributions.tellings import Range, Telling, entities_in, is_word, joined, runs

_MADE = frozenset({"clear", "plain", "known", "public", "explicit"})
_MARKS = frozenset({",", ";", "-", "–", "—", ":", "(", ")"})


def find_phrases(annotation: Annotation) -> Iterator[Telling]:
    """All tellings by phrases, in no order that matters."""
    yield from _source_follows(annotation)
    yield from _opinions(annotation)
    yield from _adverbs(annotation)
    yield from _adjectives(annotation)


def _source_follows(annotation: Annotation) -> Iterator[Telling]:
    tokens = annotation.tokens
    phrases = lexicon().source_follows
    openings = frozenset(words[0] for words, _ in phrases)
    for i, token in enumerate(tokens):
        if token.lemma not in openings and token.text.lower() not in openings:
            continue
        for words, hedge in phrases:
            if tuple(t.text.lower() for t in tokens[i : i + len(words)]) != words:
                continue
            cue = (i, i + len(words))
            head = _next_noun(annotation, cue[1])
            if head is None:
                continue
            source = noun_phrase(annotation, head.i, frozenset(range(*cue)))
            source = _with_apposition(annotation, head, (max(cue[1], source[0]), source[1]))
            pieces = _clause_around(annotation, cue, source)
            yield Telling(cue_head=i, cue=cue, source=source, source_head=head.i, pieces=pieces,
                          hedge=hedge, speech=True, rule=f"phrase {' '.join(words)}")  # fmt: skip


def _with_apposition(annotation: Annotation, noun: Token, source: Range) -> Range:
    """With ", a monitor in Britain," after it, which the parser takes for the subject of the sentence."""
    tokens = annotation.tokens
    if source[1] + 1 >= len(tokens) or tokens[source[1]].text != ",":
        return source
    subjects = annotation.children(annotation.head(tokens[source[0] - 1].i).i, "nsubj", "nsubjpass")
    outer = annotation.head(annotation.head(noun.i).i)
    subjects = subjects or annotation.children(annotation.head(outer.i).i, "nsubj", "nsubjpass")
    for subject in subjects[:-1]:
        first, last = noun_phrase(annotation, subject.i)
        if first == source[1] + 1 and last < len(tokens) and tokens[last].text == ",":
            return source[0], last
    return source


def _next_noun(annotation: Annotation, i: int) -> Token | None:
    """The governing token of the noun phrase that begins at token `i`."""
    tokens = annotation.tokens
    if i >= len(tokens):
        return None
    before = tokens[i - 1]
    for noun in annotation.children(before.i, "pobj"):
        return noun
    at = tokens[i]
    for _ in range(12):
        if at.head == at.i or not i <= at.head < i + 15 or tokens[at.head].pos in ("VERB", "AUX"):
            break
        at = tokens[at.head]
    return at if at.pos in ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET") else None


def _clause_around(annotation: Annotation, cue: Range, source: Range) -> tuple[Range, ...]:
    """The clause that a phrase between `cue` and `source` is put into."""
    tokens = annotation.tokens
    sentence = annotation.sentences[tokens[cue[0]].sentence]
    first, last = sentence.first, sentence.last
    phrase = (min(cue[0], source[0]), max(cue[1], source[1]))
    governor = annotation.head(cue[0])
    alone = (
        phrase[0] == first
        or all(not is_word(t) for t in tokens[phrase[1] : last])
        or tokens[phrase[0] - 1].text in _MARKS
    )
    inside = set(range(first, last))
    if not alone or governor.dep in ("relcl", "advcl"):
        verb = next(
            (t for t in [governor, *annotation.ancestors(governor.i)] if t.pos in ("VERB", "AUX")), None
        )
        if verb is not None and verb.dep in ("ccomp", "relcl", "advcl", "acl") and phrase[0] != first:
            inside = {t.i for t in annotation.subtree(verb.i)}
    inside -= set(range(*phrase))
    start = first
    while start < last and tokens[start].dep == "cc":
        inside.discard(start)
        start += 1
    return joined(annotation, runs(sorted(inside)))


def _opinions(annotation: Annotation) -> Iterator[Telling]:
    """ "In the general's view, ...", "by his account", "To many, ...", "in a survey by the UN"."""
    words = lexicon()
    tokens = annotation.tokens
    for preposition in tokens:
        if preposition.pos not in ("ADP", "SCONJ") or preposition.lemma not in ("in", "by", "to", "for"):
            continue
        nouns = annotation.children(preposition.i, "pobj")
        if not nouns:
            continue
        noun = nouns[0]
        first, last = noun_phrase(annotation, noun.i)
        opens = preposition.i == annotation.sentences[preposition.sentence].first
        followed = last < len(tokens) and tokens[last].text == ","
        owners = annotation.children(noun.i, "poss")
        if owners and noun.lemma in words.views and preposition.lemma in ("in", "by"):
            source = noun_phrase(annotation, owners[0].i)
            cue, head, hedge = (noun.i, noun.i + 1), owners[0].i, "possible"
        elif noun.lemma in words.surveys and preposition.lemma == "in":
            source, cue, head, hedge = (first, last), (preposition.i, preposition.i + 1), noun.i, None
            if not opens or not followed:
                continue
        elif opens and followed and preposition.lemma == "to" and _is_human(annotation, noun):
            source, cue, head, hedge = (first, last), (preposition.i, preposition.i + 1), noun.i, "possible"
        else:
            continue
        pieces = _clause_around(annotation, (preposition.i, last), (preposition.i, last))
        yield Telling(cue_head=cue[0], cue=cue, source=source, source_head=head, pieces=pieces,
                      hedge=hedge, speech=False, rule=f"phrase {preposition.lemma} ...")  # fmt: skip


def _is_human(annotation: Annotation, noun: Token) -> bool:
    if noun.pos == "PRON":
        return noun.lemma in ("they", "he", "she", "many", "some", "him", "her", "them")
    if any(e.label == "PERSON" for e in entities_in(annotation, noun.i, noun.i + 1)):
        return True
    return noun.tag in ("NNS", "JJ") and any(noun.lemma in k.heads for k in lexicon().kinds)


def _adverbs(annotation: Annotation) -> Iterator[Telling]:
    for token in annotation.tokens:
        hedge = lexicon().adverbs.get(token.lemma)
        if hedge is None:
            continue
        governor = annotation.head(token.i)
        pieces = joined(annotation, runs([t.i for t in annotation.subtree(governor.i) if t.i != token.i]))
        yield Telling(cue_head=token.i, cue=(token.i, token.i + 1), source=None, source_head=None,
                      pieces=pieces, hedge=hedge, speech=False, rule=f"adverb {token.lemma}")  # fmt: skip


def _adjectives(annotation: Annotation) -> Iterator[Telling]:
    for token in annotation.tokens:
        cue = lexicon().adjectives.get(token.lemma)
        if token.lemma not in _MADE and cue is None:
            continue
        if token.dep not in ("acomp", "oprd", "conj", "amod", "advcl", "acl", "ROOT", "xcomp", "ccomp"):
            continue
        verb = annotation.head(token.i)
        if verb.pos not in ("VERB", "AUX"):
            continue
        if verb.lemma == "make" and token.lemma in _MADE:
            made = _made_clear(annotation, verb, token)
            if made is not None:
                yield made
            continue
        if cue is None:
            continue
        speaker = speaker_of(annotation, verb.i)
        if (
            speaker is None
            or speaker.head is None
            or annotation.tokens[speaker.head].lemma in ("it", "this", "that", "what")
        ):
            continue
        clauses = annotation.children(token.i, "ccomp", "xcomp")
        inside: list[int] = []
        hedge: str | None = None
        end = token.i + 1
        about = False
        for clause in clauses:
            has_to = any(a.lemma == "to" for a in annotation.children(clause.i, "aux"))
            frame = "infinitive" if has_to else "clause"
            if frame in cue.frames and clause.i > token.i:
                inside = [t.i for t in annotation.subtree(clause.i)]
                hedge = cue.frames[frame]
        for preposition in annotation.children(token.i, "prep"):
            if (
                not inside
                and preposition.lemma in cue.after
                and annotation.children(preposition.i, "pobj", "pcomp")
            ):
                inside = [t.i for t in annotation.subtree(preposition.i) if t.i != preposition.i]
                role, hedge = cue.after[preposition.lemma]
                about = role == TOPIC
                end = preposition.i + 1
        if not inside:
            continue
        first = verb.i if verb.i < token.i and token.i - verb.i < 4 else token.i
        yield Telling(
            cue_head=token.i,
            cue=(first, end),
            source=noun_phrase(
                annotation,
                speaker.head,
                frozenset(t.i for t in annotation.subtree(verb.i)) - _under(annotation, speaker.head),
            ),
            source_head=speaker.head,
            antecedent=antecedent_of(annotation, speaker.head),
            pieces=joined(annotation, runs(inside)),
            hedge=hedge,
            about=about,
            speech=False,
            told=False,
            rule=f"adjective {token.lemma}",
        )


def _made_clear(annotation: Annotation, verb: Token, clear: Token) -> Telling | None:
    """ "made it clear that ...", "has made plain that ..."."""
    speaker = speaker_of(annotation, verb.i)
    clauses = [
        c
        for i in (clear.i, verb.i)
        for c in annotation.children(i, "ccomp", "advcl")
        if c.i > clear.i
        and (c.dep == "ccomp" or any(m.lemma == "that" for m in annotation.children(c.i, "mark")))
    ]
    if speaker is None or speaker.head is None or not clauses:
        return None
    return Telling(
        cue_head=clear.i,
        cue=(verb.i, clear.i + 1),
        source=noun_phrase(annotation, speaker.head, frozenset(range(verb.i, clear.i + 1))),
        source_head=speaker.head,
        antecedent=antecedent_of(annotation, speaker.head),
        pieces=joined(annotation, runs([t.i for t in annotation.subtree(clauses[0].i)])),
        hedge=None,
        speech=True,
        rule=f"make {clear.lemma}",
    )


def _under(annotation: Annotation, i: int) -> frozenset[int]:
    return frozenset(t.i for t in annotation.subtree(i))
