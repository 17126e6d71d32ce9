"""Files under docs/deploy fit the program and each other."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from dateline.cli import main

HOME = Path(__file__).parents[2]
DEPLOY = HOME / "docs" / "deploy"
UNITS = sorted(path.name for path in DEPLOY.glob("*.service"))


@pytest.mark.parametrize("unit", UNITS)
def test_a_unit_starts_a_command_that_is_there(unit: str) -> None:
    [started] = re.findall(
        r"^ExecStart=\S+/dateline (.*)$", (DEPLOY / unit).read_text(encoding="utf-8"), re.M
    )
    verb, *words = shlex.split(started)
    with main.make_context("dateline", [], resilient_parsing=True) as context:
        command = main.get_command(context, verb)
        assert command is not None
        command.make_context(verb, words, parent=context)


@pytest.mark.parametrize("unit", UNITS)
def test_a_unit_says_how_it_is_installed(unit: str) -> None:
    text = (DEPLOY / unit).read_text(encoding="utf-8")
    steps = [f"install -m 644 docs/deploy/{unit}", "systemctl daemon-reload", "systemctl enable --now"]
    assert [text.index(step) for step in steps] == sorted(text.index(step) for step in steps)


def test_a_folder_is_there_before_a_case_is_made_in_it() -> None:
    text = (DEPLOY / "dateline-watch.service").read_text(encoding="utf-8")
    assert text.index("-o dateline -g dateline /var/lib/dateline") < text.index(
        "dateline new /var/lib/dateline"
    )
    assert text.index("/etc/dateline/feeds.txt") < text.index("systemctl enable")


def test_a_build_of_the_container_is_sent_what_it_copies_and_nothing_else() -> None:
    *_, copied = re.findall(r"^COPY (.*) \S+$", (DEPLOY / "Containerfile").read_text(encoding="utf-8"), re.M)
    ignore = (HOME / ".dockerignore").read_text(encoding="utf-8").splitlines()
    rules = [line for line in ignore if line and not line.startswith("#")]
    assert rules == ["*", *(f"!{path}" for path in copied.split())]


def test_all_that_the_container_installs_is_pinned() -> None:
    text = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
    installs = re.findall(r"pip install .*", text)
    assert all("--require-hashes" in one or "--no-deps /tmp/install/" in one for one in installs)
    lock = (HOME / "requirements" / "run.txt").read_text(encoding="utf-8")
    assert "\npsycopg==" in lock and "\npsycopg-binary==" in lock


def test_nobody_is_told_to_install_a_package_of_that_name_from_an_index() -> None:
    """Whose it is there is not for this program to say."""
    pages = [*HOME.glob("docs/**/*.md"), *HOME.glob("src/dateline/**/*.py"), HOME / "README.md"]
    told = [
        p.name for p in pages if re.search(r"pip install '?dateline(\[|\s|$)", p.read_text(encoding="utf-8"))
    ]
    assert told == []
