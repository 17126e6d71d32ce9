"""Watching, as the tests play it: feeds of one site of their own, and what became of them."""

from __future__ import annotations

from datetime import timedelta

from tests.pipeline.feed_sites import Reply, Site, TestClock, item, page, rss

from dateline.pipeline.adding import Adding
from dateline.pipeline.asking_feeds import Visit
from dateline.pipeline.reading import Reader
from dateline.pipeline.visiting import Manners
from dateline.pipeline.watching import Turn, Watch, Watching
from dateline.record.feeds import FeedState, FeedWanted
from dateline.steps.documents import Options
from dateline.steps.documents.addresses import Network
from dateline.store.case import Case
from dateline.store.watching import Watched

HOUR = timedelta(hours=1)
LONG = (
    "Rebels captured the town of Khanasser on Sunday, state media said. Government forces withdrew to the south after "
    "two days of fighting in which at least twelve soldiers were killed, the Syrian Observatory for Human Rights said. "
    "Shells hit the market in the afternoon and wounded four people, a doctor told reporters by telephone. The "
    "governor denied that the army had left and said that reinforcements were on their way. Aid workers asked for a "
    "pause so that the wounded could be brought out of the town. The road to Aleppo has been closed since the morning, "
    "residents said, and bread has become scarce. A commander who asked not to be named said that an attack on the "
    "next town was planned."
)


class Player:
    """Watches for a test: feeds of one site, which is named as one that may be asked."""

    def __init__(self, case: Case, site: Site, clock: TestClock, reader: Reader) -> None:
        self.case, self.site, self.clock, self._reader = case, site, clock, reader
        self.heard: list[Visit] = []

    def watch(
        self, *feeds: str | FeedWanted, options: Options | None = None, network: Network | None = None
    ) -> Watch:
        addresses = [
            f if isinstance(f, FeedWanted) else FeedWanted(address=f if "://" in f else self.site.root + f)
            for f in feeds
        ]
        trusted = Network(trusted=frozenset({("127.0.0.1", self.site.port)}))
        manners = Manners(delay=2.0, network=network or trusted, options=options or Options(fetch_seconds=20))
        how = Adding(coder="tester", reader=lambda: self._reader, jobs=1)
        watching = Watching(how=how, manners=manners, seed=7)
        return Watch(self.case, addresses, watching=watching, clock=self.clock, heard=self.heard.append)

    def turn(self, *feeds: str, later: timedelta = timedelta(0), options: Options | None = None) -> Turn:
        self.clock.pass_by(seconds=later.total_seconds())
        return self.watch(*feeds, options=options).turn()

    def feed(self, path: str = "/feed.xml") -> FeedState:
        found = Watched(self.case).feed(self.site.root + path)
        assert found is not None
        return found

    def titles(self) -> list[tuple[str | None, int]]:
        with self.case.view() as view:
            return [(r.title, r.revision) for r in view.reports()]

    def told(self) -> list[tuple[str, str | None]]:
        """Outcomes of all runs."""
        with self.case.view() as view:
            return [(one.outcome, one.message) for run in view.runs() for one in view.run_inputs(run.number)]


def one_page(site: Site, words: str = LONG, **headers: str) -> None:
    site.replies["/feed.xml"] = Reply(rss(item(f"{site.root}/a.html", "Town falls")), headers=headers)
    site.replies["/a.html"] = Reply(
        page(words, "Town falls"), headers={"Content-Type": "text/html; charset=utf-8"}
    )
