"""Dateline reads reports of armed conflict into sourced claims.

    import dateline

    reading = dateline.read("Rebels captured the town on Thursday, state media said.", published="2016-03-06")
    for claim in reading.claims:
        print(claim.status, claim.plover, claim.trigger.text)

The language engine and the knowledge are loaded at the first call of `read`, which takes about a second.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from dateline.errors import DatelineError, InputError, KnowledgeError, StoreError

if TYPE_CHECKING:
    from dateline.interface import read, read_files

__version__ = "0.1.0"
__all__ = ["DatelineError", "InputError", "KnowledgeError", "StoreError", "read", "read_files"]


def __getattr__(name: str) -> Any:
    # At the first use of `dateline.read`, so that importing the package, or a part of it, loads nothing else.
    if name in ("read", "read_files"):
        return getattr(import_module("dateline.interface"), name)
    raise AttributeError(f"module 'dateline' has no attribute {name!r}")
