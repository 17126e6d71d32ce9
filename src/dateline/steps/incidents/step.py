"""Claims in, groups of claims of one happening out: for all reports at once, or for those that a new one touches."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

from dateline.record.decisions import Constraints
from dateline.record.ids import content_id
from dateline.record.incidents import Link
from dateline.record.kept import KeptClaim
from dateline.steps.incidents.candidates import candidate_pairs
from dateline.steps.incidents.comparing import compare
from dateline.steps.incidents.grouping import Pair, components, group
from dateline.steps.incidents.profiles import Profile
from dateline.steps.incidents.scoring import load_weights
from dateline.steps.incidents.tellings import likeness_within, tellings_of, within_score

NO_CONSTRAINTS = Constraints((), ())
RULE = "incidents.yaml/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Claims of one happening, and why."""

    id: str
    """Of its least claim, so that it stays when others come."""
    claims: tuple[KeptClaim, ...]
    """By day of the report, then id."""
    links: tuple[Link, ...]


def group_claims(claims: Iterable[KeptClaim], constraints: Constraints = NO_CONSTRAINTS) -> tuple[Group, ...]:
    """All happenings that the claims tell of; the order in which they are given does not matter."""
    kept = {k.id: k for k in claims}
    return groups_of(kept, report_tellings(kept.values(), constraints), constraints)


def report_tellings(
    claims: Iterable[KeptClaim], constraints: Constraints = NO_CONSTRAINTS
) -> dict[str, Profile]:
    """The tellings of whole reports, by id."""
    apart = _apart(constraints)
    by_report: dict[str, list[KeptClaim]] = defaultdict(list)
    for claim in sorted(claims, key=lambda k: k.id):
        by_report[claim.report].append(claim)
    return {
        telling.id: telling
        for report in sorted(by_report)
        for telling in tellings_of(by_report[report], together_said=constraints.together, apart_said=apart)
    }


def likely_pairs(
    tellings: Mapping[str, Profile], touching: Container[str] | None = None
) -> dict[Pair, float]:
    """Pairs of tellings of different reports that may well be of one happening, with how sure it is."""
    weights = load_weights("across")
    found: dict[Pair, float] = {}
    for one, other in candidate_pairs(tellings.values(), touching):
        features = compare(tellings[one], tellings[other])
        if features["kin"] and (value := weights.value(features)) >= weights.join:
            found[one, other] = value
    return found


def groups_of(
    kept: Mapping[str, KeptClaim], tellings: Mapping[str, Profile], constraints: Constraints = NO_CONSTRAINTS
) -> tuple[Group, ...]:
    """The happenings of these tellings."""
    weights = load_weights("across")

    def score(one: str, other: str) -> float:
        if tellings[one].report == tellings[other].report:
            # The report told them apart: what it says of them goes before any likeness to other reports.
            return likeness_within(tellings[one], tellings[other], kept)
        features = compare(tellings[one], tellings[other])
        return weights.value(features) if features["kin"] else 0.0

    of_claim = {claim: telling.id for telling in tellings.values() for claim in telling.claims}
    together = [sorted({of_claim[c] for c in claims if c in of_claim}) for claims in constraints.together]
    together = [members for members in together if len(members) > 1]
    apart = _apart(constraints)

    def apart_tellings(one: str, other: str) -> bool:
        return any(apart(a, b) for a in tellings[one].claims for b in tellings[other].claims)

    scores = likely_pairs(tellings)
    put = [(one, members[0]) for members in together for one in members[1:]]
    made = []
    for nodes in components(tellings, [*scores, *put]):
        here = set(nodes)
        groups = group(
            nodes,
            {p: v for p, v in _of(scores, nodes).items() if p[1] in here},
            score=score,
            bar=weights.join,
            together=[m for m in together if m[0] in here],
            apart=apart_tellings if constraints.apart else lambda a, b: False,
        )
        made += [_made(kept, tellings, members, scores, together) for members in groups]
    return tuple(sorted(made, key=lambda g: g.id))


def _of(scores: Mapping[Pair, float], nodes: Sequence[str]) -> dict[Pair, float]:
    if len(nodes) == 1:
        return {}
    wanted = set(nodes)
    return {pair: value for pair, value in scores.items() if pair[0] in wanted}


def incident_id(claim: str) -> str:
    return content_id("i", claim)


def _made(
    kept: Mapping[str, KeptClaim],
    tellings: Mapping[str, Profile],
    members: Sequence[str],
    scores: Mapping[Pair, float],
    together: Sequence[Sequence[str]],
) -> Group:
    ids = sorted(c for m in members for c in tellings[m].claims)
    first = members[0]
    put = {m for group in together for m in group}
    links: list[Link] = []
    for member in members:
        links += _links_of_telling(kept, tellings, member, first, put)
    claims = sorted((kept[id] for id in ids), key=lambda k: (k.published is None, k.published, k.id))
    return Group(id=incident_id(ids[0]), claims=tuple(claims), links=tuple(links))


def _links_of_telling(
    kept: Mapping[str, KeptClaim], tellings: Mapping[str, Profile], member: str, first: str, put: set[str]
) -> list[Link]:
    telling = tellings[member]
    links = []
    if member == first:
        links.append(Link(claim=member, score=1.0, reasons=("the first claim",), by=RULE))
    elif member in put:
        links.append(Link(claim=member, score=1.0, reasons=("put together by a person",), by="decision"))
    else:
        score = load_weights("across").score(compare(tellings[first], telling))
        links.append(Link(claim=member, score=round(score.value, 3), reasons=score.reasons, by=RULE))
    for claim in telling.claims:
        if claim == member:
            continue
        found = within_score(kept[member], kept[claim])
        value, reasons = (found.value, found.reasons) if found else (0.0, ())
        links.append(Link(claim=claim, score=round(value, 3), reasons=("same report", *reasons), by=RULE))
    return links


def _apart(constraints: Constraints) -> Callable[[str, str], bool]:
    if not constraints.apart:
        return lambda one, other: False
    sides = [(frozenset(a), frozenset(b)) for a, b in constraints.apart]
    return lambda one, other: any((one in a and other in b) or (one in b and other in a) for a, b in sides)
