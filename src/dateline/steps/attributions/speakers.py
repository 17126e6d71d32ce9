"""Whose words they are: the subject of a verb, wherever the sentence keeps it."""

from __future__ import annotations

from typing import NamedTuple

from dateline.record.annotation import Annotation, Token
from dateline.steps.attributions.lexicon import lexicon
from dateline.steps.attributions.tellings import DAYS, Range, is_word

_RELATIVES = frozenset({"who", "which", "that", "whom", "whose"})
_ENDS_BEFORE = frozenset({"-", "–", "—", "--", "”", "''", ";", ":"})
"""Signs that the noun phrase cannot begin before: "MOGADISHU (Reuters) - The president"."""
_CLOSING = frozenset({'"', "”", "''", "’"})
_CIRCUMSTANCES = frozenset(
    {"on", "in", "at", "during", "after", "before", "via", "about", "with", "over", "since"}
)
_NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "ADP", "ADJ", "DET")
_OPENS_NOUN_PHRASE = ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "VERB")
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_LONGEST = 60
"""Tokens. A longer noun phrase is a slip of the parser."""


class Speaker(NamedTuple):
    """Governing token of the source. None: nobody is named."""

    head: int | None
    impersonal: bool = False
    """The passive or "it" hides who says so."""
    shared: bool = False
    """Subject of another verb of the sentence too."""


def speaker_of(annotation: Annotation, verb: int, depth: int = 0) -> Speaker | None:
    """Who does what `verb` says. None: cannot be told."""
    if depth > 8:
        return None
    token = annotation.tokens[verb]
    subjects = annotation.children(verb, "nsubj", "csubj")
    if is_passive(annotation, verb):
        return _agent(annotation, verb)
    if subjects:
        subject = _nearest(annotation, subjects, verb)
        if subject.dep == "csubj":
            return None
        if subject.lemma == "it" and annotation.children(verb, "expl"):
            return Speaker(None, impersonal=True)
        return Speaker(subject.i)
    if annotation.children(verb, "nsubjpass"):
        return _agent(annotation, verb)
    governor = annotation.head(verb)
    if token.dep == "conj" and governor.pos in ("VERB", "AUX"):
        infinitive = governor.tag == "VB" and any(
            a.lemma == "to" for a in annotation.children(governor.i, "aux")
        )
        if token.tag in ("VBD", "VBZ") and infinitive:
            # "urged them to stop firing and called for talks"
            while governor.tag in ("VB", "VBG") and governor.dep != "ROOT":
                governor = annotation.head(governor.i)
        if is_passive(annotation, governor.i) and token.tag != "VBN":
            return _of_passive(annotation, governor.i)
        return _shared(speaker_of(annotation, _coordinate(annotation, token, governor).i, depth + 1))
    if (
        token.dep in ("xcomp", "ccomp", "advcl", "pcomp", "prep", "aux", "dep", "parataxis")
        and governor.i != verb
    ):
        return _from_governor(annotation, token, governor, depth)
    if token.dep in ("acl", "relcl") and governor.pos in ("NOUN", "PROPN", "PRON", "NUM"):
        return _from_noun(annotation, token, governor, depth)
    return None


def _nearest(annotation: Annotation, subjects: list[Token], verb: int) -> Token:
    """The subject next to the verb; the parser gives several where a name follows its description."""
    before = [s for s in subjects if s.i < verb]
    if subjects[-1].i > verb and annotation.tokens[verb - 1].text in (",", *_CLOSING):
        # "The raid had failed, said the general"
        return subjects[-1]
    return before[-1] if before else subjects[0]


