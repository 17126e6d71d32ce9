"""`dateline actors` tells whom a name can mean."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from dateline.cli import main


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["actors", *arguments])
    return result.exit_code, result.output


@pytest.fixture
def lexicon(tmp_path: Path) -> str:
    (tmp_path / "groups.yaml").write_text(
        "- {id: zzz-river-guard, name: Zzz River Guard, type: group, sector: PRM, inter: 3, country: SYR,\n"
        "   aliases: [ZRG], affiliations: [{to: SYR, relation: allied_with, from: 2015-03}]}\n",
        encoding="utf-8",
    )
    return str(tmp_path)


def test_an_actor_of_a_users_folder_is_found_by_any_of_its_names(lexicon: str) -> None:
    status, output = run("ZRG", "--lexicon", lexicon)
    assert status == 0
    assert "Zzz River Guard  [zzz-river-guard]" in output
    assert "allied with: Government of Syria, from 2015-03-01" in output


def test_json_gives_the_entry(lexicon: str) -> None:
    status, output = run("zzz-river-guard", "--json", "--lexicon", lexicon)
    assert status == 0
    assert json.loads(output)["country"] == "SYR"


def test_a_name_changes_its_meaning_with_the_day() -> None:
    assert "[hafez-al-assad]" in run("Assad", "--on", "1985-06-01")[1]
    assert "[hafez-al-assad]" not in run("Assad", "--on", "2015-06-01")[1]


def test_a_name_that_nobody_has_is_told_with_a_status() -> None:
    status, _ = run("Nobody Atall")
    assert status == 1


def test_a_wrong_file_is_told_with_the_status_of_wrong_knowledge(tmp_path: Path) -> None:
    (tmp_path / "groups.yaml").write_text("- {id: x}\n", encoding="utf-8")
    assert run("x", "--lexicon", str(tmp_path))[0] == 3
