"""Titles, and how much of the words before a name belongs to it."""

from __future__ import annotations

from typing import Literal

from dateline.record.annotation import Token
from dateline.reference.actors.signs import load_signs
from dateline.steps.actors.context import Context
from dateline.steps.actors.phrases import is_capital

_WITHIN = frozenset({"of", "for", "the", "and", "to", "'s", "’s", "&", "-", "in", "on"})


def title_before(context: Context, first: int) -> tuple[int, str]:
    """Where the title and other words that stand before a name begin, and the title itself in small letters.

    "US Secretary of State John Kerry", "Lt. Gen. Townsend", "the American reporter James Foley",
    "Minister for the Middle East Tobias Ellwood". The start is `first` where there is no title.
    """
    tokens = context.tokens
    start = first
    parts: list[str] = []
    while start > 0 and _same_line(tokens, start - 1, start):
        low = tokens[start - 1].text.lower()
        if is_short_title(context, tokens[start - 1]):
            parts.insert(0, low.rstrip("."))
            start -= 1
        elif (low == "." and start > 1 and is_short_title(context, tokens[start - 2])) or (
            low == "-" and start > 1 and context.agent(start - 2)
        ):
            start -= 1
        elif found := _noun_before(context, start - 1):
            noun, length = found
            parts.insert(0, noun)
            start -= length
        elif reach := _post_with_complement(context, start):
            at, noun = reach
            parts.insert(0, noun)
            start = at
        else:
            break
    begins_with_title = context.agent(first) is not None and context.tokens[first].dep == "compound"
    if start < first or begins_with_title:
        start = _modifiers(context, start)
    return start, " ".join(parts)


def _noun_before(context: Context, at: int) -> tuple[str, int] | None:
    token = context.tokens[at]
    if at in context.name_at and context.name_at[at].candidates[0].startswith("gov-"):
        return None
    found = context.agent(at)
    if found is None or found[0].kind != "person" or token.tag in ("NNS", "NNPS") or token.pos == "VERB":
        return None
    return found[0].noun, found[1]


def _post_with_complement(context: Context, start: int) -> tuple[int, str] | None:
    """ "Secretary of State", "Minister for the Middle East" right before a name, all in capitals."""
    tokens = context.tokens
    i = start - 1
    seen_of = False
    while i > 0 and start - i <= 9 and _same_line(tokens, i, i + 1):
        token = tokens[i]
        low = token.text.lower()
        if seen_of and is_capital(token) and (found := context.agent(i)) and found[0].kind == "person":
            return i - found[1] + 1, found[0].noun
        if low in ("of", "for", "to"):
            seen_of = True
        elif not (is_capital(token) or low in _WITHIN):
            return None
        i -= 1
    return None


def _modifiers(context: Context, start: int) -> int:
    """Left over adjectives and nouns that belong to the title: "Turkish", "U.S. Army", "senior"."""
    tokens = context.tokens
    while start > 0 and _same_line(tokens, start - 1, start):
        token = tokens[start - 1]
        if token.text.lower().rstrip(".") in load_signs().months or token.text[0].isdigit():
            break
        governed = token.head >= start or token.head == start - 1
        if (
            (
                token.pos in ("PROPN", "ADJ", "NOUN")
                and token.dep in ("compound", "amod", "nmod", "npadvmod")
                and governed
            )
            or (token.dep == "punct" and token.text == "-" and start > 1)
            or context.nation(token)
        ):
            start -= 1
        else:
            break
    return start


def _same_line(tokens: tuple[Token, ...], left: int, right: int) -> bool:
    return tokens[left].sentence == tokens[right].sentence and tokens[right].start - tokens[left].end <= 2


def is_short_title(context: Context, token: Token) -> bool:
    """ "Mr", "Gen.", "Sheikh": a title that comes before a name."""
    found = context.knowledge.agent(token.text.lower().replace(".", ""))
    return found is not None and found.title and (is_capital(token) or not context.mixed_case)


def gender_of(context: Context, title: str) -> Literal["m", "f"] | None:
    signs = load_signs()
    words = title.split()
    for word in reversed(words):
        found = context.knowledge.agent(word)
        if word in signs.female_titles or (found is not None and found.gender == "f"):
            return "f"
        if word in signs.male_titles or (found is not None and found.gender == "m"):
            return "m"
    return None
