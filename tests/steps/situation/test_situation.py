from __future__ import annotations

from datetime import date

from tests.steps.incidents.kept import ARMY, GOVERNMENT, REBELS, a_claim, a_place, a_source, an_actor

from dateline.record.incidents import CasualtyRange, ControlSpan
from dateline.record.kept import KeptActor, KeptClaim
from dateline.steps.situation import (
    casualty_ranges,
    control_timeline,
    disputes_of,
    independent_sources,
)
from dateline.steps.situation.control import USUAL

SARAQIB = a_place(geonames=1)
TURKS = an_actor("Turkish Armed Forces", key="mil-tur", inter=1, country="TUR")


def by_rule(ranges: tuple[CasualtyRange, ...], rule: str) -> tuple[int | None, int | None, int | None]:
    [found] = [r for r in ranges if r.rule == rule and r.outcome == "killed"]
    return found.low, found.best, found.high


def test_ucdp_takes_what_most_stories_have_and_acled_the_lowest() -> None:
    claims = [
        a_claim("c1", killed=33),
        a_claim("c2", killed=34),
        a_claim("c3", killed=34),
        a_claim("c4", killed=(51, None, None), killed_words="more than 50"),
    ]
    ranges = casualty_ranges(claims)
    assert by_rule(ranges, "ucdp") == (33, 34, 51)
    assert by_rule(ranges, "acled") == (33, 33, 33)


def test_a_copied_figure_counts_once() -> None:
    claims = [
        a_claim("c1", killed=9, story="s1"),
        a_claim("c2", killed=9, story="s1"),
        a_claim("c3", killed=7),
    ]
    assert by_rule(casualty_ranges(claims), "ucdp") == (7, 7, 9)


def test_vague_words_are_numbers_by_acleds_rule() -> None:
    dozens = a_claim("c1", killed=(24, None, None), killed_words="dozens")
    several = a_claim("c2", killed=(3, None, None), killed_words="several")
    assert by_rule(casualty_ranges([dozens]), "acled") == (12, 12, 12)
    assert by_rule(casualty_ranges([several]), "acled") == (3, 3, 3)


def test_the_dead_of_two_sides_are_added() -> None:
    soldiers = a_claim("c1", report="r1", killed=41, recipients=(ARMY,))
    fighters = a_claim("c2", report="r1", killed=37, recipients=(REBELS,))
    assert by_rule(casualty_ranges([soldiers, fighters]), "ucdp") == (78, 78, 78)


def test_a_report_that_only_quotes_another_source_is_not_independent() -> None:
    wire = a_claim("c1", publisher="Levant Wire")
    quotes = a_claim("c2", publisher="Gulf Morning", sources=(a_source("Levant Wire", key="?levant wire"),))
    copy = a_claim("c3", story="rc1", publisher="Third Paper")
    assert independent_sources([wire]) == 1
    assert independent_sources([wire, quotes, copy]) == 1
    assert independent_sources([wire, a_claim("c4", publisher="Gulf Morning")]) == 2


def test_reports_that_all_have_it_from_one_monitor_are_one_source() -> None:
    monitor = (a_source("Syrian Observatory for Human Rights", "organisation", key="sohr"),)
    first = a_claim("c1", report="r1", publisher="Levant Wire", sources=monitor)
    second = a_claim("c2", report="r2", publisher="Gulf Morning", sources=monitor)
    own = a_claim("c3", report="r3", publisher="Third Paper")
    assert independent_sources([first, second]) == 1
    assert independent_sources([first, second, own]) == 2
    police = (a_source("police", "official", key="?police"),)
    some = [a_claim(f"c{n}", report=f"r{n}", publisher=f"Paper {n}", sources=police) for n in (4, 5)]
    assert independent_sources(some) == 2, "nobody can tell whether these police are those"


def test_figures_that_cannot_both_be_true_are_a_dispute_and_others_are_none() -> None:
    turkish = a_claim("c1", killed=33, recipients=(TURKS,), sources=(a_source("the governor", "official"),))
    monitor = a_claim("c2", killed=34, recipients=(TURKS,), publisher="A Monitor")
    at_least = a_claim("c3", killed=(30, None, None), recipients=(TURKS,))
    assert disputes_of([turkish, at_least]) == ()
    [dispute] = disputes_of([turkish, monitor])
    assert dispute.field == "killed (state TUR)"
    assert [(v.value, v.sources) for v in dispute.versions] == [
        ("33", ("the governor",)),
        ("34", ("A Monitor",)),
    ]


