"""Reads the readable files (YAML, CSV) and says clearly what is wrong in one."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, cast, get_args

import yaml

from dateline.errors import KnowledgeError
from dateline.record.actors import ActorType
from dateline.reference.actors.records import KnownActor, Office, Tie

SECTORS = frozenset(
    [
        *("COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK", "AGR", "BUS", "CRM"),
        *("CVL", "EDU", "ELI", "JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL", "SOC", "IGO"),
    ]
)
"""PLOVER manual, table of sectors."""
_KEYS = frozenset(
    [
        *("id", "name", "type", "sector", "inter", "country", "countries", "aliases", "ambiguous", "active"),
        *("predecessor", "successor", "affiliations", "wikidata", "confidence", "office", "offices", "igo"),
        *("parent", "part", "source", "note", "domain", "religion", "ethnicity", "gender"),
    ]
)
_NO_ENTRIES = frozenset(
    {"agents.yaml", "spellings.yaml", "state_templates.yaml", "titles.yaml", "signs.yaml"}
)


class Entry:
    """One entry of a file, that knows where it stands so that complaints can say it."""

    def __init__(self, row: Mapping[str, Any], where: str) -> None:
        self.row = row
        self.where = where
        self.id = str(row.get("id") or row.get("person_id") or row.get("iso3") or "?")

    def fail(self, what: str) -> KnowledgeError:
        return KnowledgeError(f"{self.where}, entry “{self.id}”: {what}")

    def text(self, key: str) -> str | None:
        value = self.row.get(key)
        if value is None or value == "":
            return None
        if isinstance(value, (list, dict)):
            raise self.fail(f"“{key}” must be one value, not a list")
        # YAML 1.1 reads NO (Norway) and ON as booleans; say so instead of storing "False".
        if isinstance(value, bool):
            raise self.fail(f"“{key}” reads as {value}: put it in quotation marks")
        return str(value).strip()

    def need(self, key: str) -> str:
        value = self.text(key)
        if value is None:
            raise self.fail(f"“{key}” is missing")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """Names of a list; those that hold for a time are left to `dated`."""
        value = self.row.get(key)
        if value is None or value == "":
            return ()
        parts = value.split(";") if isinstance(value, str) else value
        if not isinstance(parts, list):
            raise self.fail(f"“{key}” must be a list")
        parts = [p for p in parts if not (isinstance(p, dict) and "name" in p)]
        for part in parts:
            if isinstance(part, (bool, dict, list)) or part is None:
                raise self.fail(f"“{key}” holds {part!r}, which is no name: put it in quotation marks")
        return tuple(dict.fromkeys(str(p).strip() for p in parts if str(p).strip()))

    def dated(self, key: str) -> Iterator[tuple[str, date | None, date | None]]:
        """Names of a list that hold for a time: `{name: X, from: 2014, to: 2019-03}`."""
        value = self.row.get(key)
        for part in value if isinstance(value, list) else ():
            if isinstance(part, dict):
                entry = Entry(part, self.where)
                entry.id = self.id
                yield entry.need("name"), entry.first_day("from"), entry.last_day("to")

    def rows(self, key: str) -> Iterator[Entry]:
        for part in self.row.get(key) or ():
            if not isinstance(part, dict):
                raise self.fail(f"“{key}” must be a list of {{key: value}} pairs")
            entry = Entry(part, self.where)
            entry.id = f"{self.id} › {key}"
            yield entry

    def first_day(self, key: str) -> date | None:
        return self._day(key, last=False)

    def last_day(self, key: str) -> date | None:
        return self._day(key, last=True)

    def _day(self, key: str, *, last: bool) -> date | None:
        value = self.row.get(key)
        if value is None or value == "" or str(value).strip().lower() in {"null", "present", "now"}:
            return None
        if isinstance(value, date):
            return date(value.year, value.month, value.day)
        parts = str(value).strip().split("-")
        try:
            numbers = [int(p) for p in parts]
            year = numbers[0]
            month = numbers[1] if len(numbers) > 1 else 12 if last else 1
            if len(numbers) > 2:
                return date(year, month, numbers[2])
            if not last:
                return date(year, month, 1)
            following = date(year + month // 12, month % 12 + 1, 1)
            return date.fromordinal(following.toordinal() - 1)
        except ValueError:
            raise self.fail(f"“{key}: {value}” is no date: write 2014, 2014-06 or 2014-06-29") from None

    def code(self, key: str) -> str | None:
        value = self.text(key)
        if value is not None and not (len(value) == 3 and value.isalpha() and value.isupper()):
            raise self.fail(f"“{key}: {value}” is no ISO 3166 code of three capitals")
        return value


def yaml_rows(path: Path) -> Any:
    """The content of a YAML file. Raises `KnowledgeError` with the line where it is broken."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        problem = getattr(error, "problem", None) or str(error)
        raise KnowledgeError(f"{path.name}{line}: not readable as YAML: {problem}") from error


