"""Names of private persons replaced by placeholders: `[person 1]`.

Masked is whoever a report names that is not in the knowledge base, holds no office there, and is an ordinary person:
shopkeepers, residents, doctors, journalists, witnesses. Their names go wherever they stand, in quotes, notes,
titles and addresses of pages; descriptions ("a shopkeeper") stay. A person has the same placeholder in all formats
of one case; numbers follow the order in which reports came in, so that they stay when reports are added.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import NamedTuple, TypeVar, cast
from urllib.parse import urlsplit

from dateline.record.actors import Actor
from dateline.record.decisions import ClaimAdded, Corrected, in_force
from dateline.record.incidents import Incident
from dateline.record.kept import KeptActor, KeptClaim, KeptSource
from dateline.record.readings import Reading
from dateline.store.base import KeptReport, View

_T = TypeVar("_T")
_WORD = re.compile(r"[^\W_]+")
_NAME_WORD = re.compile(r"[^\W\d_][\w'’\-]*")
_OWNER = re.compile(r"\w's \w|s' \w")
_TITLES_BEFORE = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "doctor",
        "sir",
        "madam",
        "prof",
        "professor",
        "the",
        "a",
        "an",
        "his",
        "her",
        "their",
    ]
)
_PARTICLES = frozenset(["al", "el", "ul", "bin", "ibn", "van", "von", "de", "da", "la", "ould"])
_PREPOSITIONS = frozenset(["of", "in", "from", "at", "near", "with", "for", "to", "by", "on"])
_HONORIFICS = frozenset(["umm", "abu", "sheikh", "shaykh", "haji", "hajj", "imam", "mullah"])
_NOT_ALONE = _TITLES_BEFORE | _PARTICLES | _HONORIFICS
"""Words of a name that name nobody when they stand alone."""
_SAID_BY = ("person", "witness", "expert", "anonymous")


def folded(text: str) -> str:
    """`text` without capitals, accents and kinds of blanks and quotes, each character still in its place."""
    return "".join(map(_folded_character, text))


def _folded_character(c: str) -> str:
    if c.isspace():
        return " "
    if c in "’‘`´ʼ":
        return "'"
    if c in "‐‑–":
        return "-"
    base = unicodedata.normalize("NFD", c)[0].lower()
    return base if len(base) == 1 else c


class PrivatePerson(NamedTuple):
    """Someone whose name is masked."""

    key: str
    """As `KeptActor.key`: the same over reports."""
    names: tuple[str, ...]
    """Whole names as they were written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamesInReport:
    private: tuple[PrivatePerson, ...]
    public: tuple[str, ...]
    """Names of others, within which nothing is masked."""


def names_in(reading: Reading) -> NamesInReport:
    """Who is named in a report."""
    text = reading.document.text
    private, public = [], []
    for place in reading.places:
        public += [place.name, *(span.of(text) for span in place.mentions)]
    hidden = [a for a in reading.actors if a.private and a.kb is None and a.type in ("person", "unknown")]
    # "Darwazeh", "the Darwazehs", "DARWAZEH SHOT DEAD": whoever bears the name of one who is hidden, and no office.
    words = {w for a in hidden for w in _alone(_name_in(a.name))}
    kin = {w for word in words for w in (word, f"{word}s", f"{word}es")}
    hidden += [
        a
        for a in reading.actors
        if a not in hidden and _may_be_kin(a) and not kin.isdisjoint(_alone(_name_in(a.name)))
    ]
    for actor in reading.actors:
        if actor not in hidden:
            public += [actor.name, *actor.aliases, *(span.of(text) for span in actor.mentions)]
    others = {folded(name) for name in public}
    for actor in hidden:
        written = (actor.name, *actor.aliases, *(span.of(text) for span in actor.mentions))
        found = dict.fromkeys(n for n in map(_name_in, written) if n and folded(n) not in others)
        # "Baker Yusuf Karam" at the start of a sentence: his trade stays.
        names = tuple(n for n in found if not any(n.endswith(f" {other}") for other in found if " " in other))
        if names:
            private.append(PrivatePerson("?" + folded(actor.name), names))
    known = {a.id for a in reading.actors}
    for claim in reading.claims:
        for source in claim.attribution:
            name = _name_in(source.text.split(",")[0])
            if (
                source.kind in _SAID_BY
                and source.actor not in known
                and " " in name
                and folded(name) not in others
            ):
                private.append(PrivatePerson("?" + folded(name), (name,)))
    # "Darwazeh's brother" may be somebody public, and names somebody who is not.
    kept = (n for n in dict.fromkeys(public) if _name_in(n) and not _OWNER.search(folded(n)))
    return NamesInReport(private=tuple(private), public=tuple(kept))


