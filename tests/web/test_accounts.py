"""Accounts: who may do what, signing in, and what is kept of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from click.testing import CliRunner

from dateline.cli import main
from dateline.store.case import Case
from dateline.web.passwords import hashed
from dateline.web.sessions import Person, Sessions, Throttle

from .client import Client
from .conftest import Made
from .test_guarding import operations

PASSWORD = "correct horse battery"
ROLES = {"rita": "reader", "carl": "coder", "ada": "admin"}
OPEN = {("GET", "/api/v1/session"), ("POST", "/api/v1/session"), ("DELETE", "/api/v1/session")}


@pytest.fixture(scope="module")
def password() -> str:
    return hashed(PASSWORD)


@pytest.fixture
def team(case: Case, serve: Made, password: str) -> Iterator[Client]:
    """A workbench with accounts; nobody is signed in."""
    with case.writer() as writer:
        for name, role in ROLES.items():
            writer.add_account(name, role, password)
    yield serve(accounts=True)


def sign_in(client: Client, name: str) -> Any:
    told = client.write("/session", {"user": name, "password": PASSWORD})
    client.token = told["csrf"]
    return told


def test_without_signing_in_only_the_session_is_open(team: Client) -> None:
    for method, path in operations(team):
        if (method, path) not in OPEN:
            answer = team.ask(method, path, json={} if method != "GET" else None)
            assert answer.status_code == 401, (method, path, answer.text)


@pytest.mark.parametrize("name", ROLES)
def test_every_route_takes_the_role_that_it_should(team: Client, name: str) -> None:
    sign_in(team, name)
    rank = ("reader", "coder", "admin").index(ROLES[name])
    seen = set()
    for method, path in operations(team):
        if (method, path) in OPEN:
            continue
        topic = path.removeprefix("/api/v1/").partition("/")[0]
        needed = 2 if topic in ("users", "audit") else 0 if method == "GET" else 1
        answer = team.ask(method, path, json={} if method != "GET" else None)
        if needed > rank:
            assert (answer.status_code, answer.json()["error"]["kind"]) == (403, "forbidden"), (method, path)
        else:
            assert answer.status_code not in (401, 403), (method, path, answer.text)
        seen.add(needed)
    assert seen == {0, 1, 2}


def test_who_signed_in_is_who_decides(team: Client, case: Case) -> None:
    assert sign_in(team, "carl")["role"] == "coder"
    id = team.get("/queue")["items"][0]["claim"]["id"]
    team.write(f"/claims/{id}/review", {"verdict": "accept"})
    with case.view() as view:
        assert [d.coder for d in view.decisions()] == ["carl"]


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(team: Client, serve: Made) -> None:
    answer = team.ask("POST", "/api/v1/session", json={"user": "rita", "password": PASSWORD})
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=strict" in cookie and "secure" not in cookie
    secure = serve(accounts=True, secure=True)
    answer = secure.ask("POST", "/api/v1/session", json={"user": "rita", "password": PASSWORD})
    assert "secure" in answer.headers["set-cookie"].lower()


def test_after_signing_out_the_cookie_opens_nothing(team: Client) -> None:
    answer = team.ask("POST", "/api/v1/session", json={"user": "rita", "password": PASSWORD})
    cookie = answer.cookies["dateline_session"]
    team.token = answer.json()["csrf"]
    assert team.get("/session")["user"] == "rita"
    team.write("/session", method="DELETE")
    answer = team.ask("GET", "/api/v1/case", headers={"Cookie": f"dateline_session={cookie}"})
    assert answer.status_code == 401


def test_a_token_of_before_signing_in_does_not_write(team: Client) -> None:
    before = team.token
    sign_in(team, "carl")
    team.token = before
    assert team.refused("/undo", {}) == (403, "refused")


@pytest.mark.parametrize(("user", "password_given"), [("rita", "wrong password"), ("nobody", PASSWORD)])
def test_a_wrong_name_and_a_wrong_password_are_told_alike(
    team: Client, user: str, password_given: str, case: Case
) -> None:
    answer = team.ask("POST", "/api/v1/session", json={"user": user, "password": password_given})
    assert answer.status_code == 401
    assert answer.json()["error"]["message"] == "Name or password is wrong."
    team.app.state.workbench.audits.wait()
    with case.view() as view:
        assert [(a.who, a.what) for a in view.audited()] == [(user, "sign-in failed")]


def test_many_failures_must_wait_even_with_the_right_password(team: Client) -> None:
    for _ in range(5):
        team.ask("POST", "/api/v1/session", json={"user": "rita", "password": "wrong password"})
    answer = team.ask("POST", "/api/v1/session", json={"user": "rita", "password": PASSWORD})
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) >= 1


def test_waits_grow_and_are_forgotten() -> None:
    now = [0.0]
    throttle = Throttle(lambda: now[0])
    waits = []
    for _ in range(18):
        throttle.failed("user ann")
        waits.append(throttle.wait("user ann", "address x"))
    assert waits[:4] == [0, 0, 0, 0]
    assert waits[4:7] == [2, 4, 8]
    assert max(waits) == Throttle.LONGEST
    now[0] += Throttle.LONGEST
    assert throttle.wait("user ann") == 0
    throttle.succeeded("user ann")
    throttle.failed("user ann")
    assert throttle.wait("user ann") == 0


def test_a_session_runs_out_when_nothing_is_asked() -> None:
    now = [0.0]
    sessions = Sessions(hours=1, clock=lambda: now[0])
    token = sessions.begin(Person(name="ann", role="coder"))
    now[0] += 3000
    assert sessions.person(token)
    now[0] += 3000
    assert sessions.person(token)
    now[0] += 3601
    assert sessions.person(token) is None
    assert sessions.csrf(token) == sessions.csrf(None)


def test_an_admin_keeps_the_accounts(team: Client, case: Case) -> None:
    sign_in(team, "ada")
    names = [
        u["name"]
        for u in team.write("/users", {"name": "zoe", "role": "reader", "password": PASSWORD})["items"]
    ]
    assert names == ["ada", "carl", "rita", "zoe"]
    team.write("/users/zoe", {"role": "coder"}, method="PUT")
    assert {u["name"]: u["role"] for u in team.get("/users")["items"]}["zoe"] == "coder"
    team.write("/users/zoe", method="DELETE")
    assert team.refused("/users/ada", method="DELETE") == (409, "case")
    assert team.refused("/users/ada", {"role": "reader"}, method="PUT") == (409, "case")
    assert team.refused("/users", {"name": "x y", "role": "reader", "password": PASSWORD}) == (422, "invalid")
    assert team.refused("/users", {"name": "x", "role": "reader", "password": "short"}) == (422, "invalid")
    assert {a["what"] for a in team.get("/audit")["items"]} >= {"add user", "change user", "remove user"}


def test_whoever_is_removed_is_signed_out_at_once(case: Case, team: Client, serve: Made) -> None:
    sign_in(team, "carl")
    team.app.state.workbench.sessions.end_all("carl")
    assert team.ask("GET", "/api/v1/case").status_code == 401


def test_without_accounts_there_is_nothing_to_sign_in_to(client: Client) -> None:
    assert client.refused("/session", {"user": "a", "password": "b"}) == (409, "case")


def test_accounts_are_kept_from_the_command_line(case: Case) -> None:
    def run(*words: str, password: str = "") -> tuple[int, str]:
        done = CliRunner().invoke(main, ["users", *words, "--case", case.name], input=password)
        return done.exit_code, done.output

    assert run("add", "ben", "--role", "reader", password=f"{PASSWORD}\n")[0] == 0
    assert run("add", "ben", password=f"{PASSWORD}\n")[0] == 2
    assert run("add", "eve", password="short\n")[0] == 2
    assert run("add", "a b", password=f"{PASSWORD}\n")[0] == 2
    assert "reader" in run("list")[1]
    assert run("role", "ben", "--role", "admin")[0] == 0
    assert run("password", "ben", password="another long one\n")[0] == 0
    assert run("password", "nobody", password="another long one\n")[0] == 2
    with case.view() as view:
        account = view.account("ben")
    assert account is not None and account.role == "admin"
    assert account.password.startswith("$argon2id$") and PASSWORD not in account.password
    assert run("remove", "ben")[0] == 0
    assert run("remove", "ben")[0] == 4
