"""Which pattern of which frame a word fits, and what fills its roles."""

from __future__ import annotations

from typing import NamedTuple

from dateline.record.annotation import Annotation
from dateline.record.events import RoleFiller
from dateline.reference.frames import Frame, Frames, Pattern
from dateline.reference.frames.patterns import Condition
from dateline.steps.events.arguments import Argument, Arguments, Slots
from dateline.steps.events.sorts import Sorts


class Match(NamedTuple):
    pattern: Pattern
    frame: Frame
    roles: tuple[RoleFiller, ...]
    score: tuple[int, int, int]


class Matcher:
    """Fits the patterns of the lexicon to the words of one report."""

    def __init__(self, annotation: Annotation, frames: Frames, arguments: Arguments, sorts: Sorts) -> None:
        self._a = annotation
        self._frames = frames
        self._arguments = arguments
        self._sorts = sorts

    def best(self, i: int, patterns: list[Pattern], slots: Slots, light: bool) -> Match | None:
        """The pattern that asks for most and is given it; of equals, the first in the files."""
        found: list[Match] = []
        for pattern in patterns:
            if pattern.light and not light:
                continue
            match = self._fit(i, pattern, slots)
            if match is not None:
                found.append(match)
        return max(found, key=lambda m: m.score, default=None)

    def _fit(self, i: int, pattern: Pattern, slots: Slots) -> Match | None:
        kids = self._a.children(i)
        if any(
            word not in {c.lemma for c in kids} | {c.text.lower() for c in kids} for word in pattern.beside
        ):
            return None
        if pattern.complement is not None:
            inner = [c.lemma for c in kids if c.dep in ("xcomp", "ccomp") and self._is_infinitive(c.i)]
            if not inner or (pattern.complement and not pattern.complement & set(inner)):
                return None
        roles: list[RoleFiller] = []
        ruled: set[str] = set()
        for condition in pattern.conditions:
            fillers = self._fillers(condition.slot, slots)
            if not fillers and condition.role is not None and not condition.absent:
                fillers = self._behind_literals(pattern, slots).get(condition.slot, [])
            if condition.absent:
                if fillers:
                    return None
                continue
            kept = [f for f in fillers if self._suits(f, condition)]
            if condition.binds and not kept:
                return None
            ruled.add(condition.slot)
            role = condition.role or ("theme" if "." not in condition.slot else None)
            if role is not None:
                roles += [self._filler(role, f, condition.slot) for f in kept]
        frame = self._frames.frames[pattern.frame]
        behind = self._behind_literals(pattern, slots)
        for slot, role in frame.slots.items():
            if slot not in ruled:
                fillers = self._fillers(slot, slots) or behind.get(slot, [])
                roles += [self._filler(role, f, slot) for f in fillers]
        routed = self._routed(roles, frame)
        score = (pattern.weight, len({r.role for r in routed}), -pattern.order)
        return Match(pattern, frame, routed, score)

    def _is_infinitive(self, i: int) -> bool:
        return any(c.tag == "TO" for c in self._a.children(i, "aux"))

    def _behind_literals(self, pattern: Pattern, slots: Slots) -> Slots:
        """ "In touch with the ministry": what hangs on the words of a fixed phrase hangs on the phrase."""
        found: Slots = {}
        for condition in pattern.conditions:
            if condition.lemmas and "." not in condition.slot and condition.slot not in ("subj", "obj"):
                for filler in self._fillers(condition.slot, slots):
                    if self._suits(filler, condition):
                        for name, inner in self._arguments.of_noun(filler.head).items():
                            found.setdefault(name, inner)
        return found

    def _fillers(self, slot: str, slots: Slots) -> list[Argument]:
        first, _, rest = slot.partition(".")
        found = slots.get(first, [])
        while rest:
            first, _, rest = rest.partition(".")
            found = [inner for f in found for inner in self._arguments.of_noun(f.head).get(first, [])]
        return found

    def _suits(self, filler: Argument, condition: Condition) -> bool:
        token = self._a.tokens[filler.head]
        if condition.lemmas:
            return token.lemma in condition.lemmas or token.text.lower() in condition.lemmas
        if condition.required or condition.sort != condition.role:
            return self._sorts.has(filler.head, condition.sort or "")
        return True

    def _filler(self, role: str, argument: Argument, slot: str) -> RoleFiller:
        return RoleFiller(role=role, head=argument.head, rule=f"{slot}: {argument.rule}")

    def _routed(self, roles: list[RoleFiller], frame: Frame) -> tuple[RoleFiller, ...]:
        """Each filler in the role that suits its sort: a town that is attacked is a place, a weapon no actor."""
        kept: list[RoleFiller] = []
        seen: set[tuple[str, int]] = set()
        for filler in roles:
            role = self._suiting_role(filler)
            if (role, filler.head) not in seen:
                seen.add((role, filler.head))
                kept.append(RoleFiller(role=role, head=filler.head, rule=filler.rule))
        return tuple(kept)

    def _suiting_role(self, filler: RoleFiller) -> str:
        sorts, i = self._sorts, filler.head
        if filler.role == "actor" and sorts.means_at(i) is not None and sorts.actor_at(i) is None:
            return "instrument"
        if filler.role == "recipient" and sorts.is_place_only(i):
            return "place"
        if filler.role == "actor" and sorts.is_place_only(i) and not filler.rule.startswith("subj"):
            return "place"
        if filler.role == "place" and sorts.actor_at(i) is not None and not sorts.has(i, "place"):
            return "recipient"
        return filler.role
