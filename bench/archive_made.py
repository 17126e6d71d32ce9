"""Makes a WARC archive as crawls of news are: reports of all kinds, a tenth about conflict, with copies, other
languages, damaged records, answers that are no page, and poison.

    python bench/archive_made.py OUT.warc.gz --reports 20000 [--poison 6]

The same arguments give the same bytes. What is in it, by sort, is printed as JSON.
"""

from __future__ import annotations

import argparse
import gzip
import html
import importlib.util
import json
import random
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

HERE = Path(__file__).resolve().parent
SEED = 1914
_OUTLETS = (
    ("Levant Wire", "levantwire.example"),
    ("Harbour Post", "harbourpost.example"),
    ("Northern Courier", "northerncourier.example"),
    ("Plateau News", "plateaunews.example"),
    ("The Daily Ledger", "dailyledger.example"),
    ("Coast Herald", "coastherald.example"),
    ("Riverside Gazette", "riversidegazette.example"),
    ("Global Desk", "globaldesk.example"),
)
_SENTENCES = 7


class Record(NamedTuple):
    sort: str
    data: bytes


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", type=Path)
    parser.add_argument("--reports", type=int, default=20_000)
    parser.add_argument("--poison", type=int, default=6)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument(
        "--sentences",
        type=int,
        default=_SENTENCES,
        help="Of a report on conflict; 39 make about 450 words, as news has.",
    )
    chosen = parser.parse_args()
    made = write(
        chosen.out, chosen.reports, poison=chosen.poison, seed=chosen.seed, sentences=chosen.sentences
    )
    print(json.dumps(made, indent=2))


