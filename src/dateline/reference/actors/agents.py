"""Nouns for people and bodies that have no name of their own: what agents.yaml says of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from dateline.reference.actors.reading import SECTORS, Entry, entries

AGENTS = "agents.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentNoun:
    """A noun that stands for people or a body. The fields are those of agents.yaml, told there."""

    noun: str
    kind: Literal["person", "body"]
    sector: str | None = None
    inter: int | None = None
    part: str | None = None
    stands: bool = False
    source: str | None = None
    private: bool = False
    weak: bool = False
    offices: tuple[str, ...] = ()


def read_agents(folders: Iterable[Path]) -> dict[str, AgentNoun]:
    """Noun (words in small letters) and what is known of it; the first block that lists a noun holds.

    Folders of users come last and may only add. Raises `KnowledgeError`.
    """
    found: dict[str, AgentNoun] = {}
    for folder in folders:
        path = folder / AGENTS
        if path.exists():
            for number, entry in enumerate(entries(path), 1):
                entry.id = f"block {number}, {(entry.texts('nouns') or ('?',))[0]}"
                for noun in _block(entry):
                    found.setdefault(noun.noun, noun)
    return found


def _block(entry: Entry) -> Iterator[AgentNoun]:
    kind = entry.need("kind")
    if kind not in ("person", "body"):
        raise entry.fail(f"“kind: {kind}” must be person or body")
    sector = entry.text("sector")
    if sector is not None and sector not in SECTORS:
        raise entry.fail(f"“sector: {sector}” is no PLOVER sector")
    inter = entry.text("inter")
    for noun in entry.texts("nouns"):
        yield AgentNoun(
            noun=noun.lower().replace("’", "'"),
            kind="person" if kind == "person" else "body",
            sector=sector,
            inter=int(inter) if inter else None,
            part=entry.text("part"),
            stands=bool(entry.row.get("stands")),
            source=entry.text("source"),
            private=bool(entry.row.get("private")),
            weak=bool(entry.row.get("weak")),
            offices=entry.texts("office"),
        )
