"""Incidents by what their claims say: asked of the claims once, and remembered while the case is as it was."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future

from dateline.store.sought import Sought, Told

_KEPT_BYTES = 32_000_000
_BESIDE = 1_000
"""Bytes that the question takes."""


class Tellings:
    """Which incidents were found for what is asked of claims, those asked for last; shared by many views."""

    def __init__(self, *, most: int = _KEPT_BYTES) -> None:
        self._lock = threading.Lock()
        self._most, self._size = most, 0
        self._kept: OrderedDict[tuple[str, Sought], Future[Told]] = OrderedDict()

    def of(self, stamp: str, asked: Sought, find: Callable[[], Told]) -> Told:
        """What `find` gives for a state of the case. Of several who ask for the same at once, one finds it for all."""
        key = stamp, asked
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
            else:
                own = self._kept[key] = Future[Told]()
        if found is not None:
            return found.result()
        try:
            told = find()
        except BaseException as error:
            with self._lock:
                del self._kept[key]
            own.set_exception(error)
            raise
        with self._lock:
            own.set_result(told)
            self._size += _bytes_of(told)
            self._forget()
        return told

    def _forget(self) -> None:
        """Lets go of what was asked for longest ago, but not of what is still being found."""
        for key in [key for key, one in self._kept.items() if one.done()]:
            if self._size <= self._most:
                break
            self._size -= _bytes_of(self._kept.pop(key).result())


def _bytes_of(told: Told) -> int:
    return len(told.ids) + _BESIDE
