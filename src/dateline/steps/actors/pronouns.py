"""Whom a pronoun means."""

from __future__ import annotations

from dateline.record.annotation import Token
from dateline.steps.actors.context import Context
from dateline.steps.actors.drafts import Cluster, Draft
from dateline.steps.actors.salience import Salience

_HE = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
_THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
_IT = frozenset({"it", "its", "itself"})
_WHO = frozenset({"who", "whom", "whose", "which", "that"})
_IDLE = frozenset(
    {
        "be",
        "seem",
        "appear",
        "take",
        "mean",
        "happen",
        "remain",
        "become",
        "turn",
        "rain",
        "matter",
        "follow",
        "come",
        "make",
        "emerge",
    }
)
"""Verbs whose "it" is often nobody: "it is said", "it took two days"."""


def resolve_pronouns(context: Context, clusters: list[Cluster]) -> None:
    """Adds pronouns to the clusters that they go back to, in text order."""
    _Pronouns(context, clusters).resolve()


class _Pronouns:
    def __init__(self, context: Context, clusters: list[Cluster]) -> None:
        self.context = context
        self.tokens = context.tokens
        self.clusters = clusters
        self.salience = Salience(context, clusters)
        self.at: dict[int, tuple[Draft, Cluster]] = {}
        for cluster in clusters:
            for draft in cluster.drafts:
                self.at.setdefault(draft.head, (draft, cluster))
                self.at.setdefault(draft.top, (draft, cluster))

    def resolve(self) -> None:
        for token in self.tokens:
            low = token.text.lower()
            found: tuple[Cluster, str] | None = None
            if token.tag in ("WP", "WDT", "WP$") and low in _WHO:
                found = self._relative(token)
            elif token.pos != "PRON":
                continue
            elif low in _HE:
                found = self._person(token, _HE[low])
            elif low in _THEY:
                found = self._several(token)
            elif low in _IT:
                found = self._thing(token)
            if found:
                self._add(token, *found)

    def _add(self, token: Token, cluster: Cluster, rule: str) -> None:
        first = cluster.drafts[0]
        draft = Draft(
            span=token.span,
            first=token.i,
            last=token.i + 1,
            head=token.i,
            top=token.i,
            form="pronoun",
            type=cluster.type,
            rule=rule,
            name=token.text,
            plural=first.plural,
            gender="m" if _HE.get(token.text.lower()) == "m" else "f" if token.text.lower() in _HE else None,
        )
        cluster.drafts.append(draft)
        self.salience.add(draft, cluster)

    def _relative(self, token: Token) -> tuple[Cluster, str] | None:
        """ "The fighters who fled": the noun that the clause hangs on."""
        verb = token
        for _ in range(6):
            if verb.dep == "relcl":
                break
            if verb.head == verb.i:
                return None
            verb = self.tokens[verb.head]
        if verb.dep != "relcl":
            return None
        antecedent = self.at.get(verb.head)
        if antecedent is None:
            return None
        return antecedent[1], "relative clause"

    def _person(self, token: Token, gender: str) -> tuple[Cluster, str] | None:
        for _, draft, cluster in self.salience.before(token.i, 5):
            if cluster.type != "person" or draft.plural:
                continue
            known = cluster.first("gender")
            if known is not None and known != gender:
                continue
            if self._excluded(token, draft):
                continue
            return cluster, "nearest person, subjects first"
        return None

    def _excluded(self, token: Token, draft: Draft) -> bool:
        if token.tag != "PRP$" and not token.text.lower().endswith(("self", "selves")):
            if self.salience.together(token.i, draft.top):
                return True
        elif draft.first <= token.head < draft.last:
            return True
        return self.salience.speaks(draft, token.i)

    def _several(self, token: Token) -> tuple[Cluster, str] | None:
        for _, draft, cluster in self.salience.before(token.i, 3):
            many = (
                draft.plural
                or cluster.type in ("group", "organisation", "state")
                or (draft.form == "pronoun" and draft.plural)
            )
            if not many or cluster.type == "person":
                continue
            if self._excluded(token, draft) or self._things_nearer(token, draft):
                continue
            return cluster, "nearest group or several people, subjects first"
        return None

    def _things_nearer(self, token: Token, draft: Draft) -> bool:
        """Whether a plural thing stands in between as a subject: "The tanks were old. They broke down"."""
        sentence = self.tokens[token.i].sentence
        for other in reversed(self.tokens[draft.head + 1 : token.i]):
            if sentence - other.sentence > 1:
                break
            if other.tag == "NNS" and other.dep in ("nsubj", "nsubjpass") and other.i not in self.at:
                return True
        return False

    def _thing(self, token: Token) -> tuple[Cluster, str] | None:
        """ "It" for a body: only as one who does something, or as an owner."""
        verb = self.tokens[token.head]
        if token.tag != "PRP$" and (token.dep != "nsubj" or verb.lemma in _IDLE or verb.pos != "VERB"):
            return None
        for _, draft, cluster in self.salience.before(token.i, 2):
            if cluster.type not in ("group", "organisation", "state") or (
                draft.plural and cluster.known is None
            ):
                continue
            if self._excluded(token, draft):
                continue
            if self.salience.role(draft) not in ("nsubj", "nsubjpass", "poss", "agent", "dobj", "ROOT"):
                continue
            return cluster, "nearest body, subjects first"
        return None
