"""Every error raised on purpose.

    DatelineError
      InputError        something the user gave cannot be read; exit status 2
      KnowledgeError    a lexicon, actor or gazetteer file is wrong; exit status 3
      StoreError        a case cannot be opened or written; exit status 4

A bad *report* is no exception to a batch: it becomes a `record.issues.Issue` and the rest goes on.
"""

from __future__ import annotations


class DatelineError(Exception):
    """Root of the tree. The message is a sentence that says what to do."""

    exit_status = 1


class InputError(DatelineError):
    exit_status = 2


class KnowledgeError(DatelineError):
    exit_status = 3


class StoreError(DatelineError):
    exit_status = 4
