"""`python -m dateline.reference.build`: makes the compiled knowledge from its readable sources."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import time

BUILDERS = ("dateline.reference.actors.build", "dateline.reference.gazetteer.build")
"""In order: places are told from states by the actors' files."""


def main() -> None:
    """Runs each builder in a process of its own, since the gazetteer's sources take much memory."""
    for name in BUILDERS:
        if not _exists(name):
            continue
        started = time.monotonic()
        finished = subprocess.run([sys.executable, "-m", name], check=False)
        if finished.returncode:
            sys.exit(finished.returncode)
        print(f"{name}: built in {time.monotonic() - started:.1f} s", file=sys.stderr)


def _exists(name: str) -> bool:
    try:
        return importlib.util.find_spec(name) is not None
    except ModuleNotFoundError:
        return False


if __name__ == "__main__":
    main()
