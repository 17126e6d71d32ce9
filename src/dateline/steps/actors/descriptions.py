"""Whom a description that says "the" means: "the jihadist", "the group", "the army", "the kingdom"."""

from __future__ import annotations

from dateline.reference.actors import KnownActor
from dateline.reference.actors.folding import key_of
from dateline.steps.actors.belonging import PREFIX
from dateline.steps.actors.context import Context
from dateline.steps.actors.drafts import Cluster, Draft
from dateline.steps.actors.salience import Salience

_FIGHTING = frozenset({"REB", "PRM", "CRM", "UAF", "SEP"})
_STATE_NOUNS = frozenset({"country", "nation", "kingdom", "republic", "emirate"})
_GROUP_NOUNS = frozenset(
    ("group", "organisation", "organization", "movement", "network", "faction", "militia", "front", "party")
)
_OWN_FORCES = frozenset(
    [
        *("government forces", "government troops", "regime forces", "regime troops", "government army"),
        *(
            "government soldier",
            "regime soldier",
            "regime aircrew",
            "army soldier",
            "army forces",
            "army unit",
        ),
    ]
)
_FAR = 40


def resolve_descriptions(context: Context, clusters: list[Cluster]) -> list[Cluster]:
    """Joins descriptions to the actors that they go back to. Clusters left empty are dropped."""
    return _Descriptions(context, clusters).resolved()


