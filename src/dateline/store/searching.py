"""Full-text search over reports, down to the claims whose words hold what was found."""

from __future__ import annotations

import itertools
import re
from typing import Any

from sqlalchemy import Row, select, text, true

from dateline.errors import StoreError
from dateline.record.text import Span
from dateline.store import keeping
from dateline.store.base import Hit
from dateline.store.tables import claims, reports
from dateline.store.viewing import Viewing, all_reports, report_of

_WORD = re.compile(r'(-?)"([^"]*)"|(\S+)')
_MARK, _END = "\x02", "\x03"
"""Signs of no text, around what was found."""

_SQLITE = """
    SELECT w.rowid AS n, snippet(report_words, 1, '«', '»', '…', 28) AS snippet,
           highlight(report_words, 1, char(2), char(3)) AS marked
    FROM report_words w JOIN reports r ON r.n = w.rowid
    WHERE report_words MATCH :query AND r.revised_by IS NULL ORDER BY {order} LIMIT :limit
"""
_MANY = 10_000
"""From so many reports with the words, the newest are given rather than the best: weighing all would take long."""
_COUNTED = "SELECT count(*) FROM (SELECT 1 FROM report_words WHERE report_words MATCH :query LIMIT :many)"
_POSTGRES = """
    SELECT n,
      ts_headline('english', text, q, 'StartSel=«, StopSel=», MaxWords=28, MinWords=14, MaxFragments=1') AS snippet,
      ts_headline('english', text, q, 'StartSel=' || chr(2) || ', StopSel=' || chr(3) || ', HighlightAll=true')
        AS marked
    FROM (SELECT n, text, q FROM reports, websearch_to_tsquery('english', :query) q
          WHERE searched @@ q AND revised_by IS NULL ORDER BY ts_rank(searched, q) DESC, n LIMIT :limit) found
"""


class Searching(Viewing):
    def search(self, words: str, *, limit: int = 20) -> tuple[Hit, ...]:
        if self._connection.dialect.name == "sqlite":
            query = fts_query(words)
            counted = self._connection.execute(text(_COUNTED), {"query": query, "many": _MANY}).scalar_one()
            order = "w.rowid DESC" if counted == _MANY else "rank, w.rowid"
            statement = text(_SQLITE.format(order=order))
        else:
            fts_query(words)
            statement, query = text(_POSTGRES), words.replace("\0", " ")
        rows = self._connection.execute(statement, {"query": query, "limit": limit}).all()
        numbers = [row.n for row in rows]
        found = {r.n: r for r in self._connection.execute(all_reports().where(reports.c.n.in_(numbers)))}
        return tuple(self._hit(row, found[row.n]) for row in rows)

    def _hit(self, row: Row[Any], report: Row[Any]) -> Hit:
        places = _marked(row.marked)
        query = select(claims.c.id, claims.c.body).where(claims.c.report == row.n, claims.c.live == true())
        told = [
            c.id
            for c in self._connection.execute(query.order_by(claims.c.n))
            if any(keeping.unpacked(c.body).claim.evidence.overlaps(p) for p in places)
        ]
        return Hit(report=report_of(report), snippet=" ".join(row.snippet.split()), claims=tuple(told))


def fts_query(words: str) -> str:
    """The query as FTS5 understands it, each word in quotes so that none is taken for an operator.

    >>> fts_query('"supply line" cut OR closed -rumour')
    '("supply line" AND "cut" OR "closed") NOT "rumour"'
    """
    wanted: list[str] = []
    unwanted: list[str] = []
    for minus, phrase, word in _WORD.findall(words):
        if word == "OR":
            if wanted and wanted[-1] != "OR":
                wanted.append("OR")
            continue
        without = bool(minus) or (word.startswith("-") and len(word) > 1)
        bare = (phrase or word.lstrip("-")).replace('"', " ").replace("\0", " ").strip()
        if any(c.isalnum() for c in bare):
            (unwanted if without else wanted).append(f'"{bare}"')
    if wanted and wanted[-1] == "OR":
        wanted.pop()
    if not wanted:
        raise StoreError('Give at least one word to look for. Example: dateline search "supply line"')
    joined = wanted[0]
    for before, one in itertools.pairwise(wanted):
        if one != "OR":
            joined += f" OR {one}" if before == "OR" else f" AND {one}"
    return f"({joined})" + "".join(f" NOT {one}" for one in unwanted) if unwanted else joined


def _marked(text: str) -> list[Span]:
    """Where the marked words stand in the text without marks."""
    spans: list[Span] = []
    at = start = 0
    for character in text:
        if character == _MARK:
            start = at
        elif character == _END:
            spans.append(Span(start, at))
        else:
            at += 1
    return spans
