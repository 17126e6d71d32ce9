"""Which files the gazetteer lies in."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import dateline


def built_file() -> Path:
    """The built-in gazetteer, inside the package."""
    return Path(dateline.__file__).parent / "data" / "built" / "places.gaz"


def data_folder() -> Path:
    """Where this user's own knowledge is kept: DATELINE_DATA, else the platform's usual folder."""
    given = os.environ.get("DATELINE_DATA")
    if given:
        return Path(given).expanduser()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", "~/AppData/Local")).expanduser() / "dateline"
    if sys.platform == "darwin":
        return Path("~/Library/Application Support/dateline").expanduser()
    return Path(os.environ.get("XDG_DATA_HOME", "~/.local/share")).expanduser() / "dateline"


def added_folder() -> Path:
    """Gazetteers that the user added."""
    return data_folder() / "gazetteer"
