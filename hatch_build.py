"""Puts the compiled knowledge into the wheel; compiles it first where that has not been done."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ReferenceData(BuildHookInterface):  # type: ignore[type-arg]
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        root = Path(self.root)
        built = root / "src" / "dateline" / "data" / "built"
        if not all((built / name).exists() for name in ("actors.msgpack", "places.gaz")):
            environment = {**os.environ, "PYTHONPATH": str(root / "src")}
            subprocess.run([sys.executable, "-m", "dateline.reference.build"], check=True, env=environment)
