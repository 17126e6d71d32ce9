"""Plain tables: a folder with claims.csv (every claim, whatever its status) and incidents.csv."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from dateline.export.accounts import Account
from dateline.export.cells import write_table
from dateline.export.codebooks import Codebook
from dateline.export.features import Feature, feature_of
from dateline.export.material import Material
from dateline.record.kept import KeptClaim
from dateline.store.base import KeptReport

_AT_ONCE = 500
CLAIM_COLUMNS = (
    "claim", "incident", "report", "story", "publisher", "published", "title", "url", "kind", "trigger", "plover",
    "mode", "cameo", "acled_type", "acled_sub", "status", "actors", "recipients", "place", "admin1", "country", "lat",
    "lon", "relation", "geo_precision", "start", "end", "time_precision", "killed_low", "killed_best", "killed_high",
    "wounded_low", "wounded_best", "wounded_high", "other_casualties", "weapons", "control", "holder", "sources",
    "source_kinds", "reliability", "credibility", "confidence", "coded_by", "corrected", "evidence_start",
    "evidence_end", "evidence",
)  # fmt: skip


def write(material: Material, out: Path, book: Codebook, *, hxl: bool = False) -> Account:
    """Writes both tables into the folder `out`, which is made where it is not there."""
    account = Account(format="csv", rows="claims")
    out.mkdir(exist_ok=True)
    features = (feature_of(t, book.areas, book.figures) for t in material.told() if t.claims)
    incidents = write_table(out / "incidents.csv", Feature._fields, features)
    account.remark("incidents written", incidents)
    account.written = write_table(out / "claims.csv", CLAIM_COLUMNS, _claims(material))
    return account


def _claims(material: Material) -> Iterator[tuple[object, ...]]:
    claims = material.claims()
    while some := list(islice(claims, _AT_ONCE)):
        incidents = material.view.incidents_of([c.id for c in some])
        for claim in some:
            credibility, _ = material.view.credibility(claim.id)
            yield claim_row(
                claim,
                material.report(claim.report),
                incidents.get(claim.id),
                material.reliability(claim),
                credibility,
            )


def claim_row(
    claim: KeptClaim,
    report: KeptReport,
    incident: str | None,
    reliability: str | None,
    credibility: int | None,
) -> tuple[object, ...]:
    """A claim in the order of `CLAIM_COLUMNS`."""
    read, place, time = claim.claim, claim.place, claim.claim.time
    return (
        claim.id,
        incident,
        claim.report,
        claim.story,
        claim.publisher,
        claim.published,
        report.title,
        report.url,
        read.kind,
        read.trigger.text,
        read.plover,
        read.mode,
        read.cameo,
        read.acled_type,
        read.acled_sub,
        read.status,
        "; ".join(a.name for a in claim.actors),
        "; ".join(a.name for a in claim.recipients),
        place.name if place else None,
        place.admin1 if place else None,
        place.country if place else None,
        place.lat if place else None,
        place.lon if place else None,
        place.relation if place else None,
        place.geo_precision if place else None,
        time.start if time else None,
        time.end if time else None,
        time.time_precision if time else None,
        *_bounds(claim, "killed"),
        *_bounds(claim, "wounded"),
        "; ".join(
            f"{c.outcome}: {c.text}" for c in claim.casualties if c.outcome not in ("killed", "wounded")
        ),
        "; ".join(w.text for w in read.weapons),
        read.control.change if read.control else None,
        claim.holder.name if claim.holder else None,
        " > ".join(s.name for s in claim.sources),
        " > ".join(s.kind for s in claim.sources),
        reliability,
        credibility,
        round(read.confidence, 3),
        read.coded_by,
        "; ".join(claim.corrected),
        read.evidence.start,
        read.evidence.end,
        claim.evidence,
    )


def _bounds(claim: KeptClaim, outcome: str) -> tuple[int | None, int | None, int | None]:
    """Sum over the figures of one outcome; None where a figure leaves a bound open."""
    told = [c for c in claim.casualties if c.outcome == outcome]
    if not told:
        return None, None, None

    def total(values: list[int | None]) -> int | None:
        known = [v for v in values if v is not None]
        return sum(known) if len(known) == len(values) else None

    return total([c.low for c in told]), total([c.best for c in told]), total([c.high for c in told])
