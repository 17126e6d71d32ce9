"""Time as those see it who wait for it, so that tests need not."""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    def now(self) -> datetime:
        """In UTC."""

    def wait(self, seconds: float, stop: threading.Event) -> bool:
        """Waits, but not after `stop` is set. Gives whether it is."""


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)

    def wait(self, seconds: float, stop: threading.Event) -> bool:
        return stop.wait(max(0.0, seconds))