def write(
    out: Path, reports: int, *, poison: int = 0, seed: int = SEED, sentences: int = _SENTENCES
) -> dict[str, int]:
    """Writes the archive; gives how many records of each sort are in it."""
    counts: Counter[str] = Counter()
    with open(out, "wb") as file:
        file.write(
            gzip.compress(b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 0\r\n\r\n\r\n\r\n", mtime=0)
        )
        for record in records(reports, poison=poison, seed=seed, sentences=sentences):
            counts[record.sort] += 1
            file.write(record.data)
    return dict(sorted(counts.items()))


def records(reports: int, *, poison: int, seed: int, sentences: int = _SENTENCES) -> Iterator[Record]:
    chance = random.Random(seed)
    made = _beside("triage/made.py")
    general, conflict = made.Topics("topics.yaml"), made.Topics("conflict.yaml")
    foreign = (HERE / "other_languages.txt").read_text(encoding="utf-8").splitlines()
    written = _written()
    chance.shuffle(written)
    told: list[tuple[str, dict[str, Any]]] = []
    struck = _poisoned(poison, reports)
    for i in range(reports):
        kind = chance.random()
        if i in struck:
            yield _page(i, "poison", {**_report(chance, conflict, 6), "text": _poison_text(struck[i], i)})
        elif kind < 0.02:
            text = " ".join([chance.choice(foreign)] * 3)
            yield _page(i, "foreign", {**_report(chance, general, 3), "text": f"{text} ({i})"})
        elif kind < 0.03:
            yield _answer(i, "no page", b"gone", status=b"404 Not Found")
        elif kind < 0.035:
            page = _page(i, "damaged", _report(chance, general, 8))
            yield Record("damaged", _damaged(page.data))
        elif kind < 0.04:
            yield _answer(i, "no text", b"<html><body><script>load()</script></body></html>")
        elif kind < 0.06 and told:
            sort, report = chance.choice(told[-400:])
            yield _page(i, f"copy of {sort}", _reprinted(chance, report))
        elif kind < 0.15:
            report = (
                written.pop() if written and chance.random() < 0.4 else _report(chance, conflict, sentences)
            )
            told.append(("conflict", report))
            yield _page(i, "conflict", report)
        else:
            report = _report(chance, general, chance.randint(5, 14))
            told.append(("general", report))
            yield _page(i, "general", report)


def _report(chance: random.Random, topics: Any, sentences: int) -> dict[str, Any]:
    outlet = chance.choice(_OUTLETS)
    text = topics.report(chance, chance.choice(topics.names), sentences)
    return {
        "title": text.split(".")[0][:70],
        "text": text,
        "published": (date(2022, 1, 3) + timedelta(days=chance.randrange(120))).isoformat(),
        "publisher": outlet[0],
        "host": outlet[1],
    }


def _written() -> list[dict[str, Any]]:
    found = []
    for path in sorted((HERE / "incidents").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            host = "".join(c for c in row["publisher"].lower() if c.isalpha()) + ".example"
            found.append({**row, "host": host})
    return found


def _reprinted(chance: random.Random, report: dict[str, Any]) -> dict[str, Any]:
    """As a wire's copy is printed: under another name and headline, some days later, cut at the end now and then."""
    outlet = chance.choice([o for o in _OUTLETS if o[0] != report["publisher"]])
    day = report["published"] and date.fromisoformat(report["published"]) + timedelta(
        days=chance.randrange(3)
    )
    text = report["text"]
    sentences = text.split(". ")
    if len(sentences) > 6 and chance.random() < 0.5:
        text = ". ".join(sentences[:-1]) + "."
    return {
        **report,
        "title": "Reprint: " + str(report["title"]),
        "publisher": outlet[0],
        "host": outlet[1],
        "published": day.isoformat() if day else None,
        "text": text,
    }


def _poisoned(poison: int, reports: int) -> dict[int, str]:
    """Where the poison lies and what it does."""
    poisons = _beside("poison/sitecustomize.py", run=False)
    sorts = [
        f"{when} {how}"
        for when in (poisons["WHILE_FINDING"], poisons["WHILE_READING"])
        for how in (poisons["DIES"], poisons["EATS"], poisons["HANGS"])
    ]
    return {(i + 1) * reports // (poison + 1): sorts[i % len(sorts)] for i in range(poison)}


def _poison_text(what: str, i: int) -> str:
    return (
        f"Rebels shelled the town of Darband on Monday and killed {i % 90 + 3} soldiers, state media said. {what} "
        "The army sent troops and tanks to the front, and a ceasefire was rejected by the militants."
    )


def _page(i: int, sort: str, report: dict[str, Any]) -> Record:
    paragraphs = "".join(f"<p>{html.escape(p)}</p>" for p in report["text"].split("\n\n"))
    menu = "".join(f'<li><a href="/section/{n}">Section {n}</a></li>' for n in range(25))
    teasers = "".join(
        f'<div class="teaser"><a href="/{n}">More on this, part {n}</a></div>' for n in range(15)
    )
    stated = f'<meta property="article:published_time" content="{report["published"]}T09:00:00Z">'
    title = html.escape(str(report["title"]))
    page = (
        f'<!doctype html><html lang="en"><head><title>{title} | {report["publisher"]}</title>'
        f"{stated if report['published'] else ''}"
        f'<meta property="og:site_name" content="{html.escape(str(report["publisher"]))}">'
        f"<script>{'var a = 1;' * 200}</script></head><body><nav><ul>{menu}</ul></nav>"
        f"<article><h1>{title}</h1>{paragraphs}</article><aside>{teasers}</aside>"
        f"<footer><ul>{menu}</ul></footer></body></html>"
    )
    # Some sites still say in the header alone that they write Latin-1.
    charset = "iso-8859-1" if i % 11 == 0 and sort not in ("foreign", "poison") else "utf-8"
    body = page.encode(charset, "xmlcharrefreplace")
    return _answer(i, sort, body, charset=charset, host=report["host"])


def _answer(
    i: int,
    sort: str,
    body: bytes,
    *,
    status: bytes = b"200 OK",
    charset: str = "utf-8",
    host: str = "levantwire.example",
) -> Record:
    head = b"HTTP/1.1 %b\r\nContent-Type: text/html; charset=%b\r\nContent-Length: %d\r\n\r\n"
    answer = head % (status, charset.encode(), len(body)) + body
    warc = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{i:012}>\r\n"
        f"WARC-Date: 2022-05-01T00:00:00Z\r\nWARC-Target-URI: https://{host}/news/{i}\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return Record(sort, gzip.compress(warc.encode() + answer + b"\r\n\r\n", 6, mtime=0))


def _damaged(data: bytes) -> bytes:
    middle = len(data) // 2
    return data[:middle] + b"\0" * 40 + data[middle + 40 :]


def _beside(name: str, *, run: bool = True) -> Any:
    """A module that is no package's."""
    path = HERE / name
    if not run:
        # Its names only: to run it would poison this process.
        lines = [
            line for line in path.read_text(encoding="utf-8").splitlines() if " = " in line and "qq" in line
        ]
        found: dict[str, Any] = {}
        for line in lines[:3]:
            exec(line, found)
        return found
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    main()
