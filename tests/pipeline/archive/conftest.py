"""One archive, worked on once, that most tests look at."""

from __future__ import annotations

import pytest

from .made import POISON, Archived, crawl, work


@pytest.fixture(scope="session")
def archived(tmp_path_factory: pytest.TempPathFactory) -> Archived:
    """A crawl of ninety records, four of them poison, that a process read through."""
    folder = tmp_path_factory.mktemp("archive")
    path = folder / "crawl.warc.gz"
    sorts = crawl(path, 90, poison=4)
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("PYTHONPATH", str(POISON))
        account = work(path, folder / "out")
    return Archived(path, sorts, folder / "out", account)
