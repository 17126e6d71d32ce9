"""Sites that misbehave: what they forbid is left alone, what fails is told and tried again, nobody else suffers."""

from __future__ import annotations

import gzip
import threading
import time
from datetime import timedelta
from http.server import BaseHTTPRequestHandler

import pytest
from tests.pipeline.feed_sites import Reply, Site, item, rss
from tests.pipeline.watchers import HOUR, LONG, Player, one_page

from dateline.steps.documents import Options
from dateline.steps.documents.addresses import Network
from dateline.store.watching import Watched


def test_the_delay_that_robots_txt_asks_for_is_kept(player: Player, site: Site) -> None:
    one_page(site)
    site.replies["/robots.txt"] = Reply("User-agent: *\nCrawl-delay: 30\n")
    player.turn("/feed.xml")
    feed, article = (a.at for a in site.asked if a.path != "/robots.txt")
    assert article - feed >= timedelta(seconds=30)


def test_what_robots_txt_forbids_is_not_fetched_and_told(player: Player, site: Site) -> None:
    one_page(site)
    site.replies["/robots.txt"] = Reply("User-agent: *\nDisallow: /a.html\n")
    player.turn("/feed.xml")
    player.turn("/feed.xml", later=HOUR)
    assert site.paths() == ["/feed.xml", "/feed.xml"]
    assert player.told() == [("failed", "The site's robots.txt asks programs not to fetch this.")]
    assert [a.path for a in site.asked].count("/robots.txt") == 1, "it is asked for once a day"


def test_a_feed_that_robots_txt_forbids_is_asked_again_after_a_day(player: Player, site: Site) -> None:
    one_page(site)
    site.replies["/robots.txt"] = Reply("User-agent: dateline\nDisallow: /\n")
    player.turn("/feed.xml")
    assert player.feed().health == "refused"
    assert player.turn("/feed.xml", later=HOUR).asked == 0
    site.replies["/robots.txt"] = Reply(status=404)
    player.turn("/feed.xml", later=28 * HOUR)
    assert player.feed().health == "well" and len(player.titles()) == 1


def test_where_robots_txt_cannot_be_had_nothing_is_fetched(player: Player, site: Site) -> None:
    one_page(site)
    site.replies["/robots.txt"] = Reply(status=500)
    player.turn("/feed.xml")
    assert site.paths() == []
    assert player.feed().health == "failing" and "robots.txt" in str(player.feed().message)


@pytest.mark.parametrize("retry", ["7200", "Mon, 02 Mar 2026 10:00:00 GMT"])
def test_a_site_that_says_how_long_to_wait_is_left_alone_so_long(
    player: Player, site: Site, retry: str
) -> None:
    one_page(site)
    answer = site.replies["/feed.xml"]
    site.replies["/feed.xml"] = Reply(status=429, headers={"Retry-After": retry})
    site.replies["/other.xml"] = answer
    player.turn("/feed.xml", "/other.xml")
    assert site.paths() == ["/feed.xml"], "the pause is the whole site's"
    assert player.feed("/other.xml").health == "new", "it did nothing wrong itself"
    site.replies["/feed.xml"] = answer
    assert player.turn("/feed.xml", "/other.xml", later=HOUR).asked == 0
    player.turn("/feed.xml", "/other.xml", later=2 * HOUR)
    assert len(player.titles()) == 1


def test_a_feed_that_fails_is_asked_ever_more_seldom_and_told_once(player: Player, site: Site) -> None:
    site.replies["/feed.xml"] = Reply(status=500)
    waits = []
    for _ in range(10):
        player.watch("/feed.xml").turn(every=True)
        state = player.feed()
        assert state.due is not None and state.asked is not None
        waits.append((state.due - state.asked).total_seconds() / 60)
        player.clock.pass_by(seconds=(state.due - player.clock.now()).total_seconds())
    assert 13 < waits[0] < 17 and 27 < waits[1] < 33 and 54 < waits[2] < 66
    assert 0.9 * 24 * 60 <= waits[-1] <= 1.1 * 24 * 60
    assert player.feed().health == "dead"
    assert [m for _, m in player.told()] == [
        "This feed cannot be read: The server answers 500 Internal Server Error.",
        "This feed is dead: The server answers 500 Internal Server Error.",
    ]
    one_page(site)
    player.turn("/feed.xml", later=48 * HOUR)
    assert player.feed().health == "well" and player.feed().failures == 0