def neighbour_of(annotation: Annotation, verb: int, start: int = 0) -> Speaker | None:
    """The noun right before or after a finite `verb`, where the parser lost the subject; none before `start`."""
    tokens = annotation.tokens
    if tokens[verb].tag not in ("VBD", "VBZ", "VBP"):
        return None
    sentence = annotation.sentences[tokens[verb].sentence]
    start = max(start, sentence.first)
    i = verb - 1
    while i > start and tokens[i].pos in ("ADV", "AUX"):
        i -= 1
    if i < start:
        return None
    if tokens[i].text == "," and tokens[i - 1].pos in ("NOUN", "PROPN", "NUM"):
        # "In a letter, his deputy, Jake Sullivan, said": not what the sentence opens with.
        opening = tokens[start].pos in ("ADP", "SCONJ", "VERB", "ADV")
        commas = [t.i for t in tokens[start:i] if t.text == ","]
        first = commas[0] + 1 if opening and commas else start
        head = _top(annotation, i - 1, first, verb)
        if tokens[head].pos == "ADP":
            # "The envoy, who sits in Geneva, said": the comma closes a clause.
            nouns = [t.i for t in tokens[first:i] if t.pos in ("NOUN", "PROPN", "PRON")]
            head = _top(annotation, nouns[0], first, verb) if nouns else head
        return Speaker(head)
    if tokens[i].pos in ("NOUN", "PROPN", "PRON") and tokens[i].tag not in ("WP", "WDT"):
        return Speaker(_top(annotation, i, start, verb))
    if tokens[i].pos == "PUNCT" and verb + 1 < sentence.last and tokens[verb + 1].pos == "PROPN":
        return Speaker(_top(annotation, verb + 1, verb + 1, sentence.last))
    return None


def inverted_subject(annotation: Annotation, verb: int) -> Speaker | None:
    """The noun after `verb`, which stands right after a quotation: '"Leave," said the officer'."""
    tokens = annotation.tokens
    sentence = annotation.sentences[tokens[verb].sentence]
    after = verb + 1
    if (
        tokens[verb].tag not in _FINITE
        or after >= sentence.last
        or tokens[after].pos not in _OPENS_NOUN_PHRASE
        or tokens[after].dep == "dative"
    ):
        return None
    head = _top(annotation, after, after, sentence.last)
    if (
        tokens[head].dep in ("nsubj", "nsubjpass")
        and tokens[head].head > head
        and annotation.children(verb, "nsubj")
    ):
        # 'He, citing "the facts," said the raid had failed': the noun after it belongs to what is said.
        return None
    return Speaker(head) if tokens[head].pos in ("NOUN", "PROPN", "PRON", "NUM") else None


def _top(annotation: Annotation, i: int, first: int, last: int) -> int:
    tokens = annotation.tokens
    while tokens[i].head != i and first <= tokens[i].head < last and annotation.head(i).pos in _NOMINAL:
        i = tokens[i].head
    return i


def _from_governor(annotation: Annotation, token: Token, governor: Token, depth: int) -> Speaker | None:
    if governor.pos == "ADP" or governor.dep == "prep":
        # "by saying", "after announcing": the verb that the phrase stands with.
        preposition, governor = governor, annotation.head(governor.i)
        if preposition.lemma == "as" and governor.pos == "VERB":
            # "quoted an officer as saying"
            for quoted in annotation.children(governor.i, "dobj"):
                return Speaker(quoted.i, shared=True)
    if governor.pos in ("NOUN", "PROPN", "PRON"):
        return _from_noun(annotation, token, governor, depth)
    if token.tag == "VBN" and token.dep == "advcl" and not annotation.children(token.i, "aux"):
        agent = _agent(annotation, token.i)
        return agent if agent.head is not None else None
    if governor.pos == "ADJ" and governor.dep in ("acomp", "oprd"):
        governor = annotation.head(governor.i)
    if governor.pos not in ("VERB", "AUX"):
        return None
    finite = token.tag in _FINITE or any(a.tag in _FINITE for a in annotation.children(token.i, "aux"))
    if finite and token.dep in ("ccomp", "advcl"):
        return None
    if is_added_speech(annotation, token):
        governor = _reporting(annotation, governor)
    if token.dep == "xcomp" and governor.lemma not in lexicon().carriers:
        objects = annotation.children(governor.i, "dobj")
        if objects and objects[0].i < token.i and token.tag == "VB":
            return Speaker(objects[0].i, shared=True)
    if is_passive(annotation, governor.i):
        return _of_passive(annotation, governor.i)
    return _shared(speaker_of(annotation, governor.i, depth + 1))


