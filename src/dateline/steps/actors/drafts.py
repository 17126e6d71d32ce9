"""A mention while it is being made up, and the group of mentions that become one actor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Literal

from dateline.record.actors import ActorType
from dateline.record.text import Span
from dateline.reference.actors import AgentNoun, KnownActor

Form = Literal["name", "description", "pronoun"]


@dataclass(slots=True, kw_only=True, eq=False)
class Draft:
    """One mention. Fields are filled by the files that find, group and resolve."""

    span: Span
    first: int
    last: int
    """Tokens, exclusive."""
    head: int
    """Governing token within the words."""
    top: int
    """Token that fills a role of a verb: "dozens" in "dozens of militants"."""
    form: Form
    type: ActorType
    rule: str
    name: str
    """The name or description without article and title."""
    title: str = ""
    """Nouns for the post or trade, in small letters: "foreign minister"."""
    known: KnownActor | None = None
    agent: AgentNoun | None = None
    plural: bool = False
    definite: bool = False
    gender: Literal["m", "f"] | None = None
    country: str | None = None
    sector: str | None = None
    inter: int | None = None
    source_kind: str | None = None
    private: bool = False
    ties: list[KnownActor | Draft | str] = field(default_factory=list)
    """Whom it belongs to, leads, speaks for."""
    owner: int | None = None
    """Token of a possessive pronoun before it: "their" in "their leader"."""
    outer: int | None = None
    """First token of the whole phrase, articles and amounts taken in."""
    same_as: Draft | None = None
    """A mention that the sentence itself says is the same: an apposition, a bracket."""

    @property
    def is_person(self) -> bool:
        return self.type == "person" and not self.plural


@dataclass(slots=True, eq=False)
class Cluster:
    """Mentions of one actor."""

    drafts: list[Draft] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    """Further names that the report gives it."""
    absorbed: list[Draft] = field(default_factory=list)
    """Mentions inside another one of this actor: no mentions of their own, but what they tell holds."""
    fixed: KnownActor | None = None
    """The actor that descriptions alone stand for, its name being nowhere in the report."""

    @property
    def known(self) -> KnownActor | None:
        return self.fixed or next((d.known for d in self.drafts if d.known), None)

    @property
    def type(self) -> ActorType:
        known = self.known
        if known:
            return known.type
        for form in ("name", "description", "pronoun"):
            for d in self.drafts:
                if d.form == form and d.type != "unknown":
                    return d.type
        return "unknown"

    @property
    def plural(self) -> bool:
        return self.drafts[0].plural

    def absorb(self) -> None:
        """Drops mentions inside another one of the same actor: "Daesh" in "Daesh militants"."""
        inner = _inner(self.drafts)
        self.names.extend(d.name for d in self.drafts if d.form == "name" and id(d) in inner)
        self.absorbed.extend(d for d in self.drafts if id(d) in inner)
        self.drafts = [d for d in self.drafts if id(d) not in inner]

    def first(self, field_name: str) -> str | None:
        """The first value of a field that a mention has."""
        return next(
            (v for d in (*self.drafts, *self.absorbed) if (v := getattr(d, field_name)) is not None), None
        )


def _inner(drafts: Sequence[Draft]) -> set[int]:
    """By identity, those whose words lie within the longer words of another."""
    found: set[int] = set()
    reached = -1
    # Whatever holds a stretch comes before it; those of the very same stretch do not hold each other.
    for _, same in groupby(sorted(drafts, key=_outer_first), key=lambda d: d.span):
        group = list(same)
        if group[0].span.end <= reached:
            found |= {id(d) for d in group}
        reached = max(reached, group[0].span.end)
    return found


def _outer_first(draft: Draft) -> tuple[int, int]:
    return draft.span.start, -draft.span.end
