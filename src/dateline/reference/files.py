"""Reads the data files of the package."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

# The reader in C is eight times faster; some builds of the library come without it.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(source: Path | str) -> Any:
    """What a YAML file, or a text in YAML, says: plain values only, no code. Raises `yaml.YAMLError`."""
    text = source.read_text(encoding="utf-8") if isinstance(source, Path) else source
    return yaml.load(text, Loader=_LOADER)
