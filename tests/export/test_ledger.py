"""An exported event keeps its id, whatever the case learns of it later."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dateline.export.ledger import Ledger
from dateline.store.base import ExportedId

FIRST, SECOND, THIRD = date(2016, 3, 3), date(2016, 3, 4), date(2016, 3, 5)


def an_id(
    id: str, incident: str, *, day: date | None = None, now: str | None = "", withdrawn: bool = False
) -> ExportedId:
    return ExportedId(
        format="acled",
        id=id,
        incident=incident,
        day=day,
        now=incident if now == "" else now,
        withdrawn=withdrawn,
    )


def test_a_new_event_has_a_number_of_its_own_that_is_the_same_in_every_copy_of_a_case() -> None:
    one, other = Ledger("acled"), Ledger("acled")
    assert one.ids("i1", (FIRST, SECOND), prefix="SYR") == other.ids("i1", (FIRST, SECOND), prefix="SYR")
    assert len({*one.ids("i1", (FIRST, SECOND), prefix="SYR"), *one.ids("i2", (FIRST,), prefix="SYR")}) == 3
    assert all(id.startswith("SYR") for id in one.ids("i1", (FIRST,), prefix="SYR"))


def test_an_event_that_lies_in_another_country_now_on_another_day_keeps_its_id() -> None:
    ledger = Ledger("acled", [an_id("SYR7", "i1", day=FIRST)])
    assert ledger.ids("i1", (SECOND,), prefix="TUR") == ("SYR7",)
    assert ledger.closed(["SYR7"], ["i1"]) == (replace(an_id("SYR7", "i1", day=SECOND), now=None),)


def test_days_that_stay_keep_their_ids_and_a_day_that_is_told_no_longer_is_withdrawn() -> None:
    ledger = Ledger("acled", [an_id("SYR7", "i1", day=FIRST), an_id("SYR8", "i1", day=SECOND)])
    assert ledger.ids("i1", (SECOND,), prefix="SYR") == ("SYR8",)
    [gone] = ledger.closed(["SYR8"], ["i1"])
    assert (gone.id, gone.withdrawn, gone.part_of) == ("SYR7", True, "SYR8")


def test_an_event_goes_on_under_its_id_when_the_incident_is_named_anew() -> None:
    ledger = Ledger("acled", [an_id("SYR7", "i9", day=FIRST, now="i1")])
    assert ledger.ids("i1", (FIRST,), prefix="SYR") == ("SYR7",)
    [kept] = ledger.closed(["SYR7"], ["i1"])
    assert (kept.incident, kept.withdrawn) == ("i1", False)


def test_of_two_events_that_became_one_the_later_is_withdrawn_in_favour_of_the_other() -> None:
    known = [an_id("SYR7", "i1", day=FIRST), an_id("SYR8", "i2", day=FIRST, now="i1")]
    ledger = Ledger("acled", known)
    assert ledger.ids("i1", (FIRST,), prefix="SYR") == ("SYR7",)
    [gone] = ledger.closed(["SYR7"], ["i1"])
    assert (gone.id, gone.incident, gone.withdrawn, gone.part_of) == ("SYR8", "i2", True, "SYR7")


def test_a_withdrawn_event_comes_back_under_its_id_when_it_is_told_apart_again() -> None:
    known = [an_id("SYR7", "i1", day=FIRST), an_id("SYR8", "i2", day=FIRST, withdrawn=True)]
    ledger = Ledger("acled", known)
    assert ledger.ids("i2", (FIRST,), prefix="SYR") == ("SYR8",)
    assert ledger.ids("i1", (FIRST,), prefix="SYR") == ("SYR7",)
    assert [one.withdrawn for one in ledger.closed(["SYR7", "SYR8"], ["i1", "i2"])] == [False]


def test_no_number_is_given_twice_even_where_the_incident_of_an_old_one_is_there_again() -> None:
    [old] = Ledger("acled").ids("i2", (FIRST,), prefix="SYR")
    ledger = Ledger("acled", [an_id(old, "i1", day=FIRST)])
    assert ledger.ids("i1", (FIRST,), prefix="SYR") == (old,)
    [new] = ledger.ids("i2", (FIRST,), prefix="SYR")
    assert new != old


def test_an_event_without_a_row_is_withdrawn_and_one_that_was_not_looked_at_is_left_alone() -> None:
    ledger = Ledger("acled", [an_id("SYR7", "i1", day=FIRST), an_id("SYR8", "i2", day=FIRST)])
    assert [(one.id, one.withdrawn) for one in ledger.closed([], ["i1"])] == [("SYR7", True)]


def test_an_event_that_a_higher_type_took_in_is_a_part_of_that() -> None:
    ledger = Ledger("acled", [an_id("SYR7", "i1", day=FIRST), an_id("SYR8", "i2", day=FIRST)])
    for incident in ("i1", "i2"):
        ledger.ids(incident, (FIRST,), prefix="SYR")
    [gone] = ledger.closed(["SYR7"], ["i1", "i2"], {"SYR8": "SYR7"})
    assert (gone.id, gone.part_of) == ("SYR8", "SYR7")


def test_what_did_not_change_is_not_noted_again() -> None:
    ledger = Ledger("acled", [an_id("SYR7", "i1", day=THIRD)])
    ledger.ids("i1", (THIRD,), prefix="SYR")
    assert ledger.closed(["SYR7"], ["i1"]) == ()