def test_a_feed_that_is_gone_is_not_asked_again_until_it_is_forgotten(player: Player, site: Site) -> None:
    site.replies["/feed.xml"] = Reply(status=410)
    player.turn("/feed.xml")
    assert player.feed().health == "gone"
    assert player.watch("/feed.xml").turn(every=True).asked == 0
    one_page(site)
    assert Watched(player.case).forget(site.root + "/feed.xml")
    player.turn("/feed.xml")
    assert player.feed().health == "well" and len(player.titles()) == 1


def test_a_feed_that_fails_keeps_no_other_from_being_read(player: Player, site: Site) -> None:
    one_page(site)
    site.replies["/bad.xml"] = Reply(status=500)
    player.turn("/bad.xml", "/feed.xml")
    assert player.titles() == [("Town falls", 1)]


def test_a_page_that_did_not_come_is_asked_for_again_though_the_feed_is_as_it_was(
    player: Player, site: Site
) -> None:
    one_page(site, ETag='"v1"')
    article = site.replies["/a.html"]
    site.replies["/a.html"] = Reply(status=502)
    player.turn("/feed.xml")
    assert player.titles() == [] and player.heard[-1].waiting == 1
    assert player.feed().etag is None
    site.replies["/a.html"] = article
    player.turn("/feed.xml", later=HOUR)
    assert player.titles() == [("Town falls", 1)]
    assert player.feed().etag == '"v1"'


def test_a_page_that_never_comes_is_given_up_and_told(player: Player, site: Site) -> None:
    one_page(site)
    site.replies["/a.html"] = Reply(status=502)
    for _ in range(8):
        player.turn("/feed.xml", later=10 * HOUR)
    assert site.paths().count("/a.html") == 5
    assert player.told() == [("failed", "The server answers 502 Bad Gateway. It was tried 5 times.")]


