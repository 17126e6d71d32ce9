"""Whether a happening occurred, goes on, is planned, is possible, depends on something, or did not happen.

The markers and their scope follow the distinctions of FactBank (Sauri and Pustejovsky 2009): polarity and modality
of the predicate itself, then of what governs it, outward as long as the clause is embedded.
"""

from __future__ import annotations

from typing import NamedTuple

from dateline.record.annotation import Annotation, Token
from dateline.record.events import Status
from dateline.reference.frames import Words


class Judged(NamedTuple):
    status: Status
    rule: str


_EMBEDDED = ("xcomp", "ccomp", "acl", "pcomp")
_PERFORMED = frozenset(["ACCUSE", "REQUEST", "SUPPORT", "REJECT", "THREATEN", "AGREE", "SANCTION", "CONSULT"])
"""PLOVER types that are done by saying so: their present tense tells of a thing done."""
_OUTCOMES = frozenset(
    ["liberation", "capture", "fall", "seizure", "defeat", "release", "withdrawal", "recapture", "retaking"]
)
"""Nouns for what may come even where an article stands before them: "will enable the liberation of the city"."""
_PASSIVE_ONLY = frozenset(["report", "say", "claim"])


class StatusJudge:
    """Judges the words of one report."""

    def __init__(self, annotation: Annotation, words: Words) -> None:
        self._a = annotation
        self._w = words.status
        self._light = frozenset().union(*(words.light_verbs[k] for k in ("do", "begin", "undergo", "happen")))

    # ------------------------------------------------------------ verbs
    def of_verb(self, i: int, plover: str | None = None, state: bool = False, depth: int = 0) -> Judged:
        """Status of what verb `i` tells."""
        token = self._a.tokens[i]
        kids = self._a.children(i)
        negated = self._negation(token)
        judged = (
            self._own(token, kids)
            or self._governed(token, depth)
            or self._tense(token, kids, plover, state, depth)
        )
        if negated:
            if judged.status in ("planned", "possible", "conditional") and self._modal_of(kids) in (
                "may",
                "might",
                "must",
                "should",
            ):
                return Judged("possible", f"{judged.rule}; negation '{negated}'")
            return Judged("denied", f"negation '{negated}'")
        return judged

    def _negation(self, token: Token) -> str | None:
        for child in self._a.children(token.i):
            if child.dep == "neg" and not self._only(child):
                return child.text
            if child.lemma in ("never", "no_longer") and child.dep == "advmod":
                return child.text
            if child.dep in ("nsubj", "nsubjpass", "dobj"):
                for inner in self._a.children(child.i, "det", "amod"):
                    if inner.lemma in ("no", "neither"):
                        return inner.text
                if child.lemma in ("nobody", "none", "nothing"):
                    return child.text
        if token.dep == "pcomp" and self._a.head(token.i).lemma == "without":
            return "without"
        return None

    def _only(self, neg: Token) -> bool:
        """ "not only" denies nothing."""
        after = neg.i + 1
        return after < len(self._a.tokens) and self._a.tokens[after].lemma in ("only", "just", "merely")

    def _modal_of(self, kids: list[Token]) -> str | None:
        return next((c.lemma for c in kids if c.dep == "aux" and c.tag == "MD"), None)

    def _own(self, token: Token, kids: list[Token]) -> Judged | None:
        for child in kids:
            if child.dep == "mark" and child.lemma in self._w.conditions and child.lemma != "whether":
                return Judged("conditional", f"condition '{child.text}'")
        modal = next((c for c in kids if c.dep == "aux" and c.tag == "MD"), None)
        if modal is None and token.dep == "conj" and token.tag == "VB":
            modal = next((c for c in self._a.children(token.head) if c.dep == "aux" and c.tag == "MD"), None)
        if modal is not None:
            if self._has_condition(token):
                return Judged("conditional", f"modal '{modal.text}' with a condition")
            status = self._w.modals.get(modal.lemma) or self._w.modals.get(modal.text.lower(), "possible")
            if status == "conditional":
                # "said they would hold on": the past form of "will" in reported speech
                reported = any(
                    h.tag in ("VBD", "VBN") and t.dep in ("ccomp", "conj") for t, h in self._chain(token)
                )
                return Judged("planned" if reported else "conditional", f"modal '{modal.text}'")
            if modal.lemma == "could" and any(c.lemma == "have" for c in kids):
                return Judged("possible", "modal 'could have'")
            return Judged(status, f"modal '{modal.text}'")
        for child in kids:
            if child.dep == "advmod" and (lent := self._w.adverbs.get(child.lemma)):
                if lent == "ongoing" and (token.tag == "VBD" or any(c.lemma == "have" for c in kids)):
                    continue  # "have now advanced": done, whatever the adverb
                return Judged(lent, f"adverb '{child.text}'")
        return None

    def _chain(self, token: Token) -> list[tuple[Token, Token]]:
        """Clause and governor, outward while the clause is embedded or joined."""
        found: list[tuple[Token, Token]] = []
        while token.dep in ("ccomp", "conj", "xcomp", "advcl") and token.head != token.i and len(found) < 8:
            head = self._a.head(token.i)
            found.append((token, head))
            token = head
        return found

    def _has_condition(self, token: Token) -> bool:
        for child in self._a.children(token.i, "advcl"):
            if any(
                c.dep in ("mark", "advmod") and c.lemma in self._w.conditions
                for c in self._a.children(child.i)
            ):
                return True
        return False

    def _governed(self, token: Token, depth: int) -> Judged | None:
        head = self._a.head(token.i)
        if head.i == token.i or depth > 8:
            return None
        infinitive = any(c.dep == "aux" and c.tag == "TO" for c in self._a.children(token.i))
        if token.dep in ("xcomp", "ccomp", "acl"):
            if token.dep == "ccomp" and not infinitive and head.lemma in _PASSIVE_ONLY:
                return None
            if token.dep == "acl" and not infinitive:
                return self._of_reported(head, token)
            told = self._by_governor(head, token, depth)
            finite = token.tag in ("VBD", "VBZ", "VBP", "VBN", "VBG") and not infinitive
            if token.dep == "ccomp" and finite and told is not None and told.status == "planned":
                # "announced that it had freed the town": the tense of what is announced decides
                return None
            return told
        if token.dep == "pcomp":
            governor = self._a.head(head.i)
            if head.lemma in ("after", "by", "before", "while", "since", "upon", "in", "despite", "with"):
                return (
                    None if governor.pos not in ("VERB", "AUX") else self.of_verb(governor.i, depth=depth + 1)
                )
            return self._by_governor(governor, token, depth)
        if token.dep == "advcl":
            if infinitive:
                return self._by_governor(head, token, depth) or Judged("planned", "infinitive of purpose")
            marks = [c.lemma for c in self._a.children(token.i, "mark")]
            if "before" in marks and token.tag == "VBG":
                return self.of_verb(head.i, depth=depth + 1) if head.pos == "VERB" else None
        if token.dep == "relcl" and infinitive:
            return Judged("planned", "infinitive after a noun")
        bare = not any(c.dep in ("aux", "auxpass", "nsubj", "nsubjpass") for c in self._a.children(token.i))
        if token.dep == "conj" and bare and token.tag in ("VB", "VBG", "VBN") and head.pos in ("VERB", "AUX"):
            return self.of_verb(head.i, depth=depth + 1)
        return None

    def _of_reported(self, noun: Token, token: Token) -> Judged | None:
        """ "False reports that the port was shelled", "the rumour that he had fled"."""
        if not any(c.dep == "mark" and c.lemma == "that" for c in self._a.children(token.i)):
            return None
        for child in self._a.children(noun.i, "amod"):
            if status := self._w.modifiers.get(child.lemma):
                return Judged(status, f"told as '{child.text} {noun.text}'")
        lent = self._w.governors.get(noun.lemma)
        return Judged(lent, f"governed by '{noun.text}'") if lent in ("possible", "denied") else None

    def _by_governor(self, governor: Token, token: Token, depth: int) -> Judged | None:
        lent = self._lent(governor)
        if lent is None:
            return None
        outer = self._outer(governor, depth)
        rule = f"governed by '{governor.text}'"
        if lent in ("occurred", "ongoing"):
            if outer.status == "occurred" and lent == "ongoing":
                return Judged("ongoing", rule)
            return Judged(outer.status if outer.status != "ongoing" else lent, f"{rule}; {outer.rule}")
        if outer.status == "denied":
            # "did not fail to", "never planned to"
            return Judged("occurred" if lent == "denied" else "denied", f"{rule}, negated")
        if outer.status == "conditional":
            return Judged("conditional", f"{rule}; {outer.rule}")
        return Judged(lent, rule)

    def _lent(self, governor: Token) -> Status | None:
        lemma = governor.lemma
        status = self._w.governors.get(lemma)
        if status is None and lemma in _PASSIVE_ONLY and governor.tag == "VBN":
            kids = self._a.children(governor.i)
            if any(c.dep == "auxpass" for c in kids):
                return "possible"
        if lemma == "have" and governor.pos in ("VERB", "AUX"):
            return "possible"
        return status

    def _outer(self, governor: Token, depth: int) -> Judged:
        if governor.pos in ("VERB", "AUX"):
            return self.of_verb(governor.i, depth=depth + 1)
        verb = self._a.head(governor.i)
        if governor.pos == "ADJ" and verb.pos in ("VERB", "AUX"):
            return self.of_verb(verb.i, depth=depth + 1)
        return Judged("occurred", "noun")

    def _tense(self, token: Token, kids: list[Token], plover: str | None, state: bool, depth: int) -> Judged:
        aux = {c.lemma for c in kids if c.dep in ("aux", "auxpass")}
        present_aux = any(c.dep in ("aux", "auxpass") and c.tag in ("VBZ", "VBP") for c in kids)
        head = self._a.head(token.i)
        if any(c.lemma == "go" for c in kids if c.dep == "aux"):
            return Judged("planned", "going to")
        if token.tag == "VBG":
            if aux & {"be", "'s", "'re"}:
                return Judged("ongoing" if present_aux else "occurred", "progressive")
            if token.dep in ("advcl", "xcomp", "ccomp") and head.pos in ("VERB", "AUX") and depth < 8:
                return self.of_verb(head.i, depth=depth + 1)
            return Judged("ongoing" if state else "occurred", "participle")
        if token.tag in ("VBZ", "VBP"):
            if plover in _PERFORMED:
                return Judged("occurred", "done by saying so")
            return Judged("ongoing", "present tense")
        if state and present_aux:
            return Judged("ongoing", "perfect of a state")
        if "be" in aux and present_aux and token.tag == "VBN" and not aux & {"have"}:
            return Judged("ongoing", "present passive")
        if token.tag == "VB" and token.dep == "ROOT" and not aux and not any(c.dep == "nsubj" for c in kids):
            return Judged("possible", "imperative")
        if token.tag == "VB" and any(c.dep == "aux" and c.tag == "TO" for c in kids):
            return Judged("planned", "infinitive")
        return Judged("occurred", "past tense")

    # ------------------------------------------------------------ nouns
    def of_noun(self, i: int, depth: int = 0) -> Judged:
        """Status of what noun `i` tells: by its modifiers, then by what it is an argument of."""
        token = self._a.tokens[i]
        for child in self._a.children(i, "amod", "det", "compound", "advmod"):
            if child.lemma in ("no",) or (child.dep == "neg"):
                return Judged("denied", f"'{child.text}'")
            for word in (child.text.lower(), child.lemma):
                if status := self._w.modifiers.get(word):
                    return Judged(status, f"modifier '{child.text}'")
        return self._by_clause(token, depth)

    def _by_clause(self, token: Token, depth: int) -> Judged:
        head = self._a.head(token.i)
        if head.i == token.i or depth > 8:
            return Judged("occurred", "noun")
        if token.dep == "conj" and head.pos in ("NOUN", "PROPN"):
            return self.of_noun(head.i, depth + 1)
        if token.dep == "pobj":
            governor = self._a.head(head.i)
            if governor.pos in ("NOUN", "PROPN", "ADJ") and head.lemma in (
                "of",
                "to",
                "for",
                "against",
                "in",
            ):
                if head.lemma != "in" and (lent := self._w.governors.get(governor.lemma)) in (
                    "planned",
                    "possible",
                    "denied",
                ):
                    return Judged(lent, f"governed by '{governor.text}'")
                return Judged("occurred", "noun")
            if governor.pos in ("VERB", "AUX"):
                if head.lemma in ("for", "of", "against", "from", "to", "about", "on") and (
                    lent := self._w.governors.get(governor.lemma)
                ) in ("planned", "possible", "denied"):
                    return self._argument_of(governor, lent, depth)
                if governor.lemma in self._light:
                    return self.of_verb(governor.i, depth=depth + 1)
            if head.lemma == "without":
                return Judged("denied", "without")
            return Judged("occurred", "noun")
        if token.dep in ("dobj", "nsubjpass", "nsubj", "attr") and head.pos in ("VERB", "AUX"):
            lent = self._w.governors.get(head.lemma)
            if head.lemma in self._light and lent != "denied":
                return self.of_verb(head.i, depth=depth + 1)
            if token.dep != "nsubj" and lent in ("planned", "possible", "denied"):
                return self._argument_of(head, lent, depth)
            if (self.is_indefinite(token) or token.lemma in _OUTCOMES) and head.lemma not in (
                "condemn",
                "claim",
                "report",
                "confirm",
                "describe",
                "say",
            ):
                outer = self.of_verb(head.i, depth=depth + 1)
                if outer.status in ("planned", "possible", "conditional", "denied"):
                    return outer
        return Judged("occurred", "noun")

    def _argument_of(self, governor: Token, lent: Status, depth: int) -> Judged:
        outer = self.of_verb(governor.i, depth=depth + 1)
        if outer.status == "denied" and lent != "denied":
            return Judged("denied", f"'{governor.text}', negated")
        return Judged(lent, f"governed by '{governor.text}'")

    def is_indefinite(self, token: Token) -> bool:
        """Not "the attack", "its attack", "this attack": nothing presupposes it."""
        return not any(
            (c.dep == "det" and c.lemma in ("the", "this", "that", "these", "those")) or c.dep == "poss"
            for c in self._a.children(token.i)
        )
