"""Nouns of saying: "the army's claim that the town fell", "expressed concern about the strike"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from dateline.record.annotation import Annotation, Token
from dateline.steps.attributions.lexicon import TOPIC, Cue, lexicon
from dateline.steps.attributions.speakers import antecedent_of, is_passive, noun_phrase, speaker_of
from dateline.steps.attributions.tellings import Range, Telling, joined, runs
from dateline.steps.attributions.verbs import source_range


class _Content(NamedTuple):
    pieces: list[Range]
    frame: str
    hedge: str | None
    about: bool
    end: int


class _Owner(NamedTuple):
    head: int
    cue_first: int
    light: bool


def find_nouns(annotation: Annotation) -> Iterator[Telling]:
    """Tellings by nouns whose speaker is named."""
    for token in annotation.tokens:
        if token.pos != "NOUN":
            continue
        cue = lexicon().nouns.get(token.lemma)
        if cue is None:
            continue
        owner = _owner(annotation, token)
        content = _content(annotation, token, cue)
        if content is None:
            continue
        if owner is None:
            unsourced = _unsourced(annotation, token, cue, content)
            if unsourced is not None:
                yield unsourced
            continue
        source = source_range(annotation, owner.head, token.i, content.pieces)
        if source is None or (source[0] <= token.i < source[1]):
            continue
        yield Telling(
            cue_head=token.i,
            cue=(min(owner.cue_first, token.i), max(content.end, token.i + 1)),
            source=source,
            source_head=owner.head,
            antecedent=antecedent_of(annotation, owner.head),
            pieces=joined(annotation, content.pieces),
            hedge=content.hedge,
            about=content.about,
            speech=False,
            told=content.frame == "clause",
            rule=f"noun {cue.word}: {content.frame}",
        )


def _unsourced(annotation: Annotation, noun: Token, cue: Cue, content: _Content) -> Telling | None:
    """ "amid rumours that ...", "confirmed reports that ...": the noun itself is all there is of a source."""
    words = lexicon()
    if content.frame != "clause" or cue.word not in words.unsourced:
        return None
    verb = words.verbs.get(annotation.head(noun.i).lemma) if noun.dep == "dobj" else None
    if verb is not None and verb.frames.get("thing") == "denied":
        return None
    source: Range | None = None
    if noun.lemma in words.speaking_nouns:
        barred = frozenset(i for first, last in content.pieces for i in range(first, last))
        source = noun_phrase(annotation, noun.i, barred)
    return Telling(
        cue_head=noun.i,
        cue=(noun.i, noun.i + 1),
        source=source,
        source_head=noun.i if source else None,
        pieces=joined(annotation, content.pieces),
        hedge="possible",
        speech=False,
        reports=True,
        rule=f"noun {cue.word}: nobody named",
    )


def _owner(annotation: Annotation, noun: Token) -> _Owner | None:
    for owner in annotation.children(noun.i, "poss"):
        return _Owner(owner.i, noun.i, False)
    for preposition in annotation.children(noun.i, "prep", "agent"):
        if preposition.lemma in ("by", "from", "among"):
            for owner in annotation.children(preposition.i, "pobj"):
                return _Owner(owner.i, noun.i, False)
    verb = annotation.head(noun.i)
    if noun.dep == "dobj" and verb.lemma in lexicon().light_verbs and not is_passive(annotation, verb.i):
        speaker = speaker_of(annotation, verb.i)
        if speaker is not None and speaker.head is not None:
            first = verb.i if 0 < noun.i - verb.i < 5 else noun.i
            return _Owner(speaker.head, first, True)
    return None


def _content(annotation: Annotation, noun: Token, cue: Cue) -> _Content | None:
    for clause in annotation.children(noun.i, "acl", "ccomp", "relcl", "xcomp"):
        has_to = any(a.lemma == "to" and a.pos == "PART" for a in annotation.children(clause.i, "aux"))
        marked = bool(annotation.children(clause.i, "mark"))
        frame = "infinitive" if has_to else "clause"
        if frame in cue.frames and clause.i > noun.i and (has_to or marked):
            inside = [t.i for t in annotation.subtree(clause.i)]
            return _Content(runs(inside), frame, cue.frames[frame], False, noun.i + 1)
    for preposition in annotation.children(noun.i, "prep"):
        after = cue.after.get(preposition.lemma)
        if after and preposition.i > noun.i and annotation.children(preposition.i, "pobj", "pcomp"):
            role, hedge = after
            inside = [t.i for t in annotation.subtree(preposition.i) if t.i != preposition.i]
            end = preposition.i + 1 if preposition.i == noun.i + 1 else noun.i + 1
            return _Content(runs(inside), preposition.lemma, hedge, role == TOPIC, end)
    return None
