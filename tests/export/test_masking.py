"""Names of private persons are found nowhere in what leaves a masked case."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path
from typing import cast

import pyarrow.parquet as pq
import pytest

from dateline.export.codebooks import load_codebook
from dateline.export.formats import FORMATS, writer
from dateline.export.masking import Mask, folded, mask_private, names_in
from dateline.export.material import Material
from dateline.record.actors import Actor
from dateline.record.documents import Document
from dateline.record.incidents import Dispute, Version
from dateline.record.kept import KeptSource
from dateline.record.readings import Reading
from dateline.record.text import Span
from dateline.store.base import View

from .cases import ARMY, BAKER, ListView, a_claim, a_witness, an_incident

TEXT = (
    "Baker Yusuf Karam was killed by shelling in Khanasser, his sister Dr. Lina Karam said. "
    "President Bashar al-Assad spoke to Reuters on Sunday. Karam, 43, sold bread; YUSUF KARAM’s shop is gone."
)
OTHER = "Neighbours remembered Yusuf Karam. A minister, Karam Haddad, visited Khanasser."


def an_actor(text: str, name: str, *mentions: str, private: bool = True, kb: str | None = None) -> Actor:
    spans = [Span(text.index(m), text.index(m) + len(m)) for m in (mentions or (name,))]
    return Actor(
        id=name, name=name, type="person", sector="CVL", country=None, aliases=("baker",) if private else (),
        kb=kb, affiliations=(), mentions=tuple(spans), inter=7, private=private, rule="by hand",
    )  # fmt: skip


PEOPLE = {
    "r1": (
        an_actor(TEXT, "Yusuf Karam", "Baker Yusuf Karam", "YUSUF KARAM"),
        an_actor(TEXT, "Lina Karam"),
        an_actor(TEXT, "Bashar al-Assad", "President Bashar al-Assad", private=False, kb="bashar-al-assad"),
    ),
    "r2": (an_actor(OTHER, "Karam Haddad", private=False, kb="karam-haddad"),),
}
LINA = KeptSource(key="?lina karam", name="Lina Karam", kind="witness", country=None)


def masked_case() -> Material:
    first = a_claim(TEXT, trigger="shelling", sub="Shelling/artillery/missile attack", cameo="194",
                    recipients=(BAKER,), killed=(("Yusuf Karam", 1, 1, 1, 0),), sources=(LINA,))  # fmt: skip
    second = a_claim(OTHER, id="c2", report="r2", trigger="remembered", recipients=(BAKER,), sub="Armed clash",
                     sources=(a_witness("Samir Aziz, a farmer"),), publisher="AFP")  # fmt: skip
    incident = an_incident(first, second)
    dispute = Dispute(
        field="killed",
        versions=(Version(value="Yusuf Karam", claims=("c1",), sources=("Lina Karam",), party=False),),
    )
    view = cast(
        View,
        ListView(
            (first, second),
            [replace(incident, disputed=(dispute,))],
            people=PEOPLE,
            reports={
                "r1": {
                    "title": "Yusuf Karam, baker",
                    "url": "https://news.example/2016/yusuf-karam-killed.html",
                },
                "r2": {"where": "notes/Yusuf_Karam.txt"},
            },
        ),
    )
    return Material(view, mask=mask_private(view))


@pytest.mark.parametrize("format", FORMATS)
def test_no_masked_name_survives_in_any_export(format: str, tmp_path: Path) -> None:
    out = tmp_path / ("out.zip" if format == "bundle" else "out")
    account = writer(format)(masked_case(), out, load_codebook())
    assert account.written > 0
    contents = []
    for path in sorted(p for p in tmp_path.rglob("*") if p.is_file()):
        if format == "bundle":
            with zipfile.ZipFile(path) as archive:
                contents += [archive.read(name).decode() for name in archive.namelist()]
        elif format == "geoparquet":
            contents.append(str(pq.read_table(path).to_pylist()))
            contents.append(path.read_bytes().decode("latin-1"))
        else:
            contents.append(path.read_text("utf-8"))
    whole = folded("\n".join(contents)).replace("karam haddad", "")
    for name in ("yusuf", "karam", "lina"):
        assert name not in whole, (format, name)
    if format != "gdelt":
        assert "[person 1]" in whole
    assert "samir" not in whole


def test_parts_of_a_name_go_in_its_own_report_and_public_people_and_places_stay() -> None:
    mask = Mask([("r1", names_in(Reading(document=Document(id="r1", text=TEXT), actors=PEOPLE["r1"])))])
    assert mask.text(TEXT, "r1") == (
        "Baker [person 1] was killed by shelling in Khanasser, his sister Dr. [person 2] said. "
        "President Bashar al-Assad spoke to Reuters on Sunday. [person 1], 43, sold bread; [person 1]’s shop is gone."
    )
    assert mask.text("Karam Haddad met Yusuf  Karam's and Yusuf Karam", "r9") == (
        "Karam Haddad met [person 1]'s and [person 1]"
    )


def test_a_description_is_no_name() -> None:
    text = "A resident of Mosul and two shopkeepers spoke."
    actor = an_actor(text, "resident of Mosul")
    assert names_in(Reading(document=Document(id="r", text=text), actors=(actor,))).private == ()


def test_numbers_stay_when_reports_are_added() -> None:
    first = names_in(Reading(document=Document(id="r1", text=TEXT), actors=PEOPLE["r1"]))
    text = "Adam Abed fled."
    later = names_in(Reading(document=Document(id="r2", text=text), actors=(an_actor(text, "Adam Abed"),)))
    before, after = Mask([("r1", first)]), Mask([("r1", first), ("r2", later)])
    assert before.text("Yusuf Karam") == after.text("Yusuf Karam") == "[person 1]"
    assert after.text("Adam Abed") == "[person 3]"


def test_an_address_with_a_masked_name_is_cut_back_to_its_site() -> None:
    mask = Mask([("r1", names_in(Reading(document=Document(id="r1", text=TEXT), actors=PEOPLE["r1"])))])
    assert mask.url("https://a.example/yusuf-karam-dies") == "https://a.example/[masked]"
    assert mask.url("https://a.example/khanasser") == "https://a.example/khanasser"
    assert ARMY.name == "Syrian Arab Army"


def test_kin_and_headlines_with_a_masked_name_go_and_namesakes_in_office_stay() -> None:
    text = (
        "DARWAZEH SHOT DEAD. Mahmud Darwazeh died; the Darwazehs fled. "
        "Darwazeh's brother spoke to Minister Darwazeh."
    )
    people = (
        an_actor(text, "Mahmud Darwazeh"),
        replace(an_actor(text, "Darwazehs"), private=False, sector=None),
        replace(an_actor(text, "DARWAZEH SHOT DEAD"), private=False, sector=None),
        replace(an_actor(text, "Darwazeh's brother"), private=False, kb="somebody-known"),
        replace(an_actor(text, "Minister Darwazeh"), private=False, sector="GOV"),
    )
    mask = Mask([("r1", names_in(Reading(document=Document(id="r1", text=text), actors=people)))])
    masked = mask.text(text, "r1")
    assert masked.endswith("[person 1]'s brother spoke to Minister Darwazeh.")
    assert masked.count("arwazeh") + masked.count("DARWAZEH") == 1
