"""Looks names up: which actors of the knowledge base a text names, and where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

from dateline.record.text import Span
from dateline.reference.actors.agents import AgentNoun
from dateline.reference.actors.building import compiled
from dateline.reference.actors.compiling import Compiled, problems
from dateline.reference.actors.folding import BREAK, SKIPPED, Word, case_fits, fold_word, key_of, words
from dateline.reference.actors.records import KnownActor, NameUse


class NameFound(NamedTuple):
    """A name in a text, with what it can mean."""

    span: Span
    key: str
    uses: tuple[NameUse, ...]


class ActorKnowledge:
    """The knowledge base of actors."""

    def __init__(self, compiled: Compiled) -> None:
        self._compiled = compiled
        self._index = {a.id: i for i, a in enumerate(compiled.actors)}
        self._state_keys = {iso: frozenset(keys) for iso, keys in compiled.state_names.items()}
        self._agent_ends = frozenset(noun.rpartition(" ")[2] for noun in compiled.agents)
        self._titles: dict[str, tuple[str, ...]] = {}
        for agent in compiled.agents.values():
            for office in agent.offices:
                self._titles[office] = (*self._titles.get(office, ()), agent.noun)

    def __len__(self) -> int:
        return len(self._compiled.actors)

    def problems(self) -> list[str]:
        """What in the files should be looked at: ties to nobody, names that two actors claim for sure."""
        return problems(self._compiled)

    def actor(self, ident: str) -> KnownActor | None:
        index = self._index.get(ident)
        return None if index is None else self._compiled.actors[index]

    def tied_to(self, ident: str) -> tuple[KnownActor, ...]:
        """Those that have a standing relation to this one."""
        return tuple(a for a in self._compiled.actors if any(tie.to == ident for tie in a.ties))

    def of(self, use: NameUse) -> KnownActor:
        return self._compiled.actors[use.actor]

    def meanings(self, name: str) -> tuple[tuple[KnownActor, NameUse], ...]:
        """All that `name` can mean, likeliest first, whatever its capitals."""
        return tuple((self.of(u), u) for u in self._compiled.names.get(key_of(name), ()))

    def nationality(self, word: str) -> str | None:
        """ISO code for a demonym adjective ("Syrian")."""
        return self._compiled.adjectives.get(_folded(word))

    def people(self, word: str) -> str | None:
        """ISO code for a noun that means people of a state ("Syrians")."""
        return self._compiled.people.get(_folded(word))

    def state_name(self, iso3: str) -> str | None:
        return self._compiled.states.get(iso3)

    def is_state(self, name: str, iso3: str) -> bool:
        """Whether `name` is one of the state itself, not of its capital or a palace."""
        return key_of(name) in self._state_keys.get(iso3, ())

    def ends_an_agent(self, word: str) -> bool:
        """Whether any noun for people or bodies has `word` as its last or only word."""
        return word in self._agent_ends

    def agent(self, words: str) -> AgentNoun | None:
        """What is known of a noun for people or bodies, given in small letters and in the singular."""
        return self._compiled.agents.get(words)

    def is_called(self, iso3: str, noun: str) -> bool:
        """Whether a name of the state says that it is a `noun`: "kingdom", "republic"."""
        return any(noun in key.split(" ") for key in self._state_keys.get(iso3, ()))

    def holder(self, titles: Sequence[str], state: str, day: date) -> KnownActor | None:
        """Who held one of the offices `titles` of a state on a day. None: nobody known, or several."""
        found = [
            a
            for a in self._compiled.actors
            if a.offices and any(o.state == state and o.title in titles and o.held_on(day) for o in a.offices)
        ]
        return found[0] if len(found) == 1 else None

    def titles_of(self, office: str) -> tuple[str, ...]:
        """Nouns of agents.yaml that stand for an office of offices.csv."""
        return self._titles.get(office, (office,))

    def find(self, text: str, *, any_case: bool = False) -> Iterator[NameFound]:
        """Names in `text`, longest first from the left, none overlapping another.

        `any_case` is for texts set in capitals or small letters only.
        """
        row = words(text)
        i = 0
        while i < len(row):
            found = self._longest(row, i, any_case)
            if found is None:
                i += 1
            else:
                length, name = found
                yield name
                i += length

    def _longest(self, row: list[Word], i: int, any_case: bool) -> tuple[int, NameFound] | None:
        most = self._compiled.longest.get(row[i].text, 0)
        if not most:
            return None
        keys = [(row[i].text, 1)]
        key = row[i].text
        for number, word in enumerate(row[i + 1 : i + most + 3], 2):
            if word.text == BREAK or len(keys) >= most:
                break
            if word.text != SKIPPED:
                key = f"{key} {word.text}"
                keys.append((key, number))
        for key, length in reversed(keys):
            uses = self._compiled.names.get(key)
            if uses is None:
                continue
            part = row[i : i + length]
            fitting = tuple(u for u in uses if case_fits(u.case, part) or (any_case and _long_enough(key, u)))
            if fitting:
                return length, NameFound(Span(part[0].start, part[-1].end), key, fitting)
        return None


def _folded(word: str) -> str:
    return fold_word(word.replace(".", "")) if " " not in word else key_of(word)


def _long_enough(key: str, use: NameUse) -> bool:
    """In a text without capitals "us", "is" and "who" are words; longer names are still names."""
    return (" " in key or len(key) > 4) and use.strength > 1


def known_on(use: NameUse, day: date | None, slack: int = 60) -> bool:
    """Whether the name meant this actor about `day`."""
    if day is None:
        return True
    after = use.first is None or (use.first - day).days <= slack
    before = use.last is None or (day - use.last).days <= slack
    return after and before


@cache
def _loaded(extra: tuple[Path, ...]) -> ActorKnowledge:
    return ActorKnowledge(compiled(extra))


def load_actors(extra: Sequence[Path] = ()) -> ActorKnowledge:
    """The program's knowledge of actors with that of the folders `extra`. Raises `KnowledgeError`.

    Loaded once for each set of folders.
    """
    return _loaded(tuple(extra))
