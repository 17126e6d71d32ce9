"""What is watched for new reports: feeds and sitemaps, and how they fared when they were last asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

FeedHealth = Literal["new", "well", "failing", "dead", "refused", "gone"]
"""new: not asked yet. failing: the last try failed. dead: failing for a week. refused: the site's robots.txt forbids
it, or its address is not public. gone: the site says that it is gone for good, and it is not asked again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedWanted:
    """A line of the list of what to watch."""

    address: str
    publisher: str | None = None
    """None: as the feed calls itself."""
    every: int | None = None
    """Seconds from one visit to the next. None: the default, or longer where the feed asks for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedState:
    """A feed as it was last seen."""

    address: str
    publisher: str | None = None
    every: int | None = None
    listed: bool = True
    """It is in the list that is watched now. False: it was, or a sitemap leads to it."""
    health: FeedHealth = "new"
    message: str | None = None
    """What went wrong; None where nothing did."""
    etag: str | None = None
    last_modified: str | None = None
    """By these the site tells whether anything is new."""
    asked: datetime | None = None
    answered: datetime | None = None
    """When it was last well."""
    due: datetime | None = None
    """When to ask next. None: at once, or never where it is gone."""
    failures: int = 0
    """In a row."""
    moved: str | None = None
    """Where it has moved for good, by its own word."""
    reports: int = 0
    """Reports that it brought: new ones, and newer states of old ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageState:
    """A page that a feed announced."""

    address: str
    stamp: str
    """Of what the feed said of it; another stamp means that it may have changed."""
    seen: datetime
    """When a feed last announced it."""
    etag: str | None = None
    last_modified: str | None = None
    failures: int = 0
    """In a row; 0: it was read, or need not be."""
    due: datetime | None = None
    """When to try again what failed. None: not again, until the feed says something new of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteState:
    """What a site asks of those who visit it."""

    site: str
    """Scheme, host and port."""
    robots: str | None = None
    """Its robots.txt; empty: it has none, all may be asked. None: it could not be had."""
    fetched: datetime | None = None
    paused: datetime | None = None
    """Not to be asked before."""
