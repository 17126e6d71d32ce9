"""What feeds bring is kept once, asked for at leisure, and not lost when the watch is stopped or killed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from http.server import BaseHTTPRequestHandler
from itertools import pairwise
from pathlib import Path

import pytest
from tests.pipeline.feed_sites import Reply, Site, TestClock, item, page, rss
from tests.pipeline.watchers import HOUR, LONG, Player, one_page

from dateline.pipeline.reading import Reader
from dateline.pipeline.watching import Watch
from dateline.record.feeds import FeedWanted
from dateline.store.case import new_case


def test_a_page_that_a_feed_announces_is_fetched_and_read_once(player: Player, site: Site) -> None:
    one_page(site)
    assert player.turn("/feed.xml").run is not None
    assert player.turn("/feed.xml", later=HOUR).run is None
    assert player.titles() == [("Town falls", 1)]
    assert site.paths() == ["/feed.xml", "/a.html", "/feed.xml"]
    assert player.feed().reports == 1
    with player.case.view() as view:
        assert next(view.reports()).publisher == "Levant Wire"
        assert any(True for _ in view.claims())


def test_an_entry_with_its_whole_text_needs_no_page(player: Player, site: Site) -> None:
    site.replies["/feed.xml"] = Reply(rss(item(f"{site.root}/a.html", "Town falls", summary=LONG)))
    player.turn("/feed.xml")
    assert site.paths() == ["/feed.xml"]
    assert player.titles() == [("Town falls", 1)]


def test_a_feed_is_asked_only_for_what_is_new_since_the_last_time(player: Player, site: Site) -> None:
    one_page(site, ETag='"v1"', **{"Last-Modified": "Mon, 02 Mar 2026 06:00:00 GMT"})
    player.turn("/feed.xml")
    site.replies["/feed.xml"] = Reply(status=304)
    player.turn("/feed.xml", later=HOUR)
    player.turn("/feed.xml", later=HOUR)
    for asked in [a for a in site.asked if a.path == "/feed.xml"][1:]:
        assert asked.headers["if-none-match"] == '"v1"'
        assert asked.headers["if-modified-since"] == "Mon, 02 Mar 2026 06:00:00 GMT"
    assert player.heard[-1].unchanged and player.feed().health == "well"


def test_an_article_that_the_feed_changes_makes_a_revision(player: Player, site: Site) -> None:
    one_page(site)
    player.turn("/feed.xml")
    site.replies["/feed.xml"] = Reply(rss(item(f"{site.root}/a.html", "Town falls, army denies")))
    site.replies["/a.html"] = Reply(
        page(LONG.replace("at least twelve", "at least nineteen"), "Town falls, army denies")
    )
    player.turn("/feed.xml", later=HOUR)
    assert player.titles() == [("Town falls", 1), ("Town falls, army denies", 2)]


def test_a_page_that_two_feeds_announce_is_read_once(player: Player, site: Site) -> None:
    one_page(site)
    site.replies["/other.xml"] = site.replies["/feed.xml"]
    player.turn("/feed.xml", "/other.xml")
    assert site.paths().count("/a.html") == 1
    assert len(player.titles()) == 1


def test_a_site_is_asked_one_thing_at_a_time_and_at_leisure(player: Player, site: Site) -> None:
    items = [item(f"{site.root}/{n}.html", f"Report {n}") for n in range(4)]
    site.replies["/feed.xml"] = Reply(rss(*items))
    site.replies |= {f"/{n}.html": Reply(page(LONG + f" Number {n}.")) for n in range(4)}
    player.turn("/feed.xml")
    moments = [a.at for a in site.asked]
    assert len(moments) == 6 and site.most_at_once == 1
    assert all(later - earlier >= timedelta(seconds=2) for earlier, later in pairwise(moments))


def test_a_sitemap_of_sitemaps_leads_to_the_newest_pages(player: Player, site: Site) -> None:
    ns = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    news = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
    site.replies["/map.xml"] = Reply(
        f"<?xml version='1.0'?><sitemapindex {ns}>"
        f"<sitemap><loc>{site.root}/old.xml</loc><lastmod>2019-01-01</lastmod></sitemap>"
        f"<sitemap><loc>{site.root}/new.xml</loc><lastmod>2026-03-02</lastmod></sitemap></sitemapindex>"
    )
    site.replies["/new.xml"] = Reply(
        f"<?xml version='1.0'?><urlset {ns} {news}>"
        f"<url><loc>{site.root}/b.html</loc><news:news><news:publication><news:name>Levant Wire</news:name>"
        "</news:publication><news:publication_date>2026-03-02T07:00:00Z</news:publication_date>"
        "<news:title>Town falls</news:title></news:news></url>"
        f"<url><loc>{site.root}/past.html</loc><lastmod>2020-05-05</lastmod></url></urlset>",
        headers={"ETag": '"m1"'},
    )
    site.replies["/b.html"] = Reply(page(LONG, "Town falls"))
    player.turn("/map.xml")
    assert site.paths() == ["/map.xml", "/new.xml", "/b.html"]
    with player.case.view() as view:
        (report,) = view.reports()
    assert (report.publisher, str(report.published)) == ("Levant Wire", "2026-03-02")
    site.replies["/new.xml"] = Reply(status=304)
    player.turn("/map.xml", later=HOUR)
    assert site.asked[-1].headers["if-none-match"] == '"m1"'


def test_a_feed_has_its_own_interval_and_may_ask_for_a_longer_one(player: Player, site: Site) -> None:
    site.replies["/feed.xml"] = Reply(rss(more="<ttl>180</ttl>"))
    site.replies["/often.xml"] = Reply(rss(more="<ttl>180</ttl>"))
    player.watch("/feed.xml", FeedWanted(address=site.root + "/often.xml", every=600)).turn()
    state, often = player.feed(), player.feed("/often.xml")
    assert (
        state.due
        and state.asked
        and timedelta(minutes=170) < state.due - state.asked < timedelta(minutes=190)
    )
    assert often.due and often.asked and often.due - often.asked < timedelta(minutes=11)


def test_a_watch_that_was_killed_while_reading_loses_nothing(
    player: Player, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    one_page(site, ETag='"v1"')

    class Killed(BaseException):
        pass

    def killed(*_: object, **__: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr("dateline.pipeline.adding._Keeping.flush", killed)
        with pytest.raises(Killed):
            player.turn("/feed.xml")
    assert player.titles() == []
    player.turn("/feed.xml", later=HOUR)
    assert player.titles() == [("Town falls", 1)]


def test_stopping_keeps_what_was_fetched_and_leaves_the_rest_for_the_next_time(
    player: Player, site: Site
) -> None:
    items = [item(f"{site.root}/{n}.html", f"Report {n}") for n in range(6)]
    site.replies["/feed.xml"] = Reply(rss(*items), headers={"ETag": '"v1"'})
    watch: list[Watch] = []

    def stopping(n: int) -> Callable[[BaseHTTPRequestHandler], Reply]:
        def reply(handler: BaseHTTPRequestHandler) -> Reply:
            if n == 3:
                watch[0].stop()
            return Reply(page(f"{LONG} It was the {n}th day.", f"Report {n}"))

        return reply

    site.replies |= {f"/{n}.html": stopping(n) for n in range(6)}
    watch.append(player.watch("/feed.xml"))
    watch[0].turn()
    assert len(player.titles()) == 3 and player.heard[-1].stopped
    player.turn("/feed.xml", later=HOUR)
    assert len(player.titles()) == 6
    assert len(site.paths()) == 8, "nothing was fetched twice but the feed"


def test_the_watch_goes_on_by_its_clock_until_it_is_stopped(player: Player, site: Site) -> None:
    one_page(site)
    watch = player.watch("/feed.xml")
    for number, _ in enumerate(watch.go_on(), start=1):
        if number == 3:
            watch.stop()
    feeds = [a.at for a in site.asked if a.path == "/feed.xml"]
    assert len(feeds) == 3
    assert all(timedelta(minutes=12) < b - a < timedelta(minutes=17) for a, b in pairwise(feeds))


def test_the_same_seed_spreads_visits_the_same_way(
    player: Player, site: Site, tmp_path: Path, reader: Reader
) -> None:
    site.replies["/feed.xml"] = Reply(rss())
    player.turn("/feed.xml")
    with new_case(str(tmp_path / "other.dateline")) as other:
        again = Player(other, site, TestClock(), reader)
        again.turn("/feed.xml")
        assert again.feed().due == player.feed().due


def test_feeds_that_are_no_longer_listed_are_not_asked(player: Player, site: Site) -> None:
    one_page(site)
    site.replies["/other.xml"] = Reply(rss())
    player.turn("/feed.xml", "/other.xml")
    player.turn("/other.xml", later=HOUR)
    assert site.paths().count("/feed.xml") == 1
