"""`python -m dateline.web.openapi`: prints the description of the API, from which the workbench's types are made."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from dateline.store.case import new_case
from dateline.web.app import create_app
from dateline.web.settings import Settings


def description() -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder, new_case(str(Path(folder) / "empty.dateline")) as case:
        found: dict[str, Any] = create_app(case, Settings(case=case.name, coder="nobody")).openapi()
        return found


if __name__ == "__main__":
    json.dump(description(), sys.stdout, indent=1, sort_keys=True)
    sys.stdout.write("\n")
