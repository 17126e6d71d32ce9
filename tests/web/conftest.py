"""A workbench on a small case, asked in this process."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from dateline.pipeline.linking import link
from dateline.store.case import Case, new_case, open_case
from dateline.web.app import create_app
from dateline.web.settings import Settings

from .client import Client
from .reports import REPORTS, hostile, reading_of

Made = Callable[..., Client]


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case of rival reports, linked, and one of hostile ones; copied for each test that writes."""
    from dateline.contract import encode

    path = tmp_path_factory.mktemp("web") / "war.dateline"
    with new_case(str(path)) as case:
        with case.writer() as writer:
            for reading in (*map(reading_of, REPORTS), hostile()):
                writer.add(reading, encode(reading), where="by hand", version="1")
        link(case)
    return path


@pytest.fixture
def case(example: Path, tmp_path: Path) -> Iterator[Case]:
    """A copy of the example that may be written to."""
    path = tmp_path / "war.dateline"
    shutil.copy(example, path)
    with open_case(str(path)) as opened:
        yield opened


@pytest.fixture
def serve(case: Case, tmp_path: Path) -> Iterator[Made]:
    """Starts a workbench on the case; settings may be given."""
    open_ones: list[Client] = []

    def make(**changed: object) -> Client:
        settings = replace(
            Settings(case=case.name, coder="ann", hosts=("workbench",), built=tmp_path / "built"),
            **changed,  # type: ignore[arg-type]
        )
        client = Client(create_app(open_case(case.name), settings))
        client.open()
        open_ones.append(client)
        return client

    yield make
    for client in open_ones:
        client.close()


@pytest.fixture
def client(serve: Made) -> Client:
    return serve()


@pytest.fixture(scope="session")
def reading_client(example: Path) -> Iterator[Client]:
    """One for all tests that write nothing."""
    settings = Settings(case=str(example), coder="ann", hosts=("workbench",), built=example.parent / "built")
    client = Client(create_app(open_case(str(example)), settings))
    client.open()
    yield client
    client.close()