def test_a_server_that_drops_the_line_counts_as_failing(player: Player, site: Site) -> None:
    def drop(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n<rss>")
        handler.close_connection = True

    site.replies["/feed.xml"] = drop
    player.turn("/feed.xml")
    assert player.feed().health == "failing"


def test_a_server_that_is_too_slow_counts_as_failing(player: Player, site: Site) -> None:
    done = threading.Event()

    def slow(handler: BaseHTTPRequestHandler) -> None:
        done.wait(20)

    one_page(site)
    site.replies["/slow.xml"] = slow
    started = time.monotonic()
    player.turn("/slow.xml", options=Options(fetch_seconds=0.3))
    done.set()
    assert time.monotonic() - started < 15
    assert player.feed("/slow.xml").health == "failing"


@pytest.mark.parametrize("kind", ["huge", "bomb"])
def test_a_body_without_end_is_not_swallowed(player: Player, site: Site, kind: str) -> None:
    body = b"<rss>" + b" " * 3_000_000
    headers = {"Content-Encoding": "gzip"} if kind == "bomb" else {}
    site.replies["/feed.xml"] = Reply(gzip.compress(body) if kind == "bomb" else body, headers=headers)
    player.turn("/feed.xml", options=Options(largest_file=1_000_000, fetch_seconds=20))
    assert player.feed().health == "failing" and "larger than" in str(player.feed().message)


def test_a_redirect_without_end_is_not_followed_for_ever(player: Player, site: Site) -> None:
    site.replies["/feed.xml"] = Reply(status=302, headers={"Location": "/feed.xml"})
    player.turn("/feed.xml")
    assert len(site.paths()) == 6 and player.feed().health == "failing"


def test_a_redirect_into_ones_own_network_is_refused(player: Player, site: Site) -> None:
    one_page(site)
    site.replies["/a.html"] = Reply(status=302, headers={"Location": "http://127.0.0.2:9/secret"})
    player.turn("/feed.xml")
    ((outcome, message),) = player.told()
    assert outcome == "failed" and "not a public address" in str(message)


def test_a_feed_on_a_host_inside_says_how_it_is_allowed(player: Player, site: Site) -> None:
    site.replies["/feed.xml"] = Reply(rss())
    network = Network(resolver=lambda host, port: ["10.0.0.1"], is_allowed=lambda address: False)
    feed = f"http://inside.example:{site.port}/feed.xml"
    player.watch(feed, network=network).turn()
    ((_, message),) = player.told()
    assert f"--allow-host inside.example:{site.port} --now" in str(message)


def test_a_feed_outside_that_leads_inside_is_offered_no_way_in(player: Player, site: Site) -> None:
    names = {"public.example": ["127.0.0.1"], "inside.example": ["10.0.0.1"]}
    network = Network(
        resolver=lambda host, port: names[host], is_allowed=lambda address: address == "127.0.0.1"
    )
    site.replies["/feed.xml"] = Reply(
        status=302, headers={"Location": f"http://inside.example:{site.port}/secret"}
    )
    player.watch(f"http://public.example:{site.port}/feed.xml", network=network).turn()
    ((_, message),) = player.told()
    assert "'inside.example' is at 10.0.0.1" in str(message) and "--allow-host" not in str(message)


def test_a_feed_of_the_open_web_leads_to_no_host_that_only_the_user_allowed(
    player: Player, site: Site
) -> None:
    """Whoever writes a public feed must not reach the hosts of those who watch it."""
    names = {"public.example": ["127.0.0.1"], "inside.example": ["10.0.0.1"]}
    network = Network(
        resolver=lambda host, port: names[host],
        is_allowed=lambda address: address == "127.0.0.1",
        trusted=frozenset({("inside.example", site.port)}),
    )
    site.replies["/feed.xml"] = Reply(rss(item(f"http://inside.example:{site.port}/a.html", "Secrets")))
    player.watch(f"http://public.example:{site.port}/feed.xml", network=network).turn()
    ((outcome, message),) = player.told()
    assert outcome == "failed" and "'inside.example' is at 10.0.0.1" in str(message)


def test_a_feed_that_has_moved_for_good_says_so(player: Player, site: Site) -> None:
    one_page(site)
    site.replies["/old.xml"] = Reply(status=301, headers={"Location": "/feed.xml"})
    player.turn("/old.xml")
    assert player.feed("/old.xml").moved == f"{site.root}/feed.xml"
    assert "change the list" in str(player.feed("/old.xml").message)
    assert player.titles() == [("Town falls", 1)]


def test_a_wrong_charset_in_the_header_does_not_spoil_the_words(player: Player, site: Site) -> None:
    feed = rss(item(f"{site.root}/a.html", "Kämpfe in Şırnak", summary=LONG))
    site.replies["/feed.xml"] = Reply(
        feed.encode(), headers={"Content-Type": "application/rss+xml; charset=iso-8859-1"}
    )
    player.turn("/feed.xml")
    assert player.titles() == [("Kämpfe in Şırnak", 1)]


def test_of_a_malformed_feed_the_entries_before_the_fault_are_read(player: Player, site: Site) -> None:
    whole = rss(item(f"{site.root}/a.html", "Town falls", summary=LONG))
    site.replies["/feed.xml"] = Reply(whole.replace("</channel></rss>", "<item><title>broken & <b></item>"))
    player.turn("/feed.xml")
    assert ("Town falls", 1) in player.titles()


def test_a_web_page_is_no_feed_and_where_its_feed_lies_is_told(player: Player, site: Site) -> None:
    site.replies["/"] = Reply(
        '<!doctype html><html><head><link rel="alternate" type="application/rss+xml" href="/rss"></head></html>'
    )
    player.turn("/")
    assert player.feed("/").message == "This is a web page, no feed. Its feed may be at /rss."
