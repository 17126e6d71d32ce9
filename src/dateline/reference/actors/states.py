"""Makes a state's government, military, police and ministries from its entry in states.yaml."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from dateline.errors import KnowledgeError
from dateline.reference.actors.folding import key_of
from dateline.reference.actors.reading import Entry, yaml_rows
from dateline.reference.actors.records import KnownActor, Tie


class NameAt(NamedTuple):
    """A name of an actor, with the time it holds for."""

    actor: str
    name: str
    strength: int
    first: date | None = None
    last: date | None = None
    made: bool = False
    """By a template: gives way to a name that somebody wrote down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StateActors:
    """What one entry of states.yaml yields."""

    iso3: str
    name: str
    own_names: tuple[str, ...]
    """Of the state itself."""
    actors: tuple[KnownActor, ...]
    names: tuple[NameAt, ...]
    """Names of the state and its capital, made ones and those that hold for a time."""
    adjectives: tuple[str, ...]
    people: tuple[str, ...]
    """Nouns for its people: "Syrians", "Frenchman"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A body that every state has."""

    id: str
    part: str
    key: str | None
    type: Any
    sector: str | None
    inter: int | None
    source: str | None
    name: str
    part_of: str | None
    forms: tuple[str, ...]


def templates(path: Path) -> tuple[Template, ...]:
    """The bodies that every state has. Raises `KnowledgeError` where the file is wrong."""
    made = []
    for row in yaml_rows(path):
        entry = Entry(row, path.name)
        inter = entry.text("inter")
        made.append(
            Template(
                id=entry.need("id"),
                part=entry.need("part"),
                key=entry.text("key"),
                type=entry.need("type"),
                sector=entry.text("sector"),
                inter=int(inter) if inter else None,
                source=entry.text("source"),
                name=entry.need("name"),
                part_of=entry.text("part_of"),
                forms=entry.texts("forms"),
            )
        )
    return tuple(made)


def state_actors(entry: Entry, bodies: tuple[Template, ...]) -> StateActors:
    """The bodies of one state."""
    return _State(entry, bodies).made()


