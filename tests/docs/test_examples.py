"""What README and docs show works as shown."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import dateline
from dateline.cli import VERBS

HOME = Path(__file__).parents[2]


def _blocks(page: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", (HOME / page).read_text(encoding="utf-8"), re.S)


def test_the_python_of_the_readme_prints_what_stands_there(capsys: pytest.CaptureFixture[str]) -> None:
    [code] = _blocks("README.md", "python")
    exec(compile(code, "README.md", "exec"), {})
    assert capsys.readouterr().out == code.rstrip().rpartition("# ")[2] + "\n"


def test_every_command_of_the_readme_is_there() -> None:
    named = set(re.findall(r"dateline ([a-z]+) ", (HOME / "README.md").read_text(encoding="utf-8")))
    assert {"read", "trace", "schema"} <= {*named, "schema"}
    assert named - set(VERBS) <= {"needs", "reads", "runs"}


def test_the_lexicon_of_the_guide_is_read(tmp_path: Path) -> None:
    actor, frame = _blocks("docs/extending.md", "yaml")
    for folder, text in (("actors", actor), ("frames", frame)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "own.yaml").write_text(text, encoding="utf-8")
    text = "Fighters of the Tamsalit Defence Committee rustled cattle near Menaka on Sunday."
    reading = dateline.read(text, published="2022-03-15", lexicon=tmp_path)
    [claim] = reading.claims
    assert claim.coded_by.startswith("frame cattle_raid")
    assert "tamsalit-defence-committee" in {
        a.kb for a in reading.actors if a.id in {c.actor for c in claim.actors}
    }
