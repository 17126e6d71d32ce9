"""Which actor of the report stands behind the words in a role."""

from __future__ import annotations

from dateline.record.actors import Actor, ActorMention, ActorsFound
from dateline.record.annotation import Annotation, Token
from dateline.record.claims import ActorInClaim
from dateline.record.text import Span, cover

FIRST_PERSON = frozenset(["i", "we", "us", "me", "our", "my", "ourselves", "mine", "ours"])
_IN_PHRASE = frozenset(["det", "amod", "compound", "poss", "nmod", "case", "predet"])


class Participants:
    """The actors of a report, and those that its claims need beside them."""

    def __init__(self, annotation: Annotation, found: ActorsFound) -> None:
        self._a = annotation
        self.actors: dict[str, Actor] = {a.id: a for a in found.actors}
        self._by_head: dict[int, ActorMention] = {}
        self._around: dict[int, ActorMention] = {}
        for mention in found.mentions:
            best = self._by_head.get(mention.head)
            if best is None or _size(mention.span) > _size(best.span):
                self._by_head[mention.head] = mention
            first, last = annotation.token_range(mention.span)
            for i in range(first, last):
                inner = self._around.get(i)
                if inner is None or _size(mention.span) < _size(inner.span):
                    self._around[i] = mention
        for mention in found.mentions:
            # "dozens of terrorists": named by its number, and found by its noun too.
            own = annotation.head_of(mention.span)
            if own is not None:
                self._by_head.setdefault(own.i, mention)
        self._made: dict[tuple[str, str], str] = {}

    def at(self, head: int) -> ActorInClaim | None:
        """The actor whose words token `head` governs, or that it is a part of the name of."""
        mention = self._by_head.get(head)
        if mention is None:
            around = self._around.get(head)
            mention = around if around is not None and around.form == "name" else None
        if mention is None:
            return None
        return self._in_claim(mention)

    def all_at(self, head: int) -> list[ActorInClaim]:
        """Like `at`, but "forces from Iran and Hezbollah" are those that they are from."""
        whole = self.at(head)
        if whole is None:
            return []
        if self.actors[whole.actor].kb is None:
            for prep in self._a.children(head, "prep"):
                if prep.lemma in ("from", "of"):
                    named = [
                        self.at(t.i)
                        for first in self._a.children(prep.i, "pobj")
                        for t in self._joined(first)
                    ]
                    parts = [n for n in named if n is not None]
                    if len(parts) > 1 and len(parts) == len(named):
                        return parts
        return [whole]

    def _joined(self, token: Token) -> list[Token]:
        found = [token]
        for word in found:
            found += self._a.children(word.i, "conj")
        return found

    def within(self, span: Span) -> ActorInClaim | None:
        """The actor that the words of `span` name: that of their head, else the first one in them."""
        head = self._a.head_of(span)
        if head is not None and (found := self.at(head.i)) is not None:
            return found
        for token in self._a.tokens_in(span):
            mention = self._by_head.get(token.i)
            if mention is not None and span.contains(mention.span):
                return self._in_claim(mention)
        return None

    def made(self, head: int, sector: str | None) -> ActorInClaim:
        """A thing or person that only this report names, as an actor of its own."""
        span = self.phrase(head)
        text = span.of(self._a.text)
        key = (self._a.tokens[head].lemma, text.lower())
        if key not in self._made:
            new = f"t{len(self._made) + 1}"
            self._made[key] = new
            self.actors[new] = Actor(
                id=new,
                name=_without_article(text),
                type="unknown",
                sector=sector,
                country=None,
                aliases=(),
                kb=None,
                affiliations=(),
                mentions=(span,),
                private=sector == "CVL",
                rule="named by its role in a claim",
            )
        else:
            old = self.actors[self._made[key]]
            if span not in old.mentions:
                self.actors[old.id] = _with_mention(old, span)
        return ActorInClaim(actor=self._made[key], span=span, text=text)

    def phrase(self, head: int) -> Span:
        """The noun phrase of token `head`, without what follows it."""
        kept = [self._a.tokens[head]]
        queue = [head]
        while queue:
            for child in self._a.children(queue.pop(), *_IN_PHRASE):
                if child.i < head:
                    kept.append(child)
                    queue.append(child.i)
        return cover([t.span for t in _contiguous(self._a, kept, head)])

    def _in_claim(self, mention: ActorMention) -> ActorInClaim:
        span = self._bare_name(mention)
        return ActorInClaim(actor=mention.actor, span=span, text=span.of(self._a.text))

    def _bare_name(self, mention: ActorMention) -> Span:
        """A person's name without title: the title is told by the actor's office and affiliations."""
        actor = self.actors[mention.actor]
        if actor.type != "person" or mention.form != "name":
            return mention.span
        words = mention.span.of(self._a.text)
        known = [n for n in (actor.name, *actor.aliases) if n in words and " " in n]
        if not known:
            return mention.span
        start = mention.span.start + words.index(max(known, key=len))
        return Span(start, start + len(max(known, key=len)))


def _contiguous(annotation: Annotation, tokens: list[Token], head: int) -> list[Token]:
    have = {t.i for t in tokens}
    first = head
    while first - 1 in have or (
        first - 1 >= 0 and annotation.tokens[first - 1].text == "-" and first - 2 in have
    ):
        first -= 1
    return [annotation.tokens[i] for i in range(first, head + 1)]


def _size(span: Span) -> int:
    return span.end - span.start


def _without_article(text: str) -> str:
    first, _, rest = text.partition(" ")
    return rest if rest and first.lower() in ("the", "a", "an") else text


def _with_mention(actor: Actor, span: Span) -> Actor:
    from dataclasses import replace

    return replace(actor, mentions=(*actor.mentions, span))
