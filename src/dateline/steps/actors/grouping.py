"""Which mentions by name or description are of one actor: what the words alone tell."""

from __future__ import annotations

import re
from itertools import pairwise

from dateline.reference.actors.folding import key_of
from dateline.steps.actors.context import Context
from dateline.steps.actors.drafts import Cluster, Draft

_CALLED = (
    r"(?:who is |which is |is |was |were )?"
    r"(?:also |better |formerly |previously |otherwise |commonly |later |become )*"
    r"(?:known|referred to|called|nicknamed|dubbed|styled|famous)(?: in \w+)?(?: as| by the name)?"
)
_TERM = r"the \w+ (?:term|name|word|acronym|abbreviation|initials) for"
_ALSO = re.compile(
    rf"^\s*[,(]?\s*(?:{_CALLED}|aka|a\.k\.a\.|alias|nom de guerre|{_TERM}|or|formerly|abbreviated(?: as)?)"
    r"\s*[,:(]?\s*(?:the )?[\"'“‘(]*\s*$",
    re.IGNORECASE,
)
_BRACKET = re.compile(
    rf"^\s*[(\[]\s*[\"'“‘]?\s*(?:the |or |aka |hereafter |formerly |also |{_CALLED} |{_TERM} )?[\"'“‘]?$",
    re.IGNORECASE,
)
_SMALL = frozenset({"of", "and", "the", "for", "in", "on", "to", "de", "&", "'s"})


def group(context: Context, drafts: list[Draft]) -> list[Cluster]:
    """Clusters in order of their first mention."""
    return _Grouping(context, drafts).clusters()


