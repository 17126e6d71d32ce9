"""A real browser on a real server on the example case. Skips where Chromium or the build is missing."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright
from tests.conftest import missing

ROOT = Path(__file__).parents[2]
BUILT = ROOT / "src" / "dateline" / "web" / "built" / "index.html"
AXE = ROOT / "workbench" / "node_modules" / "axe-core" / "axe.min.js"
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE = 60_000
"""Milliseconds that a page may take on a loaded machine."""
expect.set_options(timeout=PATIENCE)
DESKTOP, USUAL, PHONE = (1440, 900), (1180, 740), (390, 844)
"""Width and height. `USUAL` has all that a desktop has, with fewer pixels to draw without a graphics card."""
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        missing("Chromium is not installed")
    if not BUILT.exists():
        missing("the workbench is not built (make workbench)")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        try:
            yield started
        finally:
            started.close()


@pytest.fixture(scope="session")
def example_case(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The case that `make demo` makes: ten reports by rival sources on one town. Copy it before you change it."""
    case = tmp_path_factory.mktemp("example") / "example.dateline"
    for words in (
        ["new", str(case)],
        ["add", str(ROOT / "examples" / "case"), "--case", str(case), "--jobs", "1"],
    ):
        done = subprocess.run(
            [sys.executable, "-m", "dateline", *words], capture_output=True, text=True, cwd=ROOT, check=False
        )
        assert done.returncode == 0, done.stderr
    return case


@pytest.fixture(scope="session")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., str]]:
    """`serve(case, "--option")` starts `dateline serve` and gives its address; all are ended with the tests."""
    running: list[subprocess.Popen[bytes]] = []
    logs = tmp_path_factory.mktemp("servers")

    def start(case: Path, *options: str) -> str:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        log = logs / f"{port}.log"
        with log.open("wb") as out:
            server = subprocess.Popen(
                [sys.executable, "-m", "dateline", "serve", str(case), "--port", str(port), *options],
                stdout=out,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
                cwd=ROOT,
                env={**os.environ, "DATELINE_CODER": "ann"},
            )
        running.append(server)
        address = f"http://127.0.0.1:{port}"
        until = time.monotonic() + PATIENCE / 1000
        while time.monotonic() < until:
            if server.poll() is not None:
                break
            try:
                if httpx.get(f"{address}/api/v1/session", timeout=10).status_code == 200:
                    return address
            except httpx.TransportError:
                time.sleep(0.1)
        raise AssertionError(f"dateline serve did not answer:\n{log.read_text(errors='replace')}")

    yield start
    for server in running:
        server.terminate()
    for server in running:
        server.wait(30)


@pytest.fixture(scope="session")
def workbench(example_case: Path, serve: Callable[..., str]) -> str:
    """Address of a server on the example case. Tests share it: they look, and change nothing."""
    return serve(example_case)


@pytest.fixture
def own_workbench(example_case: Path, serve: Callable[..., str], tmp_path: Path) -> str:
    """Address of a server on a copy of the example case, for a test that decides something."""
    case = tmp_path / "own.dateline"
    shutil.copy(example_case, case)
    return serve(case)


@dataclass
class Opened:
    """A page of the workbench, and what went wrong in it."""

    page: Page
    problems: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)
    """Words of problems that the test means to cause."""

    def unexpected(self) -> list[str]:
        return [p for p in self.problems if not any(words in p for words in self.expected)]


Open = Callable[..., Opened]


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Open]:
    """`open_page(address, size=PHONE, dark=True)`: opens it and waits until it is quiet.

    When the test ends, nothing may have gone wrong in the page: no error, no warning of the Content-Security-Policy,
    no request to another machine.
    """
    opened: list[Opened] = []

    def open_it(
        address: str, *, size: tuple[int, int] = USUAL, dark: bool = False, wait: str = "h1"
    ) -> Opened:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            has_touch=size == PHONE,
            locale="en-GB",
            timezone_id="UTC",
        )
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        one = Opened(page)
        opened.append(one)
        home = urlsplit(address).netloc

        def told(message: ConsoleMessage) -> None:
            if message.type == "error" or "Content Security Policy" in message.text:
                one.problems.append(f"console: {message.text}")

        page.on("console", told)
        page.on("pageerror", lambda error: one.problems.append(f"error: {error}"))
        page.on(
            "request",
            lambda request: (
                one.problems.append(f"elsewhere: {request.url}")
                if urlsplit(request.url).scheme in ("http", "https") and urlsplit(request.url).netloc != home
                else None
            ),
        )
        page.goto(address)
        page.wait_for_selector(wait, state="attached")
        return one

    yield open_it
    wrong = [problem for one in opened for problem in one.unexpected()]
    for one in opened:
        one.page.context.close()
    assert wrong == []


def until(page: Page, expression: str) -> None:
    """Waits until JavaScript is true in the page. Playwright's own way evaluates words, which the page forbids."""
    end = time.monotonic() + PATIENCE / 1000
    while not page.evaluate(expression):
        assert time.monotonic() < end, f"never came true: {expression}"
        page.wait_for_timeout(50)


def violations(page: Page, *, within: str | None = None) -> list[str]:
    """What axe finds wrong with a page as it stands: rule, what it is about, and where."""
    if not AXE.exists():
        missing("axe-core is not installed (make workbench)")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(
        """async ([rules, within]) => {
            const done = await axe.run(within ?? document, { runOnly: { type: 'tag', values: rules } });
            const why = n => [...n.any, ...n.all, ...n.none].map(c => c.message)[0] ?? '';
            // WCAG 2.5.8 exempts what must be as large as what it tells, where something else does the same.
            for (const v of done.violations)
                if (v.id === 'target-size')
                    v.nodes = v.nodes.filter(n => !document.querySelector(n.target[0])?.closest('[data-size=told]'));
            return done.violations.filter(v => v.nodes.length).map(v => ({
                id: v.id,
                help: v.help,
                nodes: v.nodes.slice(0, 4).map(n => `${n.target.join(' ')}: ${n.html.slice(0, 160)} | ${why(n)}`),
            }));
        }""",
        [list(RULES), within],
    )
    return [f"{v['id']}: {v['help']} {json.dumps(v['nodes'], indent=1)}" for v in found]
