"""On what the sources of a happening, or of a place's control, differ; each version with those who say so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from dateline.record.claims import SourceKind
from dateline.record.incidents import ControlSpan, Dispute, Version
from dateline.record.kept import KeptActor, KeptClaim
from dateline.record.tolls import OUTCOMES
from dateline.steps.situation.casualties import Figure, figures_of
from dateline.steps.situation.sides import alike, distance_km, label
from dateline.steps.situation.sources import fighters, speaker, speaker_name, speaks_for_party

_HAPPENED = ("occurred", "ongoing")
FAR_KM = 25.0
"""Two towns nearer than this can be one place told in two ways."""


def disputes_of(claims: Sequence[KeptClaim]) -> tuple[Dispute, ...]:
    """The disputes of one incident: whether it happened, who did it, how many, who holds the place, when, where."""
    sides = fighters(claims)
    found = [
        _whether(claims, sides),
        _who(claims, sides),
        *_how_many(claims, sides),
        _holder(claims, sides),
        _when(claims, sides),
        _where(claims, sides),
    ]
    return tuple(d for d in found if d is not None)


def control_disputes(span: ControlSpan, claims: Sequence[KeptClaim]) -> Dispute | None:
    """Who holds the place, as the claims cited by a contested stretch have it. None: they agree."""
    cited = [k for k in claims if k.id in set(span.claims)]
    return _holder(cited, fighters(cited))


def version(value: str, claims: Iterable[KeptClaim], sides: Sequence[KeptActor]) -> Version:
    """A version with its sources, each once, in the order of the claims."""
    told = sorted(claims, key=lambda k: (k.published is None, k.published, k.id))
    sources: dict[str, KeptClaim] = {}
    for claim in told:
        sources.setdefault(speaker_name(claim), claim)
    speakers = {name: speaker(claim) for name, claim in sources.items()}
    kinds: tuple[SourceKind | None, ...] = tuple(s.kind if s else None for s in speakers.values())
    return Version(
        value=value,
        claims=tuple(dict.fromkeys(k.id for k in told)),
        sources=tuple(speakers),
        kinds=kinds,
        sides=tuple(s.country if s else None for s in speakers.values()),
        parties=tuple(speaks_for_party(k, sides) for k in sources.values()),
        party=any(speaks_for_party(k, sides) for k in sources.values()),
    )


def _dispute(
    field: str, versions: Sequence[tuple[str, Sequence[KeptClaim]]], sides: Sequence[KeptActor]
) -> Dispute | None:
    """None: fewer than two versions, or all from one story: a report that gives two figures disputes nothing."""
    if len(versions) < 2 or len({k.story for _, told in versions for k in told}) < 2:
        return None
    return Dispute(field=field, versions=tuple(version(value, told, sides) for value, told in versions))


def _whether(claims: Sequence[KeptClaim], sides: Sequence[KeptActor]) -> Dispute | None:
    happened = [k for k in claims if k.claim.status in _HAPPENED]
    # A denial is of this happening if others tell the same sort of thing, and not the very report that denies.
    denied = [
        k
        for k in claims
        if k.claim.status == "denied"
        and any(h.claim.plover == k.claim.plover and h.story != k.story for h in happened)
    ]
    possible = [k for k in claims if k.claim.status == "possible"]
    if not happened or not denied:
        return None
    versions = [("it happened", happened), ("it did not happen", denied)]
    return _dispute("happened", versions + ([("it may have", possible)] if possible else []), sides)


def _who(claims: Sequence[KeptClaim], sides: Sequence[KeptActor]) -> Dispute | None:
    """Only where one side does it to another: in a clash both are named, in whatever order."""
    told = [k for k in claims if k.actors and k.claim.status in (*_HAPPENED, "possible")]
    suffering = [a for k in claims for a in k.recipients]
    groups: list[tuple[KeptActor, list[KeptClaim]]] = []
    for claim in told:
        armed = [
            a for a in claim.actors if a.inter in (1, 2, 3, 4, 8) and not any(alike(a, b) for b in suffering)
        ]
        for actor in armed[:1]:
            for first, members in groups:
                if alike(first, actor):
                    members.append(claim)
                    break
            else:
                groups.append((actor, [claim]))
    named = [(a, m) for a, m in groups if not a.key.startswith("?")]
    if len(named) < 2 or len({k.report for _, m in named for k in m}) < 2:
        return None
    denying = [k for k in claims if k.claim.status == "denied" and k.actors]
    versions: list[tuple[str, Sequence[KeptClaim]]] = [(label([a]), m) for a, m in named]
    for claim in denying:
        versions.append((f"not {label(claim.actors)}", [claim]))
    return _dispute("actors", versions, sides)


def _how_many(claims: Sequence[KeptClaim], sides: Sequence[KeptActor]) -> list[Dispute | None]:
    figures = figures_of(claims)
    found: list[Dispute | None] = []
    for outcome in OUTCOMES:
        here = [f for f in figures if f.outcome == outcome]
        for side in sorted({f.side for f in here}):
            mine = _greatest_of_reports([f for f in here if f.side == side])
            if _meet(mine):
                continue
            versions: dict[str, list[Figure]] = {}
            for figure in sorted(mine, key=lambda f: (f.least or 0, f.most or 0, f.claim.id)):
                versions.setdefault(_value(figure), []).append(figure)
            told: list[tuple[str, Sequence[KeptClaim]]] = [
                (value, [f.claim for f in members]) for value, members in versions.items()
            ]
            found.append(_dispute(outcome if not side else f"{outcome} ({side})", told, sides))
    return found


def _greatest_of_reports(figures: Sequence[Figure]) -> list[Figure]:
    """Of each report and speaker the greatest figure: the others are parts of it."""
    best: dict[tuple[str, str], Figure] = {}
    for figure in figures:
        key = (figure.claim.report, speaker_name(figure.claim))
        if key not in best or (figure.least or figure.most or 0) > (best[key].least or best[key].most or 0):
            best[key] = figure
    return [best[key] for key in sorted(best)]


def _meet(figures: Sequence[Figure]) -> bool:
    """Whether one number would satisfy all."""
    low = max((f.low for f in figures if f.low is not None), default=0)
    high = min((f.most for f in figures if f.most is not None), default=None)
    return high is None or low <= high


def _value(figure: Figure) -> str:
    if figure.low is not None and figure.low == figure.high:
        return str(figure.low)
    if figure.low is None:
        return f"up to {figure.high}" if figure.high is not None else figure.text
    if figure.high is None:
        return f"{figure.low} or more"
    return f"{figure.low} to {figure.high}"


def _holder(claims: Sequence[KeptClaim], sides: Sequence[KeptActor]) -> Dispute | None:
    groups: list[tuple[str, KeptActor, list[KeptClaim]]] = []
    for claim in claims:
        if claim.control is None or claim.holder is None or claim.control.change == "contests":
            continue
        has = (claim.control.change != "loses") != (claim.claim.status == "denied")
        value = "held by" if has else "not held by"
        for known, actor, members in groups:
            if known == value and alike(actor, claim.holder):
                members.append(claim)
                break
        else:
            groups.append((value, claim.holder, [claim]))
    holding = [g for g in groups if g[0] == "held by"]
    # A story that says who held it before and who holds it now tells a change, no dispute.
    groups = holding + [
        (value, actor, left)
        for value, actor, members in groups
        if value == "not held by"
        and (left := [k for k in members if not any(k.story == h.story for _, _, hs in holding for h in hs)])
    ]
    clash = len(holding) > 1 or any(alike(a[1], b[1]) and a[0] != b[0] for a in groups for b in groups)
    if not clash:
        return None
    return _dispute("holder", [(f"{value} {actor.name}", members) for value, actor, members in groups], sides)


def _when(claims: Sequence[KeptClaim], sides: Sequence[KeptActor]) -> Dispute | None:
    sharp = [k for k in claims if k.start and k.start == k.end and k.claim.status in _HAPPENED]
    return _by_value("day", sharp, lambda k: str(k.start), sides)


def _where(claims: Sequence[KeptClaim], sides: Sequence[KeptActor]) -> Dispute | None:
    placed = [k for k in claims if k.place and k.place.lat is not None and k.place.geo_precision == 1]
    far = any(
        (d := distance_km(a.place, b.place)) is not None and d > FAR_KM
        for a in placed
        for b in placed
        if a.id < b.id and a.place and b.place
    )
    return _by_value("place", placed, lambda k: k.place.name if k.place else "", sides) if far else None


def _by_value(
    field: str, claims: Sequence[KeptClaim], value: Callable[[KeptClaim], str], sides: Sequence[KeptActor]
) -> Dispute | None:
    versions: dict[str, list[KeptClaim]] = {}
    for claim in claims:
        versions.setdefault(value(claim), []).append(claim)
    stories = {value: {k.story for k in told} for value, told in versions.items()}
    # A story that gives both values tells two moments of one happening, and no dispute.
    apart = any(not (stories[a] & stories[b]) for a in versions for b in versions if a < b)
    return _dispute(field, sorted(versions.items()), sides) if apart else None
