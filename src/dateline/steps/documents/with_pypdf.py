"""Text of a PDF, by pypdf."""

from __future__ import annotations

import io
import logging
import re
from typing import NamedTuple

from dateline.steps.documents.encodings import whole
from dateline.steps.documents.lines import paragraphs, without_running_lines
from dateline.steps.documents.unreadable import Unreadable

_LIGATURES = str.maketrans({"ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ft", "ﬆ": "st"})
_NO_TITLE = re.compile(r"(?i)untitled.*|microsoft word.*|.*\.(?:docx?|pdf|indd|pub|pptx?)|\W*")


class Pdf(NamedTuple):
    text: str
    title: str | None
    warnings: tuple[str, ...]


def read_pdf(data: bytes, *, most_pages: int) -> Pdf:
    """Paragraphs of a PDF without running heads. Raises `Unreadable` where it is locked, broken or only pictures."""
    # Loaded here: most inputs are no PDF.
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError

    logging.getLogger("pypdf").setLevel(
        logging.CRITICAL
    )  # it logs each oddity of a file; what matters is told below
    # pypdf follows a damaged file's pointers, so that these come out of it beside its own errors.
    broken = (
        PyPdfError, OSError, ValueError, KeyError, IndexError, TypeError, AttributeError, AssertionError,
        RecursionError, OverflowError, ZeroDivisionError, NotImplementedError, UnicodeError, MemoryError,
    )  # fmt: skip
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable("locked", "This PDF needs a password; save a copy without one.")
        count = len(reader.pages)
    except (FileNotDecryptedError, DependencyError) as error:
        raise Unreadable("locked", "This PDF is encrypted; save a copy that is not.") from error
    except broken as error:
        raise Unreadable(
            "broken", f"This PDF is damaged and cannot be opened ({type(error).__name__})."
        ) from error
    if count > most_pages:
        raise Unreadable("too-long", f"This PDF has {count:,} pages; the limit is {most_pages:,}. Split it.")
    pages: list[list[str]] = []
    lost: list[int] = []
    for number in range(count):
        try:
            words = reader.pages[number].extract_text()
        except broken:
            lost.append(number + 1)
            continue
        pages.append(whole(words).translate(_LIGATURES).splitlines())
    text = paragraphs(without_running_lines(pages))
    if not text.strip():
        raise Unreadable(
            "no-text",
            "This PDF has no words, only pictures of them; run a text recogniser (OCR) over it first.",
        )
    warnings = (f"Pages that could not be read: {', '.join(map(str, lost))}.",) if lost else ()
    return Pdf(text, _title(reader), warnings)


def _title(reader: object) -> str | None:
    try:
        value = getattr(getattr(reader, "metadata", None), "title", None)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    if not isinstance(value, str) or _NO_TITLE.fullmatch(value.strip()):
        return None
    return whole(" ".join(value.split()))[:300]
