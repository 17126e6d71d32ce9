"""Ids derived from content, so that a second run, here or elsewhere, gives the same ones."""

from __future__ import annotations

from hashlib import blake2b


def content_id(prefix: str, *parts: str) -> str:
    """Prefix and 16 hexadecimal digits of the parts' digest.

    >>> content_id("r", "text") == content_id("r", "text") != content_id("r", "te", "xt")
    True
    """
    digest = blake2b(digest_size=8)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return f"{prefix}{digest.hexdigest()}"
