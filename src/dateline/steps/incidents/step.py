"""Claims in, groups of claims of one happening out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dateline.record.decisions import Constraints
from dateline.record.ids import content_id
from dateline.record.incidents import Link
from dateline.record.kept import KeptClaim
from dateline.steps.incidents.comparing import compare
from dateline.steps.incidents.regrouping import NO_CONSTRAINTS, Tellings
from dateline.steps.incidents.scoring import load_weights

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
    tellings = Tellings(constraints)
    for report, some in by_report(kept.values()).items():
        tellings.add(report, some)
    made = [group_of(members, tellings, kept) for members in tellings.group(tellings.all)]
    return tuple(sorted(made, key=lambda g: g.id))


def by_report(claims: Iterable[KeptClaim]) -> dict[str, list[KeptClaim]]:
    """Reports by id, the claims of each by id."""
    found: dict[str, list[KeptClaim]] = defaultdict(list)
    for claim in claims:
        found[claim.report].append(claim)
    return {report: sorted(found[report], key=lambda k: k.id) for report in sorted(found)}


def incident_id(claim: str) -> str:
    return content_id("i", claim)


def claims_of(members: Sequence[str], tellings: Tellings) -> list[str]:
    """Ids of the claims of a group of tellings, sorted."""
    return sorted(c for m in members for c in tellings[m].claims)


def group_of(members: Sequence[str], tellings: Tellings, kept: Mapping[str, KeptClaim]) -> Group:
    """A group of tellings, sorted, with why each of its claims belongs to it."""
    ids = claims_of(members, tellings)
    put = {id for together in tellings.put_together(members) for id in together}
    links = [link for member in members for link in _links_of_telling(tellings, member, members[0], put)]
    claims = sorted((kept[id] for id in ids), key=lambda k: (k.published is None, k.published, k.id))
    return Group(id=incident_id(ids[0]), claims=tuple(claims), links=tuple(links))


def _links_of_telling(tellings: Tellings, member: str, first: str, put: set[str]) -> list[Link]:
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
        if claim != member:
            value, reasons = tellings.inside(claim)
            links.append(Link(claim=claim, score=round(value, 3), reasons=("same report", *reasons), by=RULE))
    return links
