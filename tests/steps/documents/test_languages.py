"""Dateline reads English, and says so where a text is in another language."""

from __future__ import annotations

import pytest

from dateline.steps.documents.languages import language_of, language_warnings

OTHERS = {
    "de": "Die Armee hat am Donnerstag nach Angaben eines Sprechers fünf Dörfer nördlich der Stadt zurückerobert.",
    "fr": "Les forces gouvernementales ont repris cinq villages près de la ville, selon une source militaire.",
    "es": "Las fuerzas del gobierno recuperaron el jueves cinco aldeas cerca de la ciudad, dijo un portavoz militar.",
    "ru": "Силы правительства отбили пять деревень возле города, сообщило агентство в четверг.",
    "uk": "Українські військові відбили п'ять сіл поблизу міста, повідомив у четвер речник армії.",
    "ar": "استعادت القوات الحكومية خمس قرى قرب المدينة يوم الخميس بحسب مصدر عسكري",
    "tr": "Hükümet güçleri perşembe günü kentin kuzeyindeki beş köyü geri aldı, dedi bir askeri kaynak ajansa.",
    "zh": "政府军周四夺回了该市附近的五个村庄，一名军方消息人士说。",
}


@pytest.mark.parametrize("code", OTHERS)
def test_another_language_is_told(code: str) -> None:
    assert language_of(OTHERS[code]) == code


@pytest.mark.parametrize(
    "text",
    [
        "Government forces retook five villages near the city on Thursday, a military source said.",
        "GOVERNMENT FORCES RETOOK FIVE VILLAGES NEAR THE CITY ON THURSDAY, A MILITARY SOURCE SAID.",
        "Russian missile strikes hit Kharkiv, Dnipro, Odesa: Zelensky, Kuleba, Shmyhal condemn attacks, vow response",
        "Abu Bakr al-Baghdadi, Abu Mohammad al-Julani, Abu Mohammed al-Adnani, Amr al-Absi killed",
    ],
)
def test_english_is_not_taken_for_anything_else(text: str) -> None:
    assert language_of(text) == "en"


@pytest.mark.parametrize("text", ["", "12 34", "Aleppo", "Abu Bakr al-Baghdadi"])
def test_too_few_words_tell_no_language(text: str) -> None:
    assert language_of(text) is None


def test_a_reader_is_told_what_went_unread() -> None:
    assert language_warnings(OTHERS["fr"], "fr") == (
        "The text is in French. Dateline reads English only, so no claims were made.",
    )
    mixed = "The army took the town, the governor said, and the rebels left. " + OTHERS["ar"]
    assert "not in Latin script" in language_warnings(mixed, "en")[0]
    assert language_warnings("The army took the town.", "en") == ()
