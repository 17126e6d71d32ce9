"""What a verb says: the clause, deed, thing or topic that stands with it, by the frames of the lexicon."""

from __future__ import annotations

from typing import NamedTuple

from dateline.record.annotation import Annotation, Token
from dateline.steps.attributions.lexicon import TOPIC, Cue, lexicon
from dateline.steps.attributions.speakers import Speaker, is_added_speech, noun_phrase
from dateline.steps.attributions.tellings import DAYS, Range, runs


class Content(NamedTuple):
    """What is said, and what the verb makes of it."""

    pieces: list[Range]
    frame: str
    hedge: str | None
    about: bool = False
    cue_end: int | None = None
    """Last token (exclusive) of the cue, where a preposition belongs to it."""


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


def active_content(annotation: Annotation, verb: Token, cue: Cue) -> Content | None:
    frames = cue.frames
    clauses = _clauses(annotation, verb)
    if clauses and ("clause" in frames or "quote" in frames):
        right = [c for c in clauses if c.i > verb.i]
        if right and len(right) < len(clauses):
            # "The rebels say they hold the town; the army says it does not": two sentences in one.
            clauses = right
        named = [
            c
            for c in clauses
            if c.tag not in ("VB",) or c.i < verb.i or annotation.children(c.i, "nsubj", "mark", "aux")
        ]
        if named:
            frame = "clause" if "clause" in frames else "quote"
            return Content(_clause_pieces(annotation, verb, named), frame, frames[frame])
    open_clauses = annotation.children(verb.i, "xcomp")
    objects = annotation.children(verb.i, "dobj", "dative")
    for clause in open_clauses:
        made = _open_clause(annotation, verb, clause, objects, cue)
        if made:
            return made
    for clause in clauses:
        if "naming" in frames or "told-infinitive" in frames:
            frame = "naming" if "naming" in frames else "told-infinitive"
            return Content(_piece(annotation, clause.i), frame, frames[frame])
    return _nominal(annotation, verb, cue, objects)


def _open_clause(
    annotation: Annotation, verb: Token, clause: Token, objects: list[Token], cue: Cue
) -> Content | None:
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
            return Content(pieces, "told-infinitive", frames["told-infinitive"])
        if "infinitive" in frames:
            return Content(_piece(annotation, clause.i), "infinitive", frames["infinitive"])
        return None
    if clause.tag == "VBG" and "gerund" in frames:
        return Content(_piece(annotation, clause.i), "gerund", frames["gerund"])
    if "naming" in frames and clause.i > verb.i:
        return Content(_object_on(annotation, verb, clause), "naming", frames["naming"], about=False)
    if clause.tag in ("VBG", "VBN", "VBD") and "clause" in frames and "quote" in frames and clause.i > verb.i:
        # The parser's slips: "said having troops there was a risk", "which the army said carried weapons".
        pieces = _piece(annotation, clause.i)
        pieces.extend((r.i, r.i + 1) for r in annotation.children(verb.i, "nsubj") if r.tag == "WDT")
        return Content(sorted(pieces), "clause", frames["clause"])
    return None


def _nominal(annotation: Annotation, verb: Token, cue: Cue, objects: list[Token]) -> Content | None:
    frames = cue.frames
    predicates = annotation.children(verb.i, "oprd", "attr")
    if predicates and "naming" in frames:
        return Content(_object_on(annotation, verb, predicates[-1]), "naming", frames["naming"])
    prepositions = annotation.children(verb.i, "prep", "agent", "dative")
    if "as" in frames:
        for preposition in prepositions:
            if preposition.lemma == "as" and preposition.i > verb.i:
                return Content(
                    _object_on(annotation, verb, preposition), "as", frames["as"], about="topic" in frames
                )
    if "shown" in frames and _is_document(annotation, verb):
        shown = [c for c in annotation.children(verb.i, "dobj", "ccomp", "xcomp", "prep") if c.i > verb.i]
        if any(c.dep != "prep" for c in shown):
            return Content(
                [(verb.i + 1, annotation.subtree(shown[-1].i)[-1].i + 1)], "shown", frames["shown"]
            )
    things = [o for o in objects if o.dep == "dobj" and not _is_inverted_subject(annotation, verb, o)]
    if things and "counted" in frames and annotation.children(things[0].i, "nummod"):
        return Content(_piece(annotation, things[0].i), "counted", frames["counted"])
    if "accused" in frames and (accused := _accusation(annotation, verb, objects)):
        return Content(accused, "accused", frames["accused"])
    if things and not _can_be_told(verb, things[0]):
        return None
    if things and verb.lemma == "deny" and (things[0].lemma in lexicon().not_denied or len(objects) > 1):
        return None
    if things and ("thing" in frames or "topic" in frames) and not _is_reflexive(things[0]):
        if "thing" in frames and not (things[0].pos == "PRON" and things[0].tag in ("PRP", "WDT", "WP")):
            return Content(_piece(annotation, things[0].i), "thing", frames["thing"])
        if "topic" in frames:
            return Content(_piece(annotation, things[0].i), "topic", frames["topic"], about=True)
    for preposition in prepositions:
        after = cue.after.get(preposition.lemma)
        if after is None or not annotation.children(preposition.i, "pobj", "pcomp"):
            continue
        role, hedge = after
        inner = [i.i for i in annotation.subtree(preposition.i) if i.i != preposition.i]
        end = preposition.i + 1 if preposition.i == verb.i + 1 else None
        if preposition.i > verb.i and inner:
            return Content(runs(inner), f"{cue.word} {preposition.lemma}", hedge, role == TOPIC, end)
    return None


