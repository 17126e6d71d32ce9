"""How well an earlier mention serves as the one that a later word goes back to."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property

from dateline.record.annotation import Annotation, Token
from dateline.steps.actors.context import Context
from dateline.steps.actors.drafts import Cluster, Draft

_ROLE = {
    "nsubj": 40,
    "nsubjpass": 34,
    "csubj": 30,
    "agent": 26,
    "dobj": 18,
    "dative": 16,
    "poss": 12,
    "attr": 6,
    "pobj": 8,
}
_SENTENCES_BACK = 4
_QUOTES = '"“”„«»'


class Salience:
    """Earlier mentions of one report by nearness and place in the sentence (subjects first).

    The order of preference is that of centering theory (Grosz, Joshi and Weinstein 1995): what the last sentence was
    about is what a pronoun goes back to.
    """

    def __init__(self, context: Context, clusters: list[Cluster]) -> None:
        self.context = context
        self.annotation: Annotation = context.annotation
        self.tokens = context.tokens
        self.entries: list[tuple[int, Draft, Cluster]] = sorted(
            ((d.top, d, c) for c in clusters for d in c.drafts), key=lambda e: e[0]
        )
        self._tops = [e[0] for e in self.entries]

    def add(self, draft: Draft, cluster: Cluster) -> None:
        """A mention that has just been resolved carries the chain on."""
        at = bisect_right(self._tops, draft.top)
        self.entries.insert(at, (draft.top, draft, cluster))
        self._tops.insert(at, draft.top)

    def before(self, i: int, sentences: int = _SENTENCES_BACK) -> list[tuple[float, Draft, Cluster]]:
        """Mentions before token `i`, best first."""
        sentence = self.tokens[i].sentence
        found = []
        for _, draft, cluster in reversed(self.entries[: bisect_right(self._tops, i)]):
            distance = sentence - self.tokens[draft.head].sentence
            if distance > sentences:
                break
            if draft.top == i or draft.first <= i < draft.last or draft.head >= i:
                continue
            found.append((self._weight(draft, distance, i), draft, cluster))
        return sorted(found, key=lambda x: -x[0])

    def _weight(self, draft: Draft, distance: int, i: int) -> float:
        role = self.role(draft)
        weight = 100 * 0.62**distance + _ROLE.get(role, 0) * (1.0 if distance else 0.8)
        weight += 8 if draft.form == "name" else 4 if draft.form == "pronoun" else 0
        if role in ("nsubj", "nsubjpass") and self.tokens[i].dep in ("nsubj", "nsubjpass"):
            weight += 12
        # Nearer mentions of one sentence count a little more.
        return weight - 0.02 * (i - draft.head)

    def role(self, draft: Draft) -> str:
        """Label of the arc of a mention, that of the first of a list for its other members."""
        token = self.tokens[draft.top]
        for _ in range(4):
            if token.dep not in ("conj", "appos", "compound") or token.head == token.i:
                break
            token = self.tokens[token.head]
        if token.dep == "pobj" and self.tokens[token.head].dep == "agent":
            return "agent"
        return token.dep

    def governor(self, i: int) -> int:
        """The verb or noun that token `i` is an argument of."""
        token = self.tokens[i]
        for _ in range(5):
            if token.dep not in ("conj", "appos") or token.head == token.i:
                break
            token = self.tokens[token.head]
        if token.dep == "pobj":
            token = self.tokens[token.head]
        return token.head

    def together(self, one: int, other: int) -> bool:
        """Whether two tokens are arguments of one verb, and so cannot mean the same actor."""
        return self.governor(one) == self.governor(other) and self.tokens[one].i != self.tokens[other].i

    @cached_property
    def _quoted(self) -> frozenset[int]:
        inside: set[int] = set()
        for sentences in self._paragraphs():
            marks = [t.i for t in sentences if t.text[:1] in _QUOTES]
            for start, end in zip(marks[::2], marks[1::2], strict=False):
                inside.update(range(start, end))
            if len(marks) % 2:
                inside.update(range(marks[-1], sentences[-1].i + 1))
        return frozenset(inside)

    def _paragraphs(self) -> list[list[Token]]:
        found: dict[int, list[Token]] = {}
        for token in self.tokens:
            found.setdefault(self.annotation.sentences[token.sentence].paragraph, []).append(token)
        return list(found.values())

    def is_quoted(self, i: int) -> bool:
        return i in self._quoted

    def speaks(self, draft: Draft, i: int) -> bool:
        """Whether the mention is who says the quotation that token `i` stands in: "he" in it is somebody else."""
        if not self.is_quoted(i) or self.is_quoted(draft.head):
            return False
        near = abs(self.tokens[draft.head].sentence - self.tokens[i].sentence) <= 1
        return near and self.role(draft) in ("nsubj", "nsubjpass")
