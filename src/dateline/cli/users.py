"""`dateline users`: who may sign in to the workbench of a case."""

from __future__ import annotations

import sys

import click

from dateline.cli.casework import case_named, case_option, json_option, line, print_json, table
from dateline.cli.examples import WithExamples
from dateline.errors import InputError

_EXAMPLES = """\
Examples:
  dateline users add ann --role admin
  dateline users add ben --role coder < password.txt
  dateline users password ben

The password is asked for, or read from standard input, and kept as an Argon2 hash in the case. Roles: a reader looks;
a coder also decides and adds reports; an admin also keeps the accounts.
"""
_ROLES = click.Choice(("reader", "coder", "admin"))


@click.group()
def users() -> None:
    """Say who may sign in to the workbench of a case (`dateline serve --host ...`)."""


@users.command(cls=WithExamples, epilog=_EXAMPLES)
@click.argument("name")
@click.option("--role", type=_ROLES, default="coder", show_default=True)
@case_option
def add(name: str, role: str, case: str | None) -> None:
    """Add one who may sign in."""
    from dateline.store.case import open_case
    from dateline.web.passwords import checked_name, hashed

    checked_name(name)
    with open_case(case_named(case)) as opened:
        with opened.view() as view:
            if view.account(name) is not None:
                raise InputError(
                    f"There is a user {name} already. Change the password: dateline users password {name}"
                )
        password = hashed(_asked())
        with opened.writer() as writer:
            writer.add_account(name, role, password)
            writer.audit("(command line)", "", "add user", f"{name} {role}")
    line(f"{name} may sign in as {role}.")


@users.command("list")
@case_option
@json_option
def list_(case: str | None, as_json: bool) -> None:
    """List who may sign in."""
    from dateline.store.case import open_case

    with open_case(case_named(case)) as opened, opened.view() as view:
        found = view.accounts()
    if as_json:
        print_json([{"name": a.name, "role": a.role, "made": a.made} for a in found])
        return
    table(("name", "role", "since (UTC)"), ((a.name, a.role, f"{a.made:%Y-%m-%d %H:%M}") for a in found))


@users.command(cls=WithExamples, epilog="Example:\n  dateline users role ben --role admin\n")
@click.argument("name")
@click.option("--role", type=_ROLES, required=True)
@case_option
def role(name: str, role: str, case: str | None) -> None:
    """Give somebody another role. It holds from the next sign-in."""
    from dateline.store.case import open_case

    with open_case(case_named(case)) as opened, opened.writer() as writer:
        writer.change_account(name, role=role)
        writer.audit("(command line)", "", "change user", f"{name} {role}")
    line(f"{name} is {role} now.")


@users.command(cls=WithExamples, epilog="Example:\n  dateline users password ben\n")
@click.argument("name")
@case_option
def password(name: str, case: str | None) -> None:
    """Set somebody's password anew."""
    from dateline.store.case import open_case
    from dateline.web.passwords import hashed

    with open_case(case_named(case)) as opened:
        with opened.view() as view:
            if view.account(name) is None:
                raise InputError(f"There is no user {name}. See them: dateline users list")
        new = hashed(_asked())
        with opened.writer() as writer:
            writer.change_account(name, password=new)
            writer.audit("(command line)", "", "change user", name)
    line(f"{name} has a new password.")


@users.command(cls=WithExamples, epilog="Example:\n  dateline users remove ben\n")
@click.argument("name")
@case_option
def remove(name: str, case: str | None) -> None:
    """Take an account away. What the person decided stays in the log."""
    from dateline.store.case import open_case

    with open_case(case_named(case)) as opened, opened.writer() as writer:
        writer.remove_account(name)
        writer.audit("(command line)", "", "remove user", name)
    line(f"{name} may no longer sign in.")


def _asked() -> str:
    """From the terminal, twice; else the first line of standard input."""
    from dateline.web.passwords import SHORTEST

    if sys.stdin.isatty():
        given: str = click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    else:
        given = sys.stdin.readline().rstrip("\r\n")
    if len(given) < SHORTEST:
        raise InputError(f"A password needs at least {SHORTEST} characters.")
    return given
