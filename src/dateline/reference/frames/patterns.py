"""Reads the one-line patterns of the frame files (see `data/frames/README.md`)."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.errors import KnowledgeError

ROLES = frozenset(["actor", "recipient", "place", "origin", "goal", "instrument", "theme", "means", "phase"])
SORTS = frozenset(["actor", "armed", "civil", "political", "air", "recipient", "place", "means"])
FLAGS = frozenset(["xcomp", "light", "causal"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What one slot must or may hold."""

    slot: str
    """subj, obj, iobj, poss, mod, a preposition, or a path of them ("obj.of")."""
    role: str | None = None
    """Role that the slot's filler takes. None: the slot is only looked at."""
    sort: str | None = None
    """Sort of thing that must stand there: place, actor, armed, ..."""
    lemmas: frozenset[str] = frozenset()
    """One of these must be the head of the slot."""
    required: bool = False
    absent: bool = False

    @property
    def binds(self) -> bool:
        """Whether the pattern fails where nothing fitting stands in the slot."""
        return self.required or bool(self.lemmas)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """A word and the conditions under which it tells a happening."""

    frame: str
    lemma: str
    """With its particle after an underscore: "take_over"."""
    conditions: tuple[Condition, ...] = ()
    beside: tuple[str, ...] = ()
    """Lemmas that must depend on the word directly: "shoot ... dead"."""
    complement: frozenset[str] | None = None
    """The word must govern an infinitive: of one of these verbs, or of any where empty. None: no matter."""
    light: bool = False
    """A noun that counts only where a light verb carries it."""
    order: int = 0
    text: str

    @property
    def weight(self) -> int:
        """The more a pattern asks for, the more it knows."""
        asked = sum(2 for c in self.conditions if c.binds or c.absent)
        return asked + 2 * len(self.beside) + 2 * (self.complement is not None) + 5 * ("_" in self.lemma)


def read_pattern(line: str, *, frame: str, where: str, order: int) -> Pattern:
    """One pattern. Raises `KnowledgeError` that names the file and the word that is wrong.

    >>> p = read_pattern("take obj:control obj.of=place!", frame="capture", where="x", order=0)
    >>> [(c.slot, c.role, c.required) for c in p.conditions]
    [('obj', None, False), ('obj.of', 'place', True)]
    """
    words = line.split()
    if not words:
        raise KnowledgeError(f"{where}: frame {frame} has an empty pattern; take the line out.")
    conditions: list[Condition] = []
    beside: list[str] = []
    complement: frozenset[str] | None = None
    light = False
    for word in words[1:]:
        if word.startswith("-"):
            conditions.append(Condition(slot=word[1:], absent=True))
        elif "=" in word:
            conditions.append(_role(word, frame, where))
        elif word.startswith("xcomp"):
            complement = frozenset(word.partition(":")[2].split("|")) - {""}
        elif ":" in word:
            slot, _, lemmas = word.partition(":")
            conditions.append(Condition(slot=slot, lemmas=frozenset(lemmas.split("|"))))
        elif word == "light":
            light = True
        elif word not in FLAGS:
            beside.append(word)
    return Pattern(
        frame=frame,
        lemma=words[0],
        conditions=tuple(conditions),
        beside=tuple(beside),
        complement=complement,
        light=light,
        order=order,
        text=line,
    )


def _role(word: str, frame: str, where: str) -> Condition:
    slot, _, value = word.partition("=")
    required = value.endswith("!")
    role, _, sort = value.rstrip("!").partition("_")
    if role not in ROLES or (sort and sort not in SORTS):
        raise KnowledgeError(
            f"{where}: frame {frame}: '{word}' names no role; roles are {', '.join(sorted(ROLES))}."
        )
    return Condition(slot=slot, role=role, sort=sort or role, required=required)
