"""One row is one event as one report tells it: the shape that the R package `eventreport` aggregates and compares."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from dateline.export.accounts import Account
from dateline.export.cells import write_table
from dateline.export.codebooks import Codebook
from dateline.export.features import feature_of
from dateline.export.material import Material, Told

COLUMNS = (
    "event_id", "report_id", "story_id", "source", "source_original", "published", "event_type", "plover", "status",
    "date_start", "date_end", "date_precision", "location", "admin1", "country", "latitude", "longitude",
    "geo_precision", "actor1", "actor2", "deaths_low", "deaths_best", "deaths_high", "confidence", "url", "quote",
)  # fmt: skip


def write(material: Material, out: Path, book: Codebook, *, hxl: bool = False) -> Account:
    """Writes the table, by event, then report date."""
    account = Account(format="eventreport", rows="rows")
    account.written = write_table(
        out, COLUMNS, (row for told in material.told() for row in rows(told, book, account))
    )
    return account


def rows(told: Told, book: Codebook, account: Account) -> Iterator[tuple[object, ...]]:
    """A row for each report of an incident; nothing is aggregated over reports."""
    if not told.asserted:
        account.leave(f"this shape has no cell for what is {told.why_not}")
        return
    left = len(told.claims) - len(told.asserted)
    if left:
        account.remark(
            "claims not counted beside those that say it happened (planned, possible, denied)", left
        )
    for report_id in dict.fromkeys(c.report for c in told.asserted):
        mine = tuple(c for c in told.asserted if c.report == report_id)
        report = told.reports[report_id]
        alone = Told(incident=told.incident, claims=mine, reports={report_id: report})
        feature = feature_of(alone, book.areas, book.figures)
        lead = alone.lead
        place = lead.place or next((c.place for c in mine if c.place), None)
        time = lead.claim.time or next((c.claim.time for c in mine if c.claim.time), None)
        yield (
            told.incident.id,
            report_id,
            lead.story,
            report.publisher,
            "; ".join(dict.fromkeys(c.sources[-1].name for c in mine if c.sources)),
            report.published,
            lead.claim.acled_sub or lead.claim.plover,
            lead.claim.plover,
            lead.claim.status,
            time.start if time else None,
            time.end if time else None,
            time.time_precision if time else None,
            place.name if place else None,
            place.admin1 if place else None,
            place.country if place else None,
            place.lat if place else None,
            place.lon if place else None,
            place.geo_precision if place else None,
            "; ".join(dict.fromkeys(a.name for c in mine for a in c.actors)),
            "; ".join(dict.fromkeys(a.name for c in mine for a in c.recipients)),
            feature.killed_low,
            feature.killed_best,
            feature.killed_high,
            lead.claim.confidence,
            report.url,
            feature.quote,
        )
