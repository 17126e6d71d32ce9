"""Portraits of actors and sources."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from dateline.record.decisions import ActorAliased, in_force
from dateline.record.kept import KeptClaim
from dateline.reference.actors import load_actors
from dateline.reference.event_families import family_of, is_cooperation
from dateline.store.base import SourceKnown
from dateline.store.keeping import publisher_of
from dateline.store.portraits import PartOnDay
from dateline.store.views import CaseView
from dateline.web import payloads_actors as to
from dateline.web.payloads_claims import ClaimPayload
from dateline.web.telling import claim_payloads, decision_payloads, line_of, note_payloads

_RECENT = 20
_LOOKED_AT = 1000
"""Claims, the latest, from which it is told with and against whom."""
_EDGES = 30
_NAMED = 20
_DISPUTES = 50
"""Disputed incidents, the latest, from which it is told who contradicts a source."""


def portrait_of(view: CaseView, actor: to.ActorLine) -> to.ActorDetail:
    key, known = actor.key, load_actors().actor(actor.key)
    numbers, sources = view.names_of("actor", key), view.names_of("source", key)
    days, quoted = view.days_naming(numbers), view.days_naming(sources)
    parts: Counter[str] = Counter()
    for one in (*days, *quoted):
        parts[one.part] += one.number
    log = view.decisions_on(key)
    looked_at = view.latest_naming(numbers, ("actor", "recipient"), days, limit=_LOOKED_AT)
    names = [known.name, *known.aliases] if known else []

    def latest(part: str) -> list[ClaimPayload]:
        if not parts[part]:
            return []
        some, told = (sources, quoted) if part == "source" else (numbers, days)
        return claim_payloads(view, view.latest_naming(some, (part,), told, limit=_RECENT))

    return to.ActorDetail(
        actor=actor,
        inter=known.inter if known else None,
        names=list(dict.fromkeys([*names, *view.spellings_of("actor", key)]))[:60],
        countries=list(known.countries) if known else [],
        first=known.first if known else None,
        last=known.last if known else None,
        affiliations=_affiliations(key),
        aliases=[
            to.AliasPayload(name=d.what.name, decision=d.number, coder=d.coder)
            for d in in_force(log)
            if isinstance(d.what, ActorAliased)
        ],
        counts=to.RoleCounts(
            actor=parts["actor"], recipient=parts["recipient"], holder=parts["holder"], source=parts["source"]
        ),
        months=_months(days),
        edges=_edges(key, looked_at),
        edges_from=len(looked_at),
        as_actor=latest("actor"),
        as_recipient=latest("recipient"),
        as_holder=latest("holder"),
        as_source=latest("source"),
        notes=note_payloads(view.notes_on(key)),
        decisions=decision_payloads(log),
    )


def _affiliations(key: str) -> list[to.Affiliation]:
    knowledge = load_actors()
    known = knowledge.actor(key)
    found = []
    for tie in known.ties if known else ():
        other = knowledge.actor(tie.to)
        found.append(
            to.Affiliation(
                key=tie.to,
                name=other.name if other else tie.to,
                relation=tie.relation,
                start=tie.first,
                end=tie.last,
                outward=True,
            )
        )
    for other in knowledge.tied_to(key) if known else ():
        found += [
            to.Affiliation(
                key=other.id,
                name=other.name,
                relation=tie.relation,
                start=tie.first,
                end=tie.last,
                outward=False,
            )
            for tie in other.ties
            if tie.to == key
        ]
    return found


def _months(days: Sequence[PartOnDay]) -> list[to.MonthCount]:
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for one in days:
        if one.day is not None:
            found[one.day.isoformat()[:7]][one.part] += one.number
    return [
        to.MonthCount(month=month, actor=parts["actor"], recipient=parts["recipient"])
        for month, parts in sorted(found.items())
    ]


def _edges(key: str, claims: Sequence[KeptClaim]) -> list[to.Edge]:
    names: dict[str, tuple[str, str | None]] = {}
    against: Counter[str] = Counter()
    together: Counter[str] = Counter()
    families: dict[str, Counter[str]] = defaultdict(Counter)
    for kept in claims:
        sides = [{a.key for a in kept.actors}, {a.key for a in kept.recipients}]
        family = family_of(kept.claim.acled_sub, kept.claim.plover)
        friendly = is_cooperation(kept.claim.plover)
        own = [i for i, side in enumerate(sides) if key in side]
        clash = kept.claim.acled_sub == "Armed clash" and not sides[1]
        for actor in (*kept.actors, *kept.recipients):
            names.setdefault(actor.key, (actor.name, actor.country))
        for other in (sides[0] | sides[1]) - {key}:
            if clash:
                # "A and B clashed": against each other. Of three the claim does not say who fights whom.
                if len(sides[0]) == 2:
                    against[other] += 1
                    families[other][family] += 1
                continue
            apart = any(other in sides[1 - i] for i in own)
            (against if apart and not friendly else together)[other] += 1
            families[other][family] += 1
    totals = against + together
    return [
        to.Edge(
            key=other,
            name=names[other][0],
            country=names[other][1],
            against=against[other],
            together=together[other],
            types=dict(families[other].most_common(4)),
        )
        for other in sorted(totals, key=lambda k: (-totals[k], k))[:_EDGES]
    ]


def source_portrait(view: CaseView, source: SourceKnown, known: Sequence[SourceKnown]) -> to.SourceDetail:
    """`known`: all sources of the case."""
    key = source.key
    numbers = view.names_of("source", key)
    days = view.days_by(key, numbers)
    latest = view.latest_by(key, numbers, days, limit=_LOOKED_AT)
    about = Counter((a.key, a.name) for kept in latest for a in (*kept.actors, *kept.recipients))
    months: Counter[str] = Counter()
    for one in days:
        if one.month is not None:
            months[one.month] += one.number
    disputed = view.disputed_by(key, numbers)
    log = view.decisions_on(key)
    return to.SourceDetail(
        source=source_line(source, view.copies_by([key]).get(key, 0), disputed.number),
        about=_by_key((k, n, c) for (k, n), c in about.items()),
        about_from=len(latest),
        months=[to.SourceMonth(month=m, claims=n) for m, n in sorted(months.items())],
        copies_of=_publishers(view.copying(key, copied_by=False)),
        copied_by=_publishers(view.copying(key, copied_by=True)),
        contradicted_by=_contradicted_by(view, source.name, disputed.latest[:_DISPUTES], known),
        disputed=[line_of(p) for p in view.pictures_of(disputed.latest[:_RECENT])],
        recent=claim_payloads(view, latest[:_RECENT]),
        decisions=decision_payloads(log),
        notes=note_payloads(view.notes_on(key)),
    )


def source_line(known: SourceKnown, copies: int, contradicted: int) -> to.SourceLine:
    return to.SourceLine(
        key=known.key,
        name=known.name,
        kind=known.kind,
        country=known.country,
        reports=known.reports,
        claims=known.claims,
        reliability=known.reliability,
        default=known.default,
        copies=copies,
        contradicted=contradicted,
    )


def _by_key(told: Iterable[tuple[str, str, int]]) -> list[to.Named]:
    """Key, name, how often: one line for each key, under the name that is used most. Pages tell lines apart by key."""
    count: Counter[str] = Counter()
    names: dict[str, Counter[str]] = defaultdict(Counter)
    for key, name, number in told:
        count[key] += number
        names[key][name] += number
    made = [to.Named(key=key, name=names[key].most_common(1)[0][0], count=n) for key, n in count.items()]
    return sorted(made, key=lambda one: (-one.count, one.name, one.key))[:_NAMED]


def _publishers(found: list[tuple[str, int]]) -> list[to.Named]:
    told = ((publisher_of(name), name, number) for name, number in found)
    return _by_key((who.key if who else name, who.name if who else name, n) for who, name, n in told)


def _contradicted_by(
    view: CaseView, name: str, incidents: Sequence[str], known: Sequence[SourceKnown]
) -> list[to.Named]:
    """By name as disputes tell them: who says something else of the same field."""
    # Disputes name sources as they are told, "police (Tigris News Network)"; the first of them has a portrait.
    portrayed = {source.name: source.key for source in reversed(known)}
    count: Counter[str] = Counter()
    told: dict[str, set[str]] = defaultdict(set)
    for id in incidents:
        incident = view.incident(id)
        for dispute in incident.disputed if incident else ():
            own = [v for v in dispute.versions if any(_is(name, s) for s in v.sources)]
            others = {s for v in dispute.versions if v not in own for s in v.sources} if own else set()
            keys = {who: portrayed.get(who.split(" (")[0], who) for who in others}
            count.update(set(keys.values()))
            for who, key in keys.items():
                told[key].add(who)
    # The police of two reports are one line, and neither report's own police.
    named = {key: whos.pop() if len(whos) == 1 else min(whos).split(" (")[0] for key, whos in told.items()}
    return _by_key((key, named[key], number) for key, number in count.items())


def _is(name: str, told: str) -> bool:
    """ "police (Tigris News Network)" is both the police and the network."""
    return told == name or told.startswith(f"{name} (") or told.endswith(f" ({name})")