class _Descriptions:
    def __init__(self, context: Context, clusters: list[Cluster]) -> None:
        self.context = context
        self.clusters = clusters
        self.salience = Salience(context, clusters)
        self.of_known = {c.known.id: c for c in clusters if c.known}

    def resolved(self) -> list[Cluster]:
        order = sorted(
            ((d.top, d, c) for c in self.clusters for d in c.drafts if d.form == "description"),
            key=lambda e: e[0],
        )
        for _, draft, cluster in order:
            if draft not in cluster.drafts or cluster.known is not None:
                continue
            if any(d.form == "name" for d in cluster.drafts):
                continue
            target, rule = self._target(draft, cluster)
            if target is not None and target is not cluster:
                self._move(draft, cluster, target, rule)
        return [c for c in self.clusters if c.drafts]

    def _move(self, draft: Draft, cluster: Cluster, target: Cluster, rule: str) -> None:
        cluster.drafts.remove(draft)
        draft.rule = rule
        target.drafts.append(draft)
        target.drafts.sort(key=lambda d: (d.span.start, -d.span.end))
        self.salience = Salience(self.context, self.clusters)

    def _target(self, draft: Draft, cluster: Cluster) -> tuple[Cluster | None, str]:
        agent = draft.agent
        if agent is None or (draft.owner is not None and agent.part):
            return None, ""
        own = agent.noun in _OWN_FORCES
        told = draft.definite and not draft.ties and not agent.weak
        if agent.part and draft.country is None and (own or told):
            return self._body_of_a_state(draft, agent.part)
        if not draft.definite or cluster.drafts[0] is not draft:
            return None, ""
        if draft.is_person:
            return self._person(draft)
        if agent.kind == "body" and not draft.plural:
            return self._body(draft)
        return self._several(draft)

    # ------------------------------------------------------------ bodies of a state
    def _body_of_a_state(self, draft: Draft, part: str) -> tuple[Cluster | None, str]:
        for _, _, cluster in self.salience.before(draft.top, _FAR):
            known = cluster.known
            if known is not None and known.part == part and self._fits_theatre(known):
                return cluster, f"the {part} named before"
        country = self._country_before(draft) or self.context.theatre
        if country is None:
            return None, ""
        body = self.context.knowledge.actor(f"{PREFIX[part]}-{country.lower()}")
        if body is None:
            return None, ""
        return self._cluster_of(body), f"the {part} of the country at war in the report"

    def _fits_theatre(self, known: KnownActor) -> bool:
        theatre = self.context.theatre
        return theatre is None or known.country == theatre or theatre not in self._states_named()

    def _states_named(self) -> frozenset[str]:
        return frozenset(
            c.known.country for c in self.clusters if c.known and c.known.country and c.known.part
        )

    def _country_before(self, draft: Draft) -> str | None:
        if self.context.theatre:
            return self.context.theatre
        for _, _, cluster in self.salience.before(draft.top, 3):
            known = cluster.known
            if known and known.country and known.part:
                return known.country
        return None

    def _cluster_of(self, actor: KnownActor) -> Cluster:
        if actor.id not in self.of_known:
            cluster = Cluster(fixed=actor)
            self.clusters.append(cluster)
            self.of_known[actor.id] = cluster
        return self.of_known[actor.id]

    # ------------------------------------------------------------ persons
    def _person(self, draft: Draft) -> tuple[Cluster | None, str]:
        agent = draft.agent
        assert agent is not None
        same_title = [c for c in self._persons() if self._has_title(c, draft)]
        if same_title and (agent.offices or agent.sector in ("GOV", "MIL", "LEG")):
            before = [c for c in same_title if c.drafts[0].span.start < draft.span.start]
            return (before or same_title)[-1], "the person of that title"
        if agent.offices and draft.country and (holder := self._holder(draft)):
            return self._cluster_of(holder), "who held that office then"
        for _, other, cluster in self.salience.before(draft.top, 6):
            if cluster.type != "person" or other.plural or self._genders_differ(cluster, draft):
                continue
            if self._has_title(cluster, draft):
                return cluster, "the person so described before"
            if self._sector_fits(cluster, draft):
                return cluster, "the last person of that kind"
        return None, ""

    def _persons(self) -> list[Cluster]:
        return [c for c in self.clusters if c.type == "person" and any(d.form == "name" for d in c.drafts)]

    def _has_title(self, cluster: Cluster, draft: Draft) -> bool:
        noun = draft.agent.noun if draft.agent else ""
        if draft.country and (cluster.first("country") or draft.country) != draft.country:
            return False
        if any((noun and noun in d.title.split(" / ")) or _ends(d.title, noun) for d in cluster.drafts):
            return True
        known = cluster.known
        if known is None or draft.agent is None or not draft.agent.offices:
            return False
        day = self.context.day
        return any(
            o.title in draft.agent.offices
            and (draft.country is None or o.state == draft.country)
            and (day is None or o.held_on(day, slack=200))
            for o in known.offices
        )

    def _holder(self, draft: Draft) -> KnownActor | None:
        assert draft.agent is not None
        day = self.context.day
        if day is None or draft.country is None:
            return None
        return self.context.knowledge.holder(draft.agent.offices, draft.country, day)

    def _sector_fits(self, cluster: Cluster, draft: Draft) -> bool:
        """ "The jihadist" for one who belongs to an armed group, "the man" for anyone."""
        assert draft.agent is not None
        noun = draft.agent.noun
        if noun in ("man", "woman", "person", "suspect", "leader", "victim"):
            return True
        sectors = {s for d in cluster.drafts if (s := d.sector)}
        sectors |= {s for d in cluster.drafts for t in d.ties if not isinstance(t, str) and (s := t.sector)}
        if cluster.known and cluster.known.sector:
            sectors.add(cluster.known.sector)
        wanted = draft.agent.sector
        if wanted in _FIGHTING:
            return bool(sectors & _FIGHTING)
        return wanted is not None and wanted in sectors and wanted not in ("CVL", "GOV")

    @staticmethod
    def _genders_differ(cluster: Cluster, draft: Draft) -> bool:
        gender = cluster.first("gender")
        return gender is not None and draft.gender is not None and gender != draft.gender

    # ------------------------------------------------------------ bodies and several people
    def _body(self, draft: Draft) -> tuple[Cluster | None, str]:
        agent = draft.agent
        assert agent is not None
        if agent.noun in _STATE_NOUNS:
            return self._state(draft, agent.noun)
        if agent.noun in ("enemy", "enemy forces"):
            return self._enemy(), "the armed group that the report is about"
        named = self._name_with(draft) or self._publisher(draft)
        if named is not None:
            return named, "short for a name given before"
        before = [e for e in self.salience.before(draft.top, 4) if not self._says(e[1], draft)]
        own_name = any(t.pos == "PROPN" for t in self.context.tokens[draft.first : draft.head])
        if draft.ties or own_name:
            return None, ""
        for _, _, cluster in before:
            sector = cluster.known.sector if cluster.known else cluster.first("sector")
            if cluster.type not in ("group", "organisation") or (cluster.plural and not cluster.known):
                continue
            if agent.noun in _GROUP_NOUNS or agent.noun.split(" ")[-1] in _GROUP_NOUNS:
                if sector in (_FIGHTING | {"OPP", "PTY", "CVL", None, "SOC"}) and not (
                    cluster.known and cluster.known.part == "military"
                ):
                    return cluster, "the last body of that kind"
            elif (
                agent.sector is not None
                and sector == agent.sector
                and agent.sector in (_FIGHTING | {"JRN", "COP"})
            ):
                return cluster, "the last body of that kind"
        return None, ""

    def _says(self, speaker: Draft, draft: Draft) -> bool:
        """ "The monitor said that the group lost men": who says so is not the group."""
        tokens = self.context.tokens
        inside = False
        for above in (tokens[draft.top], *self.context.annotation.ancestors(draft.top)):
            if above.dep == "ccomp":
                inside = True
            elif inside and above.i == tokens[speaker.top].head:
                return tokens[speaker.top].dep == "nsubj"
            if inside and tokens[above.head].i == tokens[speaker.top].head:
                return tokens[speaker.top].dep == "nsubj"
        return False

    def _state(self, draft: Draft, noun: str) -> tuple[Cluster | None, str]:
        for _, _, cluster in self.salience.before(draft.top, 6):
            known = cluster.known
            if known is None or known.type != "state" or not known.country:
                continue
            if noun in ("kingdom", "republic", "emirate") and not self.context.knowledge.is_called(
                known.country, noun
            ):
                continue
            return cluster, f"the last {noun} named"
        return None, ""

    def _enemy(self) -> Cluster | None:
        fighting = [c for c in self.clusters if c.known and c.known.sector == "REB"]
        return max(fighting, key=lambda c: len(c.drafts), default=None)

    def _name_with(self, draft: Draft) -> Cluster | None:
        """ "The Board" after "UN Board of Inquiry"."""
        words = key_of(draft.name).split(" ")
        if not draft.name[:1].isupper():
            return None
        for _, other, cluster in self.salience.before(draft.top, _FAR):
            if other.form == "name" and cluster.type in ("organisation", "group"):
                whole = key_of(other.name).split(" ")
                if all(w in whole for w in words):
                    return cluster
        return None

    def _publisher(self, draft: Draft) -> Cluster | None:
        """ "The Department" in what a department publishes is that department."""
        publisher = self.context.publisher
        if publisher is None or not draft.name[:1].isupper() or " " in draft.name or draft.ties:
            return None
        word = key_of(draft.name)
        names = (publisher.name, *publisher.aliases)
        return self._cluster_of(publisher) if any(word in key_of(n).split(" ") for n in names) else None

    def _several(self, draft: Draft) -> tuple[Cluster | None, str]:
        agent = draft.agent
        assert agent is not None
        if draft.ties or draft.country or agent.sector not in (_FIGHTING | {"MIL"}):
            return None, ""
        for _, other, cluster in self.salience.before(draft.top, 3):
            if self._says(other, draft):
                continue
            sector = cluster.known.sector if cluster.known else cluster.first("sector")
            if cluster.type == "person" or not (cluster.known or other.plural or cluster.type == "group"):
                continue
            if (agent.sector in _FIGHTING and sector in _FIGHTING) or (
                agent.sector == "MIL" and sector == "MIL"
            ):
                return cluster, "the last armed group of that kind"
        return None, ""


def _ends(title: str, noun: str) -> bool:
    return bool(noun) and (title == noun or title.endswith(f" {noun}") or title.startswith(f"{noun} "))
