"""Mentions by description: "government forces", "Syrian soldiers", "Daesh militants", "a local physician"."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.record.actors import ActorType
from dateline.record.annotation import Token
from dateline.reference.actors import AgentNoun, KnownActor
from dateline.reference.actors.signs import load_signs
from dateline.steps.actors.context import Context
from dateline.steps.actors.drafts import Draft
from dateline.steps.actors.people import gender_of
from dateline.steps.actors.phrases import is_capital, is_plural, phrase_start, span_of

PREFIX = {"military": "mil", "government": "gov", "police": "pol", "intelligence": "int"}
_OF = frozenset({"of", "from", "for", "in", "with"})


def described(context: Context, names: list[Draft]) -> list[Draft]:
    """Descriptions in text order."""
    return list(_Describing(context, names).drafts())


class _Describing:
    def __init__(self, context: Context, names: list[Draft]) -> None:
        self.context = context
        self.annotation = context.annotation
        self.tokens = context.tokens
        self.signs = load_signs()
        self.named_at: dict[int, Draft] = {i: d for d in names for i in range(d.first, d.last)}
        self.name_heads: dict[int, Draft] = {d.head: d for d in names}

    def drafts(self) -> Iterator[Draft]:
        for token in self.tokens:
            if token.i in self.named_at or token.i in self.context.name_at:
                continue
            draft = self._noun(token) or self._people(token) or self._generic(token)
            if draft:
                yield draft

    # ------------------------------------------------------------ kinds of description
    def _noun(self, token: Token) -> Draft | None:
        found = self.context.agent(token.i)
        if found is None or (
            token.dep in ("compound", "amod", "nmod", "npadvmod") and not self._ends_phrase(token)
        ):
            return None
        agent, length = found
        if token.pos == "VERB" or (token.pos == "ADJ" and token.dep in ("acomp", "amod")):
            return None
        if token.tag in ("NN", "NNP") and agent.kind == "person" and token.dep == "attr":
            return None
        return self._made(token, agent, length)

    def _ends_phrase(self, token: Token) -> bool:
        """The parser calls the last noun a modifier of what follows although nothing of its phrase does."""
        governor = self.tokens[token.head]
        return governor.i < token.i

    def _people(self, token: Token) -> Draft | None:
        """ "Syrians", "the Turks", "Sunnis"."""
        if token.pos not in ("PROPN", "NOUN", "ADJ") or (not is_capital(token) and self.context.mixed_case):
            return None
        if token.dep in ("compound", "amod", "nmod"):
            return None
        low = token.text.lower()
        country = self.context.knowledge.people(token.text)
        plural_of_adjective = (
            low.endswith("s") and self.context.knowledge.nationality(token.text[:-1]) is not None
        )
        if country is None and plural_of_adjective:
            country = self.context.knowledge.nationality(token.text[:-1])
        if country is None and low not in self.signs.people:
            return None
        single = low.endswith(("man", "woman")) or token.tag in ("NN",)
        agent = AgentNoun(noun=low, kind="person", sector="CVL", inter=7, source="generic")
        draft = self._made(token, agent, 1)
        draft.country = country or draft.country
        draft.plural = not single
        draft.type = "person" if single else "group"
        draft.rule = "noun for a people"
        return draft

    def _generic(self, token: Token) -> Draft | None:
        """ "Some believe", "others said": people of whom nothing is told."""
        if token.text.lower() not in self.signs.generic or token.dep not in ("nsubj", "nsubjpass"):
            return None
        if self.tokens[token.head].pos not in ("VERB", "AUX") or self.annotation.children(token.i, "prep"):
            return None
        agent = AgentNoun(noun=token.text.lower(), kind="person", source="generic")
        draft = self._made(token, agent, 1)
        draft.plural, draft.type, draft.rule = True, "group", "people of whom nothing is told"
        return draft

    # ------------------------------------------------------------ one description
    def _made(self, token: Token, agent: AgentNoun, length: int) -> Draft:
        head = token.i
        start = min(phrase_start(self.annotation, head), head - length + 1)
        first = self._without_amounts(start, head)
        last = self._with_complement(head)
        plural = is_plural(token) or (agent.kind == "person" and token.text.lower() in ("people", "police"))
        kind: ActorType = "person" if agent.kind == "person" and not plural else "group"
        if agent.kind == "body":
            kind = (
                "organisation"
                if agent.sector in ("GOV", "LEG", "JUD", "JRN", "BUS", "LAB", "PTY", "SPY")
                else "group"
            )
        modifiers = " ".join(t.text.lower() for t in self.tokens[first:head])
        draft = Draft(
            span=span_of(self.annotation, first, last),
            first=first,
            last=last,
            head=head,
            top=self._top(head),
            form="description",
            type=kind,
            rule=f"noun for actors: {agent.noun}",
            name=span_of(self.annotation, first, last).of(self.context.text),
            title=agent.noun if agent.kind == "person" else "",
            agent=agent,
            plural=plural,
            definite=self._is_definite(start, first, head),
            gender=gender_of(f"{modifiers} {agent.noun}"),
            sector=agent.sector,
            inter=agent.inter,
            source_kind=agent.source,
            private=agent.private,
        )
        self._relate(draft, start)
        return draft

    def _without_amounts(self, start: int, head: int) -> int:
        first = start
        i = start
        while i < head:
            token = self.tokens[i]
            low = token.text.lower()
            if (
                token.pos in ("DET", "NUM", "PUNCT", "PART", "ADP", "ADV", "CCONJ", "PRON")
                or low in self.signs.counting
                or token.dep in ("det", "nummod", "quantmod", "predet")
            ):
                owner = token.dep == "poss" and token.i in self.named_at
                if owner:
                    break
                i += 1
                first = i
                continue
            if token.dep == "poss" or any(t.dep == "case" for t in self.annotation.children(i)):
                break
            # A number, sign or small word inside is not the border ("3rd Battalion", "U.S.-led forces").
            break
        return first

    def _is_definite(self, start: int, first: int, head: int) -> bool:
        row = self.tokens[max(0, min(start, first) - 1) : head]
        return any(
            t.text.lower() in ("the", "this", "that", "these", "those", "said") or t.tag in ("PRP$", "POS")
            for t in row
        )

    def _with_complement(self, head: int) -> int:
        """Over "of Turkey", "from Jordan and Iraq", "associated with ISIL" where a name follows."""
        row = self.tokens
        following = row[head + 1] if head + 1 < len(row) else None
        if following is None or following.sentence != row[head].sentence:
            return head + 1
        start = head + 1
        if (
            following.head == head
            and following.dep in ("acl", "amod")
            and following.lemma in self.signs.bonds
            and head + 2 < len(row)
        ):
            start = head + 2
            if row[start].dep not in ("prep", "agent"):
                return head + 1
            following = row[start]
        if following.dep not in ("prep", "agent") or following.text.lower() not in _OF | {"by", "to", "with"}:
            return head + 1
        if following.head not in (head, start - 1):
            return head + 1
        objects = self.annotation.children(following.i, "pobj")
        if not objects:
            return head + 1
        last = objects[0]
        named = (
            last.i in self.named_at
            or last.i in self.context.name_at
            or last.i in self.context.place_at
            or is_capital(last)
        )
        low = following.text.lower()
        if low == "of" and not named:
            named = self.context.agent(last.i) is not None
        if not named or (low in ("in", "for", "with") and start == head + 1):
            return head + 1
        end = self._end(last)
        return end if end - head <= 10 else head + 1

    def _end(self, last: Token) -> int:
        end = last.i + 1
        for child in self.annotation.children(last.i, "conj"):
            if (
                child.i in self.named_at
                or child.i in self.context.name_at
                or child.i in self.context.place_at
                or is_capital(child)
            ):
                end = max(end, self._end(child))
        if last.i in self.named_at:
            end = max(end, self.named_at[last.i].last)
        return end

    def _top(self, head: int) -> int:
        top = head
        for _ in range(3):
            token = self.tokens[top]
            if token.dep != "pobj":
                break
            of = self.tokens[token.head]
            above = self.tokens[of.head]
            if (
                of.text.lower() != "of"
                or of.head == of.i
                or not (above.text.lower() in self.signs.amounts or above.pos == "NUM")
            ):
                break
            top = above.i
        return top

    # ------------------------------------------------------------ whom it belongs to
    def _relate(self, draft: Draft, start: int) -> None:
        context = self.context
        bodies: list[KnownActor | Draft] = []
        for i in range(start, draft.head):
            iso = context.nation(self.tokens[i]) if i not in context.name_at else None
            if iso:
                draft.country = draft.country or iso
        for name in self._names_between(start, draft.head):
            bodies.append(name)
        for text in self._hyphened(start, draft.head):
            draft.ties.append(text)
        after = list(self._names_after(draft.head))
        self._settle(draft, bodies, after)

    def _names_between(self, start: int, head: int) -> Iterator[KnownActor | Draft]:
        seen: set[int] = set()
        for i in range(start, head):
            if i in self.named_at:
                draft = self.named_at[i]
                if id(draft) not in seen and draft.last <= head:
                    seen.add(id(draft))
                    yield draft
            elif i in self.context.name_at:
                name = self.context.name_at[i]
                if id(name) not in seen:
                    seen.add(id(name))
                    actor = self.context.best(name)
                    if actor:
                        yield actor

    def _hyphened(self, start: int, head: int) -> Iterator[KnownActor]:
        """ "al-Qaeda-linked", "Iran-backed": the name before the hyphen."""
        text = self.context.text
        for i in range(start + 1, head):
            token = self.tokens[i]
            if (
                token.text == "-"
                and i + 1 < len(self.tokens)
                and self.tokens[i + 1].lemma in self.signs.bonds | self.signs.after_hyphen
            ):
                left = text[self.tokens[start].start : token.start]
                found = list(self.context.knowledge.find(left))
                if found and found[-1].span.end >= len(left) - 1:
                    yield self.context.knowledge.of(found[-1].uses[0])

    def _names_after(self, head: int) -> Iterator[KnownActor | Draft]:
        for child in self.annotation.children(head):
            if child.i < head:
                if child.dep in ("amod",) and child.lemma == "loyal":
                    yield from self._objects(child.i)
                continue
            if child.dep == "prep" and child.text.lower() in ("of", "from", "for", "to", "with"):
                yield from self._object_names(child.i)
            elif child.dep in ("acl", "amod", "advcl", "relcl") and child.lemma in self.signs.bonds:
                yield from self._objects(child.i)

    def _objects(self, i: int) -> Iterator[KnownActor | Draft]:
        for child in self.annotation.children(i, "prep", "agent"):
            if child.text.lower() in ("to", "with", "by"):
                yield from self._object_names(child.i)

    def _object_names(self, preposition: int) -> Iterator[KnownActor | Draft]:
        todo = self.annotation.children(preposition, "pobj")
        while todo:
            token = todo.pop(0)
            if token.i in self.named_at:
                yield self.named_at[token.i]
            elif token.i in self.context.name_at:
                actor = self.context.best(self.context.name_at[token.i])
                if actor:
                    yield actor
            todo.extend(self.annotation.children(token.i, "conj"))

    def _settle(
        self, draft: Draft, bodies: list[KnownActor | Draft], after: list[KnownActor | Draft]
    ) -> None:
        """Decides what the names around a noun say of it: which country, which group, whose."""
        agent = draft.agent
        assert agent is not None
        collective = draft.plural or agent.kind == "body"
        for number, tie in enumerate((*bodies, *after)):
            known = tie.known if isinstance(tie, Draft) else tie
            if known is not None and known.id.startswith("gov-") and known.country:
                draft.country = draft.country or known.country
                if number < len(bodies) or agent.part:
                    continue
            if (
                collective
                and agent.stands
                and draft.known is None
                and draft.same_as is None
                and number < len(bodies)
                and not self._is_person(tie)
            ):
                if isinstance(tie, Draft):
                    draft.same_as = tie
                    draft.known = tie.known
                else:
                    draft.known = tie
                draft.rule = f"people of a named group: {agent.noun}"
                continue
            draft.ties.append(tie)
        if draft.country and agent.part and draft.known is None and draft.same_as is None:
            body = self.context.knowledge.actor(f"{PREFIX[agent.part]}-{draft.country.lower()}")
            if body and collective:
                draft.known = body
                draft.rule = f"{agent.part} of a named country"
            elif body:
                draft.ties.append(body)
        if draft.known:
            known = draft.known
            draft.country, draft.sector, draft.inter = known.country, known.sector, known.inter
            draft.source_kind, draft.private = known.source_kind or draft.source_kind, False
            draft.type = known.type

    @staticmethod
    def _is_person(tie: KnownActor | Draft) -> bool:
        return tie.type == "person"
