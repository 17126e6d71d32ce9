"""Who stands in which slot of a verb or noun, whatever the sentence's build.

The logical subject and object are meant: passives, relative clauses, participles, infinitives and conjunctions are
undone, so that a frame needs to know only "subj", "obj" and prepositions. Dependency labels are spaCy's (ClearNLP).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from dateline.record.annotation import Annotation, Token

_RELATIVES = frozenset(["who", "whom", "which", "that", "whose"])
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
_OBJECT_CONTROL_NOT = frozenset(["promise", "threaten", "vow", "pledge", "agree"])
_OBJECT_PREPOSITIONS = ("to", "for", "on", "against", "with", "from", "over", "at", "in", "between")
_DEEPEST = 12


class Argument(NamedTuple):
    """A filler: the head token of the words in a slot, and how it was found."""

    head: int
    rule: str


Slots = dict[str, list[Argument]]


class Arguments:
    """Slots of the words of one report, worked out once each."""

    def __init__(
        self, annotation: Annotation, partitives: frozenset[str], can_act: Callable[[int], bool]
    ) -> None:
        self._a = annotation
        self._can_act = can_act
        self._partitives = partitives
        self._verbs: dict[int, Slots] = {}
        self._nouns: dict[int, Slots] = {}

    # ------------------------------------------------------------ verbs
    def of_verb(self, i: int, depth: int = 0) -> Slots:
        if i in self._verbs:
            return self._verbs[i]
        slots: Slots = {}
        if depth > _DEEPEST:
            return slots
        token = self._a.tokens[i]
        passive = self.is_passive(token)
        for child in self._a.children(i):
            match child.dep:
                case "nsubj":
                    self._put(
                        slots,
                        "obj" if passive and token.tag == "VBN" and self._bare(token) else "subj",
                        child,
                    )
                case "nsubjpass":
                    self._put(slots, "obj", child)
                case "dobj":
                    self._put(slots, "obj", child)
                case "advmod" if child.i == i + 1 and child.text[:1].isupper() and not passive:
                    # "shelled Mosul": a name that the tagger does not know.
                    self._put(slots, "obj", child, "name taken for an adverb")
                case "dative" if child.pos != "ADP":
                    self._put(slots, "iobj", child)
                case "ccomp" | "xcomp" if self._takes_its_subject(token, child):
                    # "urged him to leave": the parser makes "him" the subject of "leave"
                    for inner in self._a.children(child.i, "nsubj"):
                        self._put(slots, "obj", inner, "subject of the infinitive")
                case "attr" | "oprd":
                    self._put(slots, "attr", child)
                case "agent":
                    for inner in self._a.children(child.i, "pobj"):
                        self._put(slots, "subj", inner, "agent")
                case "prep" | "dative":
                    self._preposition(slots, child)
        self._antecedent(slots, token, passive)
        self._keep_nearest_subject(slots, token)
        if not slots.get("subj") and not passive:
            self._inherit_subject(slots, token, depth)
        if token.dep == "conj":
            self._share_with_conjunct(slots, token, passive, depth)
        self._reach_into_object(slots)
        self._verbs[i] = slots
        return slots

    def _keep_nearest_subject(self, slots: Slots, token: Token) -> None:
        """Of two subjects, the farther one belongs to the clause that brings in the quotation ("X boasted: "Y did")."""
        heads = [c.i for c in self._a.children(token.i, "nsubj") if c.i < token.i]
        if len(heads) > 1:
            last = [a for a in slots.get("subj", []) if a.head > heads[-2]]
            slots["subj"] = [a for a in last if a.head >= self._a.subtree(heads[-1])[0].i] or slots.get(
                "subj", []
            )

    def _reach_into_object(self, slots: Slots) -> None:
        """ "Gave aid to the refugees": the parser hangs "to" on the aid as often as on the verb."""
        for filler in slots.get("obj", [])[:1]:
            inner = self.of_noun(filler.head)
            for name in _OBJECT_PREPOSITIONS:
                if name in inner and name not in slots:
                    slots[name] = [Argument(f.head, f"{f.rule}, of the object") for f in inner[name]]

    def _takes_its_subject(self, verb: Token, clause: Token) -> bool:
        """ "Urged him to leave", "helped them escape": the infinitive's subject is the verb's object."""
        if any(c.tag == "TO" for c in self._a.children(clause.i, "aux")):
            return True
        return verb.lemma in ("help", "let", "make") and clause.tag == "VB"

    def is_passive(self, token: Token) -> bool:
        kids = self._a.children(token.i)
        if any(c.dep in ("auxpass", "nsubjpass", "agent") for c in kids):
            return True
        # The tagger often takes a participle after its noun for a past tense ("dozens of militants killed").
        after_noun = (
            token.dep == "acl" and token.tag == "VBD" and not any(c.dep in ("nsubj", "dobj") for c in kids)
        )
        if token.tag != "VBN":
            return after_noun
        if any(c.dep == "aux" and c.lemma in ("have", "'ve", "'s") for c in kids):
            return False
        if token.dep in ("acl", "amod"):
            return True
        if token.dep != "ROOT" and token.dep != "conj" and not any(c.dep in ("aux", "dobj") for c in kids):
            # "with ten people killed", "leaving dozens wounded"
            return True
        if token.dep == "conj":
            if any(c.dep == "nsubj" for c in kids):
                return self._bare(token)
            own = any(c.dep in ("aux", "dobj") for c in kids)
            head = self._a.head(token.i)
            return not own and head.pos in ("VERB", "AUX") and self.is_passive(head)
        return False

    def _bare(self, token: Token) -> bool:
        """No auxiliary at all: "dozens of militants killed" has its object before it."""
        return not any(c.dep in ("aux", "auxpass", "dobj") for c in self._a.children(token.i))

    def _preposition(self, slots: Slots, prep: Token) -> None:
        name = prep.lemma
        for child in self._a.children(prep.i):
            if child.dep in ("pobj", "pcomp") and child.pos not in ("VERB", "AUX"):
                self._put(slots, name, child, f"pobj of {name}")
            elif child.dep == "prep":
                # "out of the town", "from inside Syria", "close to": both prepositions lead to it
                for inner in self._a.children(child.i, "pobj"):
                    self._put(slots, child.lemma, inner, f"pobj of {name} {child.lemma}")
                    self._put(slots, name, inner, f"pobj of {name} {child.lemma}")

    def _antecedent(self, slots: Slots, token: Token, passive: bool) -> None:
        if token.dep not in ("relcl", "acl"):
            return
        noun = self._a.head(token.i)
        replaced = False
        for name, fillers in slots.items():
            for k, filler in enumerate(fillers):
                word = self._a.tokens[filler.head]
                if word.lemma in _RELATIVES and word.pos in ("PRON", "DET", "SCONJ"):
                    fillers[k : k + 1] = self._expanded(noun, f"antecedent, {name}")
                    replaced = True
        if replaced:
            return
        if token.dep == "relcl":
            if not slots.get("obj") and slots.get("subj") and not passive:
                self._put(slots, "obj", noun, "antecedent of reduced relative")
            elif not slots.get("subj") and not passive:
                self._put(slots, "subj", noun, "antecedent")
        elif passive and not slots.get("obj"):
            self._put(slots, "obj", noun, "noun before participle")
            self._left_so_by(slots, noun)
        elif token.tag == "VBG" and not slots.get("subj"):
            self._doer_of_participle(slots, noun)

    def _left_so_by(self, slots: Slots, noun: Token) -> None:
        """ "Troops left dozens of fighters dead": who leaves them so has done it."""
        verb = self._a.head(noun.i)
        while (
            verb.pos not in ("VERB", "AUX") and verb.dep in ("prep", "pobj", "dobj") and verb.head != verb.i
        ):
            verb = self._a.head(verb.i)
        if verb.lemma == "leave" and not slots.get("subj"):
            outer = self.of_verb(verb.i, 1)
            slots["subj"] = [
                Argument(f.head, f"{f.rule}, shared from {verb.text}") for f in outer.get("subj", [])
            ]

    def _doer_of_participle(self, slots: Slots, noun: Token) -> None:
        """The noun before it, where it can act; else whoever does what the clause tells."""
        if self._can_act(noun.i):
            self._put(slots, "subj", noun, "noun before participle")
            return
        verb = next((t for t in self._a.ancestors(noun.i) if t.pos == "VERB"), None)
        outer = self.of_verb(verb.i, 1) if verb is not None else {}
        slots.setdefault("subj", []).extend(
            Argument(f.head, f"{f.rule}, shared from the clause") for f in outer.get("subj", [])
        )

    def _inherit_subject(self, slots: Slots, token: Token, depth: int) -> None:
        head = self._a.head(token.i)
        if head.i == token.i or token.dep == "relcl":
            return
        if token.dep == "ccomp" and token.tag in ("VBD", "VBZ", "VBP"):
            # "that forces loyal to X moved closer": the parser splits the clause at the adjective
            for sibling in self._a.children(head.i, "ccomp"):
                if sibling.i < token.i and sibling.pos == "ADJ":
                    for child in self._a.children(sibling.i, "nsubj"):
                        self._put(slots, "subj", child)
            if slots.get("subj"):
                return
        if token.dep in ("xcomp", "ccomp", "advcl", "conj", "dep", "prep") and head.pos in (
            "VERB",
            "AUX",
            "ADJ",
        ):
            outer = self.of_verb(head.i, depth + 1)
            use = "subj"
            if token.dep in ("xcomp", "ccomp") and head.lemma not in _OBJECT_CONTROL_NOT:
                use = "obj" if any(self._can_act(f.head) for f in outer.get("obj", [])) else "subj"
            if head.pos == "VERB" and self.is_passive(head) and use == "subj":
                use = "obj"
            slots.setdefault("subj", []).extend(
                Argument(f.head, f"{f.rule}, shared from {head.text}") for f in outer.get(use, [])
            )
        elif token.dep == "pcomp":
            governor = self._a.head(head.i)
            if governor.pos in ("VERB", "AUX"):
                outer = self.of_verb(governor.i, depth + 1)
                use = "obj" if head.lemma in ("of", "for", "from") and outer.get("obj") else "subj"
                slots.setdefault("subj", []).extend(
                    Argument(f.head, f"{f.rule}, shared from {governor.text}") for f in outer.get(use, [])
                )
            elif governor.pos in ("NOUN", "PROPN"):
                self._owner(slots, governor)
        elif token.dep == "acl" and head.pos in ("NOUN", "PROPN"):
            # "plans to attack", "their efforts to retake"
            self._owner(slots, head)
            verb = self._a.head(head.i)
            if (
                not slots.get("subj")
                and verb.pos in ("VERB", "AUX")
                and verb.i != head.i
                and head.dep != "nsubj"
            ):
                outer = self.of_verb(verb.i, depth + 1)
                slots.setdefault("subj", []).extend(
                    Argument(f.head, f"{f.rule}, shared from {verb.text}") for f in outer.get("subj", [])
                )

    def _owner(self, slots: Slots, noun: Token) -> None:
        for child in self._a.children(noun.i, "poss", "compound", "amod"):
            if child.dep == "poss" or child.pos == "PROPN":
                self._put(slots, "subj", child, f"owner of {noun.text}")

    def _share_with_conjunct(self, slots: Slots, token: Token, passive: bool, depth: int) -> None:
        head = self._a.head(token.i)
        if head.pos not in ("VERB", "AUX"):
            return
        outer = self.of_verb(head.i, depth + 1)
        if passive and not slots.get("obj"):
            slots["obj"] = [
                Argument(f.head, f"{f.rule}, shared from {head.text}") for f in outer.get("obj", [])
            ]
            if not slots.get("subj") and self.is_passive(head):
                slots["subj"] = [Argument(f.head, f"{f.rule}, shared") for f in outer.get("subj", [])]

    # ------------------------------------------------------------ nouns
    def of_noun(self, i: int) -> Slots:
        if i in self._nouns:
            return self._nouns[i]
        slots: Slots = {}
        for child in self._a.children(i):
            match child.dep:
                case "poss":
                    self._put(slots, "poss", child)
                case "compound" | "amod" | "nmod":
                    self._put(slots, "mod", child)
                    # "Islamic State fighters' attack", "Russian-backed offensive": what stands within a modifier
                    for inner in self._a.children(child.i, "compound", "amod", "npadvmod"):
                        slots.setdefault("mod", []).append(Argument(inner.i, "within modifier"))
                case "nummod":
                    self._put(slots, "num", child)
                case "prep" | "agent":
                    self._preposition(slots, child)
                case "acl" if child.tag == "VBN" and child.lemma in ("claim", "blame"):
                    pass
        token = self._a.tokens[i]
        if token.dep == "conj":
            for name, fillers in (
                self.of_noun(self._a.head(i).i).items() if self._a.head(i).pos == "NOUN" else ()
            ):
                slots.setdefault(name, [Argument(f.head, f"{f.rule}, shared") for f in fillers])
        self._nouns[i] = slots
        return slots

    # ------------------------------------------------------------ fillers
    def _put(self, slots: Slots, name: str, token: Token, rule: str | None = None) -> None:
        slots.setdefault(name, []).extend(self._expanded(token, rule or token.dep))

    def _expanded(self, token: Token, rule: str) -> list[Argument]:
        """The filler itself, what stands after "of" where it only counts, and what is joined to it by "and"."""
        found: list[Argument] = []
        queue = [(token, rule)]
        while queue and len(found) < 20:
            word, how = queue.pop(0)
            inner = self._counted(word)
            found.append(Argument(inner.i, how if inner.i == word.i else f"{how}, of"))
            queue += [(c, f"conj of {rule}") for c in self._a.children(word.i, "conj") if c.pos != "VERB"]
            if inner.i != word.i:
                queue += [(c, f"conj of {rule}") for c in self._a.children(inner.i, "conj")]
        return found

    def _counted(self, token: Token) -> Token:
        if token.lemma not in self._partitives and token.pos != "NUM":
            return token
        for prep in self._a.children(token.i, "prep"):
            if prep.lemma == "of":
                for inner in self._a.children(prep.i, "pobj"):
                    return inner if inner.lemma == token.lemma else self._counted(inner)
        return token
