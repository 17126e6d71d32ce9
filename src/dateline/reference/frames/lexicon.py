"""Reads the frame files and indexes their words."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

import yaml

from dateline.errors import KnowledgeError
from dateline.record.claims import ControlChange, Outcome, Plover
from dateline.reference.frames.patterns import Pattern, read_pattern

FOLDER = Path(__file__).resolve().parents[2] / "data"
_KEYS = frozenset(
    [
        "frame",
        "gloss",
        "plover",
        "mode",
        "cameo",
        "acled",
        "kind",
        "control",
        "outcome",
        "means",
        "reciprocal",
        "slots",
        "verbs",
        "nouns",
        "adjectives",
        "keep",
        "denied",
        "rule",
    ]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A kind of happening with its codes."""

    name: str
    gloss: str
    plover: Plover | None
    mode: str | None
    cameo: str | None
    acled: str | None
    """A sub-event type, or the name of a rule (see `data/frames/README.md`)."""
    kind: Literal["event", "state"]
    control: ControlChange | None
    outcome: Outcome | None
    means: str | None
    reciprocal: bool
    denied: Literal["claim", "nothing"]
    """What it tells where it is negated: that the happening is denied, or nothing."""
    slots: dict[str, str]
    """Slot and the role that it fills where a pattern says nothing else."""


@dataclass(frozen=True)
class Frames:
    """All frames, indexed by lemma."""

    frames: dict[str, Frame]
    verbs: dict[str, tuple[Pattern, ...]] = field(default_factory=dict)
    nouns: dict[str, tuple[Pattern, ...]] = field(default_factory=dict)
    adjectives: dict[str, tuple[Pattern, ...]] = field(default_factory=dict)


@cache
def load_frames(extra: tuple[Path, ...] = ()) -> Frames:
    """The frames of the package and of the folders `extra` (each with a `frames` folder in it).

    Raises `KnowledgeError` that names file and frame where something is wrong. Loaded once for each set of folders.
    """
    return _loaded(tuple(extra))


@cache
def _loaded(extra: tuple[Path, ...]) -> Frames:
    frames: dict[str, Frame] = {}
    index: dict[str, dict[str, list[Pattern]]] = {"verbs": {}, "nouns": {}, "adjectives": {}}
    order = 0
    for folder in (FOLDER, *extra):
        for path in sorted((folder / "frames").glob("*.yaml")):
            for entry in _entries(path):
                frame = _frame(entry, path.name, frames)
                frames[frame.name] = frame
                for part, words in index.items():
                    for line in entry.get(part) or []:
                        pattern = read_pattern(str(line), frame=frame.name, where=path.name, order=order)
                        words.setdefault(pattern.lemma, []).append(pattern)
                        order += 1
    return Frames(frames=frames, **{k: {w: tuple(p) for w, p in v.items()} for k, v in index.items()})


def _entries(path: Path) -> list[dict[str, Any]]:
    try:
        rows = yaml.load(
            path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        )
    except yaml.YAMLError as error:
        raise KnowledgeError(f"{path.name} is no valid YAML: {error}") from error
    if not isinstance(rows, list):
        raise KnowledgeError(f"{path.name}: a list of frames is expected, each beginning with '- frame:'.")
    return rows


def _frame(entry: dict[str, Any], where: str, known: dict[str, Frame]) -> Frame:
    name = entry.get("frame")
    if not isinstance(name, str):
        raise KnowledgeError(f"{where}: an entry has no 'frame' name.")
    unknown = set(entry) - _KEYS
    if unknown:
        raise KnowledgeError(f"{where}: frame {name} has unknown keys: {', '.join(sorted(unknown))}.")
    if name in known:
        return known[name]
    for key, allowed in (("plover", get_args(Plover)), ("control", get_args(ControlChange)),
                         ("outcome", get_args(Outcome)), ("kind", ("event", "state")),
                         ("denied", ("claim", "nothing"))):  # fmt: skip
        if entry.get(key) is not None and entry[key] not in allowed:
            raise KnowledgeError(
                f"{where}: frame {name}: {key} '{entry[key]}' is none of {', '.join(allowed)}."
            )
    return Frame(
        name=name,
        gloss=entry.get("gloss", ""),
        plover=entry.get("plover"),
        mode=entry.get("mode"),
        cameo=entry.get("cameo"),
        acled=entry.get("acled"),
        kind=entry.get("kind", "event"),
        control=entry.get("control"),
        outcome=entry.get("outcome"),
        means=entry.get("means"),
        reciprocal=bool(entry.get("reciprocal")),
        denied=entry.get("denied", "claim"),
        slots={_key(k): str(v) for k, v in (entry.get("slots") or {}).items()},
    )


def _key(key: object) -> str:
    """YAML 1.1 reads a bare `on` as true; here it is the preposition."""
    return "on" if key is True else "off" if key is False else str(key)
