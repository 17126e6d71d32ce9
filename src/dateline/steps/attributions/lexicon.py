"""Words that report speech and thought, as the files under data/attributions list them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from dateline.reference.files import read_yaml

TOLD = "told"
TOPIC = "topic"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """What a verb, noun or adjective of saying can stand with."""

    word: str
    frames: Mapping[str, str | None]
    """Frame (clause, quote, infinitive, ...) and the hedge that it lends. None: no hedge."""
    after: Mapping[str, tuple[str, str | None]]
    """Preposition before the content; whether it is told or the topic; and the hedge."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KindRule:
    kind: str
    heads: frozenset[str]
    with_words: frozenset[str]
    names: frozenset[str]
    titles: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    verbs: Mapping[str, Cue]
    """By lemma; "point out" for a verb with its particle."""
    nouns: Mapping[str, Cue]
    adjectives: Mapping[str, Cue]
    source_follows: tuple[tuple[tuple[str, ...], str | None], ...]
    """Words of a phrase that its source follows, and the hedge."""
    adverbs: Mapping[str, str]
    light_verbs: frozenset[str]
    carriers: frozenset[str]
    no_speakers: frozenset[str]
    misread: Mapping[str, str]
    """Lemmas that the language engine gets wrong."""
    documents: frozenset[str]
    """Things that show or tell."""
    views: frozenset[str]
    """ "in his VIEW"."""
    surveys: frozenset[str]
    """ "in a POLL": what follows is what it found."""
    speaking_nouns: frozenset[str]
    """Of these, nouns that stand for whoever tells: "reports that ..."."""
    claimed_by_death: frozenset[str]
    """ "The war claimed LIVES"."""
    not_denied: frozenset[str]
    """What is denied to somebody, not denied to be so."""
    unsourced: frozenset[str]
    """Nouns that leave it open without a source: "amid rumours that ..."."""
    raising: frozenset[str]
    """Verbs with "is said to have": the subject is part of what is said."""
    kinds: tuple[KindRule, ...]


class _Entries:
    """Puts the groups that a word stands in together; what an earlier group says of a frame stays."""

    def __init__(self) -> None:
        self._frames: dict[str, dict[str, str | None]] = {}
        self._after: dict[str, dict[str, tuple[str, str | None]]] = {}

    def add(self, group: Mapping[str, Any], words: list[str]) -> None:
        hedge = group.get("hedge")
        for word in words:
            frames = self._frames.setdefault(word, {})
            after = self._after.setdefault(word, {})
            for frame in group.get("takes", ()):
                frames.setdefault(frame, hedge)
            for preposition in group.get("told-after", ()):
                after.setdefault(preposition, (TOLD, hedge))
            for preposition in group.get("topic-after", ()):
                after.setdefault(preposition, (TOPIC, hedge))

    def cues(self) -> dict[str, Cue]:
        return {w: Cue(word=w, frames=f, after=self._after[w]) for w, f in self._frames.items()}


@cache
def lexicon() -> Lexicon:
    """All of it, read once a process."""
    phrases = _load("phrases.yaml")
    verbs, nouns, adjectives = _Entries(), _Entries(), _Entries()
    for group in _load("verbs.yaml"):
        verbs.add(group, group["verbs"])
    for group in _load("nouns.yaml"):
        nouns.add(_by_preposition(group), group["nouns"])
    for group in phrases["adjectives"]:
        adjectives.add(_by_preposition(group), group["words"])
    return Lexicon(
        verbs=verbs.cues(),
        nouns=nouns.cues(),
        adjectives=adjectives.cues(),
        source_follows=tuple((tuple(p["words"].split()), p.get("hedge")) for p in phrases["source-follows"]),
        adverbs={word: hedge for hedge, words in phrases["adverbs"].items() for word in words},
        light_verbs=frozenset(phrases["light-verbs"]),
        carriers=frozenset(phrases["carriers"]),
        no_speakers=frozenset(phrases["no-speakers"]),
        misread=dict(phrases["misread"]),
        documents=frozenset(phrases["documents"]),
        views=frozenset(phrases["views"]),
        surveys=frozenset(phrases["surveys"]),
        speaking_nouns=frozenset(phrases["speaking-nouns"]),
        claimed_by_death=frozenset(phrases["claimed-by-death"]),
        not_denied=frozenset(phrases["not-denied"]),
        unsourced=frozenset(phrases["unsourced"]),
        raising=frozenset(phrases["raising"]),
        kinds=tuple(_kind(rule) for rule in _load("source_kinds.yaml")),
    )


_CLAUSES = frozenset({"clause", "infinitive", "gerund", "that"})


def _by_preposition(group: Mapping[str, Any]) -> Mapping[str, Any]:
    takes = group["takes"]
    prepositions = [t for t in takes if t not in _CLAUSES]
    key = "topic-after" if group.get("topic") else "told-after"
    return {"hedge": group.get("hedge"), "takes": [t for t in takes if t in _CLAUSES], key: prepositions}


def _kind(rule: Mapping[str, Any]) -> KindRule:
    return KindRule(
        kind=rule["kind"],
        heads=frozenset(rule.get("heads", ())),
        with_words=frozenset(rule.get("with", ())),
        names=frozenset(rule.get("names", ())),
        titles=frozenset(rule.get("titles", ())),
    )


def _load(name: str) -> Any:
    text = files("dateline").joinpath("data", "attributions", name).read_text(encoding="utf-8")
    return read_yaml(text)