def entries(path: Path) -> Iterator[Entry]:
    """The entries of a YAML or CSV file."""
    if path.suffix == ".csv":
        lines = (
            x for x in path.read_text(encoding="utf-8").splitlines() if x.strip() and not x.startswith("#")
        )
        for row in csv.DictReader(lines):
            if None in row or None in row.values():
                row_id = next((v for v in row.values() if isinstance(v, str)), "?")
                raise KnowledgeError(
                    f"{path.name}, entry “{row_id}”: number of columns is not that of the heading"
                )
            yield Entry(row, path.name)
        return
    rows = yaml_rows(path)
    if rows is None:
        return
    if not isinstance(rows, list):
        raise KnowledgeError(f"{path.name}: must be a list of entries, each beginning with “- id:”")
    for number, row in enumerate(rows, 1):
        if not isinstance(row, dict):
            raise KnowledgeError(f"{path.name}, entry {number}: must be {{key: value}} pairs")
        yield Entry(row, path.name)


def actor_of(entry: Entry) -> KnownActor:
    """An entry of groups, people or organisations."""
    for key in entry.row:
        if key not in _KEYS:
            raise entry.fail(f"“{key}” is not a known key")
    kind = entry.text("type") or "group"
    if kind not in get_args(ActorType):
        raise entry.fail(f"“type: {kind}” must be person, group, organisation, state or unknown")
    sector = entry.text("sector")
    if sector is not None and sector not in SECTORS:
        raise entry.fail(f"“sector: {sector}” is no PLOVER sector")
    if sector == "IGO":
        sector = None
    inter = entry.text("inter")
    if inter is not None and inter not in set("12345678"):
        raise entry.fail(f"“inter: {inter}” must be 1 to 8")
    active = Entry(entry.row.get("active") or {}, entry.where)
    active.id = entry.id
    country = entry.code("country")
    home = (country,) if country else ()
    ambiguous = entry.texts("ambiguous")
    return KnownActor(
        id=entry.need("id"),
        name=entry.need("name"),
        type=cast(ActorType, kind),
        sector=sector,
        inter=int(inter) if inter else None,
        country=country,
        countries=tuple(dict.fromkeys((*home, *entry.texts("countries")))),
        aliases=tuple(dict.fromkeys((*entry.texts("aliases"), *ambiguous))),
        first=active.first_day("from"),
        last=active.last_day("to"),
        ties=tuple(_ties(entry)),
        offices=tuple(_offices(entry, country)),
        part=entry.text("part"),
        source_kind=entry.text("source") or _speaks_as(kind, sector),
        wikidata=entry.text("wikidata"),
        confidence=entry.text("confidence") or "high",
        where=entry.where,
    )


def _speaks_as(kind: str, sector: str | None) -> str:
    """Kind of source that an entry is where its file does not say."""
    if sector in ("GOV", "MIL", "COP", "SPY", "JUD", "LEG"):
        return "official"
    if sector in ("REB", "PRM", "CRM", "UAF"):
        return "armed-actor"
    if sector == "JRN":
        return "outlet"
    return "person" if kind == "person" else "organisation"


def _ties(entry: Entry) -> Iterator[Tie]:
    for row in entry.rows("affiliations"):
        yield Tie(
            to=row.need("to"),
            relation=row.text("relation") or "part_of",
            first=row.first_day("from"),
            last=row.last_day("to_date"),
        )
    if parent := entry.text("parent"):
        yield Tie(to=parent, relation="part_of")


def _offices(entry: Entry, country: str | None) -> Iterator[Office]:
    value = entry.row.get("office")
    if isinstance(value, str):
        yield Office(state=country or "", title=value)
    for row in entry.rows("offices"):
        yield Office(
            state=row.text("state") or country or "",
            title=row.need("title"),
            first=row.first_day("from"),
            last=row.last_day("to"),
        )


def entry_files(folders: Iterable[Path]) -> list[Path]:
    """Files of actor entries in `folders`, in a fixed order."""
    return [
        path
        for folder in folders
        for path in sorted(folder.glob("*"))
        if path.suffix in {".yaml", ".yml", ".csv"} and path.name not in _NO_ENTRIES
    ]
