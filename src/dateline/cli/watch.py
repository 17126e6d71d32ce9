"""`dateline watch`: new reports of feeds into a case, as they come."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli.casework import (
    case_named,
    case_option,
    coder_named,
    coder_option,
    json_option,
    line,
    print_json,
    table,
)
from dateline.cli.examples import WithExamples
from dateline.errors import InputError

if TYPE_CHECKING:
    from dateline.pipeline.watching import Watching
    from dateline.record.feeds import FeedWanted
    from dateline.steps.documents.addresses import Network
    from dateline.store.case import Case

_EXAMPLES = """\
Examples:
  dateline watch https://example.org/feed.xml --case syria.dateline
  dateline watch feeds.txt --every 30m
  dateline watch feeds.txt --once              # for cron: what is due, then end
  dateline watch --status                      # how the feeds of the case fare
  dateline watch feeds.opml --metrics 127.0.0.1:9464

FEEDS: addresses of RSS, Atom and news sitemaps, or files that list them, one a line, `address, interval, publisher`
(the last two may be missing, `#` begins a comment), or OPML. Sites are asked one thing at a time, by their robots.txt,
and only for what is new. A page that changed is a new revision. What fails is tried again, ever more seldom; the log
lines and dateline watch --status tell of it. Ctrl-C or SIGTERM ends the watch when what was fetched is kept.
"""


@click.command(cls=WithExamples, epilog=_EXAMPLES)
@click.argument("feeds", nargs=-1, metavar="[FEEDS...]")
@case_option
@click.option("--once", is_flag=True, help="Ask the feeds that are due, then end.")
@click.option("--now", is_flag=True, help="Ask all feeds first, whether they are due or not.")
@click.option("--status", is_flag=True, help="Show how each feed fares; asks none.")
@click.option(
    "--forget", metavar="URL", help="Forget how a feed fared (it was gone, say), so that it is asked again."
)
@click.option(
    "--every", metavar="TIME", default="15m", show_default=True, help="Between two visits of a feed (2h, 1d)."
)
@click.option(
    "--delay",
    type=click.FloatRange(0, 3600),
    metavar="SECONDS",
    default=2.0,
    show_default=True,
    help="Between two visits of one site, at least.",
)
@click.option(
    "--sites",
    type=click.IntRange(1, 64),
    default=8,
    show_default=True,
    help="Sites visited at the same time.",
)
@click.option(
    "--days",
    type=click.IntRange(1, 60),
    default=3,
    show_default=True,
    help="How far back sitemaps are read.",
)
@click.option("--contact", metavar="WORDS", help="Told to the sites: a mail or web address of yours.")
@click.option(
    "--allow-host",
    "trusted",
    multiple=True,
    metavar="HOST[:PORT]",
    help="A host of your own network that feeds you list there may lead to, though its address is not public.",
)
@click.option("--metrics", metavar="HOST:PORT", help="Serve figures for Prometheus here (127.0.0.1:9464).")
@click.option(
    "--jobs",
    type=click.IntRange(1, 256),
    default=1,
    show_default=True,
    metavar="N",
    help="Processes that read.",
)
@click.option(
    "--lexicon",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="DIR",
    help="A folder with frames and actors of your own.",
)
@click.option("--seed", type=int, hidden=True, help="Of the chance by which visits are spread.")
@coder_option
@json_option
def watch(
    feeds: tuple[str, ...],
    case: str | None,
    once: bool,
    now: bool,
    status: bool,
    forget: str | None,
    every: str,
    delay: float,
    sites: int,
    days: int,
    contact: str | None,
    trusted: tuple[str, ...],
    metrics: str | None,
    jobs: int,
    lexicon: Path | None,
    seed: int | None,
    coder: str | None,
    as_json: bool,
) -> None:
    """Read the new reports of feeds into a case, as they come: RSS, Atom, news sitemaps."""
    from dateline.steps.documents.feed_lists import feeds_wanted, interval
    from dateline.store.case import open_case

    if status and not (once or now or forget):
        with open_case(case_named(case)) as opened:
            _show_status(opened, as_json)
        return
    if forget:
        with open_case(case_named(case)) as opened:
            _forget(opened, forget)
        if not feeds:
            return
    if not feeds:
        raise click.UsageError(
            "Name the feeds to watch: addresses, or a file that lists them (--help has examples)."
        )
    # Loaded here, so that `--help` need not wait for the language engine.
    from dateline.pipeline.adding import Adding
    from dateline.pipeline.visiting import Manners
    from dateline.pipeline.watching import Watching

    wanted = feeds_wanted(feeds)
    watching = Watching(
        how=Adding(coder=coder_named(coder), lexicon=lexicon, jobs=jobs),
        manners=Manners(delay=delay, contact=contact, network=_network(trusted)),
        every=interval(every),
        at_once=sites,
        newest_days=days,
        seed=seed,
    )
    with open_case(case_named(case)) as opened:
        _watch(opened, wanted, feeds, watching, once=once, now=now, metrics=metrics)


def _watch(
    case: Case,
    wanted: list[FeedWanted],
    named: tuple[str, ...],
    watching: Watching,
    *,
    once: bool,
    now: bool,
    metrics: str | None,
) -> None:
    from dateline.cli.watch_log import WatchLog, ends_on_signals
    from dateline.pipeline.linking import link
    from dateline.pipeline.watching import Watch

    log = WatchLog(metrics)
    watch = Watch(case, wanted, watching=watching, named=named, heard=log.heard, told=log.told)
    with ends_on_signals(watch.stop):
        log.begins(case.name, len(wanted), once)
        if once or now:
            turn = watch.turn(every=now)
            if turn.run is not None:
                link(case)
            log.turned(turn, case)
        if not once:
            for turn in watch.go_on():
                if turn.run is not None:
                    link(case)
                log.turned(turn, case)
    log.ended(case)


def _network(trusted: tuple[str, ...]) -> Network:
    from urllib.parse import urlsplit

    from dateline.steps.documents.addresses import Network

    hosts: set[tuple[str, int]] = set()
    for one in trusted:
        try:
            parts = urlsplit(f"//{one}")
            host, port = parts.hostname, parts.port
        except ValueError:
            host, port = None, None
        if not host or parts.path or parts.username is not None:
            raise InputError(
                f"--allow-host {one}: give a host, or host and port: news.example.internal:8080."
            )
        hosts |= {(host, port)} if port else {(host, 80), (host, 443)}
    return Network(trusted=frozenset(hosts))


def _show_status(case: Case, as_json: bool) -> None:
    from dateline.store.watching import Watched

    found = Watched(case).feeds(listed=True)
    if as_json:
        print_json(found)
        return
    if not found:
        line("No feeds are watched for this case. Begin with: dateline watch FEEDS --case", case.name)
        return
    trouble = ("gone", "dead", "refused", "failing", "new", "well")
    found.sort(key=lambda f: (trouble.index(f.health), f.address))
    table(
        ("health", "feed", "reports", "last well", "next", "why"),
        (
            (
                f.health,
                f.address,
                f.reports,
                f"{f.answered:%Y-%m-%d %H:%M}" if f.answered else "never",
                f"{f.due:%m-%d %H:%M}" if f.due else ("never" if f.health == "gone" else "now"),
                f.message,
            )
            for f in found
        ),
    )
    ill = sum(f.health not in ("well", "new") for f in found)
    line(
        f"{len(found)} feeds, {ill} of them in trouble. Times are UTC."
        if ill
        else f"{len(found)} feeds. Times are UTC."
    )


def _forget(case: Case, address: str) -> None:
    from dateline.store.watching import Watched

    if not Watched(case).forget(address):
        raise InputError(
            f"No feed of this case has the address {address}; dateline watch --status lists them."
        )
    line(f"{address} will be asked as if it were new.")
    sys.stdout.flush()
