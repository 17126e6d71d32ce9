"""Finds the words of time in a text by the rules of `data/times/rules.yaml`; gives them no meaning yet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from dateline.record.text import Span
from dateline.steps.times import tables

_PLACEHOLDER = re.compile(r"\{([a-z_]+)(?::([a-z_0-9]+))?\}")
_WORD = re.compile(r"\w+(?:'\w+)?|[^\w ]")
_SIGNS = frozenset(",-/.:'()")
_PLAIN = {
    "’": "'", "‘": "'", "`": "'", "ʼ": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-",
    "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\t": " ", "\r": " ", "\n": " ",
}  # fmt: skip
# Before a hyphen these leave the time on its own: "mid-November", "pre-1990", "1998-2003".
_BEFORE_HYPHEN = re.compile(
    r"(?:\b(?:mid|late|early|pre|post|non|then|ex|all)|\d{4}|\d{1,2}"
    rf"|\b(?:{tables.alternatives([*tables.MONTHS, *tables.WEEKDAYS])})) *-$"
)


@dataclass(frozen=True)
class Rule:
    """One way to write a time."""

    name: str
    written: str
    """The pattern as it stands in the file."""
    reading: str
    needs: frozenset[str]
    after: re.Pattern[str] | None

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Made when it is first needed: a report needs few of the hundred, and all take a fifth of a second."""
        return _compiled(self.name, self.written)


@dataclass(frozen=True, slots=True)
class Found:
    """Words that a rule took; offsets are the report's."""

    rule: Rule
    match: re.Match[str]
    span: Span
    dropped: str | None = None
    """A group that turned out to be no part of the time."""

    def get(self, name: str) -> str | None:
        """What the list or group `name` took; where a pattern names it twice, the one that took something."""
        if name == self.dropped:
            return None
        groups = self.match.groupdict()
        for key in (name, f"{name}_2", f"{name}_3", f"{name}_4"):
            if groups.get(key) is not None:
                return groups[key]
        return None


