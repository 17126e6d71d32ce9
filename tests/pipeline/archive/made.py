"""Archives to work on, and what came of them in a form that can be compared."""

from __future__ import annotations

import gzip
import importlib.util
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow.parquet as pq

from dateline.pipeline.archive.accounts import Account
from dateline.pipeline.archive.plans import Settings
from dateline.pipeline.archive.running import Archive, Told, archive
from dateline.pipeline.archive.tables import TABLES

HOME = Path(__file__).parents[3]
POISON = HOME / "bench" / "poison"
SETTINGS = Settings(threshold=0.3, seconds=60.0, memory=1024)


class Archived(NamedTuple):
    """An archive that was worked on."""

    crawl: Path
    sorts: dict[str, int]
    """How many records of each sort the crawl has."""
    out: Path
    account: Account


def crawl(path: Path, reports: int, *, poison: int = 0) -> dict[str, int]:
    """Writes a WARC archive as bench/archive_made.py makes it; gives how many records of each sort it has."""
    spec = importlib.util.spec_from_file_location("archive_made", HOME / "bench" / "archive_made.py")
    assert spec is not None and spec.loader is not None
    module: Any = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    counts: dict[str, int] = module.write(path, reports, poison=poison)
    return counts


def page(text: str, *, published: str = "2016-03-06", title: str = "Of the day") -> bytes:
    return (
        f"<html><head><title>{title}</title><meta property='article:published_time' content='{published}'>"
        "<meta property='og:site_name' content='Levant Wire'></head>"
        f"<body><article><p>{text}</p></article></body></html>"
    ).encode()


def record(
    number: int, body: bytes, *, status: str = "200 OK", charset: str = "utf-8", pack: bool = True
) -> bytes:
    """A record of a WARC archive."""
    answer = f"HTTP/1.1 {status}\r\nContent-Type: text/html; charset={charset}\r\nContent-Length: {len(body)}\r\n\r\n"
    content = answer.encode() + body
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012}>\r\nWARC-Date: 2016-03-07T00:00:00Z\r\n"
        f"WARC-Target-URI: https://levant.example/{number}\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(content)}\r\n\r\n"
    )
    data = head.encode() + content + b"\r\n\r\n"
    return gzip.compress(data, mtime=0) if pack else data


def work(
    inputs: Path, out: Path, *, settings: Settings = SETTINGS, told: Told = lambda step: None, **how: Any
) -> Account:
    return archive([str(inputs)], out, settings, Archive(**{"jobs": 1, **how}), told)


def rows_of(out: Path, *tables: str) -> dict[str, list[dict[str, Any]]]:
    """All rows of an archive's tables in an order of their own, with the place of the archive left out."""
    return {
        table: sorted(
            (
                row
                for file in sorted((out / table).rglob("*.parquet"))
                for row in pq.ParquetFile(file).read().to_pylist()
            ),
            key=repr,
        )
        for table in tables or (*TABLES, "skipped")
    }
