"""Reports annotated by hand: what a careful reader finds in them.

`tests/gold/README.md` tells people how to write such a file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import yaml

from dateline.errors import InputError
from dateline.evaluate.passages import sentence_around, whole_words
from dateline.record.text import Span

ONE_OF = ("plover", "acled_sub", "status", "place", "time", "source_kind", "control")
"""Slots with one value: a list in the gold file gives alternatives."""
EVERY = ("actors", "recipients", "sources", "casualties")
"""Slots with several values: a list in the gold file gives all of them."""
SLOTS = (*ONE_OF, *EVERY)


class Days(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When: the claim's days must touch these."""

    start: date
    end: date | None = None

    @property
    def last(self) -> date:
        return self.end or self.start


class Toll(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How many; a bound that is left out is not scored, `null` wants it unknown."""

    outcome: str
    low: int | msgspec.UnsetType | None = msgspec.UNSET
    best: int | msgspec.UnsetType | None = msgspec.UNSET
    high: int | msgspec.UnsetType | None = msgspec.UNSET
    who: str | None = None


class Hold(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who holds what."""

    place: str
    holder: str
    change: str


Keys = tuple[str, ...]
"""Keys of entities, each of which is right."""
Wanted = str | Keys | Days | Toll | Hold | None


class GoldPlace(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    names: tuple[str, ...]
    lat: float | None = None
    lon: float | None = None


class GoldLink(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What must be known of an actor."""

    actor: str
    same_as: tuple[str, ...] = ()
    affiliated: str | None = None
    country: str | None = None
    sector: str | None = None


class _ClaimInFile(msgspec.Struct, forbid_unknown_fields=True):
    id: str
    trigger: str | list[str]
    at: int = 1
    optional: bool = False
    plover: Any = msgspec.UNSET
    acled_sub: Any = msgspec.UNSET
    status: Any = msgspec.UNSET
    place: Any = msgspec.UNSET
    time: Any = msgspec.UNSET
    source_kind: Any = msgspec.UNSET
    control: Any = msgspec.UNSET
    actors: Any = msgspec.UNSET
    recipients: Any = msgspec.UNSET
    sources: Any = msgspec.UNSET
    casualties: Any = msgspec.UNSET


class _File(msgspec.Struct, forbid_unknown_fields=True):
    claims: list[_ClaimInFile]
    report: str | None = None
    published: date | None = None
    publisher: str | None = None
    title: str | None = None
    entities: dict[str, tuple[str, ...]] = {}
    places: dict[str, GoldPlace] = {}
    links: tuple[GoldLink, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldClaim:
    """One claim that a careful reader finds."""

    id: str
    trigger: tuple[str, ...]
    """Words that may tell it, the first of which fixes the place."""
    spans: tuple[Span, ...]
    """Where these stand. Empty: the file has a slip."""
    sentence: Span
    optional: bool
    """Two careful readers could differ on it: neither wanted nor a false alarm."""
    wanted: Mapping[str, tuple[Wanted, ...]]
    """By slot. A slot of `ONE_OF` holds alternatives, of which None stands for "nothing"; a slot of
    `EVERY` holds all values. A slot that is not here is not scored."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldReport:
    """A report with what a careful reader finds in it."""

    name: str
    text: str
    published: date | None
    publisher: str | None
    title: str | None
    entities: Mapping[str, tuple[str, ...]]
    """Names that count as an actor, by key; the first is the usual one."""
    places: Mapping[str, GoldPlace]
    claims: tuple[GoldClaim, ...]
    links: tuple[GoldLink, ...]


def read_gold(path: Path) -> GoldReport:
    """Raises `InputError` where the file is not in the format."""
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
        file = msgspec.convert(raw, _File)
        text = _text(path.parent, file.report or f"{path.stem}.txt")
        claims = tuple(_claim(claim, text) for claim in file.claims)
    except (yaml.YAMLError, msgspec.ValidationError, OSError) as error:
        raise InputError(f"{path} is no gold file: {error}") from error
    return GoldReport(
        name=path.stem,
        text=text,
        published=file.published,
        publisher=file.publisher,
        title=file.title,
        entities=file.entities,
        places=file.places,
        claims=claims,
        links=file.links,
    )


def read_gold_folder(folder: Path) -> tuple[GoldReport, ...]:
    """All gold files of a folder, by name."""
    return tuple(read_gold(path) for path in sorted(folder.glob("*.yaml")))


def _text(folder: Path, report: str) -> str:
    """A file's text, or that of one line of a `.jsonl` file: "reports.jsonl#its-id". Raises `OSError`."""
    file, _, ident = report.partition("#")
    text = (folder / file).read_text(encoding="utf-8")
    if not ident:
        return text
    rows = (msgspec.json.decode(line) for line in text.splitlines())
    found = next((row["text"] for row in rows if row["id"] == ident), None)
    if found is None:
        raise FileNotFoundError(f"no report {ident} in {file}")
    return str(found)


def _claim(claim: _ClaimInFile, text: str) -> GoldClaim:
    words = (claim.trigger,) if isinstance(claim.trigger, str) else tuple(claim.trigger)
    spans = _trigger_spans(text, words, claim.at)
    wanted = {
        slot: tuple(_value(slot, item) for item in _listed(value))
        for slot in SLOTS
        if (value := getattr(claim, slot)) is not msgspec.UNSET
    }
    return GoldClaim(
        id=claim.id,
        trigger=words,
        spans=spans,
        sentence=sentence_around(text, spans[0]) if spans else Span(0, 0),
        optional=claim.optional,
        wanted=wanted,
    )


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _value(slot: str, item: Any) -> Wanted:
    if item is None:
        return None
    if slot == "time":
        return msgspec.convert(item, Days)
    if slot == "casualties":
        return msgspec.convert(item, Toll)
    if slot == "control":
        return msgspec.convert(item, Hold)
    if slot in EVERY:
        return tuple(item["any"]) if isinstance(item, dict) else (str(item),)
    return str(item)


def _trigger_spans(text: str, alternatives: tuple[str, ...], at: int) -> tuple[Span, ...]:
    """The first alternative that is found fixes the place, the others are taken nearest to it."""
    spans: list[Span] = []
    for words in alternatives:
        found = whole_words(text, words)
        if not found:
            continue
        if spans:
            spans.append(min(found, key=lambda span: abs(span.start - spans[0].start)))
        elif at <= len(found):
            spans.append(found[at - 1])
    return tuple(spans)