def flat(text: str) -> str:
    """`text` in lower case with plain signs and no line breaks, character for character."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(c if len(c.lower()) != 1 else c.lower() for c in text)
    return lowered.translate(_TABLE)


_TABLE = str.maketrans(_PLAIN)


def find(text: str, start: int, end: int) -> Iterator[Found]:
    """Times written in `text[start:end]`, in order, none overlapping; `text` must be `flat`."""
    grammar = _grammar()
    for first, kinds, starts in _runs(text, start, end):
        rules = grammar.rules_for(frozenset(kinds))
        done = first
        for at in starts:
            if at < done or not _may_start(text, at):
                continue
            best: tuple[Rule, re.Match[str]] | None = None
            for rule in rules:
                match = rule.pattern.match(text, at, end)
                if match and match.end() > match.start() and (best is None or match.end() > best[1].end()):
                    if rule.after and not rule.after.search(text, max(start, at - 16), at):
                        continue
                    best = rule, match
            if best is not None:
                rule, match = best
                done = match.end()
                yield Found(rule, match, Span(match.start(), done))


def _may_start(text: str, at: int) -> bool:
    before = text[at - 1] if at else " "
    if before in "$£€#@_\\" or before.isalnum():
        return False
    if before in ".,/:" and at > 1 and text[at - 2].isdigit() and text[at].isdigit():
        return False
    if before == "-" and at > 1 and text[at - 2].isalnum():
        return _BEFORE_HYPHEN.search(text, max(0, at - 12), at) is not None
    return True


def _runs(text: str, start: int, end: int) -> Iterator[tuple[int, set[str], list[int]]]:
    """Stretches made of nothing but words that times are made of, at least one of which tells of time."""
    grammar = _grammar()
    vocabulary, signals = grammar.vocabulary, grammar.signals
    kinds: set[str] = set()
    starts: list[int] = []
    for match in _WORD.finditer(text, start, end):
        word = match.group()
        if word[0].isdigit():
            known = True
            kinds.add("digits")
            if ":" in text[match.end() : match.end() + 1] or len(word) > 2:
                kinds.add("clock")
        else:
            known = word in vocabulary
            if known and word in signals:
                kinds |= signals[word]
            elif word.endswith("'s") and (bare := word[:-2]) in signals:
                known = True
                kinds |= signals[bare]
        if known:
            if word not in _SIGNS:
                starts.append(match.start())
        else:
            if kinds and starts:
                yield starts[0], kinds, starts
            if starts:
                kinds, starts = set(), []
            else:
                kinds = set()
    if kinds and starts:
        yield starts[0], kinds, starts


class _Grammar:
    def __init__(self) -> None:
        entries = tables.load("rules")
        self.rules = tuple(_rule(entry) for entry in entries)
        self.signals = _signals()
        literal = " ".join(_PLACEHOLDER.sub(" ", e["pattern"]) for e in entries)
        literal = re.sub(r"\(\?P<\w+>|\\[dsw]", " ", literal)
        words = (
            set(re.findall(r"[a-z']+", literal)) | set(self.signals) | set(_SIGNS) | {"st", "nd", "rd", "th"}
        )
        for fragment in tables.FRAGMENTS.values():
            words.update(re.findall(r"[a-z']+", fragment.replace("\\", "")))
        self.vocabulary = frozenset(words | {f"{w}s" for w in tables.UNITS})
        self._chosen: dict[frozenset[str], tuple[Rule, ...]] = {}

    def rules_for(self, kinds: frozenset[str]) -> tuple[Rule, ...]:
        found = self._chosen.get(kinds)
        if found is None:
            found = tuple(r for r in self.rules if r.needs & kinds)
            self._chosen[kinds] = found
        return found


@cache
def _grammar() -> _Grammar:
    return _Grammar()


def _signals() -> dict[str, frozenset[str]]:
    groups: dict[str, list[str]] = {
        "month": list(tables.MONTHS),
        "weekday": [w + s for w in tables.WEEKDAYS for s in ("", "s")],
        "weekday_short": list(tables.SHORT_WEEKDAYS),
        "season": list(tables.SEASONS),
        "unit": [u + s for u in tables.UNITS for s in ("", "s")],
        "daypart": [d + s for d in tables.DAYPARTS for s in ("", "s")]
        + ["hours", "midafternoon", "midmorning"],
        "decade_word": list(tables.DECADE_WORDS),
        "holiday": [re.findall(r"[\w']+", h)[0] for h in tables.HOLIDAYS],
        "year_words": list(tables.SIGNALS["number_words"]),
    }
    groups |= {name: list(words) for name, words in tables.SIGNALS.items()}
    signals: dict[str, set[str]] = {}
    for kind, words in groups.items():
        for word in words:
            signals.setdefault(word, set()).add(kind)
    return {word: frozenset(kinds) for word, kinds in signals.items()}


def _rule(entry: dict[str, object]) -> Rule:
    after, needs = entry.get("after"), entry["needs"]
    assert isinstance(needs, list)
    before = None
    if isinstance(after, list):
        before = re.compile(rf"\b(?:{tables.alternatives([str(w) for w in after])})[ -]+$")
    return Rule(
        name=str(entry["name"]),
        written=str(entry["pattern"]),
        reading=str(entry["reading"]),
        needs=frozenset(map(str, needs)),
        after=before,
    )


def _compiled(name: str, pattern: str) -> re.Pattern[str]:
    seen: dict[str, int] = {}

    def fragment(match: re.Match[str]) -> str:
        key = match.group(1)
        group = match.group(2) or key
        seen[group] = seen.get(group, 0) + 1
        if seen[group] > 1:
            group = f"{group}_{seen[group]}"
        return f"(?P<{group}>{tables.FRAGMENTS[key]})"

    spaced = re.sub(r" \?", " *", pattern)
    spaced = re.sub(r"(?<!\[) (?![*+])", " +", spaced)
    whole = f"(?:{_PLACEHOLDER.sub(fragment, spaced)})(?!\\w)(?![.,]\\d)"
    try:
        return re.compile(whole)
    except re.error as error:
        raise ValueError(f"times rule {name!r}: {error}") from error
