"""Help, version, schema and trace."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

import dateline
from dateline.cli import VERBS, main
from dateline.contract import encode

TEXT = "Rebels captured the town of Khanasser on Thursday, state media said. Russian jets may strike it."


def run(*arguments: str) -> str:
    done = CliRunner().invoke(main, list(arguments), catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stdout


def test_help_lists_each_verb_with_what_it_is_for() -> None:
    page = run("--help")
    assert "Examples:" in page
    for verb in ("read", "trace", "schema"):
        assert f"  {verb} " in page


@pytest.mark.parametrize(
    "verb", [v for v in VERBS if (Path(dateline.__file__).parent / "cli" / f"{v}.py").exists()]
)
def test_each_verb_has_help_with_examples(verb: str) -> None:
    command = main.get_command(click.Context(main), verb)
    under = list(command.commands) if isinstance(command, click.Group) else []
    assert any("Example" in run(verb, *more, "--help") for more in [[], *([name] for name in under)])


def test_the_version_is_told() -> None:
    assert run("--version") == f"dateline {dateline.__version__}\n"


def test_help_and_import_load_neither_the_language_engine_nor_the_network() -> None:
    code = (
        "import sys, dateline, dateline.cli.read, dateline.cli.trace; "
        "print(sorted({'spacy', 'httpx', 'trafilatura', 'pypdf', 'rich', 'numpy', 'yaml'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_what_is_printed_keeps_to_the_schema_that_is_printed() -> None:
    schema = json.loads(run("schema"))
    Draft202012Validator.check_schema(schema)
    reading = json.loads(encode(dateline.read(TEXT, published="2016-03-06")))
    assert reading["claims"]
    Draft202012Validator(schema).validate(reading)
    assert (
        "Who says so, outermost first" in schema["$defs"]["Claim"]["properties"]["attribution"]["description"]
    )


def test_a_trace_shows_each_step_and_the_rule_behind_each_field(tmp_path: Path) -> None:
    (tmp_path / "r.txt").write_text(TEXT)
    page = run("trace", str(tmp_path / "r.txt"), "--published", "2016-03-06", "--sentence", "1")
    for heading in ("document", "Sentence 1", "syntax", "times", "attributions", "events", "claims"):
        assert heading in page
    assert "Sentence 2" not in page
    assert "status: occurred  <- " in page
    assert "2016-03-03" in page


def test_a_trace_of_a_sentence_or_report_that_is_not_there_says_so(tmp_path: Path) -> None:
    (tmp_path / "r.txt").write_text(TEXT)
    for option in ("--sentence", "--report"):
        done = CliRunner().invoke(main, ["trace", str(tmp_path / "r.txt"), option, "9"])
        assert done.exit_code == 2
        assert "9" in done.stderr


def test_the_python_interface_has_the_same_power(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.txt").write_text("")
    reading = dateline.read(TEXT, published="2016-03-06", publisher="P", title="T")
    found = list(
        dateline.read_files([tmp_path / "a.txt", tmp_path / "b.txt"], published="2016-03-06", publisher="P")
    )
    assert [type(f).__name__ for f in found] == ["Reading", "Issue"]
    assert getattr(found[0], "claims", None) == reading.claims
    with pytest.raises(dateline.InputError):
        dateline.read(TEXT, published="last week")
