from __future__ import annotations

from datetime import date
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.steps.incidents.kept import ARMY, GOVERNMENT, a_claim, a_place

from dateline.record.decisions import Constraints
from dateline.record.kept import KeptClaim
from dateline.steps.incidents import Group, group_claims

BAGHDAD = a_place("Baghdad", 33.34, 44.40, country="IRQ", admin1="Baghdad", feature="PPLC")
DAY = date(2015, 3, 14)


def bomb(id: str, words: str, **fields: object) -> KeptClaim:
    base = {"place": BAGHDAD, "day": DAY, "published": DAY}
    return a_claim(id, words=words, **{**base, **fields})  # type: ignore[arg-type]


TWO_BOMBS = (
    bomb(
        "c1",
        "On Saturday a car bomb exploded outside a restaurant in Karrada.",
        trigger="exploded",
        killed=11,
    ),
    bomb("c2", "Police said the bomb in Karrada exploded near a restaurant.", trigger="exploded", killed=14),
    bomb("c3", "In the evening a lorry blew up in a market of Sadr City.", trigger="blew up", killed=18),
    bomb(
        "c4",
        "Mourners buried victims of a lorry which blew up in Sadr City market.",
        trigger="blew up",
        killed=21,
    ),
)


def members(groups: tuple[Group, ...]) -> set[frozenset[str]]:
    return {frozenset(k.id for k in g.claims) for g in groups}


def test_two_bombs_in_one_city_on_one_day_stay_apart_and_each_is_joined_over_reports() -> None:
    assert members(group_claims(TWO_BOMBS)) == {frozenset({"c1", "c2"}), frozenset({"c3", "c4"})}


def test_a_town_attacked_twice_in_a_week_has_two_incidents() -> None:
    later = date(2015, 3, 20)
    claims = (
        bomb("c1", "A bomb exploded in Baghdad.", trigger="exploded"),
        bomb("c2", "A bomb exploded in Baghdad.", trigger="exploded", day=later, published=later),
    )
    assert len(group_claims(claims)) == 2


def test_talk_and_plans_make_no_incident() -> None:
    accusation = a_claim("c1", plover="ACCUSE", mode=None, sub=None, frame="accuse")
    plan = a_claim("c2", status="planned")
    assert group_claims((accusation, plan)) == ()


def test_a_denial_belongs_to_the_incident_that_it_denies() -> None:
    said = bomb("c1", "The army shelled Douma on Saturday.", trigger="shelled", frame="shelling", mode="heavy-weapons",
                sub=None, actors=(ARMY,))  # fmt: skip
    denied = bomb("c2", "The government denied that it shelled Douma.", trigger="shelled", frame="shelling",
                  mode="heavy-weapons", sub=None, actors=(GOVERNMENT,), status="denied")  # fmt: skip
    assert len(group_claims((said, denied))) == 1


def test_each_link_says_why_and_how_sure() -> None:
    [group] = group_claims(TWO_BOMBS[:2])
    first, second = group.links
    assert (first.claim, first.score) == ("c1", 1.0)
    assert second.claim == "c2" and 0.3 <= second.score <= 1
    assert {"same place", "same day", "same word for it"} <= set(second.reasons)


@settings(max_examples=25, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_the_claims_does_not_matter(random: Random) -> None:
    claims = list(TWO_BOMBS) + [
        bomb(f"d{n}", "A blast shook Karrada and Sadr City.", killed=n) for n in range(5)
    ]
    expected = group_claims(claims)
    random.shuffle(claims)
    assert group_claims(claims) == expected
    assert group_claims(claims + claims[:3]) == expected


def test_what_people_put_together_stays_together_and_what_they_split_stays_apart() -> None:
    together = Constraints((("c1", "c3"),), ())
    assert any({"c1", "c3"} <= g for g in members(group_claims(TWO_BOMBS, together)))
    apart = Constraints((), ((("c1",), ("c2",)),))
    groups = members(group_claims(TWO_BOMBS, apart))
    assert not any({"c1", "c2"} <= g for g in groups)
    assert members(group_claims(TWO_BOMBS)) == {frozenset({"c1", "c2"}), frozenset({"c3", "c4"})}
