"""Spellings of one name that must look alike, and words that must not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.reference.actors.folding import key_of, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Da’esh", "Daesh"),
        ("Jabhat an-Nusra", "Jabhat al Nusra"),
        ("El-Sisi", "al-Sisi"),
        ("Mevlüt Çavuşoğlu", "Mevlut Cavusoglu"),
        ("U.S. forces", "US forces"),
        ("Muhammad Deif", "Mohammed Deif"),
        ("Ansar-al-Sharia", "Ansar al-Sharia"),
        ("Assad’s regime", "Assad's regime"),
    ],
)
def test_spellings_of_one_name_fold_to_one_key(one: str, other: str) -> None:
    assert key_of(one) == key_of(other)


def test_a_comma_ends_a_name() -> None:
    assert [w.text for w in words("in Syria, Arab forces")] == ["in", "syria", "|", "arab", "forces"]


@given(st.text(max_size=300))
def test_every_folded_word_stands_where_it_says(text: str) -> None:
    last = 0
    for word in words(text):
        assert last <= word.start <= word.end <= len(text)
        last = word.end
