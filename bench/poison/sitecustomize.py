"""Makes Dateline break on reports that hold certain words, to see what an archive does with such. On the path only
where `PYTHONPATH` names this folder.

No text is known on which the program hangs, eats all memory or dies; if one turns up, it behaves like these.
"""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import os
import sys
from types import ModuleType
from typing import Any

WHILE_FINDING = "qqfindingqq"
WHILE_READING = "qqreadingqq"
HANGS, EATS, DIES = "qqhangsqq", "qqeatsqq", "qqdiesqq"


def strike(text: str) -> None:
    if HANGS in text:
        while True:
            pass
    if EATS in text:
        eaten = []
        while True:
            eaten.append(bytearray(64 << 20))
    if DIES in text:
        os.abort()


def poisoned_finding(module: Any) -> None:
    find = module.find

    def finding(at: int, source: Any, *others: Any) -> Any:
        text = source.data.decode("utf-8", "replace")
        if WHILE_FINDING in text:
            strike(text)
        return find(at, source, *others)

    module.find = finding


def poisoned_reading(module: Any) -> None:
    read = module.Reader.read

    def reading(self: Any, document: Any) -> Any:
        if WHILE_READING in document.text:
            strike(document.text)
        return read(self, document)

    module.Reader.read = reading


_POISONED = {
    "dateline.pipeline.archive.finding": poisoned_finding,
    "dateline.pipeline.reading": poisoned_reading,
}


class _Finder(importlib.abc.MetaPathFinder):
    def find_spec(self, name: str, path: Any, target: Any = None) -> Any:
        if name not in _POISONED:
            return None
        spec = importlib.machinery.PathFinder.find_spec(name, path)
        assert spec is not None and spec.loader is not None
        load = spec.loader.exec_module

        def exec_module(module: ModuleType) -> None:
            load(module)
            _POISONED[name](module)

        spec.loader.exec_module = exec_module
        return spec


sys.meta_path.insert(0, _Finder())