def _coordinate(annotation: Annotation, token: Token, governor: Token) -> Token:
    """The verb whose subject `token` shares: in "said the raid failed and said that ..." the first "said"."""
    outer = _reporting(annotation, governor)
    same = outer.i != governor.i and outer.tag == token.tag
    return outer if same and annotation.children(token.i, "ccomp") else governor


def is_added_speech(annotation: Annotation, token: Token) -> bool:
    """Whether `token` is the "adding" of "said that ..., adding that ...": it belongs to who said, not who did."""
    cue = lexicon().verbs.get(token.lemma)
    if token.tag != "VBG" or token.dep not in ("advcl", "acl") or cue is None or "quote" not in cue.frames:
        return False
    i = token.i - 1
    while (i > 0 and annotation.tokens[i].pos in ("ADV", "CCONJ")) or annotation.tokens[i].text in _CLOSING:
        i -= 1
    return annotation.tokens[i].text == ","


def _reporting(annotation: Annotation, governor: Token) -> Token:
    """The verb of saying whose content `governor` heads, else `governor`."""
    start = governor
    for _ in range(5):
        outer = annotation.head(governor.i)
        cue = lexicon().verbs.get(outer.lemma)
        if governor.dep not in ("ccomp", "xcomp", "conj", "advcl", "relcl") or outer.i > governor.i:
            break
        frames = cue.frames if cue is not None else {}
        if governor.dep == "ccomp" and "quote" in frames:
            return outer
        if governor.dep == "xcomp" and "told-infinitive" in frames:
            return outer
        governor = outer
    return start


def _from_noun(annotation: Annotation, token: Token, governor: Token, depth: int) -> Speaker | None:
    if token.tag == "VBG" and is_added_speech(annotation, token):
        verb = next((a for a in annotation.ancestors(governor.i) if a.pos in ("VERB", "AUX")), None)
        return _shared(speaker_of(annotation, _reporting(annotation, verb).i, depth + 1)) if verb else None
    if token.tag == "VBG":
        return _issuer(annotation, governor, depth) or Speaker(governor.i)
    if token.tag == "VBN":
        return _agent(annotation, token.i)
    owners = annotation.children(governor.i, "poss")
    if owners:
        return Speaker(owners[0].i, shared=True)
    if governor.dep in ("dobj", "attr", "pobj") and token.tag == "VB":
        verb = annotation.head(governor.i)
        if verb.pos in ("VERB", "AUX"):
            return _shared(speaker_of(annotation, verb.i, depth + 1))
    return None


def _issuer(annotation: Annotation, document: Token, depth: int) -> Speaker | None:
    """Who "issued a statement saying", "wrote in a letter warning that"."""
    if document.lemma not in lexicon().documents:
        return None
    verb = annotation.head(document.i)
    if document.dep == "pobj" and verb.lemma == "in":
        verb = annotation.head(verb.i)
    elif document.dep != "dobj":
        return None
    if verb.pos != "VERB" or (document.dep == "dobj" and verb.lemma not in lexicon().light_verbs):
        return None
    return _shared(speaker_of(annotation, verb.i, depth + 1))


def _shared(speaker: Speaker | None) -> Speaker | None:
    return speaker._replace(shared=True) if speaker else None


def _agent(annotation: Annotation, verb: int) -> Speaker:
    for by in annotation.children(verb, "agent", "prep"):
        if by.lemma == "by":
            for noun in annotation.children(by.i, "pobj"):
                return Speaker(noun.i)
    return Speaker(None, impersonal=True)


def _of_passive(annotation: Annotation, verb: int) -> Speaker | None:
    subjects = annotation.children(verb, "nsubjpass", "nsubj")
    return Speaker(subjects[0].i, shared=True) if subjects else None


def is_passive(annotation: Annotation, verb: int) -> bool:
    return bool(annotation.children(verb, "auxpass", "nsubjpass"))


