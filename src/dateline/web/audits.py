"""The audit log of sign-ins, written in the background: nobody should wait to sign in while a long write goes on."""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor

from dateline.errors import StoreError
from dateline.store.case import Case

_LOG = logging.getLogger("dateline.web")


class Audits:
    def __init__(self, case: Case) -> None:
        self._case = case
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="audit")

    def note(self, who: str, address: str, what: str, about: str = "") -> None:
        self._thread.submit(self._write, who, address, what, about)

    def wait(self) -> None:
        """Until all is written that was noted before."""
        self._thread.submit(lambda: None).result()

    def close(self) -> None:
        self._thread.shutdown(wait=True)

    def _write(self, who: str, address: str, what: str, about: str) -> None:
        for attempt in range(3):
            try:
                with self._case.writer() as writer:
                    writer.audit(who, address, what, about)
                return
            except StoreError as error:
                if attempt == 2:
                    _LOG.error("not in the audit log: %s %s from %s (%s)", who, what, address, error)
