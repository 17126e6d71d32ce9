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

Pattern = list[dict[str, Any]]
"""For each word in a row, what it must be like."""

_MOST_REMEMBERED = 50_000
"""Words in memory at most, some 15 MB."""


class Form(NamedTuple):
    """What the rules say of a word."""

    lemma: str
    pos: str
    tag: str
    begins: frozenset[int]
    """Rules of several words whose first word this may be."""
    goes_on: frozenset[int]
    """Rules of several words whose second word this may be."""


class SpacyWords:
    """Forms of words by `attribute_ruler` and `lemmatizer` of a pipeline."""

    def __init__(self, nlp: Any) -> None:
        self._vocab = nlp.vocab
        self._ruler = nlp.get_pipe("attribute_ruler")
        self._lemmatizer = nlp.get_pipe("lemmatizer")
        _make_quick(self._lemmatizer)
        self._known: dict[tuple[int, int, int], Form] = {}
        patterns = [pattern for rule in self._ruler.patterns for pattern in rule["patterns"]]
        self._several = _several_words(patterns, nlp.vocab)
        words, deps = _where_dependency_counts(patterns)
        strings = self._vocab.strings
        self._words_with_dependency = frozenset(strings.add(word) for word in words)
        self._dependencies = frozenset(strings.add(dep) for dep in deps)

    def forms(self, doc: Any) -> list[Form]:
        """The form of each word of `doc`, which has tags and dependencies."""
        known, counting, words = self._known, self._dependencies, self._words_with_dependency
        found = []
        several = False
        for orth, lower, tag, dep in doc.to_array(["ORTH", "LOWER", "TAG", "DEP"]).tolist():
            key = (orth, tag, dep if dep in counting or lower in words else 0)
            form = known.get(key) or self._asked(key, dep)
            several = several or bool(form.begins)
            found.append(form)
        if several and any(not a.begins.isdisjoint(b.goes_on) for a, b in pairwise(found)):
            return self._in_context(doc)
        return found

    def _asked(self, key: tuple[int, int, int], dep: int) -> Form:
        from spacy.tokens import Doc

        if len(self._known) >= _MOST_REMEMBERED:
            self._known.clear()
            self._lemmatizer.cache.clear()
        orth, tag, _ = key
        alone = Doc(self._vocab, words=[self._vocab.strings[orth]])
        alone[0].tag, alone[0].dep = tag, dep
        names = [self._vocab.strings[name] for name, _, _ in self._several(alone, allow_missing=True)]
        form = self._known[key] = self._in_context(alone)[0]._replace(
            begins=frozenset(int(name[1:]) for name in names if name[0] == "1"),
            goes_on=frozenset(int(name[1:]) for name in names if name[0] == "2"),
        )
        return form

    def _in_context(self, doc: Any) -> list[Form]:
        """By the rules themselves."""
        self._lemmatizer(self._ruler(doc))
        nothing: frozenset[int] = frozenset()
        return [Form(_lemma(t), t.pos_, _tag(t), nothing, nothing) for t in doc]


def _make_quick(lemmatizer: Any) -> None:
    """Its words stand in lists, in which looking one up takes longer than all else."""
    table = lemmatizer.lookups.get_table("lemma_index")
    for part in list(table):
        table[part] = frozenset(table[part])


def _several_words(patterns: list[Pattern], vocab: Any) -> Any:
    """A matcher for the first ("1…") and the second ("2…") word of patterns of several words."""
    from spacy.matcher import Matcher

    matcher = Matcher(vocab)
    for number, pattern in enumerate(pattern for pattern in patterns if len(pattern) > 1):
        matcher.add(f"1{number}", [[pattern[0]]])
        matcher.add(f"2{number}", [[pattern[1]]])
    return matcher


def _where_dependency_counts(patterns: list[Pattern]) -> tuple[set[str], set[str]]:
    """Words (in small letters) for which some pattern asks for the dependency, and dependencies that one asks for
    whatever the word is."""
    words: set[str] = set()
    dependencies: set[str] = set()
    for asked in (token for pattern in patterns for token in pattern if "DEP" in token):
        lower = asked.get("LOWER")
        if isinstance(lower, str):
            words.add(lower)
        elif isinstance(lower, dict) and set(lower) == {"IN"}:
            words.update(lower["IN"])
        elif not asked.get("IS_SPACE"):
            dep = asked["DEP"]
            dependencies.update([dep] if isinstance(dep, str) else [d for some in dep.values() for d in some])
    return words, dependencies


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
