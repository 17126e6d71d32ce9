"""Lines and values for `dateline show`."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.cli.decisions import CREDIBILITY, RELIABILITY, described
from dateline.record.incidents import CasualtyRange, Version
from dateline.record.kept import KeptActor, KeptClaim, KeptPlace
from dateline.reference.casualties import toll_rules
from dateline.store.base import KeptReport, Wanted
from dateline.store.views import CaseView


def incident_lines(view: CaseView, id: str) -> Iterator[str]:
    incident = view.incident_by(id)
    yield f"incident {incident.id}: {incident.type}"
    yield f"  when       {days(incident.start, incident.end)}"
    yield f"  where      {place(incident.place)}"
    yield f"  who        {actors(incident.actors)} -> {actors(incident.recipients)}"
    for one in incident.casualties:
        yield f"  {one.outcome:<10} {by_rule(one)}"
    yield f"  sources    {incident.independent_sources} independent, {len(incident.reports)} reports"
    for dispute in incident.disputed:
        yield f"  disputed   {dispute.field}"
        for version in dispute.versions:
            yield f"    {version.value}: {'; '.join(sources_of(version))}"
    links = {link.claim: link for link in incident.links}
    for claim in view.claims_of(incident.claims):
        yield ""
        yield from _short(view, claim)
        link = links.get(claim.id)
        if link is not None:
            yield f"    joined by {link.by} at {link.score:.2f}: {'; '.join(link.reasons)}"


def sources_of(version: Version) -> list[str]:
    """Each who says so, with kind, side, and whether it is a party."""
    said = []
    for n, name in enumerate(version.sources):
        kind = version.kinds[n] if n < len(version.kinds) else None
        side = version.sides[n] if n < len(version.sides) else None
        party = n < len(version.parties) and version.parties[n]
        marks = ", ".join(m for m in (kind, side, "PARTY" if party else None) if m)
        said.append(f"{name} [{marks}]" if marks else name)
    return said


def claim_lines(view: CaseView, id: str) -> Iterator[str]:
    kept = view.claim_by(id)
    claim = kept.claim
    standing = next(view.claims_of([id]), None)
    yield f"claim {claim.id}: {claim.status.upper()} {claim.plover or ''} {claim.acled_sub or ''}".rstrip()
    if kept.withdrawn:
        yield "  withdrawn by a person: it counts nowhere"
    elif standing is None:
        yield "  it counts no more: its report was revised, or a newer reading did not find it"
    yield f"  when       {days(kept.start, kept.end)}"
    yield f"  where      {place(kept.place)}"
    yield f"  who        {actors(kept.actors)} -> {actors(kept.recipients)}"
    for c in kept.casualties:
        yield f"  {c.outcome:<10} {numbers(c.low, c.best, c.high)} (“{c.text}”)"
    if kept.holder and claim.control:
        yield f"  control    {kept.holder.name} {claim.control.change} {kept.place.name if kept.place else 'it'}"
    yield f"  says       {says(view, kept)}"
    yield f"  words      “{' '.join(kept.evidence.split())}”"
    yield f"  at         characters {claim.evidence.start} to {claim.evidence.end} of report {kept.report}"
    yield f"  coded by   {claim.coded_by} (confidence {claim.confidence:.2f})"
    grade, default = view.credibility(id)
    yield f"  grade      {grade}, {CREDIBILITY[grade]}{' (default)' if default else ''}"
    if kept.corrected:
        yield f"  corrected  {', '.join(kept.corrected)}"
    incident = view.incidents_of([id]).get(id)
    if incident:
        yield f"  incident   {incident}"
    for decision in view.decisions_on(id):
        why = f": {decision.why}" if decision.why else ""
        what = described(decision.what)
        yield f"  log {decision.number:<6} {decision.at:%Y-%m-%d %H:%M} {decision.coder}: {what}{why}"
    report = view.report(kept.report)
    if report is not None:
        yield ""
        yield from _about(report)


def report_lines(view: CaseView, id: str) -> Iterator[str]:
    report = view.report(id)
    assert report is not None
    yield from _about(report)
    for other in view.story(report.story):
        if other.id != id:
            relation = "other state" if other.id in (report.revises, report.revised_by) else "same story"
            about = (other.id, other.publisher, other.published, other.title)
            yield f"  {relation}  " + " ".join(str(a) for a in about if a)
    for claim in view.claims(Wanted(reports=(id,), withdrawn=True)):
        yield ""
        yield from _short(view, claim)


def gathered(view: CaseView, sort: str, id: str, *, text: bool) -> dict[str, object]:
    """The same for `--json`."""
    if sort == "incident":
        incident = view.incident_by(id)
        return {"incident": incident, "claims": tuple(view.claims_of(incident.claims))}
    if sort == "claim":
        kept = view.claim_by(id)
        grade, default = view.credibility(id)
        return {
            "claim": kept,
            "report": view.report(kept.report),
            "incident": view.incidents_of([id]).get(id),
            "credibility": {"grade": grade, "default": default},
            "decisions": view.decisions_on(id),
        }
    report = view.report(id)
    assert report is not None
    found: dict[str, object] = {
        "report": report,
        "story": view.story(report.story),
        "claims": tuple(view.claims(Wanted(reports=(id,), withdrawn=True))),
    }
    return {**found, "text": view.text(id)} if text else found


def _about(report: KeptReport) -> Iterator[str]:
    yield f"report {report.id}: {report.title or report.where}"
    yield f"  publisher  {report.publisher or 'not known'}, {report.published or 'date not known'}"
    if report.url:
        yield f"  address    {report.url}"
    yield f"  added      {report.added:%Y-%m-%d %H:%M} UTC as {report.where}, read by version {report.version}"
    if report.revises:
        yield f"  revision   {report.revision}, revises {report.revises}"
    if report.revised_by:
        yield f"  revised    by {report.revised_by}, from {report.until}"
    if report.language not in (None, "en"):
        yield f"  language   {report.language}: no claims were made"


def _short(view: CaseView, kept: KeptClaim) -> Iterator[str]:
    claim = kept.claim
    withdrawn = " WITHDRAWN" if kept.withdrawn else ""
    kinds = " ".join(filter(None, (claim.plover, claim.acled_sub)))
    where = f", {kept.place.name}" if kept.place else ""
    yield f"  {claim.id} {claim.status.upper()}{withdrawn} {kinds}, {days(kept.start, kept.end)}{where}"
    yield f"    {actors(kept.actors)} -> {actors(kept.recipients)}"
    yield f"    {says(view, kept)}: “{' '.join(kept.evidence.split())}”"


def says(view: CaseView, kept: KeptClaim) -> str:
    """Who says so, outermost first, each with the grade."""
    report = view.report(kept.report)
    chain = []
    if report is not None and report.publisher:
        chain.append(_graded(view, report.publisher_key or "", report.publisher))
    chain += [_graded(view, s.key, f"{s.name} ({s.kind})") for s in kept.sources]
    return ", citing ".join(chain) if chain else "a report without publisher"


def _graded(view: CaseView, key: str, name: str) -> str:
    grade, default = view.reliability(key)
    return f"{name} [{grade}{', default' if default else f', {RELIABILITY[grade]}'}]"


def days(start: object, end: object) -> str:
    if start is None and end is None:
        return "day not known"
    if start == end:
        return f"{start}"
    if start is None:
        return f"until {end}"
    return f"since {start}" if end is None else f"{start} to {end}"


def place(found: KeptPlace | None) -> str:
    if found is None:
        return "not told"
    around = ", ".join(v for v in (found.admin1, found.country) if v and v != found.name)
    point = f" ({found.lat:.2f}, {found.lon:.2f})" if found.lat is not None and found.lon is not None else ""
    relation = "" if found.relation == "at" else f"{found.relation} "
    return f"{relation}{found.name}{f', {around}' if around else ''}{point}"


def actors(found: tuple[KeptActor, ...]) -> str:
    return ", ".join(a.name for a in found) or "somebody"


def numbers(low: int | None, best: int | None, high: int | None) -> str:
    if low is not None and low == high:
        return f"{low}"
    told = f"{'?' if low is None else low} to {'?' if high is None else high}"
    return told if best is None else f"{told}, best {best}"


def by_rule(one: CasualtyRange) -> str:
    """The figures of a range with the rule that gave them, in words."""
    rule = toll_rules()[one.rule]
    return f"{numbers(one.low, one.best, one.high)} by {rule.name}'s rule ({rule.about})"
