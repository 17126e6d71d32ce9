"""Who may use a case over the network, and what they did: accounts and the audit log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, insert, select, update

from dateline.errors import StoreError
from dateline.store import times
from dateline.store.tables import audits, users
from dateline.store.viewing import Viewing

ROLES = ("reader", "coder", "admin")


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    name: str
    role: str
    password: str
    """Its Argon2 hash."""
    made: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Audited:
    at: datetime
    who: str
    address: str
    what: str
    about: str


class Accounts(Viewing):
    """The part of a view and a writer that knows people."""

    def accounts(self) -> tuple[Account, ...]:
        rows = self._connection.execute(select(users).order_by(users.c.name))
        return tuple(
            Account(name=r.name, role=r.role, password=r.password, made=times.read(r.made)) for r in rows
        )

    def account(self, name: str) -> Account | None:
        return next((a for a in self.accounts() if a.name == name), None)

    def add_account(self, name: str, role: str, password: str) -> None:
        """`password`: its hash. Raises `StoreError` where there is one of that name."""
        if self.account(name) is not None:
            raise StoreError(f"There is a user {name} already.")
        row = insert(users).values(name=name, role=role, password=password, made=times.written(times.now()))
        self._connection.execute(row)

    def change_account(self, name: str, *, role: str | None = None, password: str | None = None) -> None:
        values = {k: v for k, v in (("role", role), ("password", password)) if v is not None}
        if self.account(name) is None:
            raise StoreError(f"There is no user {name}.")
        if role is not None and role != "admin":
            self._keep_an_admin(name)
        if values:
            self._connection.execute(update(users).where(users.c.name == name).values(**values))

    def remove_account(self, name: str) -> None:
        if self.account(name) is None:
            raise StoreError(f"There is no user {name}.")
        self._connection.execute(delete(users).where(users.c.name == name))

    def _keep_an_admin(self, name: str) -> None:
        admins = [a.name for a in self.accounts() if a.role == "admin"]
        if admins == [name]:
            raise StoreError(f"{name} is the only admin; make somebody else one first.")

    def audit(self, who: str, address: str, what: str, about: str = "") -> None:
        number = (self._connection.execute(select(func.max(audits.c.n))).scalar() or 0) + 1
        self._connection.execute(
            insert(audits).values(
                n=number,
                at=times.written(times.now()),
                who=who[:64],
                address=address[:64],
                what=what,
                about=about[:2000],
            )
        )

    def audited(self, *, limit: int = 200) -> tuple[Audited, ...]:
        """The latest first."""
        query = select(audits).order_by(audits.c.n.desc()).limit(limit)
        return tuple(
            Audited(at=times.read(r.at), who=r.who, address=r.address, what=r.what, about=r.about)
            for r in self._connection.execute(query)
        )
