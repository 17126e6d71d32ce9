"""Who may call the server, from where: nothing is laid open to another site or another name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dateline.errors import InputError
from dateline.store.case import Case
from dateline.web.guarding import policy
from dateline.web.serving import Serving, is_loopback, serve_case, settings_of

from .client import Client
from .conftest import Made


def operations(client: Client) -> list[tuple[str, str]]:
    """Method and path of every route that is described."""
    paths = client.app.openapi()["paths"]
    return [(method.upper(), path) for path, item in paths.items() for method in item]


@pytest.mark.parametrize(
    "host",
    ["evil.example", "workbench.evil.example", "evil.example:80", "", "[::1]", "workbench@evil.example"],
)
def test_a_foreign_name_is_refused_so_that_no_name_can_be_bound_to_this_machine(
    reading_client: Client, host: str
) -> None:
    answer = reading_client.ask("GET", "/api/v1/case", headers={"Host": host})
    assert (answer.status_code, answer.json()["error"]["kind"]) == (400, "host")


def test_the_name_counts_whatever_the_port(reading_client: Client) -> None:
    answer = reading_client.ask("GET", "/api/v1/session", headers={"Host": "WORKBENCH:8765"})
    assert answer.status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "http://workbench.evil.example"},
        {"Origin": "http://workbench:81"},
        {"Origin": "null"},
        {"Origin": ""},
        {"Origin": "ftp://workbench"},
        {"X-Dateline-CSRF": ""},
        {"X-Dateline-CSRF": "0" * 64},
        {"X-Dateline-CSRF": "ä"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
    ids=str,
)
def test_a_write_from_elsewhere_is_refused(reading_client: Client, headers: dict[str, str]) -> None:
    encoded = {name: value.encode() for name, value in headers.items()}
    answer = reading_client.ask("POST", "/api/v1/undo", json={}, headers=encoded)
    assert (answer.status_code, answer.json()["error"]["kind"]) == (403, "refused")


def test_every_write_asks_for_origin_and_token(reading_client: Client) -> None:
    writes = [(m, p) for m, p in operations(reading_client) if m != "GET"]
    assert len(writes) > 20
    for method, path in writes:
        answer = reading_client.ask(method, path, strange=True, json={})
        assert answer.status_code == 403, (method, path)


def test_nothing_is_written_by_looking(client: Client, case: Case) -> None:
    def state() -> tuple[object, ...]:
        with case.view() as view:
            return view.stamp(), view.decisions(), view.runs(), view.audited(), view.accounts()

    before = state()
    for method, path in operations(client):
        if method == "GET":
            filled = path.replace("{", "").replace("}", "").replace("/number", "/1")
            answer = client.ask("GET", filled, params={"q": "market"})
            assert answer.status_code < 500, (path, answer.text)
    assert state() == before


def test_every_answer_keeps_a_browser_strict(reading_client: Client) -> None:
    for path in ("/", "/api/v1/case", "/api/v1/nothing", "/api/v1/claims/c0", "/assets/nothing.js"):
        headers = reading_client.ask("GET", path).headers
        assert "frame-ancestors 'none'" in headers["content-security-policy"], path
        assert "unsafe" not in headers["content-security-policy"].partition("style-src-attr")[0]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"


def test_map_tiles_of_ones_own_are_let_in_and_nothing_else() -> None:
    assert "img-src 'self' data: blob: https://tiles.example.org;" in policy(
        "https://tiles.example.org/{z}/{x}/{y}.png"
    )
    assert "https:" not in policy(None)


@pytest.mark.parametrize(
    "path",
    [
        "/../settings.py",
        "/..%2f..%2fetc%2fpasswd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/....//....//etc/passwd",
        "/assets/..%5c..%5csettings.py",
        "//etc/passwd",
        "/assets/%00",
        "/secret.txt",
    ],
)
def test_only_the_build_is_served(serve: Made, tmp_path: Path, path: str) -> None:
    built = tmp_path / "built"
    (built / "assets").mkdir(parents=True)
    (built / "index.html").write_text("<title>workbench</title>")
    (tmp_path / "secret.txt").write_text("secret")
    (built / "secret.txt").symlink_to(tmp_path / "secret.txt")
    answer = serve().ask("GET", path)
    assert "secret" not in answer.text
    assert "root:" not in answer.text
    assert answer.status_code in (200, 404)
    assert answer.status_code == 404 or answer.text == "<title>workbench</title>"


def test_a_page_of_the_workbench_is_its_index_and_a_missing_file_is_missing(
    serve: Made, tmp_path: Path
) -> None:
    built = tmp_path / "built"
    (built / "assets").mkdir(parents=True)
    (built / "index.html").write_text("<title>workbench</title>")
    (built / "assets" / "a-1234.js").write_text("1")
    client = serve()
    assert client.ask("GET", "/reports/r12").text == "<title>workbench</title>"
    assert client.ask("GET", "/assets/gone.js").status_code == 404
    found = client.ask("GET", "/assets/a-1234.js")
    assert found.status_code == 200
    assert "immutable" in found.headers["cache-control"]
    assert client.ask("GET", "/").headers["cache-control"] == "no-cache"


def test_without_a_build_it_says_how_to_make_one(reading_client: Client) -> None:
    answer = reading_client.ask("GET", "/")
    assert answer.status_code == 503
    assert "make workbench" in answer.text


def test_a_body_that_is_too_large_is_refused_before_it_is_read(serve: Made) -> None:
    client = serve(largest_body=1000)
    answer = client.ask("POST", "/api/v1/add/text", json={"text": "a" * 2000})
    assert (answer.status_code, answer.json()["error"]["kind"]) == (413, "too-large")
    chunks = (b"a" * 100 for _ in range(20))
    answer = client.ask("POST", "/api/v1/add/text", content=chunks)
    assert answer.status_code == 413


def test_a_mistake_in_the_program_is_not_told_to_who_asks(
    serve: Made, caplog: pytest.LogCaptureFixture
) -> None:
    client = serve()

    def broken() -> None:
        raise ZeroDivisionError("the inner life of the program")

    client.app.state.workbench.case.view = broken
    answer = client.ask("GET", "/api/v1/case")
    assert (answer.status_code, answer.json()["error"]["kind"]) == (500, "failed")
    assert "inner life" not in answer.text
    assert "inner life" in caplog.text


def test_every_route_of_the_api_is_described(reading_client: Client) -> None:
    assert all(path.startswith("/api/v1/") for _, path in operations(reading_client))
    ids = [
        operation["operationId"]
        for item in reading_client.app.openapi()["paths"].values()
        for operation in item.values()
    ]
    assert len(ids) == len(set(ids))
    assert "listIncidents" in ids


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.9.1", "::1", "localhost"])
def test_loopback_is_local(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.4", "workbench.example.org"])
def test_nothing_else_is_local(host: str) -> None:
    assert not is_loopback(host)


def test_others_can_reach_it_only_with_accounts(case: Case) -> None:
    asked = Serving(case=case.name, coder="ann", host="0.0.0.0", allowed=("workbench.example.org",))
    with pytest.raises(InputError, match="dateline users add"):
        settings_of(asked, case)
    with pytest.raises(InputError, match="accounts are needed"):
        settings_of(Serving(case=case.name, coder="ann", host="192.168.1.4", accounts=False), case)
    with case.writer() as writer:
        writer.add_account("ann", "admin", "$argon2id$")
    assert settings_of(asked, case).accounts
    with pytest.raises(InputError, match="--allow-host"):
        settings_of(Serving(case=case.name, coder="ann", host="0.0.0.0"), case)


@pytest.mark.parametrize(
    ("how", "warns"),
    [
        ({"host": "0.0.0.0"}, True),
        ({"host": "0.0.0.0", "secure": True}, False),
        ({"host": "127.0.0.1", "accounts": True}, False),
    ],
)
def test_it_says_where_passwords_would_travel_unencrypted(
    case: Case, monkeypatch: pytest.MonkeyPatch, how: dict[str, Any], warns: bool
) -> None:
    monkeypatch.setattr("uvicorn.Server.run", lambda self, sockets: [one.close() for one in sockets])
    with case.writer() as writer:
        writer.add_account("ann", "admin", "$argon2id$")
    told: list[str] = []
    serve_case(
        Serving(case=case.name, coder="ann", port=0, allowed=("workbench.example.org",), **how),
        told=told.append,
    )
    assert any("workbench of" in line for line in told)
    assert any("unencrypted" in line and "docs/serving.md" in line for line in told) == warns


def test_map_tiles_that_are_no_address_are_refused(case: Case) -> None:
    for tiles in ("tiles.example.org", "javascript:alert(1)", "https://a; script-src *"):
        with pytest.raises(InputError, match="--tiles"):
            settings_of(Serving(case=case.name, coder="ann", tiles=tiles), case)
