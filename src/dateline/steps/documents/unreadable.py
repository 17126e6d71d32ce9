"""Why a report could not be read; caught where the batch goes on with the next one."""

from __future__ import annotations

from dateline.errors import InputError
from dateline.record.issues import Issue


class Unreadable(InputError):
    """Says in a sentence what is wrong with the input and, where there is one, the way out."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind

    def issue(self, where: str) -> Issue:
        return Issue(where=where, step="documents", kind=self.kind, message=str(self))
