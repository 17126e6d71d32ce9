"""A claim's type set by a person: which codes of the other schemes then hold."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.export.codebooks import acled_types
from dateline.export.gdelt import goldstein
from dateline.record.claims import Claim
from dateline.record.decisions import Corrected, Undone
from dateline.record.described import described
from dateline.reference.counterparts import cameo_codes
from dateline.reference.files import read_yaml
from dateline.reference.frames.lexicon import FOLDER, load_frames
from dateline.reference.tables import read_table, split_cell
from dateline.store.case import Case
from dateline.store.checking import check
from dateline.store.retyping import with_other_codes

from .readings import STRIKE, a_claim, a_reading, put

CLASH = replace(
    a_claim(STRIKE, "struck"),
    mode="firearms",
    cameo="193",
    acled_type="Battles",
    acled_sub="Armed clash",
)


def codes_after(given: Corrected, claim: Claim = CLASH) -> tuple[str | None, ...]:
    """ACLED event and sub-event type, PLOVER type and mode, CAMEO, as they stand with the correction."""
    what = with_other_codes(given, claim)
    cleared = set(what.cleared)

    def now(name: str, word: str) -> str | None:
        set_: str | None = getattr(what, name)
        return set_ or (None if word in cleared else getattr(claim, name))

    return (
        now("acled_type", "acled"),
        now("acled_sub", "acled"),
        now("plover", "plover"),
        now("mode", "mode"),
        now("cameo", "cameo"),
    )


def retyped(**given: str) -> Corrected:
    return Corrected(claim="c1", **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "codes"),
    [
        # One counterpart: it takes the place of what was read.
        (
            retyped(acled_sub="Arrests"),
            ("Strategic developments", "Arrests", "COERCE", "arrest", "173"),
        ),
        (
            retyped(acled_sub="Peaceful protest", acled_type="Protests"),
            ("Protests", "Peaceful protest", "PROTEST", "demo", "141"),
        ),
        # Several that fit: one that the claim has stays, else there is none.
        (
            retyped(acled_sub="Attack"),
            ("Violence against civilians", "Attack", "ASSAULT", "firearms", "193"),
        ),
        (
            retyped(acled_sub="Air/drone strike"),
            ("Explosions/Remote violence", "Air/drone strike", "ASSAULT", None, "195"),
        ),
        (retyped(acled_sub="Agreement"), ("Strategic developments", "Agreement", None, None, None)),
        # None.
        (retyped(acled_sub="Other"), ("Strategic developments", "Other", None, None, None)),
        (retyped(acled_type="Riots"), ("Riots", None, None, None, None)),
        # What is said holds; the mode of another PLOVER type does not.
        (
            retyped(acled_sub="Arrests", plover="ASSAULT", mode="beat"),
            ("Strategic developments", "Arrests", "ASSAULT", "beat", "182"),
        ),
        (retyped(plover="THREATEN"), ("Battles", "Armed clash", "THREATEN", None, "130")),
        (retyped(mode="drone"), ("Battles", "Armed clash", "ASSAULT", "drone", "195")),
        # The type that it has already, or another field: nothing changes.
        (retyped(acled_sub="Armed clash"), ("Battles", "Armed clash", "ASSAULT", "firearms", "193")),
        (retyped(status="denied"), ("Battles", "Armed clash", "ASSAULT", "firearms", "193")),
        (
            Corrected(claim="c1", cleared=("acled",)),
            (None, None, "ASSAULT", "firearms", "193"),
        ),
    ],
    ids=str,
)
def test_codes_that_follow_of_a_type_that_is_set(given: Corrected, codes: tuple[str | None, ...]) -> None:
    assert codes_after(given) == codes


def test_the_case_keeps_no_code_of_the_type_that_was_read_and_undoing_brings_it_back(case: Case) -> None:
    reading = a_reading()
    put(case, reading)
    id = reading.claims[0].id
    with case.writer() as writer:
        made = writer.decide(Corrected(claim=id, acled_sub="Arrests"), coder="Ann")
    assert described(made.what) == (f"claim {id}: type Arrests, PLOVER type COERCE, mode arrest, CAMEO 173")
    with case.view() as view:
        now, faults = view.claim(id), check(view).faults
    assert now is not None
    assert (now.claim.plover, now.claim.mode, now.claim.cameo) == ("COERCE", "arrest", "173")
    assert now.claim.acled_type == "Strategic developments"
    assert [f for f in faults if "does not stand at" not in f.message] == []
    with case.writer() as writer:
        # What one said first, and then another type: the codes are those of the other.
        writer.decide(Corrected(claim=id, acled_sub="Other"), coder="Bob")
    with case.view() as view:
        last = view.claim(id)
    assert last is not None and (last.claim.plover, last.claim.mode, last.claim.cameo) == (None, None, None)
    with case.writer() as writer:
        writer.decide(Undone(decision=2), coder="Bob")
        writer.decide(Undone(decision=1), coder="Ann")
    with case.view() as view:
        back = view.claim(id)
    assert back is not None and back.claim == reading.claims[0]


def test_tables_name_codes_that_there_are_and_agree_with_the_frames() -> None:
    modes: dict[str, list[str]] = read_yaml(FOLDER / "picture" / "plover_modes.yaml")
    rows = read_table("acled_counterparts.csv")
    assert [row["sub_event_type"] for row in rows] == list(acled_types())
    for row in rows:
        allowed = {mode for event in split_cell(row["plover"]) for mode in modes[event]}
        assert set(split_cell(row["mode"])) <= allowed, row
        assert not row["cameo"] or row["cameo"] in goldstein(), row
    for (event, mode), code in cameo_codes().items():
        assert not mode or mode in modes[event], (event, mode)
        assert code in goldstein(), code
        read = {f.cameo for f in load_frames().frames.values() if (f.plover, f.mode or "") == (event, mode)}
        assert len(read) != 1 or read == {code}, (event, mode, read)
