"""Who is quoted with what."""

from __future__ import annotations

from dateline.record.annotation import Annotation
from dateline.record.attributions import Attribution


def find_attributions(annotation: Annotation) -> tuple[Attribution, ...]:
    """Attributions in order of their content; `within` is an index into this tuple."""
    return ()
