"""How figures of several sources become one answer, by UCDP's and by ACLED's rule."""

from __future__ import annotations

from datetime import date

from tests.export.cases import ARMY, GUNMEN, IS, RESIDENTS, SANA, a_claim

from dateline.record.kept import KeptClaim, KeptSource
from dateline.record.tolls import toll
from dateline.reference.casualties import figure_rules, toll_rules

SOLDIERS = ("41 soldiers", 41, 41, 41, 0)
FIGHTERS = ("37 fighters", 37, 37, 37, 1)
POLICE = KeptSource(key="police", name="police", kind="official", country=None)
HOSPITAL = KeptSource(key="?the hospital", name="the hospital", kind="organisation", country=None)


def counted(*claims: KeptClaim) -> tuple[int, int, int, int]:
    """UCDP's low, best and high, and ACLED's lowest."""
    found = toll(claims, figure_rules())
    assert found is not None
    return found.low, found.best, found.high, found.lowest


def both_sides(id: str = "c1", report: str = "r1") -> KeptClaim:
    text = "At least 41 soldiers and 37 fighters were killed in Khanasser on Tuesday."
    return a_claim(text, id=id, report=report, recipients=(ARMY, IS), killed=(SOLDIERS, FIGHTERS))


def test_a_source_that_counts_one_side_is_completed_by_one_that_counts_both() -> None:
    dozens = a_claim(
        "Dozens of terrorists were killed.",
        id="c2",
        report="r2",
        recipients=(IS,),
        killed=(("Dozens", 24, None, None, 0),),
        sources=(SANA,),
    )
    assert counted(both_sides(), dozens) == (65, 65, 78, 53)
    assert counted(dozens) == (24, 24, 24, 12)


def test_two_sources_that_tell_of_different_dead_are_not_added_where_nobody_counts_both() -> None:
    soldiers = a_claim(
        "Four soldiers died.", id="c1", report="r1", recipients=(ARMY,), killed=(("Four", 4, 4, 4, 0),)
    )
    gunmen = a_claim(
        "Four gunmen died.", id="c2", report="r2", recipients=(GUNMEN,), killed=(("Four", 4, 4, 4, 0),)
    )
    assert counted(soldiers, gunmen) == (4, 4, 4, 4)


def test_what_one_report_tells_of_both_sides_goes_together_whoever_is_quoted() -> None:
    soldiers = a_claim("Four soldiers died.", id="c1", recipients=(ARMY,), killed=(("Four", 4, 4, 4, 0),),
                       sources=(POLICE,))  # fmt: skip
    gunmen = a_claim("Two gunmen died.", id="c2", recipients=(GUNMEN,), killed=(("Two", 2, 2, 2, 0),),
                     sources=(HOSPITAL,))  # fmt: skip
    assert counted(soldiers, gunmen) == (6, 6, 6, 6)


def test_rivals_in_one_report_on_one_side_stay_rivals() -> None:
    police = a_claim("Four soldiers died.", id="c1", recipients=(ARMY,), killed=(("Four", 4, 4, 4, 0),),
                     sources=(POLICE,))  # fmt: skip
    hospital = a_claim("Nine soldiers died.", id="c2", recipients=(ARMY,), killed=(("Nine", 9, 9, 9, 0),),
                       sources=(HOSPITAL,))  # fmt: skip
    assert counted(police, hospital) == (4, 4, 9, 4)


def test_people_at_large_are_the_whole_and_not_added_to_the_sides() -> None:
    whole = a_claim("78 people were killed, 41 soldiers and 37 fighters.", recipients=(ARMY, IS),
                    killed=(("78 people", 78, 78, 78, None), SOLDIERS, FIGHTERS))  # fmt: skip
    assert counted(whole) == (78, 78, 78, 78)


def test_a_part_of_a_figure_is_not_added_to_it() -> None:
    text = "Twelve people, including three children, were killed."
    part = a_claim(text, recipients=(RESIDENTS,),
                   killed=(("Twelve", 12, 12, 12, 0), ("three", 3, 3, 3, 0)))  # fmt: skip
    assert counted(part) == (12, 12, 12, 12)


def test_of_a_source_that_told_twice_the_newer_report_holds() -> None:
    first = a_claim(
        "Nine people died.", id="c1", report="r1", killed=(("Nine", 9, 9, 9, None),), sources=(POLICE,)
    )
    later = a_claim("Five people died.", id="c2", report="r2", killed=(("Five", 5, 5, 5, None),), sources=(POLICE,),
                    published=date(2016, 2, 26))  # fmt: skip
    assert counted(first, later) == (5, 5, 5, 5)


def test_what_is_only_possible_counts_where_nobody_tells_it_as_true() -> None:
    perhaps = a_claim(
        "Nine people may have died.", id="c1", status="possible", killed=(("Nine", 9, 9, 9, None),)
    )
    sure = a_claim("Five people died.", id="c2", report="r2", killed=(("Five", 5, 5, 5, None),))
    assert counted(perhaps) == (9, 9, 9, 9)
    assert counted(perhaps, sure) == (5, 5, 5, 5)


def test_each_rule_has_a_name_and_says_what_it_does() -> None:
    assert {rule: one.name for rule, one in toll_rules().items()} == {"ucdp": "UCDP", "acled": "ACLED"}
    assert all(one.about for one in toll_rules().values())
