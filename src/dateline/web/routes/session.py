"""Signing in and out, and who may."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from dateline.errors import StoreError
from dateline.web import payloads as to
from dateline.web.guarding import COOKIE, cookie_of
from dateline.web.passwords import hashed, matches
from dateline.web.people import Admin, Bench, address_of, person_of
from dateline.web.refusals import Refusal, not_found
from dateline.web.sessions import Person
from dateline.web.workbench import Workbench

router = APIRouter()


@router.get("/session")
def get_session(request: Request, workbench: Bench) -> to.SessionPayload:
    """Who is signed in, and what must be sent with every write."""
    return _told(workbench, person_of(request), cookie_of(request.headers))


@router.post("/session")
def sign_in(request: Request, response: Response, workbench: Bench, sent: to.SignIn) -> to.SessionPayload:
    """Signs in. After some failures the next attempt must wait, ever longer."""
    if not workbench.settings.accounts:
        raise Refusal(409, "case", "This workbench is used without accounts: there is nothing to sign in to.")
    address = address_of(request)
    keys = (f"user {sent.user}", f"address {address}")
    wait = workbench.throttle.wait(*keys)
    if wait > 0:
        raise Refusal(
            429,
            "busy",
            f"Too many failed attempts. Try again in {wait:.0f} seconds.",
            wait=max(1, round(wait)),
        )
    # Counted before it is looked at, so that many attempts at once do not all come through.
    workbench.throttle.failed(*keys)
    with workbench.case.view() as view:
        account = view.account(sent.user)
    if not matches(account.password if account else None, sent.password) or account is None:
        workbench.audits.note(sent.user, address, "sign-in failed")
        raise Refusal(401, "signed-out", "Name or password is wrong.", field="password")
    workbench.throttle.succeeded(*keys)
    person = Person(name=account.name, role=account.role)  # type: ignore[arg-type]
    workbench.sessions.end(cookie_of(request.headers))
    token = workbench.sessions.begin(person)
    workbench.audits.note(person.name, address, "sign-in")
    response.set_cookie(
        COOKIE,
        token,
        httponly=True,
        samesite="strict",
        secure=workbench.settings.secure,
        path="/",
        max_age=int(workbench.settings.session_hours * 3600),
    )
    return _told(workbench, person, token)


@router.delete("/session")
def sign_out(request: Request, response: Response, workbench: Bench) -> to.SessionPayload:
    """Signs out."""
    token = cookie_of(request.headers)
    person = workbench.sessions.person(token)
    workbench.sessions.end(token)
    if person is not None:
        workbench.audits.note(person.name, address_of(request), "sign-out")
    response.delete_cookie(
        COOKIE, path="/", httponly=True, samesite="strict", secure=workbench.settings.secure
    )
    return _told(workbench, None if workbench.settings.accounts else person_of(request), None)


def _told(workbench: Workbench, person: Person | None, token: str | None) -> to.SessionPayload:
    return to.SessionPayload(
        accounts=workbench.settings.accounts,
        user=person.name if person else None,
        role=person.role if person else None,
        csrf=workbench.sessions.csrf(token),
    )


@router.get("/users")
def list_users(workbench: Bench, _: Admin) -> to.UserPage:
    """Who may sign in."""
    with workbench.case.view() as view:
        found = [to.UserLine(name=a.name, role=a.role, made=a.made) for a in view.accounts()]  # type: ignore[arg-type]
    return to.UserPage(items=found, total=len(found), next=None)


@router.post("/users")
def add_user(request: Request, workbench: Bench, person: Admin, sent: to.NewUser) -> to.UserPage:
    """Adds one who may sign in."""
    with workbench.case.writer() as writer:
        writer.add_account(sent.name, sent.role, hashed(sent.password))
        writer.audit(person.name, address_of(request), "add user", f"{sent.name} {sent.role}")
    return list_users(workbench, person)


@router.put("/users/{name}")
def change_user(
    request: Request, workbench: Bench, person: Admin, name: str, sent: to.UserChange
) -> to.UserPage:
    """Changes role or password; whoever it is has to sign in again."""
    with workbench.case.writer() as writer:
        if writer.account(name) is None:
            raise not_found("user", name)
        writer.change_account(name, role=sent.role, password=hashed(sent.password) if sent.password else None)
        writer.audit(person.name, address_of(request), "change user", name)
    workbench.sessions.end_all(name)
    return list_users(workbench, person)


@router.delete("/users/{name}")
def remove_user(request: Request, workbench: Bench, person: Admin, name: str) -> to.UserPage:
    """Takes the account away. What the person decided stays."""
    if name == person.name:
        raise StoreError("You cannot remove yourself; another admin can.")
    with workbench.case.writer() as writer:
        if writer.account(name) is None:
            raise not_found("user", name)
        writer.remove_account(name)
        writer.audit(person.name, address_of(request), "remove user", name)
    workbench.sessions.end_all(name)
    return list_users(workbench, person)


@router.get("/audit")
def list_audit(workbench: Bench, _: Admin) -> to.AuditPage:
    """Who signed in and who wrote what, the latest first."""
    with workbench.case.view() as view:
        found = [
            to.AuditLine(at=a.at, who=a.who, address=a.address, what=a.what, about=a.about)
            for a in view.audited(limit=500)
        ]
    return to.AuditPage(items=found, total=len(found), next=None)