def noun_phrase(annotation: Annotation, head: int, barred: frozenset[int] = frozenset()) -> Range:
    """The whole noun phrase of `head`, with title, apposition and what defines it; no `barred` token.

    A participle after a comma only adds something and stays out.
    """
    tokens = annotation.tokens
    if tokens[head].lemma in _RELATIVES or tokens[head].tag in ("PRP$", "WP", "WDT"):
        return head, head + 1
    inside = {t.i for t in annotation.subtree(head)} - barred - _added(annotation, head)
    first = last = head
    while first - 1 in inside and head - first < _LONGEST:
        joined_up = tokens[first - 1].end == tokens[first].start and tokens[first - 1].text in ("-", "–")
        if _ends(tokens[first - 1]) and not joined_up:
            nickname = _nickname(tokens, first - 1)
            if nickname is None or nickname not in inside:
                break
            first = nickname
        first -= 1
    while last + 1 in inside and last - head < _LONGEST:
        last += 1
    while last > head and tokens[last].dep in ("npadvmod", "compound") and tokens[last].lemma in DAYS:
        last -= 1
    while first < head and (not is_word(tokens[first]) or tokens[first].dep in ("cc", "mark", "preconj")):
        first += 1
    if tokens[head].dep == "nsubj":
        # "Iran's state agency IRNA": two subjects for the parser, one for the reader.
        for other in annotation.children(tokens[head].head, "nsubj"):
            relative = other.lemma in _RELATIVES
            if other.i >= head or relative:
                continue
            own = annotation.subtree(other.i)
            comma = tokens[first - 1].text == "," and own[0].i == annotation.sentences[own[0].sentence].first
            if own[-1].i == first - 1 - comma:
                first = min(first, own[0].i)
    while last > head and tokens[last].dep == "cc":
        last -= 1
    while (
        last > head
        and (not is_word(tokens[last]) or tokens[last].dep == "case")
        and tokens[last].text not in (")", "]")
    ):
        last -= 1
    return first, last + 1


def _is_known(annotation: Annotation, head: int, clause: Token) -> bool:
    """Whether the clause is not needed to say who it is: "Ramos, who ...", "a doctor, who asked not to be named"."""
    cue = lexicon().verbs.get(clause.lemma)
    if cue is not None and ("quote" in cue.frames or "of" in cue.after):
        return True
    named = [t for t in annotation.children(head, "compound") if not t.text.endswith(".")]
    return annotation.tokens[head].pos == "PROPN" and not named and not annotation.children(head, "appos")


def _nickname(tokens: tuple[Token, ...], closing: int) -> int | None:
    """Where the marks of 'John "Jack" Smith' open. None: they are no nickname's."""
    for i in range(closing - 1, max(0, closing - 4), -1):
        if tokens[i].text in ('"', "“", "'", "‘") and tokens[i - 1].pos == "PROPN":
            return i
    return None


def _ends(token: Token) -> bool:
    if token.text.endswith("]") and "." in token.text:
        # "... died.[3] A doctor": a footnote hides the end of the sentence.
        return True
    return token.text in _ENDS_BEFORE and token.tag != "HYPH"


def _added(annotation: Annotation, head: int) -> set[int]:
    """What the noun phrase of `head` does without: participles after a comma, "on Tuesday" after a name."""
    tokens = annotation.tokens
    found: set[int] = set()
    if tokens[head].pos == "PROPN":
        for preposition in annotation.children(head, "prep"):
            if preposition.lemma in _CIRCUMSTANCES and preposition.i > head:
                found.update(t.i for t in annotation.subtree(preposition.i))
    for token in annotation.subtree(head):
        if token.i <= head or token.dep not in ("acl", "advcl", "ccomp", "parataxis", "relcl"):
            continue
        clause = annotation.subtree(token.i)
        if token.dep == "relcl" and not _is_known(annotation, head, token):
            continue
        before = tokens[clause[0].i - 1]
        if before.text in (",", "-", "—", "–", "--") and clause[0].i - 1 > head:
            found.update(t.i for t in clause)
    return found


def antecedent_of(annotation: Annotation, head: int) -> Range | None:
    """What the relative pronoun `head` stands for. None: it is none."""
    if annotation.tokens[head].lemma not in _RELATIVES or annotation.tokens[head].tag not in (
        "WP",
        "WDT",
        "WP$",
        "IN",
    ):
        return None
    for ancestor in annotation.ancestors(head):
        if ancestor.dep in ("relcl", "acl"):
            noun = annotation.head(ancestor.i)
            barred = frozenset(t.i for t in annotation.subtree(ancestor.i))
            return noun_phrase(annotation, noun.i, barred)
    return None
