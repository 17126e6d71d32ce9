"""Coreference can be turned off, so that its gain can be measured."""

from __future__ import annotations

from collections.abc import Callable

from dateline.record.actors import ActorsFound
from dateline.steps.actors.options import Options


def test_without_coreference_no_pronoun_is_a_mention(actors_in: Callable[..., ActorsFound]) -> None:
    text = "Hezbollah attacked. They fled."
    forms = [m.form for m in actors_in(text, options=Options(coreference=False)).mentions]
    assert forms == ["name"]
    assert [m.form for m in actors_in(text).mentions] == ["name", "pronoun"]


def test_every_mention_has_an_actor_and_words(actors_in: Callable[..., ActorsFound]) -> None:
    text = "Russian Foreign Minister Sergei Lavrov met rebels. He told them that the army would leave."
    found = actors_in(text)
    ids = {a.id for a in found.actors}
    assert all(m.actor in ids and m.span.of(text).strip() for m in found.mentions)
    assert [a.id for a in found.actors] == [f"a{n}" for n in range(1, len(found.actors) + 1)]
