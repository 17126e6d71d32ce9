"""Word lists that tell an actor from a thing or a place: signs.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from dateline.errors import KnowledgeError
from dateline.reference.actors.folding import DATA
from dateline.reference.actors.reading import yaml_rows

FILE = "signs.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """The lists of signs.yaml, each told there."""

    things: frozenset[str]
    places: frozenset[str]
    policy: frozenset[str]
    acts_on: frozenset[str]
    people: frozenset[str]
    amounts: frozenset[str]
    counting: frozenset[str]
    bonds: frozenset[str]
    after_hyphen: frozenset[str]
    before_hyphen: frozenset[str]
    male_titles: frozenset[str]
    female_titles: frozenset[str]
    done_to: frozenset[str]
    goes_there: frozenset[str]
    given_to: frozenset[str]
    generic: frozenset[str]
    military_titles: frozenset[str]
    beside_state: frozenset[str]
    pointing: frozenset[str]
    told: frozenset[str]
    reports: frozenset[str]
    months: frozenset[str]
    deeds: frozenset[str]
    members: frozenset[str]


@cache
def load_signs() -> Signs:
    """The lists. Raises `KnowledgeError` where one is missing."""
    rows = yaml_rows(DATA / FILE)
    lists: dict[str, frozenset[str]] = {}
    for key in Signs.__slots__:
        if not isinstance(rows.get(key), list):
            raise KnowledgeError(f"{FILE}: the list “{key}” is missing")
        lists[key] = frozenset(str(w).lower() for w in rows[key])
    return Signs(**lists)
