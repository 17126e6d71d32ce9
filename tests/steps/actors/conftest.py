"""A small knowledge base of invented and real actors, so that these tests do not hang on the shipped one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from dateline.record.actors import ActorsFound
from dateline.record.places import PlacesFound
from dateline.reference.actors import ActorKnowledge
from dateline.reference.actors.compiling import compile_folders
from dateline.reference.actors.folding import DATA
from dateline.steps.actors import find_actors, find_names
from dateline.steps.actors.options import DEFAULT, Options

FindActors = Callable[..., ActorsFound]


@pytest.fixture(scope="session")
def knowledge() -> ActorKnowledge:
    return ActorKnowledge(compile_folders([Path(__file__).parent / "knowledge"], DATA))


@pytest.fixture(scope="session")
def actors_in(annotate: Callable[..., object], knowledge: ActorKnowledge) -> FindActors:
    """`actors_in(text, published=date)` gives what the step finds with the small knowledge base."""

    def found(text: str, published: date | None = None, options: Options = DEFAULT) -> ActorsFound:
        annotation = annotate(text, published=published)
        names = find_names(annotation, knowledge)  # type: ignore[arg-type]
        return find_actors(annotation, names, PlacesFound(), knowledge=knowledge, options=options)  # type: ignore[arg-type]

    return found