class _Grouping:
    def __init__(self, context: Context, drafts: list[Draft]) -> None:
        self.context = context
        self.drafts = drafts
        self.by_draft: dict[int, Cluster] = {}
        self.found: list[Cluster] = []
        self.named_at: dict[int, Draft] = {}

    def clusters(self) -> list[Cluster]:
        keyed: dict[str, Cluster] = {}
        for draft in self.drafts:
            if draft.form != "name" and draft.known is None:
                continue
            cluster = self._cluster_for(draft, keyed)
            self._put(draft, cluster)
        for draft in self.drafts:
            if id(draft) in self.by_draft:
                continue
            if draft.same_as is not None and id(draft.same_as) in self.by_draft:
                self._put(draft, self.by_draft[id(draft.same_as)])
            elif draft.plural or (draft.agent is not None and draft.agent.kind == "body"):
                key = "said " + _description_key(draft)
                if key not in keyed:
                    keyed[key] = self._new()
                self._put(draft, keyed[key])
            else:
                self._put(draft, self._new())
        self.named_at = {d.first: d for d in self.drafts if d.form == "name"}
        self._join_stated()
        for cluster in self.found:
            cluster.drafts.sort(key=lambda d: (d.span.start, d.span.end))
        return sorted((c for c in self.found if c.drafts), key=lambda c: c.drafts[0].span.start)

    def _new(self) -> Cluster:
        cluster = Cluster()
        self.found.append(cluster)
        return cluster

    def _put(self, draft: Draft, cluster: Cluster) -> None:
        cluster.drafts.append(draft)
        self.by_draft[id(draft)] = cluster

    def _cluster_for(self, draft: Draft, keyed: dict[str, Cluster]) -> Cluster:
        if draft.known:
            key = f"known {draft.known.id}"
            if key not in keyed:
                keyed[key] = self._new()
            return keyed[key]
        if draft.type == "person":
            same = self._same_person(draft)
            return same or self._new()
        key = f"name {key_of(draft.name)}"
        if key not in keyed:
            keyed[key] = self._by_acronym(draft) or self._new()
        return keyed[key]

    def _same_person(self, draft: Draft) -> Cluster | None:
        """The nearest earlier person with the same name, or whose full name this is a part of."""
        words = _name_words(draft.name)
        for other in reversed(self.found):
            for mention in other.drafts:
                if mention.form != "name" or mention.type != "person":
                    continue
                if _is_part(words, _name_words(mention.name)) and not _genders_differ(draft, mention):
                    return other
        return None

    def _by_acronym(self, draft: Draft) -> Cluster | None:
        letters = draft.name.replace(".", "")
        if letters.isupper() and 2 <= len(letters) <= 8 and " " not in letters:
            for other in self.found:
                if any(
                    d.form == "name" and d.known is None and acronym(d.name) == letters for d in other.drafts
                ):
                    return other
        return None

    def _join_stated(self) -> None:
        """Brackets, "also known as", appositions: two mentions that the sentence says are one."""
        names = sorted((d for d in self.drafts if d.form == "name"), key=lambda d: d.span.start)
        for left, right in pairwise(names):
            between = self.context.text[left.span.end : right.span.start]
            if (
                len(between) <= 60
                and (_BRACKET.match(between) or _ALSO.match(between))
                and self._may_be_one(left, right)
            ):
                self.join(left, right)
        for draft in self.drafts:
            if draft.form == "description" and draft.plural is False:
                partner = self._apposed(draft)
                if partner is not None:
                    self.join(partner, draft)

    def _may_be_one(self, left: Draft, right: Draft) -> bool:
        if left.known and right.known:
            return False
        return (left.type == "person") == (right.type == "person")

    def _apposed(self, draft: Draft) -> Draft | None:
        tokens = self.context.tokens
        head = tokens[draft.head]
        named = {d.head: d for d in self.drafts if d.form == "name"}
        person = draft.type == "person"
        if head.dep == "appos" and head.head in named and (named[head.head].type == "person") == person:
            return named[head.head]
        for child in self.context.annotation.children(draft.head, "appos"):
            if child.i in named and (named[child.i].type == "person") == person:
                return named[child.i]
        after = self.named_at.get(draft.last + 1)
        beside = after is not None and tokens[draft.last].text == "," and (after.type == "person") == person
        if after is not None and beside and not after.title and head.dep not in ("conj", "pobj", "dobj"):
            return after
        if head.dep == "attr" and tokens[head.head].lemma == "be":
            subjects = self.context.annotation.children(head.head, "nsubj")
            if subjects and subjects[0].i in named and (named[subjects[0].i].type == "person") == person:
                return named[subjects[0].i]
        return None

    def join(self, left: Draft, right: Draft) -> None:
        one, other = self.by_draft[id(left)], self.by_draft[id(right)]
        if one is other:
            return
        if other.known and not one.known:
            one, other = other, one
        if one.known and other.known:
            return
        for draft in other.drafts:
            self._put(draft, one)
        one.names.extend(other.names)
        other.drafts = []


def _description_key(draft: Draft) -> str:
    ties = sorted(t if isinstance(t, str) else t.id if hasattr(t, "id") else t.name for t in draft.ties)
    noun = draft.agent.noun if draft.agent else draft.name.lower()
    return f"{noun}|{draft.country}|{','.join(ties)}"


def _name_words(name: str) -> list[str]:
    return [w for w in key_of(name).split(" ") if w not in ("al", "'s", "|", "dr", "jr")]


def _is_part(short: list[str], full: list[str]) -> bool:
    """Whether one name is the beginning or end of the other, or they are alike."""
    if len(short) > len(full):
        short, full = full, short
    if not short:
        return False
    if short == full or short == full[-len(short) :]:
        return True
    return short == full[: len(short)] or (short[0] == full[0] and short[-1] == full[-1])


def _genders_differ(one: Draft, other: Draft) -> bool:
    return one.gender is not None and other.gender is not None and one.gender != other.gender


def acronym(name: str) -> str:
    """ "State Board of Antiquities and Heritage" gives SBAH."""
    parts = [p for p in re.split(r"[\s\-–]+", name) if p]
    return "".join(p[0] for p in parts if p.lower() not in _SMALL and p[0].isupper())
