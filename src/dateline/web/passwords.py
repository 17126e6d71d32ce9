"""Passwords by argon2-cffi, with its own recommended settings (RFC 9106, low memory)."""

from __future__ import annotations

import re
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from dateline.errors import InputError

SHORTEST = 10
"""Characters."""


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()


def hashed(password: str) -> str:
    return _hasher().hash(password)


def matches(hash: str | None, password: str) -> bool:
    """None: there is no such user; as much time goes by as with one, so that nobody learns which names exist."""
    try:
        return _hasher().verify(hash or _nobody(), password) and hash is not None
    except (VerificationError, InvalidHashError):
        return False


@cache
def _nobody() -> str:
    return hashed("nobody has this password")


def checked_name(name: str) -> str:
    """Raises `InputError` for what is no name to sign in with."""
    if not re.fullmatch(r"[\w.@+-]{1,64}", name):
        raise InputError("A name to sign in with has letters, digits and . @ + - _ only, at most 64.")
    return name
