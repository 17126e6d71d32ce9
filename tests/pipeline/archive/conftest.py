"""One archive, worked on once, that most tests look at."""

from __future__ import annotations

import pytest

from .made import Archived, crawl, work


@pytest.fixture(scope="session")
def archived(tmp_path_factory: pytest.TempPathFactory) -> Archived:
    """A crawl of eighty records that a process read through."""
    folder = tmp_path_factory.mktemp("archive")
    path = folder / "crawl.warc.gz"
    sorts = crawl(path, 80)
    return Archived(path, sorts, folder / "out", work(path, folder / "out"))
