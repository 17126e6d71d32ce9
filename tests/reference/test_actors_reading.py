"""What the readable actor files may say, and what is said of a wrong one."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.errors import KnowledgeError
from dateline.reference.actors import ActorKnowledge
from dateline.reference.actors.compiling import compile_folders
from dateline.reference.actors.folding import DATA


def knowledge(folder: Path, **files: str) -> ActorKnowledge:
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text, encoding="utf-8")
    return ActorKnowledge(compile_folders([folder], DATA))


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("- {name: X, type: group}", "“id” is missing"),
        ("- {id: x, type: group}", "entry “x”: “name” is missing"),
        ("- {id: x, name: X, type: tribe}", "“type: tribe” must be"),
        ("- {id: x, name: X, sector: ARMY}", "“sector: ARMY” is no PLOVER sector"),
        ("- {id: x, name: X, country: Syria}", "no ISO 3166 code"),
        ("- {id: x, name: X, country: NO}", "put it in quotation marks"),
        ("- {id: x, name: X, aliases: [ON]}", "put it in quotation marks"),
        ("- {id: x, name: X, aliases: Y, active: {from: spring}}", "“from: spring” is no date"),
        ("- {id: x, name: X, colour: red}", "“colour” is not a known key"),
        ("- {id: x, name: X}\n- {id: x, name: Y}", "the id stands in groups.yaml too"),
        ("- {id: x, name: [X}", "not readable as YAML"),
        ("x: {name: X}", "must be a list of entries"),
    ],
)
def test_a_wrong_file_is_named_with_its_entry_and_what_is_wrong(
    tmp_path: Path, text: str, complaint: str
) -> None:
    with pytest.raises(KnowledgeError, match=r"groups\.yaml") as caught:
        knowledge(tmp_path, groups_yaml=text)
    assert complaint in str(caught.value)


def test_a_state_gets_its_government_army_and_ministries_by_template(tmp_path: Path) -> None:
    known = knowledge(
        tmp_path, states_yaml="- {iso3: SYR, name: Syria, demonyms: [Syrian, Syrians], capital: Damascus}"
    )
    for name, ident in {
        "Syrian regime": "gov-syr",
        "government of Syria": "gov-syr",
        "Damascus": "gov-syr",
        "Syrian troops": "mil-syr",
        "Syria's air force": "airforce-syr",
        "Syrian Foreign Ministry": "foreign-ministry-syr",
        "Syrian police": "pol-syr",
    }.items():
        assert [a.id for a, _ in known.meanings(name)] == [ident], name
    assert known.nationality("Syrian") == "SYR"
    assert known.people("Syrians") == "SYR"


def test_a_name_written_for_one_body_is_taken_from_the_template_of_another(tmp_path: Path) -> None:
    known = knowledge(
        tmp_path,
        states_yaml="- {iso3: USA, name: United States, aliases: [US], demonyms: [American], "
        "branches: [{name: United States Marine Corps, aliases: [US Marines]}]}",
    )
    assert [a.name for a, _ in known.meanings("US marines")] == ["United States Marine Corps"]


def test_a_user_folder_adds_to_what_is_known(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "base").mkdir()
    (tmp_path / "base" / "groups.yaml").write_text("- {id: x, name: Green Band}", encoding="utf-8")
    (tmp_path / "mine" / "local.yaml").write_text("- {id: y, name: Red Band}", encoding="utf-8")
    known = ActorKnowledge(compile_folders([tmp_path / "base", tmp_path / "mine"], DATA))
    found = list(known.find("The Red Band fought the green band and the Green Band."))
    assert [known.of(n.uses[0]).id for n in found] == ["y", "x"]