class _State:
    def __init__(self, entry: Entry, bodies: tuple[Template, ...]) -> None:
        self.entry = entry
        self.bodies = bodies
        self.iso = entry.need("iso3")
        self.low = self.iso.lower()
        self.name = entry.need("name")
        self.short = (self.name, *entry.texts("aliases"))
        demonyms = entry.texts("demonyms")
        self.adjectives = (
            tuple(d for d in demonyms if not d.endswith(("s", "men", "man", "women", "woman")))
            or demonyms[:1]
        )
        self.adjectives += tuple(d for d in demonyms[:1] if d not in self.adjectives)
        self.people = tuple(d for d in demonyms if d not in self.adjectives)
        self.names: list[NameAt] = []
        self.actors: list[KnownActor] = []
        # "{adj} army" is also made of short names that stand before nouns: "US army", "UK troops".
        self.fronts = self.adjectives + tuple(
            n for n in self.short if n.replace(".", "").isupper() and len(n) <= 5
        )

    def made(self) -> StateActors:
        government = f"gov-{self.low}"
        for name in (self.name, self.entry.text("official") or self.name, *self.entry.texts("aliases")):
            self.names.append(NameAt(government, name, 2))
        for name in self.entry.texts("ambiguous"):
            self.names.append(NameAt(government, name, 1))
        capital = self.entry.text("capital")
        for name in dict.fromkeys((*self.entry.texts("metonyms"), *((capital,) if capital else ()))):
            self.names.append(NameAt(government, name, 2))
        for body in self.bodies:
            self.actors.append(self._body(body))
        by_id = {a.id: a for a in self.actors}
        taken = {key_of(n): a for a in self.actors for n in (a.name, *a.aliases)}
        taken |= {
            k: by_id[n.actor] for n in self.names if n.strength == 3 and (k := key_of(n.name)) not in taken
        }
        for key, prefix in (("branches", "mil"), ("ministries", "min"), ("agencies", "agency")):
            for row in self.entry.rows(key):
                self._own(row, prefix, taken)
        return StateActors(
            iso3=self.iso,
            name=self.name,
            own_names=tuple(
                dict.fromkeys(
                    (*self.short, self.entry.text("official") or self.name, *self.entry.texts("ambiguous"))
                )
            ),
            actors=tuple(self.actors),
            names=tuple(self.names),
            adjectives=self.adjectives,
            people=self.people,
        )

    def _forms(self, body: Template) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for form in body.forms:
            if "{adj}" in form:
                for front in self.fronts:
                    found[form.replace("{adj}", front)] = None
            else:
                for name in self.short:
                    found[form.replace("{name}", name)] = None
        return tuple(found)

    def _aliases(self, entry: Entry, actor: str) -> tuple[str, ...]:
        for name, first, last in entry.dated("aliases"):
            self.names.append(NameAt(actor, name, 3, first, last))
        for name in entry.texts("ambiguous"):
            self.names.append(NameAt(actor, name, 1))
        return entry.texts("aliases")

    def _body(self, body: Template) -> KnownActor:
        ident = body.id.format(iso=self.low)
        name = body.name.format(name=self.name, adj=self.adjectives[0] if self.adjectives else self.name)
        own: tuple[str, ...] = ()
        row = self.entry.row.get(body.key) if body.key else None
        if row is not None and not isinstance(row, dict):
            raise self.entry.fail(f"“{body.key}” must be {{name: ..., aliases: [...]}}")
        if row:
            part = Entry(row, self.entry.where)
            part.id = f"{self.iso} › {body.key}"
            own = (*((part.need("name"),) if part.text("name") else ()), *self._aliases(part, ident))
            name = part.text("name") or name
        for form in self._forms(body):
            self.names.append(NameAt(ident, form, 3, made=True))
        return KnownActor(
            id=ident,
            name=name,
            type=body.type,
            sector=body.sector,
            inter=body.inter,
            country=self.iso,
            countries=(self.iso,),
            aliases=own,
            ties=(Tie(to=body.part_of.format(iso=self.low), relation="part_of"),) if body.part_of else (),
            part=body.part,
            source_kind=body.source,
            where=self.entry.where,
        )

    def _own(self, row: Entry, prefix: str, taken: dict[str, KnownActor]) -> None:
        """A branch, ministry or agency listed for this state: a new actor, or more names of a made one."""
        name = row.need("name")
        same = taken.get(key_of(name)) or next(
            (taken[k] for n in row.texts("aliases") if (k := key_of(n)) in taken), None
        )
        ident = same.id if same else f"{prefix}-{self.low}-{_slug(name)}"
        aliases = self._aliases(row, ident)
        if same and not same.id.startswith(("gov-", "mil-", "pol-", "int-")):
            index = next(i for i, a in enumerate(self.actors) if a.id == same.id)
            self.actors[index] = replace(
                same, name=name, aliases=tuple(dict.fromkeys((*aliases, *same.aliases)))
            )
            return
        if same:
            ident = f"{prefix}-{self.low}-{_slug(name)}"
        military = prefix == "mil"
        sector = row.text("sector") or (
            "MIL" if military else "SPY" if "intelligence" in name.lower() else "GOV"
        )
        self.actors.append(
            KnownActor(
                id=row.text("id") or ident,
                name=name,
                type="organisation",
                sector=sector,
                inter=1,
                country=self.iso,
                countries=(self.iso,),
                aliases=aliases,
                ties=(Tie(to=f"{'mil' if military else 'gov'}-{self.low}", relation="part_of"),),
                part="military" if military else "ministry",
                source_kind="official",
                where=self.entry.where,
            )
        )


def _slug(name: str) -> str:
    return key_of(name).replace(" 's", "s").replace(" | ", " ").replace(" ", "-")


def check_codes(found: list[StateActors]) -> Iterator[str]:
    """Codes that stand twice."""
    seen: set[str] = set()
    for state in found:
        if state.iso3 in seen:
            raise KnowledgeError(f"states: the code {state.iso3} stands twice")
        seen.add(state.iso3)
        yield state.iso3
