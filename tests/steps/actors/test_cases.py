"""Short texts and the actors in them: the cases lie in cases/*.yaml, to be read and added to by anyone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from dateline.record.actors import Actor, ActorsFound

CASES = Path(__file__).parent / "cases"


def cases() -> Iterator[Any]:
    for path in sorted(CASES.glob("*.yaml")):
        for case in yaml.safe_load(path.read_text(encoding="utf-8")):
            yield pytest.param(case, id=f"{path.stem}: {case['case']}")


def described(actor: Actor, text: str, names: dict[str, str]) -> dict[str, object]:
    return {
        "name": actor.name,
        "kb": actor.kb,
        "type": actor.type,
        "country": actor.country,
        "sector": actor.sector,
        "mentions": [span.of(text) for span in actor.mentions],
        "of": [names.get(a, a) for a in actor.affiliations],
    }


@pytest.mark.parametrize("case", cases())
def test_case(case: dict[str, Any], actors_in: Callable[..., ActorsFound]) -> None:
    text: str = case["text"]
    published: date | None = case.get("published")
    found = actors_in(text, published=published)
    names = {a.id: a.name for a in found.actors}
    actors = [described(a, text, names) for a in found.actors]
    for wanted in case.get("actors", ()):
        fits = [a for a in actors if all(a[key] == value for key, value in wanted.items())]
        assert len(fits) == 1, f"wanted {wanted}, found {actors}"
    said = [m for a in actors for m in a["mentions"]]  # type: ignore[attr-defined]
    for words in case.get("no_mentions", ()):
        assert words not in said, f"found {actors}"
    if "count" in case:
        assert len(actors) == case["count"], f"found {actors}"
