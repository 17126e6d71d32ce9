"""Loads spaCy and its pipeline in two thirds of the usual time.

What is left out: spaCy's own command line, which its package imports with a web client and templates; looking through
all installed packages for extensions at each of some hundred questions; and making a tokenizer that is overwritten.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any

from dateline.errors import KnowledgeError

_COMMANDS = ("spacy.cli", "spacy.cli.info")
_TOKENIZER = "dateline.Tokenizer.v1"


def load_pipeline(package: str, version: str, *, exclude: list[str]) -> Any:
    """The pipeline of an installed package."""
    # The package is not imported: it would import spaCy in its own way.
    found = find_spec(package)
    if found is None or found.origin is None:
        raise KnowledgeError(f"The language engine's data is missing: install {package} {version}.")
    folder = Path(found.origin).parent / f"{package}-{version}"
    with _without_commands():
        import spacy
    from spacy.tokenizer import Tokenizer
    from spacy.util import registry

    if not registry.has("tokenizers", _TOKENIZER):
        # Empty, since the one in the folder takes its place.
        registry.tokenizers(_TOKENIZER, func=lambda: lambda nlp: Tokenizer(nlp.vocab))
    with _extensions_at_hand():
        return spacy.load(folder, exclude=exclude, config={"nlp.tokenizer": {"@tokenizers": _TOKENIZER}})


@contextmanager
def _without_commands() -> Iterator[None]:
    """Within, `import spacy` does not import its command line; afterwards, whoever wants that gets it."""
    if "spacy" in sys.modules:
        yield
        return
    stand_ins = {name: ModuleType(name) for name in _COMMANDS}
    stand_ins["spacy.cli"].__path__ = []
    vars(stand_ins["spacy.cli.info"])["info"] = _info
    sys.modules.update(stand_ins)
    try:
        yield
    finally:
        for name, module in stand_ins.items():
            if sys.modules.get(name) is module:
                del sys.modules[name]


def _info(*args: Any, **options: Any) -> Any:
    from spacy.cli.info import info

    return info(*args, **options)


@contextmanager
def _extensions_at_hand() -> Iterator[None]:
    """Within, each kind of extension is looked for once among the installed packages."""
    catalogue: Any = import_module("catalogue")
    msgpack: Any = import_module("srsly.msgpack")
    packages, decoders = catalogue.AVAILABLE_ENTRY_POINTS, msgpack.msgpack_decoders

    class Packages:
        @staticmethod
        @cache
        def select(*, group: str) -> Any:
            return packages.select(group=group)

    class Decoders:
        get_all = staticmethod(cache(decoders.get_all))

    catalogue.AVAILABLE_ENTRY_POINTS, msgpack.msgpack_decoders = Packages, Decoders
    try:
        yield
    finally:
        catalogue.AVAILABLE_ENTRY_POINTS, msgpack.msgpack_decoders = packages, decoders
