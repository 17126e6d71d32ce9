"""What the words around a mention say of it: which country, which group, whose it is."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.reference.actors import AgentNoun, KnownActor
from dateline.reference.actors.signs import load_signs
from dateline.steps.actors.context import Context
from dateline.steps.actors.drafts import Draft

PREFIX = {"military": "mil", "government": "gov", "police": "pol", "intelligence": "int"}
"""Part of a state and how the ids of those bodies begin."""
_OF = frozenset({"of", "from", "for", "to", "with"})
_BY = frozenset({"to", "with", "by"})

Other = KnownActor | Draft


def relate(context: Context, drafts: list[Draft]) -> None:
    """Fills country, sector, ties and, where the words are enough, the known actor of each mention."""
    _Belonging(context, drafts).relate()


class _Belonging:
    def __init__(self, context: Context, drafts: list[Draft]) -> None:
        self.context = context
        self.annotation = context.annotation
        self.tokens = context.tokens
        self.signs = load_signs()
        self.drafts = drafts
        self.named_at = {i: d for d in drafts if d.form == "name" for i in range(d.first, d.last)}
        self.by_head = {d.head: d for d in drafts}

    def relate(self) -> None:
        for draft in self.drafts:
            if draft.form == "name" and draft.type == "person":
                self._titled(draft)
            elif draft.form == "description":
                self._described(draft)
            elif draft.known is None and draft.country is None:
                draft.country = self._country_in(draft.head)
        for draft in self.drafts:
            self._members(draft)

    # ------------------------------------------------------------ persons with a title
    def _titled(self, draft: Draft) -> None:
        """ "Turkish Foreign Minister X": country and sector of the post are those of the person."""
        agent = self._of_title(draft.title)
        for i in range(draft.first, draft.last):
            if iso := self.context.nation(self.tokens[i]):
                draft.country = draft.country or iso
        for other in self._names_between(draft.first, self._name_start(draft)):
            if other is draft:
                continue
            known = other.known if isinstance(other, Draft) else other
            if known and known.type == "person":
                continue
            draft.ties.append(other)
            if known and known.country:
                draft.country = draft.country or known.country
        draft.ties.extend(self._names_after(draft.head))
        if agent is None or draft.known is not None:
            return
        draft.agent = agent
        draft.sector, draft.inter = agent.sector, agent.inter
        draft.source_kind, draft.private = agent.source, agent.private
        if draft.country is None and agent.source == "official":
            draft.country = self.context.publisher_country

    def _of_title(self, title: str) -> AgentNoun | None:
        if not title:
            return None
        if found := self.context.knowledge.agent(title):
            return found
        words = title.split(" ")
        if any(w in self.signs.military_titles for w in words):
            return self.context.knowledge.agent("general")
        for n in range(1, len(words)):
            if found := self.context.knowledge.agent(" ".join(words[n:])):
                return found
        return self.context.knowledge.agent(words[0])

    def _name_start(self, draft: Draft) -> int:
        offset = draft.span.end - len(draft.name)
        return next(
            (i for i in range(draft.first, draft.last) if self.tokens[i].start >= offset), draft.first
        )

    # ------------------------------------------------------------ descriptions
    def _described(self, draft: Draft) -> None:
        start = draft.first if draft.outer is None else draft.outer
        for i in range(start, draft.head):
            if i not in self.context.name_at and (iso := self.context.nation(self.tokens[i])):
                draft.country = draft.country or iso
            if self.tokens[i].tag == "PRP$":
                draft.owner = i
        before = list(self._names_between(start, draft.head))
        draft.ties.extend(self._hyphened(start, draft.head))
        self._settle(draft, before, list(self._names_after(draft.head)))
        if draft.country is None and draft.known is None:
            draft.country = self._country_in(draft.head)

    def _names_between(self, start: int, head: int) -> Iterator[Other]:
        seen: set[int] = set()
        for i in range(start, head):
            named = self.named_at.get(i)
            if named is not None and named.head >= head:
                named = None
            if named is not None:
                if id(named) not in seen and named.last <= head:
                    seen.add(id(named))
                    yield named
            elif (name := self.context.name_at.get(i)) and id(name) not in seen:
                seen.add(id(name))
                if actor := self.context.best(name):
                    yield actor

    def _hyphened(self, start: int, head: int) -> Iterator[KnownActor]:
        """ "al-Qaeda-linked", "Iran-backed": the name before the hyphen."""
        text = self.context.text
        for i in range(start + 1, head):
            bond = self.tokens[i].text == "-" and i + 1 < len(self.tokens) and self.tokens[i + 1]
            if bond and (bond.lemma in self.signs.bonds or bond.text.lower() in self.signs.after_hyphen):
                left = text[self.tokens[start].start : self.tokens[i].start]
                found = list(self.context.knowledge.find(left))
                if found and found[-1].span.end >= len(left) - 1:
                    yield self.context.knowledge.of(found[-1].uses[0])

    def _names_after(self, head: int) -> Iterator[Other]:
        for child in self.annotation.children(head):
            if child.i < head:
                if child.dep == "amod" and child.lemma == "loyal":
                    yield from self._through(child.i)
            elif child.dep == "prep" and child.text.lower() in _OF:
                yield from self._objects(child.i)
            elif child.dep in ("acl", "amod", "advcl", "relcl") and child.lemma in self.signs.bonds:
                yield from self._through(child.i)

    def _through(self, i: int) -> Iterator[Other]:
        for child in self.annotation.children(i, "prep", "agent"):
            if child.text.lower() in _BY:
                yield from self._objects(child.i)

    def _objects(self, preposition: int) -> Iterator[Other]:
        todo = self.annotation.children(preposition, "pobj")
        while todo:
            token = todo.pop(0)
            if (found := self._at(token.i)) is not None:
                yield found
            todo.extend(self.annotation.children(token.i, "conj"))

    def _at(self, i: int) -> Other | None:
        if i in self.named_at:
            return self.named_at[i]
        if i in self.context.name_at:
            return self.context.best(self.context.name_at[i])
        return self.by_head.get(i)

    def _country_in(self, head: int) -> str | None:
        """ "The tribe in Anbar province, Iraq": country of a place that the phrase itself names."""
        for child in self.annotation.children(head, "prep"):
            if child.text.lower() in ("in", "from", "of") and child.i > head:
                for token in self.annotation.children(child.i, "pobj"):
                    if iso := self.context.country_at(token.i):
                        return iso
        return None

    def _settle(self, draft: Draft, before: list[Other], after: list[Other]) -> None:
        """Decides what the names around a noun say of it: which country, which group, whose."""
        agent = draft.agent
        if agent is None:
            return
        several = draft.plural or agent.kind == "body"
        # "Members of the tribe", "fighters of the front" are it; "forces from Iran and Hezbollah" are of two.
        whole = agent.noun in ("member", "forces") or agent.sector in ("REB", "PRM")
        standing = len(before) + (len(after) if whole and len(after) == 1 else 0)
        states: list[Other] = []
        for number, other in enumerate((*before, *after)):
            known = other.known if isinstance(other, Draft) else other
            if known is not None and known.id.startswith("gov-") and known.country:
                draft.country = draft.country or known.country
                if number >= len(before):
                    states.append(other)
                continue
            ruler = (
                known is not None and known.type == "person" and known.sector == "GOV" and bool(known.offices)
            )
            if ruler and agent.part and known is not None and number < len(before):
                draft.country = draft.country or known.country
                continue
            stands = several and agent.stands and draft.known is None and draft.same_as is None
            if stands and number < standing and other.type not in ("person", "state"):
                if isinstance(other, Draft):
                    draft.same_as = other
                draft.known = known
                draft.rule = f"people of a named group: {agent.noun}"
                continue
            draft.ties.append(other)
            if known is not None and agent.source == "official" and draft.country is None:
                draft.country = known.country
        alone = not draft.ties and len(states) < 2
        if not (agent.part and several and alone):
            draft.ties.extend(states)
        if draft.country and agent.part and draft.known is None and draft.same_as is None and alone:
            body = self.context.knowledge.actor(f"{PREFIX[agent.part]}-{draft.country.lower()}")
            if self._is_not_the_state(draft):
                body = None
            if body and several:
                draft.known = body
                draft.rule = f"{agent.part} of a named country"
            elif body:
                draft.ties.append(body)
        if draft.known:
            known = draft.known
            draft.country, draft.sector, draft.inter = known.country, known.sector, known.inter
            draft.source_kind, draft.private = known.source_kind or draft.source_kind, False
            draft.type = known.type

    def _is_not_the_state(self, draft: Draft) -> bool:
        """ "Syrian rebel forces", "Iraqi Kurdish fighters": of the country, not of its state."""
        row = self.tokens[draft.first : draft.head]
        return any(t.text.lower() in self.signs.beside_state for t in row)

    # ------------------------------------------------------------ members
    def _members(self, draft: Draft) -> None:
        """ "The alliance, which includes the Northern Brigade": what is included belongs to what includes it."""
        if draft.type == "person":
            return
        for verb in self.annotation.children(draft.head, "relcl", "acl"):
            if verb.lemma not in self.signs.members:
                continue
            todo = self.annotation.children(verb.i, "dobj")
            while todo:
                token = todo.pop(0)
                if (member := self.by_head.get(token.i)) is not None and member is not draft:
                    member.ties.append(draft)
                todo.extend(self.annotation.children(token.i, "conj"))
