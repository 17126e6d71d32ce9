"""Takes the pictures in docs/screenshots/: each screen of the workbench on the example case, in real Chromium.

    .venv/bin/python scripts/screenshots.py [--only map] [--case CASE]

Without --case it makes the case of `make demo` in a temporary folder. Needs Chromium and a built workbench.
"""

from __future__ import annotations

import argparse
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

import httpx
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parents[1]
OUT = ROOT / "docs" / "screenshots"
DESKTOP, PHONE = (1440, 900), (390, 844)
QUIET = 1200
"""Milliseconds after the last request: the map has drawn by then."""


class Shot(NamedTuple):
    name: str
    address: str
    """What stands in braces is looked up in the case."""
    size: tuple[int, int] = DESKTOP
    dark: bool = False
    click: str | None = None
    """Clicked before the picture is taken."""


SHOTS = (
    Shot("map", "/?at=9.6/35.86/36.75", click=".list button:has-text('disputed')"),
    Shot("map-dark", "/?at=9.6/35.86/36.75&from=2020-02-20&to=2020-03-02", dark=True),
    Shot("map-phone", "/?at=8.6/35.86/36.75", size=PHONE),
    Shot("incident", "/incidents/{incident}"),
    Shot("report", "/reports/{report}?claim={claim}"),
    Shot("report-phone", "/reports/{report}?claim={claim}", size=PHONE),
    Shot("review", "/review"),
    Shot("actor", "/actors/{actor}"),
    Shot("sources", "/sources"),
    Shot("control", "/control?at=2020-02-15", click=".strip button:has-text('Syria')"),
    Shot("disputes", "/disputes"),
    Shot("add", "/add"),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", action="append", default=[], help="name of a picture; repeatable")
    parser.add_argument("--case", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        case = asked.case or _example(Path(folder) / "saraqib.dateline")
        port = _free_port()
        address = f"http://127.0.0.1:{port}"
        server = _dateline("serve", str(case), "--port", str(port))
        try:
            _wait(address)
            _take(address, [s for s in SHOTS if not asked.only or s.name in asked.only])
        finally:
            server.terminate()
            server.wait(30)


def _dateline(*words: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "dateline", *words],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )


def _example(case: Path) -> Path:
    for words in (("new", str(case)), ("add", "examples/case", "--case", str(case))):
        if _dateline(*words).wait() != 0:
            raise SystemExit(f"dateline {' '.join(words)} failed")
    return case


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _wait(address: str) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            if httpx.get(f"{address}/api/v1/session").status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    raise SystemExit("dateline serve did not answer")


def _ids(address: str) -> dict[str, str]:
    """What is worth a picture: the most disputed incident, the report with most claims, who does most."""

    def items(path: str, **query: str) -> list[dict[str, str]]:
        found = (
            httpx.get(f"{address}/api/v1{path}", params=query, timeout=60).raise_for_status().json()["items"]
        )
        return list(found)

    incident = items("/incidents", sort="disputed")[0]["id"]
    report = max(items("/reports"), key=lambda r: int(r["claims"]))["id"]
    detail = httpx.get(f"{address}/api/v1/reports/{report}", timeout=60).raise_for_status().json()
    claim = max(detail["claims"], key=lambda c: len(c["actors"]) + len(c["casualties"]) + len(c["sources"]))[
        "id"
    ]
    return {"incident": incident, "report": report, "claim": claim, "actor": items("/actors")[0]["key"]}


def _take(address: str, shots: list[Shot]) -> None:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        raise SystemExit("Chromium is not installed. On Debian: apt-get install chromium")
    OUT.mkdir(parents=True, exist_ok=True)
    ids = _ids(address)
    with sync_playwright() as playwright:
        flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
        browser = playwright.chromium.launch(executable_path=chromium, args=flags)
        for shot in shots:
            context = browser.new_context(
                viewport={"width": shot.size[0], "height": shot.size[1]},
                color_scheme="dark" if shot.dark else "light",
                reduced_motion="reduce",
                has_touch=shot.size == PHONE,
                locale="en-GB",
                timezone_id="UTC",
            )
            page = context.new_page()
            page.goto(address + shot.address.format(**ids))
            _settle(page)
            if shot.click:
                page.locator(shot.click).first.click()
                _settle(page)
            file = OUT / f"{shot.name}.png"
            page.screenshot(path=file)
            print(file.relative_to(ROOT), f"{file.stat().st_size // 1024} kB")
            context.close()
        browser.close()


def _settle(page: Page) -> None:
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(QUIET)
    if page.evaluate("!!window.map"):
        while page.evaluate("!window.map.areTilesLoaded() || window.map.isMoving()"):
            page.wait_for_timeout(100)
        page.wait_for_timeout(QUIET)


if __name__ == "__main__":
    main()
