"""What tests share: the language engine, loaded once, and a case on each of the two databases."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from glob import glob
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import NoReturn

import pytest

from dateline.pipeline import Reader
from dateline.record.annotation import Annotation
from dateline.steps.annotation import SpacyEngine
from dateline.steps.documents import document_from_text
from dateline.store.case import Case, new_case

Annotate = Callable[..., Annotation]


@pytest.fixture(scope="session")
def annotate() -> Annotate:
    """`annotate(text, published=date)` gives the annotation of a report with that text."""
    engine = SpacyEngine()

    def annotated(text: str, published: date | None = None, publisher: str | None = None) -> Annotation:
        return engine.annotate(document_from_text(text, published=published, publisher=publisher))

    return annotated


@pytest.fixture(scope="session")
def reader() -> Reader:
    """All steps, loaded once."""
    return Reader()


BACK_ENDS = ("sqlite", "postgresql")


def missing(what: str) -> NoReturn:
    """Skips a test, or fails it where all are to run (DATELINE_TEST_ALL=1, as continuous integration has it)."""
    if os.environ.get("DATELINE_TEST_ALL") == "1":
        pytest.fail(f"{what}, and DATELINE_TEST_ALL=1 says that no test may be skipped for that")
    pytest.skip(what)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """Address of a real server that is ended with the tests. Skips where PostgreSQL or its driver is not installed."""
    if find_spec("psycopg") is None:
        missing("psycopg is not installed")
    programs = _programs()
    if programs is None:
        missing("PostgreSQL is not installed (initdb and pg_ctl were not found)")
    # A short path: the socket's must have less than 108 characters.
    folder = tempfile.mkdtemp(prefix="dl-pg-")
    user = _other_user() if os.getuid() == 0 else None
    if user is not None:
        os.chown(folder, user.pw_uid, user.pw_gid)
    become: dict[str, object] = {"user": user.pw_uid, "group": user.pw_gid, "cwd": folder} if user else {}
    try:
        made = subprocess.run(
            [
                programs / "initdb",
                "-D",
                f"{folder}/data",
                "-U",
                "dateline",
                "-A",
                "trust",
                "-E",
                "UTF8",
                "--no-locale",
            ],
            capture_output=True,
            **become,  # type: ignore[call-overload]
        )
        assert made.returncode == 0, made.stderr.decode()
        options = (
            "-c listen_addresses= -c fsync=off -c full_page_writes=off -c shared_buffers=32MB -k " + folder
        )
        subprocess.run(
            [
                programs / "pg_ctl",
                "-D",
                f"{folder}/data",
                "-l",
                f"{folder}/log",
                "-w",
                "-o",
                options,
                "start",
            ],
            check=True,
            capture_output=True,
            **become,  # type: ignore[call-overload]
        )
        try:
            yield f"postgresql://dateline@/NAME?host={folder}"
        finally:
            subprocess.run(
                [programs / "pg_ctl", "-D", f"{folder}/data", "-m", "immediate", "-w", "stop"],
                check=True,
                capture_output=True,
                **become,  # type: ignore[call-overload]
            )
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path | None:
    """Folder with PostgreSQL's programs. Debian keeps them out of the path."""
    folders = [*sorted(glob("/usr/lib/postgresql/*/bin"), reverse=True)]
    found = shutil.which("initdb")
    if found:
        folders.append(str(Path(found).resolve().parent))
    return next(
        (Path(f) for f in folders if os.path.exists(f"{f}/initdb") and os.path.exists(f"{f}/pg_ctl")), None
    )


def _other_user() -> pwd.struct_passwd:
    """PostgreSQL refuses to run as root."""
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    missing("PostgreSQL does not run as root, and there is no other user")


_numbers = count(1)


@pytest.fixture(params=BACK_ENDS)
def target(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a new case can be made, on each back end."""
    if request.param == "sqlite":
        return str(tmp_path / "a.dateline")
    import psycopg

    server: str = request.getfixturevalue("postgres")
    name = f"case{next(_numbers)}"
    with psycopg.connect(server.replace("NAME", "postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")  # type: ignore[call-overload, unused-ignore]
    return server.replace("NAME", name)


@pytest.fixture
def case(target: str) -> Iterator[Case]:
    with new_case(target) as made:
        yield made
