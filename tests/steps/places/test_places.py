"""Places of a report: which are meant, where they are, and how what happens lies to them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.record.annotation import Annotation
from dateline.record.places import Place, PlacesFound
from dateline.steps.places import find_places

Annotate = Callable[..., Annotation]


@pytest.fixture(scope="session")
def places(annotate: Annotate) -> Callable[[str], PlacesFound]:
    def found(text: str) -> PlacesFound:
        return find_places(annotate(text), ())

    return found


Places = Callable[[str], PlacesFound]


def the(found: PlacesFound, text: str, words: str) -> Place:
    """The place that `words` stand for where they first come up in `text`."""
    start = text.index(words)
    mention = next(m for m in found.mentions if m.span.start == start and m.span.of(text) == words)
    return next(p for p in found.places if p.id == mention.place)


def relation(found: PlacesFound, text: str, words: str) -> tuple[str, int]:
    start = text.index(words)
    mention = next(m for m in found.mentions if m.span.start == start)
    return mention.relation, mention.geo_precision


def test_a_town_is_put_where_its_country_is(places: Places) -> None:
    text = "Government troops entered Khanasser after rebels had left the town in northern Syria."
    place = the(places(text), text, "Khanasser")
    assert (place.country, place.admin1, place.geonames) == ("SYR", "Aleppo", 168351)


def test_the_country_wins_over_the_american_state_of_that_name(places: Places) -> None:
    text = (
        "Russian tanks crossed into Georgia on Friday and shelled the outskirts of Gori, near South Ossetia."
    )
    assert the(places(text), text, "Georgia").country == "GEO"
    text = "Police in Atlanta, Georgia, said the man had driven from Macon to Savannah."
    assert the(places(text), text, "Georgia").country == "USA"


def test_a_state_after_the_comma_tells_which_town(places: Places) -> None:
    text = "Fighting broke out in Tripoli, Lebanon. No one was hurt."
    assert the(places(text), text, "Tripoli").country == "LBN"
    text = "The train stopped in Columbus, Georgia, for an hour."
    assert the(places(text), text, "Columbus").admin1 == "Georgia"


def test_demonyms_tell_the_country_but_are_no_places(places: Places) -> None:
    text = "Libyan fighters said the Libyan army had shelled Tripoli again."
    found = places(text)
    assert the(found, text, "Tripoli").country == "LBY"
    assert [m.span.of(text) for m in found.mentions] == ["Tripoli"]


def test_a_person_called_like_a_place_is_no_place(places: Places) -> None:
    text = "Paris Hilton and Mr. Jordan met Michael Lebanon. Jordan smiled."
    assert places(text).mentions == ()


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("A bomb exploded in Fallujah on Monday.", "Fallujah", ("at", 1)),
        ("Two soldiers died about 15 km south of Mosul.", "Mosul", ("near", 2)),
        ("Shells fell on the outskirts of Aleppo.", "Aleppo", ("near", 2)),
        ("Thousands fled Ramadi last week.", "Ramadi", ("from", 1)),
        ("The army withdrew from Palmyra.", "Palmyra", ("from", 1)),
        ("The convoy drove towards Raqqa.", "Raqqa", ("towards", 1)),
        ("Clashes were heard in Anbar province.", "Anbar", ("at", 3)),
        ("Clashes were heard on the road between Tikrit and Baiji.", "Tikrit", ("between", 1)),
        ("Five villages near the town of Tabqa were taken.", "Tabqa", ("near", 2)),
        ("Rebels captured Idlib.", "Idlib", ("at", 1)),
        ("Commanders on the Raqqa front asked for shells.", "Raqqa", ("near", 2)),
    ],
)  # fmt: skip
def test_the_words_around_tell_how_it_lies(
    places: Places, text: str, words: str, expected: tuple[str, int]
) -> None:
    assert relation(places(text), text, words) == expected


def test_a_state_that_acts_has_no_locative_rule(places: Places) -> None:
    text = "Saudi Arabia has sent warplanes."
    assert places(text).mentions[0].rule == "name:bare"


def described(found: PlacesFound, text: str) -> list[tuple[str, str]]:
    """Descriptions and pronouns with the names of the places that they stand for."""
    names = {p.id: p.name for p in found.places}
    return [(m.span.of(text), names[m.place]) for m in found.mentions if m.form != "name"]


def test_the_town_is_the_town_named_before_it(places: Places) -> None:
    text = "Rebels took Manbij on Monday. Soldiers had left the town at night, and shells still fell on it."
    assert described(places(text), text) == [("the town", "Manbij"), ("it", "Manbij")]


def test_the_syrian_capital_is_damascus(places: Places) -> None:
    text = "Mortar bombs struck the Syrian capital on Tuesday."
    found = places(text)
    assert described(found, text) == [("the Syrian capital", "Damascus")]
    assert found.places[0].feature == "PPLC"


def test_the_village_of_x_is_x_itself(places: Places) -> None:
    text = "The army shelled the village of Baghuz."
    assert described(places(text), text) == []


def test_a_named_district_of_a_city_is_in_the_city_and_not_in_its_province(places: Places) -> None:
    for text in (
        "Rebels captured the Sakhour district of Aleppo.",
        "Shells fell on the eastern districts of Aleppo.",
    ):
        assert the(places(text), text, "Aleppo").feature == "PPL"


def test_a_capital_within_the_sentence_makes_a_name_of_what_looks_like_a_plural(places: Places) -> None:
    text = "The army captured Homs."
    assert the(places(text), text, "Homs").country == "SYR"


def test_a_street_is_put_at_its_town(places: Places) -> None:
    text = "A car bomb went off on Haifa Street in Baghdad."
    street = the(places(text), text, "Haifa Street")
    assert (street.country, round(street.lat or 0, 1), street.geonames) == ("IRQ", 33.3, None)


def test_a_place_not_on_file_keeps_its_name_and_country(places: Places) -> None:
    text = "Four people were killed in the village of Tell Qaramfoul, Syria."
    place = the(places(text), text, "Tell Qaramfoul")
    assert (place.lat, place.country) == (None, "SYR")


def test_reports_all_in_capitals_and_without_any_are_read(places: Places) -> None:
    text = "TWO PEOPLE WERE KILLED IN SAN SALVADOR ON FRIDAY."
    assert the(places(text), text, "SAN SALVADOR").country == "SLV"
    text = "two people were killed near mosul on friday, police said."
    assert the(places(text), text, "mosul").country == "IRQ"


def test_the_country_wins_over_a_town_of_its_name(places: Places) -> None:
    text = "Trade talks between Mexico and China opened in New York. Mexico wants lower tariffs."
    assert the(places(text), text, "Mexico").feature == "PCLI"


def test_the_places_around_tell_which_town(places: Places) -> None:
    text = "Fighters from Tripoli and Akkar drove to Beirut, past Byblos and Batroun."
    assert the(places(text), text, "Tripoli").country == "LBN"
