"""What a case remembers of feeds comes back as it was, on both databases."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from dateline.record.feeds import FeedState, FeedWanted, PageState, SiteState
from dateline.store.case import Case
from dateline.store.watching import Watched

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
WIRE = "https://wire.example/feed"


def test_feeds_pages_and_sites_come_back_as_they_were(case: Case) -> None:
    memory = Watched(case)
    memory.want([FeedWanted(address=WIRE, publisher="Wire", every=600)])
    feed = FeedState(
        address=WIRE, publisher="Wire", every=600, health="failing", message="a \0 b", etag='"1"', asked=NOON,
        due=NOON + timedelta(hours=1), failures=2, reports=7,
    )  # fmt: skip
    page = PageState(address=f"{WIRE}/1", stamp="e1", seen=NOON, last_modified="Mon", failures=1, due=NOON)
    site = SiteState(site="https://wire.example:443", robots="User-agent: *", fetched=NOON)
    memory.keep(feeds_seen=[feed], pages=[page], sites=[site])
    (found,) = memory.feeds(listed=True)
    assert found.message == "a   b"
    assert found == FeedState(**{**{f: getattr(feed, f) for f in feed.__slots__}, "message": "a   b"})
    assert memory.pages([page.address, "https://elsewhere.example/"]) == {page.address: page}
    assert memory.site(site.site) == site and memory.site("https://elsewhere.example:443") is None


def test_a_feed_that_is_listed_again_is_remembered(case: Case) -> None:
    memory = Watched(case)
    memory.want([FeedWanted(address=WIRE)])
    memory.keep(feeds_seen=[FeedState(address=WIRE, health="well", etag='"1"', reports=3)])
    memory.want([FeedWanted(address="https://other.example/feed")])
    assert [f.address for f in memory.feeds(listed=True)] == ["https://other.example/feed"]
    memory.want([FeedWanted(address=WIRE, every=60)])
    (found,) = memory.feeds(listed=True)
    assert (found.etag, found.reports, found.every) == ('"1"', 3, 60)


def test_pages_that_no_feed_announces_any_more_are_forgotten(case: Case) -> None:
    memory = Watched(case)
    memory.keep(
        pages=[PageState(address=f"{WIRE}/{n}", stamp="e", seen=NOON + timedelta(days=n)) for n in range(4)]
    )
    assert memory.forget_pages(NOON + timedelta(days=2)) == 2
    assert sorted(memory.pages(f"{WIRE}/{n}" for n in range(4))) == [f"{WIRE}/2", f"{WIRE}/3"]
