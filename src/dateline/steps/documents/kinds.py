"""What kind of thing some bytes are."""

from __future__ import annotations

import re
from typing import Literal

from dateline.steps.documents.unreadable import Unreadable

Kind = Literal["text", "html", "pdf"]

_HTML = re.compile(
    rb"\A\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.I | re.S,
)
_FEED = re.compile(
    rb"\A\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<\?xml-stylesheet[^>]{0,400}\?>\s*)*(?:<!--.{0,2000}?-->\s*)*"
    rb"<(?:rss|feed|rdf:RDF)[\s>]",
    re.I | re.S,
)
_FOREIGN = (
    (b"PK\x03\x04", "a zip archive or an Office file; unpack it, or save it as text, HTML or PDF"),
    (b"\xd0\xcf\x11\xe0", "an old Office file; save it as text, HTML or PDF"),
    (b"{\\rtf", "a rich text file; save it as text, HTML or PDF"),
    (b"\x89PNG", "an image; words in images are not read"),
    (b"\xff\xd8\xff", "an image; words in images are not read"),
    (b"GIF8", "an image; words in images are not read"),
    (b"II*\x00", "an image; words in images are not read"),
    (b"MM\x00*", "an image; words in images are not read"),
    (b"BZh", "packed with bzip2; unpack it first"),
    (b"\xfd7zXZ", "packed with xz; unpack it first"),
    (b"(\xb5/\xfd", "packed with zstd; unpack it first"),
    (b"7z\xbc\xaf", "a 7-Zip archive; unpack it first"),
    (b"Rar!", "a RAR archive; unpack it first"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database"),
)
GZIP = b"\x1f\x8b"


def kind_of(data: bytes, *, name: str = "", content_type: str = "") -> Kind:
    """Told from the bytes first, since names and labels lie. Raises `Unreadable` for what is no report."""
    start = data[:4096]
    if b"%PDF-" in start[:1024]:
        return "pdf"
    for magic, what in _FOREIGN:
        if start.startswith(magic):
            raise Unreadable("unsupported", f"This is {what}.")
    if _HTML.match(start.removeprefix(b"\xef\xbb\xbf")):
        return "html"
    if name.lower().endswith((".html", ".htm", ".xhtml")) or "html" in content_type:
        return "html"
    if name.lower().endswith(".pdf") or "pdf" in content_type:
        raise Unreadable("broken", "This is called a PDF but does not begin like one.")
    return "text"


def is_feed(data: bytes) -> bool:
    """Whether this begins like an RSS or Atom feed."""
    return _FEED.match(data[:8192].removeprefix(b"\xef\xbb\xbf")) is not None
