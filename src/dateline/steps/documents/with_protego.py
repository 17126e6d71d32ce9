"""What a site's robots.txt allows. The only module that knows protego."""

from __future__ import annotations

from typing import Any

AGENT = "dateline"
_LONGEST_DELAY = 120.0
"""Seconds. Whoever asks for more is left alone by the intervals of feeds, not by waiting in line."""


class Robots:
    """The rules of one site for this program."""

    def __init__(self, text: str) -> None:
        # Loaded where it is needed: only watching asks.
        from protego import Protego

        self._rules: Any = Protego.parse(text)

    def allows(self, address: str) -> bool:
        return bool(self._rules.can_fetch(address, AGENT))

    @property
    def delay(self) -> float:
        """Seconds that the site asks for between two visits; 0: none."""
        asked = self._rules.crawl_delay(AGENT) or 0.0
        rate = self._rules.request_rate(AGENT)
        if rate is not None and rate.requests:
            asked = max(asked, rate.seconds / rate.requests)
        return min(float(asked), _LONGEST_DELAY)
