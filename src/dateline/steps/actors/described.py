"""Mentions by description: "government forces", "Syrian soldiers", "Daesh militants", "a local physician"."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.record.actors import ActorType
from dateline.record.annotation import Token
from dateline.reference.actors import AgentNoun
from dateline.reference.actors.signs import load_signs
from dateline.reference.frames import load_frames, load_words
from dateline.steps.actors.context import Context
from dateline.steps.actors.drafts import Draft
from dateline.steps.actors.people import gender_of
from dateline.steps.actors.phrases import is_capital, is_plural, phrase_start, span_of

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
        deed = self._before_deed(token)
        if found is None or (
            token.dep in ("compound", "amod", "nmod", "npadvmod") and not (deed or self._ends_phrase(token))
        ):
            return None
        agent, length = found
        if not agent.alone:
            return None
        # "Zamfara state" is a place; "the state" may be an actor.
        if agent.noun == "state" and token.i and self.tokens[token.i - 1].pos == "PROPN":
            return None
        if token.pos == "VERB" or (token.pos == "ADJ" and token.dep in ("acomp", "amod") and not deed):
            return None
        return self._made(token, agent, length)

    def _ends_phrase(self, token: Token) -> bool:
        """The parser calls the last noun of a phrase a modifier of what stands before it or after a comma."""
        if token.head < token.i:
            return True
        return any(t.text == "," for t in self.tokens[token.i + 1 : token.head])

    def _before_deed(self, token: Token) -> bool:
        """ "A rebel attack", "coalition airstrikes": the modifier of a deed is who does it."""
        governor = self.tokens[token.head]
        return (
            token.dep in ("compound", "amod", "nmod")
            and governor.pos in ("NOUN", "PROPN")
            and governor.i > token.i
            and governor.lemma in load_frames().nouns
            and token.text.lower() not in load_words().nouns["kind"]
        )

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
        start = self._over_name(min(phrase_start(self.annotation, head), head - length + 1))
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
            name=span_of(self.annotation, self._after_pointers(first, head), last).of(self.context.text),
            title=agent.noun if agent.kind == "person" else "",
            agent=agent,
            plural=plural,
            definite=self._is_definite(start, first, head),
            gender=gender_of(self.context, f"{modifiers} {agent.noun}"),
            sector=agent.sector,
            inter=agent.inter,
            source_kind=agent.source,
            private=agent.private,
        )
        draft.outer = start
        return draft

    def _over_name(self, start: int) -> int:
        """Back over a name right before the phrase that the parser has left out of it."""
        within = self.context.name_at.get(start)
        if within is not None and not within.place_too:
            return min(start, self.annotation.token_range(within.span)[0])
        name = self.context.name_at.get(start - 1)
        if name is None or self.tokens[start].start - self.tokens[start - 1].end > 1:
            return start
        first, last = self.annotation.token_range(name.span)
        same = self.tokens[first].sentence == self.tokens[start].sentence
        return first if last == start and same and not name.place_too else start

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
                if token.tag == "PRP$" or low in self.signs.pointing:
                    break
                i += 1
                first = i
                continue
            if token.dep == "poss" or any(t.dep == "case" for t in self.annotation.children(i)):
                break
            # A number, sign or small word inside is not the border ("3rd Battalion", "U.S.-led forces").
            break
        return first

    def _after_pointers(self, first: int, head: int) -> int:
        """A name for the actor does without "our", "these", "all"."""
        row = self.tokens
        while first < head and (row[first].tag == "PRP$" or row[first].text.lower() in self.signs.pointing):
            first += 1
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
        post = self.context.agent(head)
        held = low == "for" and post is not None and post[0].source == "official" and is_capital(last)
        held = held and last.i not in self.named_at
        if (
            low == "from"
            and post is not None
            and post[0].kind == "person"
            and not is_plural(self.tokens[head])
        ):
            return head + 1
        if not named or (low in ("in", "for", "with") and start == head + 1 and not held):
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
