"""Parts of speech and dictionary forms by spaCy's rules, each word asked about once.

The rules look at a word, its tag and its dependency, some also at the next word. Going through all rules for each word
of each report takes 25 microseconds a word, a sixth of the whole reading; most words came before.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from dateline.reference.files import read_yaml

_MOST_REMEMBERED = 100_000
"""Words in memory at most, some 20 MB."""


class Form(NamedTuple):
    """What the rules say of a word."""

    lemma: str
    pos: str
    tag: str
    dep: str
    begins: frozenset[int]
    """Rules of several words whose first word this may be."""
    goes_on: frozenset[int]
    """Rules of several words whose second word this may be."""


class SpacyWords:
    """Forms of words by `attribute_ruler` and `lemmatizer` of a pipeline."""

    def __init__(self, nlp: Any) -> None:
        from spacy.matcher import Matcher

        self._vocab = nlp.vocab
        self._ruler = nlp.get_pipe("attribute_ruler")
        self._lemmatizer = nlp.get_pipe("lemmatizer")
        self._known: dict[tuple[int, int, int], Form] = {}
        self._firsts, self._seconds = Matcher(nlp.vocab), Matcher(nlp.vocab)
        number = 0
        for rule in self._ruler.patterns:
            for pattern in rule["patterns"]:
                if len(pattern) > 1:
                    self._firsts.add(str(number), [[pattern[0]]])
                    self._seconds.add(str(number), [[pattern[1]]])
                    number += 1

    def forms(self, doc: Any, orths: list[int], tags: list[int], deps: list[int]) -> list[Form]:
        """The form of each word of `doc`."""
        known = self._known
        found = []
        for key in zip(orths, tags, deps, strict=True):
            form = known.get(key)
            found.append(form if form is not None else self._asked(key))
        for one, other in pairwise(found):
            if one.begins and not one.begins.isdisjoint(other.goes_on):
                return self._in_context(doc)
        return found

    def _asked(self, key: tuple[int, int, int]) -> Form:
        from spacy.tokens import Doc

        if len(self._known) >= _MOST_REMEMBERED:
            self._known.clear()
            self._lemmatizer.cache.clear()
        orth, tag, dep = key
        alone = Doc(self._vocab, words=[self._vocab.strings[orth]])
        alone[0].tag, alone[0].dep = tag, dep
        begins, goes_on = self._rules(self._firsts, alone), self._rules(self._seconds, alone)
        form = self._known[key] = self._in_context(alone)[0]._replace(begins=begins, goes_on=goes_on)
        return form

    def _rules(self, matcher: Any, doc: Any) -> frozenset[int]:
        return frozenset(int(self._vocab.strings[name]) for name, _, _ in matcher(doc, allow_missing=True))

    def _in_context(self, doc: Any) -> list[Form]:
        """By the rules themselves."""
        self._lemmatizer(self._ruler(doc))
        nothing: frozenset[int] = frozenset()
        return [Form(_lemma(t), t.pos_, _tag(t), t.dep_, nothing, nothing) for t in doc]


@cache
def _past_forms() -> dict[str, str]:
    path = Path(__file__).resolve().parents[2] / "data" / "irregular_verbs.yaml"
    verbs = read_yaml(path)
    return {form: verb for verb, forms in verbs.items() for form in forms}


def _lemma(token: Any) -> str:
    """The dictionary form; past forms that the tagger took for present ones are mended."""
    lemma: str = token.lemma_.lower()
    return _past_forms().get(lemma, lemma) if token.pos_ in ("VERB", "AUX") else lemma


def _tag(token: Any) -> str:
    """ "Troops retook" is no present tense, whatever the tagger says."""
    mistaken = token.tag_ in ("VBP", "VB") and token.lemma_.lower() in _past_forms()
    return "VBD" if mistaken else str(token.tag_)
