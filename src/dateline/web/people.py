"""Who asks, and what they may do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import Depends, Request

from dateline.web.guarding import cookie_of
from dateline.web.payloads import Role
from dateline.web.refusals import Refusal
from dateline.web.sessions import Person
from dateline.web.workbench import Workbench

RANKS: dict[Role, int] = {"reader": 0, "coder": 1, "admin": 2}


def workbench_of(request: Request) -> Workbench:
    found: Workbench = request.app.state.workbench
    return found


def person_of(request: Request) -> Person | None:
    """Who is signed in. Without accounts: the one who started the server. None: nobody."""
    workbench = workbench_of(request)
    if not workbench.settings.accounts:
        return Person(name=workbench.settings.coder, role="coder")
    return workbench.sessions.person(cookie_of(request.headers))


def address_of(request: Request) -> str:
    """Of the one who asks."""
    if workbench_of(request).settings.trusted_proxy:
        forwarded = request.headers.get("x-forwarded-for", "")
        if forwarded:
            # The last one was added by the proxy that is trusted; those before it anybody could have written.
            return forwarded.rpartition(",")[2].strip()[:64]
    return request.client.host if request.client else ""


def _needs(role: Role) -> Callable[[Request], Person]:
    def check(request: Request) -> Person:
        person = person_of(request)
        if person is None:
            raise Refusal(401, "signed-out", "Sign in first.")
        if RANKS[person.role] < RANKS[role]:
            raise Refusal(
                403,
                "forbidden",
                f"This takes the role {role}; yours is {person.role}. Ask an admin of this case.",
            )
        return person

    return check


reader, coder, admin = _needs("reader"), _needs("coder"), _needs("admin")
Reader = Annotated[Person, Depends(reader)]
Coder = Annotated[Person, Depends(coder)]
Admin = Annotated[Person, Depends(admin)]
Bench = Annotated[Workbench, Depends(workbench_of)]
