"""What is a copy and what only looks like one."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.store.copies import Text, alike, buckets, text_of

WIRE = (
    "Government forces took the hill above the town of Sarmin on Wednesday after two days of fighting, a commander "
    "said. Eleven soldiers and at least twenty fighters were killed, according to the monitor, which has a network of "
    "contacts in the area. Families left for the border in carts and on foot. The aid agency in the district said that "
    "it had run out of tents, and that nine hundred people slept in the open. Shelling was heard until the morning, "
    "and the hospital asked for blood. A spokesman for the rebels denied that the hill had fallen and said that the "
    "counter attack was under way. The road to the north was closed by snow for most of the day, drivers said, and "
    "only two lorries with flour came through."
)
DAY = date(2016, 3, 4)


def a_text(words: str, *, published: date | None = DAY, publisher: str | None = "a") -> Text:
    return text_of(words, published=published, publisher=publisher)


def found(a: Text, b: Text) -> bool:
    """Whether the look-up would compare them at all."""
    return bool(set(buckets(a)) & set(buckets(b)))


@pytest.mark.parametrize(
    "reprint",
    [
        pytest.param("HILL FALLS AFTER TWO DAYS\n\nSARMIN (Agencies) - " + WIRE, id="another headline"),
        pytest.param(" ".join(WIRE.split()[:75]), id="cut from the end"),
        pytest.param(
            WIRE + " The paper's own reporter added that the bakery had closed.", id="a sentence added"
        ),
        pytest.param(WIRE.replace("Eleven", "Twelve").replace("twenty", "two dozen"), id="a later toll"),
        pytest.param(WIRE.upper(), id="capitals"),
    ],
)
def test_reprints_are_copies(reprint: str) -> None:
    a, b = a_text(WIRE), a_text(reprint, publisher="b", published=date(2016, 3, 5))
    assert found(a, b)
    assert alike(a, b) == alike(b, a) is not None


@pytest.mark.parametrize(
    ("a", "b"),
    [
        pytest.param(
            a_text("Two people were killed by a blast in the market of Mogadishu on Monday, police said."),
            a_text(
                "Nine people were killed by a blast in the market of Mogadishu on Friday, police said.",
                publisher="b",
            ),
            id="short reports of two happenings",
        ),
        pytest.param(
            a_text(WIRE),
            a_text(
                WIRE.replace("Eleven", "Four").replace("Wednesday", "Thursday"), published=date(2016, 3, 5)
            ),
            id="a form that an office fills in each day",
        ),
        pytest.param(
            a_text(WIRE),
            a_text("The rebels lost the hill above Sarmin, and many families fled.", publisher="b"),
            id="the same told in other words",
        ),
        pytest.param(a_text(""), a_text(""), id="no words"),
    ],
)
def test_likeness_alone_makes_no_copy(a: Text, b: Text) -> None:
    assert alike(a, b) is None
