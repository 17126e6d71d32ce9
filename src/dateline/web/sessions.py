"""Who is signed in, and how often somebody may try. Kept in memory: after a restart people sign in again."""

from __future__ import annotations

import hmac
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

from dateline.web.payloads import Role

_MOST = 10_000
"""Sessions and addresses remembered; beyond, the oldest go."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    name: str
    role: Role


class Sessions:
    def __init__(self, *, hours: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._seconds, self._clock = hours * 3600, clock
        self._secret = secrets.token_bytes(32)
        self._open: dict[str, tuple[Person, float]] = {}
        self._lock = threading.Lock()

    def begin(self, person: Person) -> str:
        """The secret that the cookie holds; only its hash is kept."""
        token = secrets.token_urlsafe(32)
        with self._lock:
            while len(self._open) >= _MOST:
                self._open.pop(next(iter(self._open)))
            self._open[_hash(token)] = (person, self._clock())
        return token

    def person(self, token: str | None) -> Person | None:
        """Who has this secret; asking keeps the session open. None: nobody, or it ran out."""
        if token is None:
            return None
        key, now = _hash(token), self._clock()
        with self._lock:
            found = self._open.get(key)
            if found is None:
                return None
            if now - found[1] > self._seconds:
                del self._open[key]
                return None
            self._open[key] = (found[0], now)
            return found[0]

    def end(self, token: str | None) -> None:
        with self._lock:
            self._open.pop(_hash(token or ""), None)

    def end_all(self, name: str) -> None:
        """Of one person, whose role or password changed."""
        with self._lock:
            self._open = {k: v for k, v in self._open.items() if v[0].name != name}

    def csrf(self, token: str | None) -> str:
        """What a write must send beside the cookie: a foreign page cannot know it."""
        known = token if self.person(token) is not None else None
        return hmac.new(self._secret, (known or "nobody").encode(), sha256).hexdigest()


class Throttle:
    """Ever longer waits after failed attempts: two, four, eight ... seconds up to a quarter of an hour."""

    FREE = 4
    LONGEST = 900.0

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._failed: dict[str, tuple[int, float]] = {}
        self._lock = threading.Lock()

    def wait(self, *keys: str) -> float:
        """Seconds until the next attempt is looked at. 0: now."""
        now = self._clock()
        with self._lock:
            return max((self._wait(key, now) for key in keys), default=0.0)

    def _wait(self, key: str, now: float) -> float:
        number, last = self._failed.get(key, (0, 0.0))
        if number <= self.FREE:
            return 0.0
        return max(0.0, last + min(self.LONGEST, 2.0 ** (number - self.FREE)) - now)

    def failed(self, *keys: str) -> None:
        now = self._clock()
        with self._lock:
            for key in keys:
                number, last = self._failed.pop(key, (0, now))
                # Half of what was is forgotten in each quarter of an hour.
                number >>= int((now - last) // self.LONGEST)
                self._failed[key] = (number + 1, now)
            while len(self._failed) > _MOST:
                self._failed.pop(next(iter(self._failed)))

    def succeeded(self, *keys: str) -> None:
        with self._lock:
            for key in keys:
                self._failed.pop(key, None)


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()
