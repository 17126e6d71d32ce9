"""The server: where it listens, and what it refuses to start with."""

from __future__ import annotations

import ipaddress
import logging
import socket
import webbrowser
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from dateline.errors import InputError
from dateline.store.case import Case, open_case
from dateline.web.settings import LOCAL_HOSTS, Settings

_PLAIN = (
    "dateline: passwords travel unencrypted unless a proxy that speaks https stands before it; docs/serving.md, "
    "“For a team”, says how. Where one does, say --https."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Serving:
    """What somebody asked for."""

    case: str
    coder: str
    host: str = "127.0.0.1"
    port: int = 8765
    allowed: tuple[str, ...] = ()
    secure: bool = False
    proxy: bool = False
    accounts: bool | None = None
    tiles: str | None = None
    jobs: int | None = None
    open_it: bool = False


def settings_of(asked: Serving, case: Case) -> Settings:
    """Raises `InputError` for what would lay a case open."""
    local = is_loopback(asked.host)
    accounts = asked.accounts if asked.accounts is not None else not local
    if not local and not accounts:
        raise InputError(
            f"On {asked.host} others could reach the case, so accounts are needed; leave --no-accounts away."
        )
    if accounts:
        with case.view() as view:
            known = view.accounts()
        if not known:
            raise InputError(
                "Nobody could sign in: there are no accounts yet. Make one: "
                f"dateline users add NAME --role admin --case {case.name}"
            )
    if asked.tiles is not None:
        parts = urlsplit(asked.tiles)
        if parts.scheme not in ("http", "https") or not parts.netloc or set(parts.netloc) & set(" ;,'\"*"):
            raise InputError("--tiles takes an address, as in https://tiles.example.org/{z}/{x}/{y}.png")
    names = tuple(name.lower() for name in asked.allowed)
    if not local and not names and asked.host in ("0.0.0.0", "::"):
        raise InputError(
            "Say by which name the server is called: --allow-host workbench.example.org (repeatable)."
        )
    if not local and asked.host not in ("0.0.0.0", "::"):
        names = (*names, f"[{asked.host}]" if ":" in asked.host else asked.host.lower())
    return Settings(
        case=asked.case,
        coder=asked.coder,
        accounts=accounts,
        hosts=(*LOCAL_HOSTS, *names) if local else names,
        secure=asked.secure,
        trusted_proxy=asked.proxy,
        tiles=asked.tiles,
        jobs=asked.jobs,
    )


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach it."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def serve_case(asked: Serving, *, told: Callable[[str], None]) -> None:
    """Serves until it is interrupted. `told`: what to say to whoever started it."""
    import uvicorn

    from dateline.pipeline.drawing import draw
    from dateline.web.app import create_app

    with open_case(asked.case) as case:
        settings = settings_of(asked, case)
        draw(
            case,
            told=lambda drawn: told(f"dateline: {drawn:,} incidents drawn") if drawn % 10_000 == 0 else None,
        )
        listening = _listen(asked.host, asked.port)
        port = listening.getsockname()[1]
        name = next(iter(asked.allowed), asked.host)
        name = f"[{name}]" if ":" in name else name
        address = f"http://{'127.0.0.1' if name == 'localhost' else name}:{port}/"
        app = create_app(case, settings)
        told(f"Dateline workbench of {case.name}: {address}   (Ctrl-C ends it)")
        if not is_loopback(asked.host) and not asked.secure:
            told(_PLAIN)
        if asked.open_it:
            webbrowser.open(address)
        logging.basicConfig(format="%(asctime)s %(name)s %(levelname)s %(message)s")
        config = uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,
            server_header=False,
            # Which proxy is trusted is settled here, see `people.address_of`.
            proxy_headers=False,
            timeout_graceful_shutdown=5,
        )
        uvicorn.Server(config).run(sockets=[listening])


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        raise InputError(
            f"Cannot listen on {host}, port {port}: {error.strerror or error}. Take another: --port 0"
        ) from error
    return listening
