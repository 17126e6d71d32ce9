"""Figures for people to read."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.evaluate.gold import SLOTS, Wanted
from dateline.evaluate.scores import Judged, ReportScore, Scores
from dateline.evaluate.tally import Tally
from dateline.record.claims import Claim


def figures(scores: Scores) -> str:
    """One line a slot: precision, recall, F1 and the counts behind them."""
    rows = [("claims", scores.claims), *((f"  {slot}", scores.slot(slot)) for slot in SLOTS)]
    rows += [("all slots", scores.all_slots), ("facts on actors", scores.links)]
    return "\n".join([_HEAD, *(_row(name, tally) for name, tally in rows)])


def by_report(scores: Scores) -> str:
    """One line a report: all slots."""
    one_each = (Scores(reports=(report,)) for report in scores.reports)
    return "\n".join([_HEAD, *(_row(one.reports[0].name, one.all_slots) for one in one_each)])


def details(report: ReportScore) -> str:
    """What was wanted and found, claim by claim."""
    lines = [line for one in report.judged for line in _lines(report.name, one)]
    if report.wrong_links:
        lines.append("    facts missed: " + "; ".join(report.wrong_links))
    return "\n".join(lines)


_HEAD = f"{'':<24}{'P':>7}{'R':>7}{'F1':>7}   {'right':>6}{'wrong':>7}{'missed':>8}"


def _row(name: str, t: Tally) -> str:
    return (
        f"{name:<24}{t.precision:>7.3f}{t.recall:>7.3f}{t.f1:>7.3f}   {t.right:>6}{t.wrong:>7}{t.missed:>8}"
    )


def _lines(report: str, one: Judged) -> Iterator[str]:
    if one.wanted is None:
        assert one.found is not None
        yield f"  + {report}: not wanted: {in_short(one.found)}"
        return
    mark = "opt" if one.wanted.optional else "   " if one.found else "  -"
    yield f"{mark} {report}/{one.wanted.id} {' | '.join(one.wanted.trigger)}"
    if one.found is None:
        return
    yield f"      found: {in_short(one.found)}"
    for slot, tally in one.tallies.items():
        if tally.wrong or tally.missed:
            what = " and ".join(w for w, n in (("wrong", tally.wrong), ("missed", tally.missed)) if n)
            yield f"      {slot} {what}: wanted {_wish(one.wanted.wanted[slot])}"


def _wish(values: tuple[Wanted, ...]) -> str:
    return ", ".join("/".join(v) if isinstance(v, tuple) else str(v) for v in values) or "nothing"


def in_short(claim: Claim) -> str:
    """A claim in one line."""
    parts = [
        f"“{claim.trigger.text}”",
        f"{claim.plover} {claim.status}",
        f"({claim.acled_sub})" if claim.acled_sub else "",
        "by " + ", ".join(a.text for a in claim.actors) if claim.actors else "",
        "to " + ", ".join(r.text for r in claim.recipients) if claim.recipients else "",
        f"in {claim.place.text}" if claim.place else "",
        f"on {claim.time.start}..{claim.time.end}" if claim.time else "",
        "; ".join(f"{c.outcome} {c.low}-{c.best}-{c.high} [{c.text}]" for c in claim.casualties),
        f"{claim.control.change} {claim.control.holder}" if claim.control else "",
        "says " + " > ".join(f"{s.text} ({s.kind})" for s in claim.attribution) if claim.attribution else "",
    ]
    return " ".join(part for part in parts if part)
