"""What the contract promises of every reading, on the example reports and on any text at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.pipeline import Reader
from dateline.record.readings import Reading
from dateline.steps.documents import document_from_text

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.txt"))
NEWS = """The army rebels Syrian forces attacked captured Aleppo Khanasser, . “ ” said on Monday 12 people killed
were in near not may if plan to withdraw from Turkey “We he it they Daesh (the) ’s – 5 March 2016 airstrike 🙂 é"""
WORDS = st.sampled_from([*NEWS.split(), "\n", "\n\n"])


def broken_promises(reading: Reading) -> list[str]:
    text = reading.document.text
    actors = {a.id for a in reading.actors}
    places = {p.id for p in reading.places}
    times = {t.id for t in reading.times}
    found = []

    def words(what: str, said: str, span: tuple[int, int]) -> None:
        if text[span[0] : span[1]] != said:
            found.append(f"{what}: '{said}' is not at {span}")

    def known(what: str, one: str | None, ids: set[str]) -> None:
        if one is not None and one not in ids:
            found.append(f"{what}: {one} is not there")

    for time in reading.times:
        words("time", time.text, time.span)
        if time.start and time.end and time.start > time.end:
            found.append(f"time {time.text} ends before it begins")
    for n, attribution in enumerate(reading.attributions):
        if attribution.within is not None and not 0 <= attribution.within < len(reading.attributions):
            found.append(f"attribution {n} is nested in nothing")
    if len({c.id for c in reading.claims}) < len(reading.claims):
        found.append("two claims share an id")
    for claim in reading.claims:
        words("trigger", claim.trigger.text, claim.trigger.span)
        if not (
            0 <= claim.evidence[0] <= claim.trigger.span[0] <= claim.trigger.span[1] <= claim.evidence[1]
        ):
            found.append("the evidence does not hold the trigger")
        if not 0 <= claim.confidence <= 1:
            found.append("confidence out of range")
        for who in (*claim.actors, *claim.recipients):
            words("actor", who.text, who.span)
            known("actor", who.actor, actors)
        if claim.place is not None:
            words("place", claim.place.text, claim.place.span)
            known("place", claim.place.place, places)
        if claim.time is not None:
            words("time", claim.time.text, claim.time.span)
            known("time", claim.time.time, times)
        for harm in claim.casualties:
            words("casualties", harm.text, harm.span)
            known("who", harm.who, actors)
            bounds = [b for b in (harm.low, harm.best, harm.high) if b is not None]
            if bounds != sorted(bounds):
                found.append(f"bounds out of order: {bounds}")
        for weapon in claim.weapons:
            words("weapon", weapon.text, weapon.span)
        for source in claim.attribution:
            words("source", source.text, source.span)
            known("source", source.actor, actors)
            if source.cue is not None:
                words("cue", source.cue.text, source.cue.span)
        if claim.control is not None:
            known("holder", claim.control.holder, actors)
            known("held place", claim.control.place, places)
    return found


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.stem)
def test_a_reading_of_an_example_keeps_the_contract(path: Path, reader: Reader) -> None:
    reading = reader.read(document_from_text(path.read_text(encoding="utf-8")))
    assert reading.claims
    assert broken_promises(reading) == []


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(WORDS, max_size=60).map(" ".join) | st.text(max_size=200))
def test_a_reading_of_any_text_keeps_the_contract(reader: Reader, text: str) -> None:
    assert broken_promises(reader.read(document_from_text(text))) == []
