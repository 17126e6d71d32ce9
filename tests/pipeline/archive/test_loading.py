"""An archive's tables into a case: as if its reports had been added, without reading them."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from dateline.errors import InputError
from dateline.pipeline.adding import Adding, add_reports
from dateline.pipeline.linking import link
from dateline.pipeline.loading import load_archive, readings_in
from dateline.record.readings import Reading
from dateline.steps.documents import Source
from dateline.store.case import Case, new_case

from .made import work

HOME = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of reports of which several tell of the same happenings."""
    folder = tmp_path_factory.mktemp("loading")
    lines = (HOME / "bench" / "incidents" / "sahel.jsonl").read_text(encoding="utf-8").splitlines()[:14]
    (folder / "reports.jsonl").write_text("\n".join(lines), encoding="utf-8")
    work(folder / "reports.jsonl", folder / "out")
    return folder / "out"


def test_a_loaded_archive_has_the_incidents_of_its_reports_added(
    case: Case, out: Path, tmp_path: Path
) -> None:
    run = load_archive(case, out, coder="ann")
    link(case)
    rows = [Source(where=r.where, kind="row", data=_row(r.reading)) for r in readings_in(out)]
    added = new_case(str(tmp_path / "added.dateline"))
    add_reports(added, rows, named=["rows"], how=Adding(coder="ann", jobs=1))
    link(added)
    assert sum(run.counts.values()) == len(rows) > 10
    with case.view() as a, added.view() as b:
        incidents = list(a.incidents())
        assert incidents == list(b.incidents())
        assert any(len(i.reports) > 1 for i in incidents)
        assert list(a.claims()) == list(b.claims())
        assert [r.story for r in a.reports()] == [r.story for r in b.reports()]
    added.close()


def test_loading_again_changes_nothing(case: Case, out: Path) -> None:
    load_archive(case, out, coder="ann")
    link(case)
    with case.view() as view:
        before = list(view.incidents())
    run = load_archive(case, out, coder="ann")
    assert set(run.counts) == {"there"}
    assert link(case) == 0
    with case.view() as view:
        assert list(view.incidents()) == before


def test_a_folder_without_a_finished_archive_is_refused(tmp_path: Path) -> None:
    case = new_case(str(tmp_path / "a.dateline"))
    with pytest.raises(InputError, match="holds no finished archive"):
        load_archive(case, tmp_path, coder="ann")
    (tmp_path / ".work").mkdir()
    with pytest.raises(InputError, match="give the command that began it again"):
        load_archive(case, tmp_path, coder="ann")


def _row(reading: Reading) -> bytes:
    document = reading.document
    found = document.published_basis == "dateline"
    return msgspec.json.encode(
        {
            "id": document.external_id,
            "text": document.text,
            "title": document.title,
            "publisher": document.publisher,
            "published": None if found else document.published,
            "url": document.url,
        }
    )
