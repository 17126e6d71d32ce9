"""A site, a clock and a case for the tests of watching."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.pipeline.feed_sites import Site, TestClock
from tests.pipeline.watchers import Player

from dateline.pipeline.reading import Reader
from dateline.store.case import Case, new_case


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader()


@pytest.fixture
def clock() -> TestClock:
    return TestClock()


@pytest.fixture
def site(clock: TestClock) -> Iterator[Site]:
    with Site(clock).open() as opened:
        yield opened


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    with new_case(str(tmp_path / "war.dateline")) as made:
        yield made


@pytest.fixture
def player(case: Case, site: Site, clock: TestClock, reader: Reader) -> Player:
    return Player(case, site, clock, reader)
