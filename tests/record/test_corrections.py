"""What follows of a correction beside the field that was set."""

from __future__ import annotations

from datetime import date

import dateline
from dateline.pipeline.keeping import kept_claims
from dateline.record.corrections import corrected
from dateline.record.decisions import Corrected
from dateline.record.kept import KeptActor, KeptClaim
from dateline.steps.situation import control_timeline

ISIS = KeptActor(key="islamic-state", name="Islamic State", type="group", sector="REB", country=None, inter=2)


def captured() -> KeptClaim:
    reading = dateline.read("The Syrian army captured Khanasser on 3 March 2016.", published="2016-03-04")
    (kept,) = kept_claims(reading)
    assert kept.holder is not None and kept.holder.name == "Syrian Arab Army"
    return kept


def test_who_holds_the_place_follows_who_took_it() -> None:
    kept = captured()
    other = corrected(kept, Corrected(claim=kept.id, actors=(ISIS,)))
    assert other.holder == ISIS
    (span,) = control_timeline([other])
    assert (span.holder, span.start) == (ISIS, date(2016, 3, 3))


def test_where_nobody_took_it_any_more_nobody_is_said_to_hold_it() -> None:
    kept = captured()
    other = corrected(kept, Corrected(claim=kept.id, cleared=("actors",)))
    assert other.holder is None
    assert control_timeline([other]) == ()


def test_who_took_it_along_with_another_still_holds_it() -> None:
    kept = captured()
    other = corrected(kept, Corrected(claim=kept.id, actors=(ISIS, *kept.actors)))
    assert other.holder == kept.holder
