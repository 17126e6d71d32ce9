"""Settings of the step `documents`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Limits keep one hostile or mistaken input from eating the machine; each is far above any real report."""

    largest_file: int = 50_000_000
    """Bytes of one report, before and after unpacking. Files of many reports (.jsonl) have no limit."""
    largest_row: int = 20_000_000
    """Bytes of one line of a .jsonl file."""
    longest_text: int = 1_000_000
    """Characters of one report: a book of 500 pages. Longer inputs are many reports in one."""
    most_pages: int = 1_000
    """Pages of a PDF."""
    fetch_seconds: float = 30.0
    """For one URL in all, redirects included."""
    most_redirects: int = 5
