"""Who says so: the chain of sources of a claim."""

from __future__ import annotations

from dateline.pipeline import Reader
from dateline.steps.documents import document_from_text


def chain_of(reader: Reader, text: str, trigger: str) -> list[tuple[str, str]]:
    reading = reader.read(document_from_text(text))
    claim = next(c for c in reading.claims if c.trigger.text == trigger)
    return [(s.text, s.kind) for s in claim.attribution]


def test_the_outlet_that_somebody_speaks_through_comes_first(reader: Reader) -> None:
    text = "The mayor told Reuters that rebels had shelled the hospital in Homs."
    assert chain_of(reader, text, "shelled") == [("Reuters", "outlet"), ("The mayor", "official")]


def test_an_outlet_that_quotes_an_official_nests(reader: Reader) -> None:
    text = "Reuters quoted a police officer as saying that gunmen had killed three guards in Kirkuk."
    assert [kind for _, kind in chain_of(reader, text, "killed")] == ["outlet", "official"]


def test_what_is_condemned_is_not_said_by_the_one_who_condemns(reader: Reader) -> None:
    text = "France condemned the shelling of the hospital in Homs."
    assert chain_of(reader, text, "shelling") == []


def test_the_report_in_its_own_voice_has_no_source(reader: Reader) -> None:
    assert chain_of(reader, "Rebels captured the town of Saraqib on Friday.", "captured") == []


def test_we_in_a_quotation_adds_no_source(reader: Reader) -> None:
    text = "“We have captured the town of Saraqib,” the commander said."
    assert [t for t, _ in chain_of(reader, text, "captured")] == ["the commander"]
