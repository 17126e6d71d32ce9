"""Puts the readable files together into one `Compiled`: actors, and what each name can mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from dateline.errors import KnowledgeError
from dateline.reference.actors.agents import AgentNoun, read_agents
from dateline.reference.actors.folding import FIRST_CAPITAL, case_rule, key_of
from dateline.reference.actors.reading import Entry, actor_of, entries, entry_files
from dateline.reference.actors.records import KnownActor, NameUse, Office, Tie
from dateline.reference.actors.states import NameAt, StateActors, check_codes, state_actors, templates

TEMPLATES = "state_templates.yaml"
_OUTLET_SECTOR = "JRN"
# Parts of names that are no surname on their own.
_NO_SURNAMES = frozenset(
    {"jr", "sr", "ii", "iii", "iv", "al", "bin", "ibn", "abu", "khan", "ali", "the", "of"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Compiled:
    """The knowledge base in the form that it is looked up in."""

    actors: tuple[KnownActor, ...]
    names: dict[str, tuple[NameUse, ...]]
    """Folded name (see `folding.key_of`) and the actors that it can mean, likeliest first."""
    longest: dict[str, int]
    """First folded word and the number of words of the longest name that begins with it."""
    adjectives: dict[str, str]
    """Folded demonym ("syrian") and ISO code."""
    people: dict[str, str]
    """Folded noun for a people ("syrians") and ISO code."""
    states: dict[str, str]
    """ISO code and name."""
    state_names: dict[str, tuple[str, ...]]
    """ISO code and folded names of the state itself."""
    agents: dict[str, AgentNoun]
    """Noun for people or bodies, and what is known of it."""


def compile_folders(folders: Sequence[Path], base: Path) -> Compiled:
    """Everything in `folders`; state templates come from `base`. Raises `KnowledgeError`."""
    return _Compiler(base).compiled(folders)


class _Compiler:
    def __init__(self, base: Path) -> None:
        self.base = base
        self.bodies = templates(base / TEMPLATES)
        self.actors: dict[str, KnownActor] = {}
        self.uses: dict[str, list[NameAt]] = {}
        self.states: list[StateActors] = []
        self.short: dict[str, list[str]] = {}
        """What a person goes by alone, where that is not simply the last word."""

    def compiled(self, folders: Sequence[Path]) -> Compiled:
        for path in entry_files(folders):
            if path.name.startswith("states"):
                self._read_states(path)
            elif path.name.startswith("offices"):
                self._read_offices(path)
            elif path.name.startswith("outlets"):
                self._read_outlets(path)
            else:
                for entry in entries(path):
                    self._add(actor_of(entry), entry)
                    for name in entry.texts("ambiguous"):
                        self._use(NameAt(entry.id, name, 1))
                    for name, first, last in entry.dated("aliases"):
                        self._use(NameAt(entry.id, name, 3, first, last))
        list(check_codes(self.states))
        return self._linked(folders)

    def _add(self, actor: KnownActor, entry: Entry) -> None:
        if actor.id in self.actors:
            other = self.actors[actor.id]
            # Somebody can stand in several files (offices, people), a monitor among organisations and outlets.
            if other.type == actor.type and (other.where != actor.where or actor.where.endswith(".csv")):
                self.actors[actor.id] = _joined(other, actor)
                return
            raise entry.fail(f"the id stands in {other.where} too")
        self.actors[actor.id] = actor

    def _use(self, name: NameAt) -> None:
        if key := key_of(name.name):
            self.uses.setdefault(key, []).append(name)

    def _read_states(self, path: Path) -> None:
        for entry in entries(path):
            state = state_actors(entry, self.bodies)
            self.states.append(state)
            for actor in state.actors:
                self._add(actor, entry)
            for name in state.names:
                self._use(name)

    def _read_offices(self, path: Path) -> None:
        agents = read_agents([self.base, path.parent]).values()
        sectors = {o: a.sector for a in reversed(list(agents)) for o in a.offices if a.sector}
        for entry in entries(path):
            ident = entry.need("person_id")
            title = entry.need("office")
            state = entry.need("state")
            first, last = entry.first_day("from"), entry.last_day("to")
            person = KnownActor(
                id=ident,
                name=entry.need("name"),
                type="person",
                sector=sectors.get(title, "GOV"),
                inter=1,
                country=state,
                countries=(state,),
                aliases=entry.texts("aliases"),
                offices=(Office(state=state, title=title, first=first, last=last),),
                ties=(Tie(to=f"gov-{state.lower()}", relation="office_of", first=first, last=last),),
                source_kind="official",
                confidence=entry.text("confidence") or "high",
                where=entry.where,
            )
            self._add(person, entry)
            for name in entry.texts("short_names"):
                self.short.setdefault(ident, []).append(name)

    def _read_outlets(self, path: Path) -> None:
        for entry in entries(path):
            controlled = (entry.text("state_controlled") or "no").lower() in {"yes", "true", "1"}
            owner = entry.text("owner_state")
            country = entry.text("country")
            known = country if country and len(country) == 3 else None
            self._add(
                KnownActor(
                    id=entry.need("id"),
                    name=entry.need("name"),
                    type="organisation",
                    sector=_OUTLET_SECTOR,
                    inter=None,
                    country=known,
                    countries=(known,) if known else (),
                    aliases=entry.texts("aliases"),
                    ties=(Tie(to=f"gov-{owner.lower()}", relation="owned_by"),)
                    if owner and controlled
                    else (),
                    part=entry.text("kind"),
                    source_kind="state-outlet" if controlled else "outlet",
                    confidence=entry.text("confidence") or "high",
                    where=entry.where,
                ),
                entry,
            )
            for name in entry.texts("ambiguous"):
                self._use(NameAt(entry.id, name, 1))

    def _linked(self, folders: Sequence[Path]) -> Compiled:
        order = {ident: i for i, ident in enumerate(self.actors)}
        weak = {(u.actor, u.name) for uses in self.uses.values() for u in uses if u.strength == 1}
        for ident, actor in self.actors.items():
            self.actors[ident] = replace(actor, ties=tuple(self._resolved(t) for t in actor.ties))
        for actor in self.actors.values():
            for name in (actor.name, *actor.aliases):
                if (actor.id, name) not in weak:
                    self._use(NameAt(actor.id, name, 3))
            for name in self.short.get(actor.id) or _shorter(actor):
                self._use(NameAt(actor.id, name, 0 if actor.type == "person" else 1, made=True))
        names = {key: self._meanings(key, uses, order) for key, uses in self.uses.items()}
        longest: dict[str, int] = {}
        for key in names:
            parts = key.split(" ")
            longest[parts[0]] = max(longest.get(parts[0], 0), len(parts))
        adjectives: dict[str, str] = {}
        people: dict[str, str] = {}
        for state in self.states:
            for word in state.adjectives:
                adjectives.setdefault(key_of(word), state.iso3)
            for word in state.people:
                people.setdefault(key_of(word), state.iso3)
        return Compiled(
            actors=tuple(self.actors.values()),
            names=names,
            longest=longest,
            adjectives=adjectives,
            people=people,
            states={s.iso3: s.name for s in self.states},
            state_names={s.iso3: tuple(key_of(n) for n in s.own_names) for s in self.states},
            agents=read_agents(dict.fromkeys((self.base, *folders))),
        )

    def _resolved(self, tie: Tie) -> Tie:
        """A tie to a state ("SYR") is one to its government."""
        government = f"gov-{tie.to.lower()}"
        return replace(tie, to=government) if len(tie.to) == 3 and government in self.actors else tie

    def _meanings(self, key: str, uses: list[NameAt], order: dict[str, int]) -> tuple[NameUse, ...]:
        written = [u for u in uses if not u.made]
        kept = [u for u in (written or uses) if u.actor in order]
        # An entry of its own says more than a line in the state's entry: it takes the names that both have.
        own = [u for u in kept if u.strength == 3 and not self.actors[u.actor].where.startswith("states")]
        if own:
            kept = [u for u in kept if u.strength < 3 or u in own]
        best: dict[tuple[str, date | None], NameAt] = {}
        for use in kept:
            old = best.get((use.actor, use.first))
            if old is None or use.strength > old.strength:
                best[use.actor, use.first] = use
        return tuple(
            NameUse(
                actor=order[u.actor],
                case=case_rule(u.name) if u.strength else FIRST_CAPITAL,
                strength=u.strength,
                first=u.first,
                last=u.last,
            )
            for u in sorted(best.values(), key=lambda u: (-u.strength, order[u.actor]))
        )


def _joined(one: KnownActor, other: KnownActor) -> KnownActor:
    """One actor of two entries: the first one's facts, all names."""
    return replace(
        one,
        aliases=tuple(
            dict.fromkeys((*one.aliases, *((other.name,) if other.name != one.name else ()), *other.aliases))
        ),
        countries=tuple(dict.fromkeys((*one.countries, *other.countries))),
        offices=tuple(dict.fromkeys((*one.offices, *other.offices))),
        ties=tuple(dict.fromkeys((*one.ties, *other.ties))),
        wikidata=one.wikidata or other.wikidata,
        source_kind=one.source_kind or other.source_kind,
    )