def test_an_official_of_a_side_that_fights_is_marked_as_a_party() -> None:
    said = a_claim("c1", actors=(ARMY,), publisher="A Monitor")
    denied = a_claim(
        "c2", actors=(ARMY,), status="denied", sources=(a_source("ministry", "official", country="SYR"),)
    )
    [whether] = [d for d in disputes_of([said, denied]) if d.field == "happened"]
    assert [(v.value, v.party) for v in whether.versions] == [
        ("it happened", False),
        ("it did not happen", True),
    ]


def test_who_did_it_is_disputed_between_named_sides_alone() -> None:
    one = a_claim("c1", actors=(ARMY,))
    same = a_claim("c2", actors=(GOVERNMENT,))
    other = a_claim("c3", actors=(TURKS,))
    unknown = a_claim("c4", actors=(REBELS,))
    assert [d.field for d in disputes_of([one, same, unknown])] == []
    assert [d.field for d in disputes_of([one, other])] == ["actors"]


def held(id: str, when: date, by: KeptActor | None, **fields: object) -> KeptClaim:
    base = {
        "place": SARAQIB,
        "day": when,
        "published": when,
        "control": "gains",
        "holder": by,
        "frame": "capture",
    }
    return a_claim(id, **{**base, **fields})  # type: ignore[arg-type]


CHANGES = (
    held("c1", date(2020, 2, 8), ARMY),
    held("c2", date(2020, 2, 27), REBELS),
    held("c3", date(2020, 3, 2), GOVERNMENT),
)


def told(spans: tuple[ControlSpan, ...]) -> list[tuple[str | None, str, str | None, bool]]:
    return [
        (s.holder.name if s.holder else None, str(s.start), str(s.end) if s.end else None, s.contested)
        for s in spans
    ]


def test_a_town_that_changes_hands_has_a_stretch_for_each_holder() -> None:
    assert told(control_timeline(CHANGES)) == [
        ("Syrian Arab Army", "2020-02-08", "2020-02-27", False),
        ("rebels", "2020-02-27", "2020-03-02", False),
        ("Government of Syria", "2020-03-02", None, False),
    ]
    assert told(control_timeline(tuple(reversed(CHANGES)))) == told(control_timeline(CHANGES))


def test_each_stretch_cites_its_claims_and_is_found_by_day_and_by_what_was_known() -> None:
    [span] = control_timeline(CHANGES, at=date(2020, 2, 28))
    assert span.claims == ("c2",)
    [span] = control_timeline(CHANGES, at=date(2020, 2, 28), known_on=date(2020, 2, 20))
    assert span.holder == ARMY and span.claims == ("c1",)


def test_a_denial_makes_the_stretch_contested_unless_its_rule_is_off() -> None:
    denial = held("c4", date(2020, 2, 28), REBELS, status="denied")
    assert [s[3] for s in told(control_timeline((*CHANGES, denial)))] == [False, True, False]
    quiet = control_timeline((*CHANGES, denial), rules=USUAL - {"denial-contests"})
    assert [s[3] for s in told(quiet)] == [False, False, False]


def test_a_withdrawal_ends_a_stretch_and_nobody_is_said_to_hold_the_place() -> None:
    leaves = held("c4", date(2020, 2, 20), None, control=None, plover="RETREAT", mode="withdraw", actors=(ARMY,),
                  sub=None)  # fmt: skip
    assert told(control_timeline((CHANGES[0], leaves)))[1] == (None, "2020-02-20", None, False)
    assert len(control_timeline((CHANGES[0], leaves), rules=USUAL - {"withdrawal-is-loss"})) == 1


def test_a_district_of_another_holder_makes_the_city_contested() -> None:
    city = a_place("Aleppo", 36.20, 37.16, geonames=2, feature="PPLA")
    district = a_place("Salaheddine", 36.18, 37.12, geonames=3, feature="PPLX")
    claims = (
        held("c1", date(2016, 1, 1), ARMY, place=city),
        held("c2", date(2016, 2, 1), REBELS, place=district),
    )
    spans = control_timeline(claims)
    assert [(s.place.name, s.contested, str(s.start)) for s in spans] == [
        ("Aleppo", False, "2016-01-01"),
        ("Aleppo", True, "2016-02-01"),
        ("Salaheddine", False, "2016-02-01"),
    ]
    assert [s.contested for s in control_timeline(claims, rules=USUAL - {"part-contests-whole"})] == [
        False,
        False,
    ]


def test_a_claim_without_a_day_counts_by_its_report_unless_the_rule_is_off() -> None:
    holds = held("c1", date(2020, 2, 8), ARMY, day=None)
    [span] = control_timeline((holds,))
    assert (span.rule, span.start) == ("report-day", date(2020, 2, 8))
    assert control_timeline((holds,), rules=USUAL - {"report-day"}) == ()
