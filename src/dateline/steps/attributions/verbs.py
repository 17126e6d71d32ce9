"""Verbs of saying and thinking, with who says and what is said."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from dateline.record.annotation import Annotation, Token
from dateline.steps.attributions.lexicon import TOPIC, Cue, lexicon
from dateline.steps.attributions.quotations import Quotation
from dateline.steps.attributions.speakers import (
    Speaker,
    antecedent_of,
    inverted_subject,
    is_added_speech,
    is_passive,
    neighbour_of,
    noun_phrase,
    speaker_of,
)
from dateline.steps.attributions.tellings import Range, Telling, joined, runs

_SPEECH_FRAMES = ("quote",)
_SUBORDINATE = (
    "nsubj",
    "nsubjpass",
    "aux",
    "auxpass",
    "neg",
    "punct",
    "advmod",
    "npadvmod",
    "mark",
    "prt",
    "cc",
    "preconj",
    "expl",
    "agent",
)


class _Content(NamedTuple):
    pieces: list[Range]
    frame: str
    hedge: str | None
    about: bool = False
    cue_end: int | None = None
    """Last token (exclusive) of the cue, where a preposition belongs to it."""


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
            telling = _read(annotation, token, cue, token.i in after_quotation)
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


def _read(annotation: Annotation, token: Token, cue: Cue, after_quotation: bool) -> Telling | None:
    speaker = inverted_subject(annotation, token.i) if after_quotation and "quote" in cue.frames else None
    speaker = speaker or speaker_of(annotation, token.i)
    passive = is_passive(annotation, token.i) or (
        token.tag == "VBN"
        and token.dep in ("acl", "relcl", "advcl", "amod")
        and not annotation.children(token.i, "aux", "nsubj")
    )
    if speaker is None and "clause" in cue.frames:
        speaker = neighbour_of(annotation, token.i)
    if speaker is None or token.dep == "amod":
        return None
    if speaker.head is None and not passive:
        return None
    content = (
        _passive_content(annotation, token, cue, speaker) if passive else _content(annotation, token, cue)
    )
    insertable = not passive and ("quote" in cue.frames or "inserted" in cue.frames)
    if content is None and not insertable:
        return None
    cue_range = _cue_range(annotation, token, content.cue_end if content else None)
    source = source_range(annotation, speaker.head, token.i, content.pieces if content else [])
    pieces: tuple[Range, ...] = ()
    if content:
        pieces = joined(annotation, _without(annotation, content.pieces, cue_range, source))
    return Telling(
        cue_head=token.i,
        cue=cue_range,
        source=source,
        source_head=speaker.head,
        antecedent=antecedent_of(annotation, speaker.head) if speaker.head is not None else None,
        pieces=pieces,
        hedge=content.hedge if content else cue.frames.get("quote"),
        about=content.about if content else False,
        speech="quote" in cue.frames and not passive,
        names="naming" in cue.frames,
        told=content is None or content.frame in ("clause", "quote", "passive clause", "accused"),
        rule=f"verb {cue.word}: {content.frame if content else 'quote'}",
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


def _clauses(annotation: Annotation, verb: Token) -> list[Token]:
    """Finite clauses that `verb` governs, "that" or not, before or after it."""
    found = annotation.children(verb.i, "ccomp") or _strayed_clauses(annotation, verb)
    return [
        c
        for c in found
        if not (
            c.tag in ("VBG", "VB")
            and not annotation.children(c.i, "aux", "nsubj", "nsubjpass", "mark", "expl")
        )
    ]


def _strayed_clauses(annotation: Annotation, verb: Token) -> list[Token]:
    """Clauses that the parser hung on a noun or took for a condition: "told reporters in Moscow that he ..."."""
    asked = [
        c
        for c in annotation.children(verb.i, "advcl")
        if c.i > verb.i and any(m.lemma in ("if", "whether") for m in annotation.children(c.i, "mark"))
    ]
    if asked:
        return asked if verb.lemma in ("ask", "wonder", "inquire", "know") else []
    for noun in annotation.subtree(verb.i):
        if verb.i < noun.i <= verb.i + 15 and noun.dep in ("dobj", "pobj", "dative"):
            for clause in annotation.children(noun.i, "relcl", "acl"):
                marks = [m for m in annotation.children(clause.i, "mark") if m.lemma == "that"]
                if marks and annotation.children(clause.i, "nsubj", "nsubjpass", "expl"):
                    return [clause]
    return []


def _content(annotation: Annotation, verb: Token, cue: Cue) -> _Content | None:
    frames = cue.frames
    clauses = _clauses(annotation, verb)
    if clauses and ("clause" in frames or "quote" in frames):
        named = [
            c
            for c in clauses
            if c.tag not in ("VB",) or c.i < verb.i or annotation.children(c.i, "nsubj", "mark", "aux")
        ]
        if named:
            frame = "clause" if "clause" in frames else "quote"
            return _Content(_clause_pieces(annotation, verb, named), frame, frames[frame])
    open_clauses = annotation.children(verb.i, "xcomp")
    objects = annotation.children(verb.i, "dobj", "dative")
    for clause in open_clauses:
        made = _open_clause(annotation, verb, clause, objects, cue)
        if made:
            return made
    for clause in clauses:
        if "naming" in frames or "told-infinitive" in frames:
            frame = "naming" if "naming" in frames else "told-infinitive"
            return _Content(_piece(annotation, clause.i), frame, frames[frame])
    return _nominal(annotation, verb, cue, objects)


def _open_clause(
    annotation: Annotation, verb: Token, clause: Token, objects: list[Token], cue: Cue
) -> _Content | None:
    frames = cue.frames
    has_to = any(a.lemma == "to" and a.pos == "PART" for a in annotation.children(clause.i, "aux"))
    if has_to:
        told = [o for o in objects if o.i < clause.i]
        for preposition in annotation.children(verb.i, "prep"):
            if preposition.i < clause.i and preposition.lemma in ("on", "upon", "to", "with", "for"):
                told.extend(annotation.children(preposition.i, "pobj"))
        subject = annotation.children(clause.i, "nsubj", "nsubjpass")
        if (told or subject) and "told-infinitive" in frames:
            pieces = _piece(annotation, clause.i)
            return _Content(pieces, "told-infinitive", frames["told-infinitive"])
        if "infinitive" in frames:
            return _Content(_piece(annotation, clause.i), "infinitive", frames["infinitive"])
        return None
    if clause.tag == "VBG" and "gerund" in frames:
        return _Content(_piece(annotation, clause.i), "gerund", frames["gerund"])
    if "naming" in frames and clause.i > verb.i:
        return _Content(_object_on(annotation, verb, clause), "naming", frames["naming"], about=False)
    if clause.tag in ("VBG", "VBN", "VBD") and "clause" in frames and "quote" in frames and clause.i > verb.i:
        # The parser's slips: "said having troops there was a risk", "which the army said carried weapons".
        pieces = _piece(annotation, clause.i)
        pieces.extend((r.i, r.i + 1) for r in annotation.children(verb.i, "nsubj") if r.tag == "WDT")
        return _Content(sorted(pieces), "clause", frames["clause"])
    return None


def _nominal(annotation: Annotation, verb: Token, cue: Cue, objects: list[Token]) -> _Content | None:
    frames = cue.frames
    predicates = annotation.children(verb.i, "oprd", "attr")
    if predicates and "naming" in frames:
        return _Content(_object_on(annotation, verb, predicates[-1]), "naming", frames["naming"])
    prepositions = annotation.children(verb.i, "prep", "agent", "dative")
    if "as" in frames:
        for preposition in prepositions:
            if preposition.lemma == "as" and preposition.i > verb.i:
                return _Content(
                    _object_on(annotation, verb, preposition), "as", frames["as"], about="topic" in frames
                )
    if "shown" in frames and _is_document(annotation, verb):
        shown = [c for c in annotation.children(verb.i, "dobj", "ccomp", "xcomp", "prep") if c.i > verb.i]
        if any(c.dep != "prep" for c in shown):
            return _Content(
                [(verb.i + 1, annotation.subtree(shown[-1].i)[-1].i + 1)], "shown", frames["shown"]
            )
    if "accused" in frames and (accused := _accusation(annotation, verb, objects)):
        return _Content(accused, "accused", frames["accused"])
    things = [o for o in objects if o.dep == "dobj" and not _is_inverted_subject(annotation, verb, o)]
    if things and ("thing" in frames or "topic" in frames) and not _is_reflexive(things[0]):
        if "thing" in frames and not (things[0].pos == "PRON" and things[0].tag in ("PRP", "WDT", "WP")):
            return _Content(_piece(annotation, things[0].i), "thing", frames["thing"])
        if "topic" in frames:
            return _Content(_piece(annotation, things[0].i), "topic", frames["topic"], about=True)
    for preposition in prepositions:
        after = cue.after.get(preposition.lemma)
        if after is None or not annotation.children(preposition.i, "pobj", "pcomp"):
            continue
        role, hedge = after
        inner = [i.i for i in annotation.subtree(preposition.i) if i.i != preposition.i]
        end = preposition.i + 1 if preposition.i == verb.i + 1 else None
        if preposition.i > verb.i and inner:
            return _Content(runs(inner), f"{cue.word} {preposition.lemma}", hedge, role == TOPIC, end)
    return None


def _accusation(annotation: Annotation, verb: Token, accused: list[Token]) -> list[Range]:
    """Whom and of what: "the army of shelling the camp". Empty: of nothing in particular."""
    deeds = [
        p
        for p in annotation.children(verb.i, "prep")
        if p.lemma in ("of", "for", "with") and annotation.children(p.i, "pcomp", "pobj") and p.i > verb.i
    ]
    parts = [t for t in accused if t.dep != "dative"] + deeds[:1]
    if not deeds or len(parts) < 2:
        return []
    return runs(sorted({t.i for part in parts for t in annotation.subtree(part.i)}))


def _is_document(annotation: Annotation, verb: Token) -> bool:
    return any(s.lemma in lexicon().documents for s in annotation.children(verb.i, "nsubj"))


def _is_reflexive(token: Token) -> bool:
    return token.lemma.endswith(("self", "selves"))


def _is_inverted_subject(annotation: Annotation, verb: Token, noun: Token) -> bool:
    return (
        not annotation.children(verb.i, "nsubj")
        and verb.dep == "ROOT"
        and noun.i > verb.i
        and verb.tag in ("VBD", "VBZ")
    )


def _passive_content(annotation: Annotation, verb: Token, cue: Cue, speaker: Speaker) -> _Content | None:
    frames = cue.frames
    if verb.dep == "advcl" and any(m.lemma == "as" for m in annotation.children(verb.i, "mark", "advmod")):
        # "As reported by the daily, the talks broke down"
        own = {t.i for t in annotation.subtree(verb.i)}
        around = [t.i for t in annotation.subtree(verb.head) if t.i not in own]
        return _Content(runs(around), "passive clause", frames.get("clause")) if speaker.head else None
    subjects = annotation.children(verb.i, "nsubjpass", "nsubj")
    impersonal = bool(subjects) and subjects[0].lemma == "it"
    clauses = _clauses(annotation, verb)
    if clauses and "clause" in frames and impersonal:
        return _Content(_clause_pieces(annotation, verb, clauses), "passive clause", frames["clause"])
    for clause in annotation.children(verb.i, "xcomp"):
        has_to = any(a.lemma == "to" for a in annotation.children(clause.i, "aux"))
        reported = "clause" in frames and cue.word in lexicon().raising
        if has_to and reported:
            pieces = _piece(annotation, clause.i)
            if subjects:
                pieces = _piece(annotation, subjects[0].i) + pieces
            return _Content(pieces, "passive infinitive", "possible")
        if has_to and "told-infinitive" in frames and speaker.head is not None:
            return _Content(_piece(annotation, clause.i), "told-infinitive", frames["told-infinitive"])
    if "accused" in frames and (accused := _accusation(annotation, verb, subjects)):
        return _Content(accused, "accused", frames["accused"])
    if speaker.head is None:
        return None
    told: list[Range] = _piece(annotation, subjects[0].i) if subjects else []
    if verb.dep == "acl":
        noun = annotation.head(verb.i)
        first, last = noun_phrase(annotation, noun.i, frozenset(t.i for t in annotation.subtree(verb.i)))
        told = [(first, last)]
    if not told:
        return None
    for frame in ("thing", "topic", "naming", "as"):
        if frame in frames:
            return _Content(told, f"passive {frame}", frames[frame], about=frame != "thing")
    return None


def _piece(annotation: Annotation, i: int) -> list[Range]:
    return runs([t.i for t in annotation.subtree(i)])


def _object_on(annotation: Annotation, verb: Token, last: Token) -> list[Range]:
    """From the object after `verb` to the end of the phrase of `last`: "the strike a war crime"."""
    inside: set[int] = {t.i for t in annotation.subtree(last.i)}
    for child in annotation.children(verb.i, "dobj", "dative"):
        inside.update(t.i for t in annotation.subtree(child.i))
    return runs(sorted(i for i in inside if i > verb.i)) or runs(sorted(inside))


def _clause_pieces(annotation: Annotation, verb: Token, clauses: list[Token]) -> list[Range]:
    inside: set[int] = set()
    for clause in clauses:
        inside.update(t.i for t in annotation.subtree(clause.i))
        inside -= _of_another(annotation, verb, clause)
    sentence = annotation.sentences[verb.sentence]
    if min(c.i for c in clauses) < verb.i and (verb.dep == "ROOT" or verb.head == verb.i):
        # "On Monday, the town fell, he said": what stands before the clause belongs to it.
        first = min(inside)
        before = annotation.tokens[sentence.first : first]
        outside = {t.i for t in annotation.subtree(verb.i)} if verb.dep != "ROOT" else set()
        if not any(t.dep in ("nsubj", "nsubjpass") and t.head == verb.i for t in before) and not outside:
            start = sentence.first
            while start < first and annotation.tokens[start].dep in ("cc", "punct"):
                start += 1
            inside.update(range(start, first))
    return runs(sorted(inside))


def _of_another(annotation: Annotation, verb: Token, clause: Token) -> set[int]:
    """Parts of `clause` that are no part of what `verb` tells: ", adding that ...", "and one in four said ..."."""
    found: set[int] = set()
    if clause.i < verb.i:
        return found
    for child in annotation.children(clause.i, "advcl", "conj"):
        cue = lexicon().verbs.get(child.lemma)
        if cue is None or "quote" not in cue.frames or child.i < clause.i:
            continue
        own_subject = annotation.children(child.i, "nsubj")
        coordinate = (
            child.dep == "conj"
            and child.tag == verb.tag
            and (
                (child.lemma == verb.lemma and own_subject)
                or (not own_subject and annotation.children(child.i, "ccomp"))
            )
        )
        if coordinate or is_added_speech(annotation, child):
            found.update(t.i for t in annotation.subtree(child.i))
    return found


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