def _can_be_told(verb: Token, thing: Token) -> bool:
    """Not so with "claimed twelve lives" and "ordered the residents out"."""
    if verb.lemma == "claim":
        return thing.lemma not in lexicon().claimed_by_death
    if verb.lemma in ("order", "urge", "request"):
        return thing.pos != "PRON" and not any(thing.lemma in kind.heads for kind in lexicon().kinds)
    return True


def _accusation(annotation: Annotation, verb: Token, accused: list[Token]) -> list[Range]:
    """Whom and of what: "the army of shelling the camp". Empty: of nothing in particular."""
    deeds = [
        p
        for p in annotation.children(verb.i, "prep")
        if (p.lemma in ("of", "for", "on") or (p.lemma == "with" and annotation.children(p.i, "pcomp")))
        and annotation.children(p.i, "pcomp", "pobj")
        and p.i > verb.i
        and annotation.children(p.i, "pcomp", "pobj")
        and p.i > verb.i
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


def passive_content(annotation: Annotation, verb: Token, cue: Cue, speaker: Speaker) -> Content | None:
    frames = cue.frames
    if verb.dep == "advcl" and any(m.lemma == "as" for m in annotation.children(verb.i, "mark", "advmod")):
        # "As reported by the daily, the talks broke down"
        own = {t.i for t in annotation.subtree(verb.i)}
        around = [t.i for t in annotation.subtree(verb.head) if t.i not in own]
        reported = speaker.head is not None and "quote" in frames
        return Content(runs(around), "passive clause", frames.get("clause")) if reported else None
    subjects = annotation.children(verb.i, "nsubjpass", "nsubj")
    impersonal = bool(subjects) and subjects[0].lemma == "it"
    clauses = _clauses(annotation, verb)
    if clauses and "clause" in frames and impersonal:
        return Content(_clause_pieces(annotation, verb, clauses), "passive clause", frames["clause"])
    for clause in annotation.children(verb.i, "xcomp"):
        has_to = any(a.lemma == "to" for a in annotation.children(clause.i, "aux"))
        reported = "clause" in frames and cue.word in lexicon().raising
        if has_to and reported:
            pieces = _piece(annotation, clause.i)
            if subjects:
                pieces = _piece(annotation, subjects[0].i) + pieces
            elif verb.dep == "acl":
                # "a plane believed to be carrying arms"
                barred = frozenset(t.i for t in annotation.subtree(verb.i))
                pieces = [noun_phrase(annotation, verb.head, barred), *pieces]
            return Content(pieces, "passive infinitive", "possible")
        if has_to and "told-infinitive" in frames and speaker.head is not None:
            return Content(_piece(annotation, clause.i), "told-infinitive", frames["told-infinitive"])
    if "accused" in frames and (accused := _accusation(annotation, verb, subjects)):
        return Content(accused, "accused", frames["accused"])
    dead = [
        p
        for p in annotation.children(verb.i, "oprd", "acomp", "ccomp", "advcl")
        if p.tag in ("JJ", "VBN", "VBG")
    ]
    if dead and subjects and cue.word in lexicon().raising and dead[0].i == verb.i + 1:
        # "are feared dead", "is believed killed"
        pieces = _piece(annotation, subjects[0].i) + _piece(annotation, dead[0].i)
        return Content(pieces, "passive infinitive", "possible")
    if speaker.head is None:
        return None
    told: list[Range] = _piece(annotation, subjects[0].i) if subjects else []
    if verb.dep == "acl":
        noun = annotation.head(verb.i)
        first, last = noun_phrase(annotation, noun.i, frozenset(t.i for t in annotation.subtree(verb.i)))
        told = [(first, last)]
    if not told:
        return None
    for preposition in annotation.children(verb.i, "prep"):
        if preposition.lemma == "as" and "as" in frames and "topic" not in frames:
            # "was quoted by the agency as saying that ..."
            return Content(told + _piece(annotation, preposition.i), "as", frames["as"])
    for frame in ("thing", "topic", "naming", "as"):
        if frame in frames:
            return Content(told, f"passive {frame}", frames[frame], about=frame != "thing")
    return None


def _piece(annotation: Annotation, i: int) -> list[Range]:
    inside = {t.i for t in annotation.subtree(i)}
    if annotation.tokens[i].tag == "VB" and annotation.children(i, "aux"):
        # "urged them to stop firing and called for talks": the finite verb goes with "urged".
        for token in annotation.subtree(i):
            if (
                token.dep == "conj"
                and token.tag in ("VBD", "VBZ")
                and not annotation.children(token.i, "nsubj")
            ):
                inside -= {t.i for t in annotation.subtree(token.i)}
    return runs(sorted(inside))


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
    found = runs(sorted(inside))
    if found and found[0][0] == verb.i + 1:
        found[0] = (_after_day(annotation, *found[0]), found[0][1])
    return found


def _after_day(annotation: Annotation, first: int, last: int) -> int:
    """Where the clause of "said on Monday they had fired" begins: the day is that of the saying."""
    tokens = annotation.tokens
    i = first
    while i < last - 3 and (tokens[i].lemma in ("on", "late", "early", "last") or tokens[i].lemma in DAYS):
        i += 1
    opens = tokens[i].pos in ("PRON", "DET", "NOUN", "PROPN", "ADJ", "NUM") and tokens[i].dep != "pobj"
    return i if i > first and tokens[i - 1].lemma in DAYS and opens else first


def _of_another(annotation: Annotation, verb: Token, clause: Token) -> set[int]:
    """Parts of `clause` that are no part of what `verb` tells: ", adding that ...", "and one in four said ..."."""
    found: set[int] = set()
    if clause.i < verb.i:
        return found
    for child in annotation.children(clause.i, "advcl", "conj"):
        cue = lexicon().verbs.get(child.lemma)
        if cue is None or "quote" not in cue.frames or child.i < verb.i:
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
