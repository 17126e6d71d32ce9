"""Rival tellings of one month in Saraqib (examples/case): copies, incidents, disputes, and who held the town."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.contract import decode
from dateline.pipeline.batch import read_batch
from dateline.pipeline.keeping import kept_claims
from dateline.pipeline.linking import incidents_of
from dateline.record.incidents import Incident
from dateline.record.kept import KeptClaim
from dateline.steps.documents import Given, Options, sources_of
from dateline.steps.situation import control_timeline

REPORTS = Path(__file__).parents[2] / "examples" / "case" / "saraqib.jsonl"
COPIES = {"copy-0209": "wire-0208"}


@pytest.fixture(scope="module")
def claims() -> tuple[KeptClaim, ...]:
    import io

    options = Options()
    sources = sources_of((str(REPORTS),), stdin=io.BytesIO(), options=options)
    outcomes = read_batch(sources, given=Given(), options=options, jobs=1)
    readings = [decode(o.reading) for o in outcomes if o.reading is not None]
    ids = {r.document.external_id: r.document.id for r in readings}
    return tuple(
        claim
        for r in readings
        for claim in kept_claims(
            r, story=ids[COPIES.get(r.document.external_id or "", r.document.external_id or "")]
        )
    )


@pytest.fixture(scope="module")
def strike(claims: tuple[KeptClaim, ...]) -> Incident:
    """The air strike on the Turkish soldiers."""
    told = {k.id for k in claims if k.claim.trigger.text == "martyred"}
    [found] = [i for i in incidents_of(claims) if told & set(i.claims)]
    return found


def test_the_strike_is_told_by_rivals_and_their_figures_differ(strike: Incident) -> None:
    assert strike.type == "Air/drone strike"
    assert strike.independent_sources >= 3
    [killed] = [d for d in strike.disputed if d.field == "killed (state TUR)"]
    assert [v.value for v in killed.versions][:2] == ["33", "34"]
    ranges = {c.rule: (c.low, c.best) for c in strike.casualties if c.outcome == "killed"}
    assert ranges["acled"] == (33, 33)
    assert ranges["ucdp"][0] == 33


def test_a_copy_is_no_second_source(claims: tuple[KeptClaim, ...]) -> None:
    entered = {k.id for k in claims if k.claim.trigger.text == "entered"}
    found = [i for i in incidents_of(claims) if entered & set(i.claims)]
    assert len(found) == 1
    assert len(found[0].reports) > found[0].independent_sources


def test_the_town_changes_hands_and_what_is_denied_is_contested(claims: tuple[KeptClaim, ...]) -> None:
    spans = [s for s in control_timeline(claims) if s.place.name == "Saraqib"]
    held = [
        (s.holder.country or "SYR" if s.holder and s.holder.inter == 1 else "rebels", str(s.start))
        for s in spans
    ]
    assert held == [("SYR", "2020-02-08"), ("rebels", "2020-02-27"), ("SYR", "2020-03-02")]
    assert [s.contested for s in spans] == [False, True, False]
    assert all(s.claims for s in spans)


def test_the_battle_is_the_rebels_and_its_dead_are_counted_side_by_side(
    claims: tuple[KeptClaim, ...],
) -> None:
    regained = {k.id for k in claims if k.claim.trigger.text == "regained"}
    [battle] = [i for i in incidents_of(claims) if regained & set(i.claims)]
    assert battle.type == "Non-state actor overtakes territory"
    [killed] = [c for c in battle.casualties if (c.outcome, c.rule) == ("killed", "ucdp")]
    # The monitor counts 41 soldiers and 37 fighters; the army's "dozens of terrorists" are no rival total.
    assert killed.low is not None and killed.high is not None
    assert killed.low > 41 and killed.high >= 78
