"""Nouns for people and bodies that have no name of their own: what agents.yaml says of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from dateline.reference.actors.reading import SECTORS, Entry, entries

AGENTS = "agents.yaml"
TITLES = "titles.yaml"
_PRIVATE = frozenset({"civilian", "media"})
_INTER = {"office": 1, "military": 1, "police": 1, "armed-group": 2}
"""Class of a title and ACLED's interaction class; of all others 7."""
_SURE_WITHOUT_POINT = frozenset({"mr", "mrs", "ms", "dr", "sir"})


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
    alone: bool = True
    """It can stand for somebody without a name."""
    title: bool = False
    """It stands right before a name, also shortened: "Gen.", "Mr"."""
    gender: str | None = None


def read_agents(folders: Iterable[Path]) -> dict[str, AgentNoun]:
    """Noun (words in small letters) and what is known of it; the first block that lists a noun holds.

    Folders of users come last and may only add. Raises `KnowledgeError`.
    """
    found: dict[str, AgentNoun] = {}
    folders = list(folders)
    for folder in folders:
        path = folder / AGENTS
        if path.exists():
            for number, entry in enumerate(entries(path), 1):
                entry.id = f"block {number}, {(entry.texts('nouns') or ('?',))[0]}"
                for noun in _block(entry):
                    found.setdefault(noun.noun, noun)
    for folder in folders:
        path = folder / TITLES
        if path.exists():
            for number, entry in enumerate(entries(path), 1):
                entry.id = f"block {number}, {(entry.texts('words') or ('?',))[0]}"
                for noun in _titles(entry):
                    found[noun.noun] = _with_title(found[noun.noun], noun) if noun.noun in found else noun
    return found


def _titles(entry: Entry) -> Iterator[AgentNoun]:
    """The words of a block of titles.yaml, those too short to be told from other words left out."""
    kind = entry.need("class")
    if entry.row.get("former"):
        return
    office = entry.text("office")
    for word in entry.texts("words"):
        noun = word.lower().replace("’", "'")
        shortened = "." in noun
        noun = noun.replace(".", "")
        before = shortened or not entry.row.get("alone")
        if before and not shortened and len(noun) < 4 and noun not in _SURE_WITHOUT_POINT:
            continue
        yield AgentNoun(
            noun=noun,
            kind="person",
            sector=entry.text("sector"),
            inter=_INTER.get(kind, None if kind == "courtesy" else 7),
            source=entry.text("source"),
            private=kind in _PRIVATE,
            offices=(office,) if office else (),
            alone=bool(entry.row.get("alone")) and not shortened,
            title=before,
            gender=entry.text("gender"),
        )


def _with_title(noun: AgentNoun, title: AgentNoun) -> AgentNoun:
    return replace(
        noun,
        offices=tuple(dict.fromkeys((*noun.offices, *title.offices))),
        title=noun.title or title.title,
        gender=noun.gender or title.gender,
    )


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
