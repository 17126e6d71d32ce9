"""Loads an archive into a case, adds the same reports to another, and says whether their incidents are the same.

    python bench/load_equals_add.py DIR

`DIR` must have been made by the same version of the program. Prints processor seconds of both.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

import msgspec

from dateline.pipeline.adding import Adding, add_reports
from dateline.pipeline.linking import link
from dateline.pipeline.loading import load_archive, readings_in
from dateline.record.readings import Reading
from dateline.steps.documents import Source
from dateline.store.case import new_case


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        loaded, added = (new_case(f"{place}/{name}.dateline") for name in ("loaded", "added"))
        begun = time.process_time()
        run = load_archive(loaded, chosen.folder, coder="bench")
        kept = time.process_time()
        link(loaded)
        linked = time.process_time()
        print(
            f"loaded: {dict(run.counts)}; keeping {kept - begun:.1f} s, linking {linked - kept:.1f} s",
            flush=True,
        )
        sources = (
            Source(where=r.where, kind="row", data=_row(r.reading)) for r in readings_in(chosen.folder)
        )
        begun = time.process_time()
        run = add_reports(added, sources, named=["rows"], how=Adding(coder="bench", jobs=1))
        link(added)
        print(f"added: {dict(run.counts)}; {time.process_time() - begun:.1f} s")
        with loaded.view() as a, added.view() as b:
            ours, theirs = list(a.incidents()), list(b.incidents())
        print(
            f"{len(ours):,} incidents and {len(theirs):,}: {'the same' if ours == theirs else 'NOT the same'}"
        )


def _row(reading: Reading) -> bytes:
    document = reading.document
    return msgspec.json.encode(
        {
            "id": document.external_id,
            "text": document.text,
            "title": document.title,
            "publisher": document.publisher,
            # A date that was found in the text is found there again.
            "published": None if document.published_basis == "dateline" else document.published,
            "url": document.url,
        }
    )


if __name__ == "__main__":
    main()