def _may_be_kin(actor: Actor) -> bool:
    return actor.kb is None and actor.sector is None and actor.type in ("person", "unknown")


def _alone(name: str) -> set[str]:
    """Words of a name that may stand for it alone, folded."""
    return {folded(w) for w in _NAME_WORD.findall(name) if _stands_alone(w)}


def _stands_alone(word: str) -> bool:
    return word[0].isupper() and len(word) > 2 and word.lower() not in _NOT_ALONE


def _name_in(words: str) -> str:
    """The name in a phrase, "" where it has none.

    "shopkeeper Ahmad Hassan" is Ahmad Hassan; "a resident of Mosul" and "residents" are none.
    """
    found = list(_NAME_WORD.finditer(words))
    while found and not (
        found[0].group()[0].isupper() and found[0].group().lower().rstrip(".") not in _TITLES_BEFORE
    ):
        if found[0].group().lower() in _PREPOSITIONS:
            return ""
        found.pop(0)
    last = None
    for word in found:
        if word.group()[0].isupper():
            last = word
        elif word.group().lower() not in _PARTICLES:
            break
    return words[found[0].start() : last.end()] if last else ""


class Mask:
    """Replaces the names of private persons in all that leaves a case."""

    def __init__(self, reports: Iterable[tuple[str, NamesInReport]]) -> None:
        """`reports`: id and names, in the order in which the reports came in."""
        self._numbers: dict[str, int] = {}
        self._numbered: dict[str, int] = {}
        self._report_names = dict(reports)
        whole: dict[str, str | None] = {}
        for names in self._report_names.values():
            for person in names.private:
                number = self._numbers.setdefault(person.key, len(self._numbers) + 1)
                for name in person.names:
                    self._numbered.setdefault(folded(name), number)
                    if len(_NAME_WORD.findall(name)) > 1:
                        whole.setdefault(_squeezed(name)[0], _placeholder(number))
        self._everywhere = _Names(whole)
        self._by_report: dict[tuple[str, ...], _Names] = {}

    def __len__(self) -> int:
        return len(self._numbers)

    @property
    def names(self) -> tuple[str, ...]:
        """All whole names that are masked, folded."""
        return tuple(
            sorted({folded(n) for r in self._report_names.values() for p in r.private for n in p.names})
        )

    def text(self, words: str, report: str | None = None) -> str:
        """`words` with placeholders. `report`: whose they are; then parts of names ("Hassan said") go too."""
        return self._names_of((report,) if report else ()).masked(words)

    def claim(self, claim: KeptClaim) -> KeptClaim:
        return self._value(claim, self._names_of((claim.report,)))

    def incident(self, incident: Incident, claims: Iterable[KeptClaim]) -> Incident:
        return self._value(incident, self._names_of(tuple(sorted({c.report for c in claims}))))

    def report(self, report: KeptReport) -> KeptReport:
        names = self._names_of((report.id,))
        url = report.url and self.url(report.url, report.id)
        return replace(
            report,
            title=report.title and names.masked(report.title),
            publisher=report.publisher and names.masked(report.publisher),
            external_id=report.external_id and self.url(report.external_id, report.id),
            where=self.url(report.where, report.id),
            url=url,
        )

    def url(self, url: str, report: str | None = None) -> str:
        """The address, cut back to its site where a masked name stands in it."""
        plain = re.sub(r"[^\w]+|_", " ", folded(url))
        if self._names_of((report,) if report else ()).masked(plain) == plain:
            return url
        parts = urlsplit(url)
        return f"{parts.scheme}://{parts.netloc}/[masked]" if parts.netloc else "[masked]"

    def _names_of(self, reports: tuple[str, ...]) -> _Names:
        if not reports:
            return self._everywhere
        if reports not in self._by_report:
            if len(self._by_report) > 2_000:
                self._by_report.clear()
            self._by_report[reports] = self._made_for(reports)
        return self._by_report[reports]

    def _made_for(self, reports: tuple[str, ...]) -> _Names:
        names: dict[str, str | None] = {}
        found = [self._report_names[r] for r in reports if r in self._report_names]
        for one in found:
            for public in one.public:
                names[folded(public)] = None
        for one in found:
            for person in one.private:
                placeholder = _placeholder(self._numbers[person.key])
                for name in person.names:
                    names[_squeezed(name)[0]] = placeholder
                    for word in _NAME_WORD.findall(name):
                        if _stands_alone(word):
                            # A name of somebody public, or of a place, is kept where it stands alone.
                            for form in (word, f"{word}s", f"{word}es"):
                                names.setdefault(folded(form), placeholder)
        return _Names(names, beneath=self._everywhere)

    def _value(self, value: _T, names: _Names) -> _T:
        if isinstance(value, str):
            return cast(_T, names.masked(value))
        if isinstance(value, KeptActor | KeptSource) and value.key.startswith("?"):
            number = self._numbered.get(folded(value.name)) or self._numbered.get(
                folded(_name_in(value.name))
            )
            # A namesake in an office, in another report, keeps the name.
            if number and (isinstance(value, KeptSource) or value.private or value.sector is None):
                return cast(_T, replace(value, key=_placeholder(number), name=_placeholder(number)))
        if isinstance(value, tuple):
            made = [self._value(v, names) for v in value]
            if hasattr(value, "_fields"):
                return cast(_T, type(value)(*made))
            return cast(_T, tuple(made))
        if isinstance(value, dict):
            return cast(_T, {k: self._value(v, names) for k, v in value.items()})
        if is_dataclass(value) and not isinstance(value, type):
            changes = {}
            for field in fields(value):
                old = getattr(value, field.name)
                new = self._value(old, names)
                if new is not old and new != old:
                    changes[field.name] = new
            return replace(value, **changes) if changes else value
        return value


