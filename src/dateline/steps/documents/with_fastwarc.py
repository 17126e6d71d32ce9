"""Pages of WARC archives. The only module that knows fastwarc."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import IO

from dateline.record.issues import Issue
from dateline.steps.documents.listings import Listed
from dateline.steps.documents.options import Options
from dateline.steps.documents.sources import Source
from dateline.steps.documents.unpacking import too_large
from dateline.steps.documents.unreadable import Unreadable

_KINDS = ("text/html", "application/xhtml+xml", "text/plain", "application/pdf")


def pages_of(stream: IO[bytes], where: str, options: Options) -> Iterator[Source | Issue]:
    """Each page that a server gave; what is no page or no text is counted at the end."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    left_out: Counter[str] = Counter()
    found = 0
    try:
        for record in ArchiveIterator(stream, record_types=WarcRecordType.response, auto_decode="all"):
            address = (record.headers.get("WARC-Target-URI") or "").strip("<>") or "no address"
            headers = record.http_headers
            kind = record.http_content_type or ""
            if headers is None or headers.status_code != 200:
                left_out[
                    "answer that is no page" if headers is None else f"status {headers.status_code}"
                ] += 1
                continue
            if kind.lower() not in _KINDS:
                left_out[kind or "no kind"] += 1
                continue
            found += 1
            data = record.reader.read(options.largest_file + 1)
            name = f"{where}: {address}"
            if len(data) > options.largest_file:
                yield too_large(options.largest_file).issue(name)
                continue
            yield Source(where=name, kind="bytes", data=data, listed=Listed(url=address))
    except (OSError, ValueError, EOFError) as error:
        yield Issue(
            where=where,
            step="documents",
            kind="broken",
            message=f"This archive breaks off or is damaged after {found} pages ({error}).",
        )
        found += 1
    if left_out:
        kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(left_out.items()))
        yield Issue(
            where=where, step="documents", kind="left-out", message=f"What is no page was left out: {kinds}."
        )
    if not found:
        raise Unreadable("empty", "This archive holds no page.")
