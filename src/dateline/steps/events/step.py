"""Happenings that a report tells."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from dateline.record.actors import ActorsFound
from dateline.record.annotation import Annotation, Token
from dateline.record.events import EventMention, MeansMention, RoleFiller
from dateline.record.places import PlacesFound
from dateline.record.text import Span
from dateline.reference.folders import own_folders
from dateline.reference.frames import Frames, Pattern, Words, load_frames, load_words
from dateline.steps.events.arguments import Arguments, Slots
from dateline.steps.events.joining import join_tellings
from dateline.steps.events.matching import Match, Matcher
from dateline.steps.events.pruning import without_contents
from dateline.steps.events.sorts import Sorts
from dateline.steps.events.status import StatusJudge

_WIELDING = frozenset(
    [
        "use-weapons",
        "shelling",
        "bombing",
        "airstrike",
        "suicide-attack",
        "chemical-attack",
        "disperse-protest",
    ]
)
"""Frames whose object is the weapon; elsewhere what is hit is no weapon ("shot down an aircraft")."""
_VERBAL = frozenset(["SUPPORT", "AGREE", "THREATEN", "REQUEST"])
_OBLIGED = frozenset(["must", "should", "ought"])


@cache
def _lexicon(own: tuple[Path, ...]) -> tuple[Frames, Words]:
    return load_frames(own), load_words()


def find_events(annotation: Annotation, places: PlacesFound, actors: ActorsFound) -> tuple[EventMention, ...]:
    """Events in text order of their triggers."""
    frames, words = _lexicon(own_folders())
    return _Finder(annotation, places, actors, frames, words).events()


class _Finder:
    def __init__(
        self, annotation: Annotation, places: PlacesFound, actors: ActorsFound, frames: Frames, words: Words
    ) -> None:
        self._a = annotation
        self._frames = frames
        self._words = words
        self._sorts = Sorts(annotation, places, actors, words)
        self._arguments = Arguments(annotation, words.nouns["partitive"], self._can_act)
        self._matcher = Matcher(annotation, frames, self._arguments, self._sorts)
        self._judge = StatusJudge(annotation, words)
        self._light = words.light_verbs

    def _can_act(self, i: int) -> bool:
        token = self._a.tokens[i]
        return (
            self._sorts.is_actor(i)
            or self._sorts.means_at(i) is not None
            or token.lemma in self._frames.nouns
        )

    def events(self) -> tuple[EventMention, ...]:
        found: list[EventMention] = []
        for token in self._a.tokens:
            event = None
            if token.pos in ("VERB", "AUX"):
                event = self._verb(token)
            elif token.pos in ("NOUN", "PROPN"):
                event = self._noun(token)
            elif token.pos == "ADJ" and token.dep in ("acomp", "ccomp", "conj", "ROOT", "oprd"):
                event = self._adjective(token)
            if event is not None:
                found.append(event)
        kept = without_contents(self._a, tuple(found), self._frames.frames)
        return join_tellings(self._a, kept, self._frames.frames)

    # ------------------------------------------------------------ verbs
    def _verb(self, token: Token) -> EventMention | None:
        patterns = [p for lemma in self._verb_lemmas(token) for p in self._frames.verbs.get(lemma, ())]
        modal = next((c for c in self._a.children(token.i, "aux") if c.lemma in _OBLIGED), None)
        if not patterns and modal is None:
            return None
        slots = self._arguments.of_verb(token.i)
        match = self._matcher.best(token.i, patterns, slots, light=False) if patterns else None
        duty = self._obligation(token, modal, slots) if modal is not None else None
        if match is None or (duty is not None and match.frame.plover not in ("ASSAULT", "COERCE")):
            return duty
        if self._is_noise(token, match):
            return None
        frame = match.frame
        judged = self._judge.of_verb(token.i, frame.plover, frame.kind == "state")
        if judged.status == "denied" and frame.denied == "nothing":
            return None
        return self._event(token, match, token.i, judged.status, judged.rule, slots)

    def _verb_lemmas(self, token: Token) -> list[str]:
        lemmas = [token.lemma]
        for child in self._a.children(token.i):
            if child.dep in ("prt", "advmod", "prep", "acomp", "oprd") and child.i > token.i:
                lemmas.insert(0, f"{token.lemma}_{child.text.lower()}")
        after = token.i + 1
        if after < len(self._a.tokens):
            lemmas.append(f"{token.lemma}_{self._a.tokens[after].text.lower()}")
        return list(dict.fromkeys(lemmas))

    def _is_noise(self, token: Token, match: Match) -> bool:
        """A bare word with nobody and nothing about it tells no happening."""
        return token.dep in ("amod", "compound") and not any(
            r.role in ("actor", "recipient") for r in match.roles
        )

    def _obligation(self, token: Token, modal: Token, slots: Slots) -> EventMention | None:
        """ "The regime must comply": whoever says so asks for it."""
        if not any(self._sorts.actor_at(f.head) for f in slots.get("subj", [])):
            return None
        pattern = Pattern(frame="obligation", lemma=token.lemma, text=f"{modal.lemma} + verb")
        frame = self._frames.frames["obligation"]
        match = self._matcher.best(token.i, [pattern], slots, light=False)
        if match is None:
            return None
        return self._event(token, match._replace(frame=frame), token.i, "occurred", "said to be due", slots)

    # ------------------------------------------------------------ nouns
    def _noun(self, token: Token) -> EventMention | None:
        if token.dep == "compound" and self._a.head(token.i).pos in ("NOUN", "PROPN"):
            return None
        patterns = [p for lemma in self._noun_lemmas(token) for p in self._frames.nouns.get(lemma, ())]
        if not patterns or (token.pos == "PROPN" and token.text[:1].isupper() and not self._is_plain(token)):
            return None
        slots = {k: list(v) for k, v in self._arguments.of_noun(token.i).items()}
        carrier = self._carrier(token)
        if carrier is not None:
            for name, fillers in self._carried(token, carrier).items():
                slots.setdefault(name, []).extend(fillers)
        match = self._matcher.best(token.i, patterns, slots, light=carrier is not None)
        if match is None:
            return None
        judged = self._judge.of_noun(token.i)
        clause = carrier.i if carrier is not None else self._clause(token)
        return self._event(token, match, clause, judged.status, judged.rule, slots)

    def _is_plain(self, token: Token) -> bool:
        """A capital letter at the beginning of a sentence or in a headline is no name."""
        first = self._a.sentences[token.sentence].first
        return token.i == first or token.text.isupper()

    def _noun_lemmas(self, token: Token) -> list[str]:
        lemmas = []
        if token.i and self._a.tokens[token.i - 1].dep in ("compound", "amod"):
            before = self._a.tokens[token.i - 1]
            lemmas.append(f"{before.lemma}_{token.lemma}")
        lemmas.append(token.lemma)
        if token.text.lower() != token.lemma:
            lemmas.append(token.text.lower())
        return lemmas

    def _carrier(self, token: Token) -> Token | None:
        """The light verb that carries the noun: "launched an attack", "an attack took place", "came under fire"."""
        verb = self._a.head(token.i)
        if token.dep == "conj":
            first = verb
            while first.dep == "conj" and first.head != first.i:
                first = self._a.head(first.i)
            return self._carrier(first) if first.pos in ("NOUN", "PROPN") else None
        if token.dep == "pobj" and verb.lemma in ("under", "in", "out", "with"):
            governor = self._a.head(verb.i)
            return (
                governor
                if governor.lemma in ("come", "engage", "be", "carry") and governor.pos == "VERB"
                else None
            )
        if token.dep == "pobj" and verb.lemma == "of":
            # "a series of attacks", "a number of raids"
            counted = self._a.head(verb.i)
            return self._carrier(counted) if counted.lemma in self._words.nouns["partitive"] else None
        if (
            token.dep in ("dobj", "nsubjpass")
            and verb.lemma in self._light["do"] | self._light["begin"] | self._light["undergo"]
        ):
            return verb
        if token.dep == "nsubj" and verb.lemma in self._light["happen"]:
            return verb
        return next(
            (
                c
                for c in self._a.children(token.i, "relcl", "acl")
                if c.lemma in self._light["do"] | self._light["happen"]
            ),
            None,
        )

    def _carried(self, token: Token, verb: Token) -> Slots:
        """What the carrying verb adds to the noun's slots, in the noun's terms."""
        outer = self._arguments.of_verb(verb.i)
        added: Slots = {k: v for k, v in outer.items() if k not in ("subj", "obj", "iobj", "attr")}
        mine = {f.head for f in outer.get("subj", [])}
        subject = [f for f in outer.get("subj", []) if f.head != token.i]
        if token.i in mine or (token.dep == "nsubj" and verb.lemma in self._light["happen"]):
            return added
        undergone = verb.lemma in self._light["undergo"] and verb.lemma not in self._light["do"]
        undergone = undergone or (token.dep == "pobj" and verb.lemma in ("come", "be"))
        added["obj" if undergone else "subj"] = subject
        return added

    def _clause(self, token: Token) -> int:
        return next((t.i for t in self._a.ancestors(token.i) if t.pos in ("VERB", "AUX")), token.i)

    # ------------------------------------------------------------ adjectives
    def _adjective(self, token: Token) -> EventMention | None:
        patterns = list(self._frames.adjectives.get(token.lemma, ()))
        if not patterns:
            return None
        verb = self._a.head(token.i)
        slots = dict(self._arguments.of_verb(verb.i)) if verb.pos in ("VERB", "AUX") else {}
        for name, fillers in self._arguments.of_verb(token.i).items():
            slots.setdefault(name, fillers)
        match = self._matcher.best(token.i, patterns, slots, light=False)
        if match is None:
            return None
        judged = self._judge.of_verb(verb.i, state=True) if verb.pos in ("VERB", "AUX") else None
        status, rule = (judged.status, judged.rule) if judged else ("occurred", "adjective")
        return self._event(token, match, verb.i, status, rule, slots)

    # ------------------------------------------------------------ all
    def _event(
        self, token: Token, match: Match, clause: int, status: str, status_rule: str, slots: Slots
    ) -> EventMention:
        event = EventMention(
            frame=match.frame.name,
            trigger=self._trigger(token, match.pattern),
            head=token.i,
            clause=clause,
            status=status,  # type: ignore[arg-type]
            status_rule=status_rule,
            roles=self._with_complement(token, match),
            means=(),
            weight=match.pattern.weight,
            rule=match.pattern.text,
        )
        return replace(event, means=self._means(token, event, slots))

    def _with_complement(self, token: Token, match: Match) -> tuple[RoleFiller, ...]:
        """ "Committed to assisting the agency", "vowed to attack Israel": the other side stands in the complement."""
        roles = match.roles
        if match.frame.plover not in _VERBAL or any(r.role == "recipient" for r in roles):
            return roles
        heads = self._a.children(token.i, "xcomp", "ccomp", "acl")
        for prep in self._a.children(token.i, "prep"):
            heads += self._a.children(prep.i, "pcomp")
        for head in heads:
            for filler in self._arguments.of_verb(head.i).get("obj", []):
                if self._sorts.actor_at(filler.head) is not None:
                    return (
                        *roles,
                        RoleFiller(role="recipient", head=filler.head, rule="object of the complement"),
                    )
        return roles

    def _trigger(self, token: Token, pattern: Pattern) -> Span:
        """The word with its particle, or with the word before it where both make the event ("car bomb")."""
        span = token.span
        _, _, particle = pattern.lemma.partition("_")
        if particle:
            near = self._a.tokens[max(0, token.i - 1) : token.i + 1]
            for child in [*self._a.children(token.i), *near]:
                if child.text.lower() == particle and child.i == token.i + 1:
                    span = Span(span.start, child.end)
            if pattern.lemma.endswith(f"_{token.lemma}") and token.i:
                span = Span(self._a.tokens[token.i - 1].start, span.end)
        return span

    def _means(self, token: Token, event: EventMention, slots: Slots) -> tuple[MeansMention, ...]:
        """Weapons in the event's slots and in the words that modify it."""
        heads = {token.i}
        for name, fillers in slots.items():
            wielded = name in ("obj", "of", "on") and event.frame in _WIELDING
            if name in ("subj", "with", "by", "using", "in", "mod", "from") or wielded:
                heads.update(f.head for f in fillers)
        for child in self._a.children(token.i, "advcl", "acl", "xcomp"):
            if child.lemma in ("use", "involve", "employ", "fire"):
                heads.update(f.head for f in self._arguments.of_verb(child.i).get("obj", []))
        for i in list(heads):
            heads.update(c.i for c in self._a.children(i, "compound", "amod", "nmod"))
        found = {m.span: m for i in sorted(heads) if (m := self._sorts.means_at(i)) is not None}
        return tuple(found[s] for s in sorted(found))
