"""How a workbench is served: settled once, when it starts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

LOCAL_HOSTS = ("127.0.0.1", "localhost", "[::1]")
BUILT = Path(__file__).parent / "built"
"""Where the build of the pages lies. It is made from `workbench/` and not in git."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    case: str
    """Path or address of the case."""
    coder: str
    """Who decides, where nobody signs in."""
    accounts: bool = False
    """People sign in. Without, all who reach the server may do all, so it must listen on this machine alone."""
    hosts: tuple[str, ...] = LOCAL_HOSTS
    """Names by which the server may be called (`Host`), without ports."""
    secure: bool = False
    """It stands behind https: cookies are sent over nothing else."""
    tiles: str | None = None
    """Address of map tiles, as in https://tiles.example.org/{z}/{x}/{y}.png."""
    built: Path = BUILT
    largest_upload: int = 500_000_000
    """Bytes of all files that are added at once."""
    most_files: int = 200
    largest_body: int = 25_000_000
    """Bytes of any other request."""
    session_hours: float = 12.0
    """After so long without a request one has to sign in again."""
    trusted_proxy: bool = False
    """`X-Forwarded-For` tells the address of who asks."""
    jobs: int | None = None
    """Processes that read reports. None: one a core."""
