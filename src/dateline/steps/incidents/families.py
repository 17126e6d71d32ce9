"""What sort of happening a claim tells of, and how near two sorts are."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import dateline
from dateline.errors import KnowledgeError
from dateline.record.claims import Claim
from dateline.reference.files import read_yaml

_FIELDS = ("sub", "mode", "frame", "plover")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Families:
    """What `data/incidents/kinship.yaml` says."""

    rules: tuple[tuple[str, tuple[dict[str, str], ...]], ...]
    vague: frozenset[str]
    near: dict[tuple[str, str], float]

    def of(self, claim: Claim) -> str | None:
        """None: the claim is talk, or a state, and makes no incident."""
        if claim.kind != "event" or claim.status in ("planned", "conditional"):
            return None
        return self.of_codes(claim.acled_sub, claim.mode, frame_of(claim), claim.plover)

    @lru_cache(maxsize=10_000)  # noqa: B019 - there is one for the whole program
    def of_codes(
        self, sub: str | None, mode: str | None, frame: str | None, plover: str | None
    ) -> str | None:
        has = {"sub": sub, "mode": mode, "frame": frame, "plover": plover}
        for family, lines in self.rules:
            if any(all(has[field] == value for field, value in line.items()) for line in lines):
                return family
        return None

    def kin(self, one: str, other: str) -> float:
        """0: never the same happening; 1: the same sort."""
        return self.near.get((one, other), 1.0 if one == other else 0.0)


def frame_of(claim: Claim) -> str | None:
    """Name of the frame in the lexicon: "frame kill: kill obj=..." was made by "kill"."""
    kind, _, rest = claim.coded_by.partition(" ")
    return rest.partition(":")[0].strip() if kind == "frame" else None


@cache
def load_families() -> Families:
    """Raises `KnowledgeError` where the file says something that cannot be."""
    path = Path(dateline.__file__).parent / "data" / "incidents" / "kinship.yaml"
    read: dict[str, Any] = read_yaml(path)
    rules = tuple((entry["family"], tuple(entry["any"])) for entry in read["families"])
    names = {family for family, _ in rules}
    near: dict[tuple[str, str], float] = {}
    for one, others in read["kin"].items():
        for other, value in others.items():
            unknown = {one, other} - names
            if unknown or not 0 <= value <= 1:
                raise KnowledgeError(f"{path}: kin of {one} and {other}: {unknown or value}")
            near[one, other] = near[other, one] = float(value)
    for _, lines in rules:
        for line in lines:
            if not set(line) <= set(_FIELDS):
                raise KnowledgeError(f"{path}: a family has a line with {sorted(set(line) - set(_FIELDS))}")
    return Families(rules=rules, vague=frozenset(read["vague"]), near=near)