class _Names:
    """Names to be found, and what each is replaced by. None: kept as it stands."""

    def __init__(self, names: dict[str, str | None], beneath: _Names | None = None) -> None:
        self._beneath = beneath
        self._by_first: dict[str, list[tuple[str, str | None]]] = {}
        for name, replacement in sorted(names.items(), key=lambda n: (-len(n[0]), n[0])):
            # Of names with the same first word the longest stands first, so that the first that fits is taken.
            first = _WORD.search(name)
            if first is not None:
                self._by_first.setdefault(first.group(), []).append((name[first.start() :], replacement))

    def masked(self, text: str) -> str:
        if self._by_first:
            text = self._replaced(text)
        return self._beneath.masked(text) if self._beneath else text

    def _replaced(self, text: str) -> str:
        plain, places = _squeezed(text)
        parts, at, done = [], 0, 0
        for word in _WORD.finditer(plain):
            if word.start() < done:
                continue
            for name, replacement in self._by_first.get(word.group(), ()):
                end = word.start() + len(name)
                if plain.startswith(name, word.start()) and (end == len(plain) or not plain[end].isalnum()):
                    done = end
                    if replacement is not None:
                        parts += [text[at : places[word.start()]], replacement]
                        at = places[end - 1] + 1
                    break
        return "".join([*parts, text[at:]]) if parts else text


def _squeezed(text: str) -> tuple[str, list[int]]:
    """`folded(text)` with one blank for several, and where each of its characters stands in `text`."""
    plain = folded(text)
    places = [i for i, c in enumerate(plain) if c != " " or i == 0 or plain[i - 1] != " "]
    return "".join(plain[i] for i in places), places


def _placeholder(number: int) -> str:
    return f"[person {number}]"


def mask_private(view: View) -> Mask:
    """The mask for a case: reads who is named in each of its reports."""
    by_hand = _named_by_hand(view)

    def names(report: str) -> NamesInReport:
        read = names_in(view.reading(report))
        known = {p.key for p in read.private} | {"?" + folded(name) for name in read.public}
        more = (PrivatePerson("?" + folded(n), (n,)) for n in by_hand.get(report, ()))
        return replace(read, private=(*read.private, *(p for p in more if p.key not in known)))

    return Mask((report.id, names(report.id)) for report in view.reports())


def _named_by_hand(view: View) -> dict[str, list[str]]:
    """Names of ordinary people that a person set as sources, by the report that they are quoted in."""
    found: dict[str, list[str]] = {}
    for decision in in_force(view.decisions()):
        what = decision.what
        if isinstance(what, Corrected | ClaimAdded) and what.report:
            said = (s for s in what.sources or () if s.key.startswith("?") and s.kind in _SAID_BY)
            names = [name for s in said if " " in (name := _name_in(s.name.split(",")[0]))]
            if names:
                # Carried over to the newer states of the report.
                for report in (what.report, *_newer(view, what.report)):
                    found.setdefault(report, []).extend(dict.fromkeys(names))
    return found


def _newer(view: View, report: str) -> Iterator[str]:
    found = view.report(report)
    while found is not None and found.revised_by:
        yield found.revised_by
        found = view.report(found.revised_by)