def _shorter(actor: KnownActor) -> Iterator[str]:
    """Forms that the report must support: a surname, or a group's name without its article."""
    given = key_of(actor.name).split(" ")[0]
    for name in (actor.name, *actor.aliases):
        words = key_of(name).split(" ")
        if actor.type == "person":
            # A nom de guerre ("Jihadi John") yields no surname, another spelling of the name does.
            if words[0] != given:
                continue
            last = words[-1]
            if len(words) > 1 and len(last) > 2 and last not in _NO_SURNAMES and not last.isdigit():
                yield last.capitalize()
        elif actor.type == "group" and words[0] == "al" and len(words) > 1:
            yield " ".join(w.capitalize() for w in words[1:])


def problems(compiled: Compiled) -> list[str]:
    """What a careful reader of the files should look at: nothing that stops the program."""
    known = {a.id for a in compiled.actors}
    found = [
        f"{a.where}, entry “{a.id}”: affiliation to “{t.to}”, which is no entry"
        for a in compiled.actors
        for t in a.ties
        if t.to not in known
    ]
    for key, uses in compiled.names.items():
        sure = {
            a.id
            for u in uses
            if u.strength == 3 and not u.first and not u.last
            for a in (compiled.actors[u.actor],)
            if any(key_of(n) == key for n in (a.name, *a.aliases))
        }
        if len(sure) > 1:
            found.append(f"“{key}” means {', '.join(sorted(sure))}: list it under “ambiguous” in each")
    return found


def require_known(compiled: Compiled) -> None:
    """Raises `KnowledgeError` for an affiliation to nothing."""
    for problem in problems(compiled):
        if "which is no entry" in problem:
            raise KnowledgeError(problem)
