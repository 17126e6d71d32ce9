"""Blocks that a colon opens: "The Telegraph reports:" and the paragraphs after it."""

from __future__ import annotations

from dateline.record.annotation import Annotation
from dateline.steps.attributions.quotations import Quotation
from dateline.steps.attributions.tellings import Telling


def with_blocks(
    annotation: Annotation, tellings: list[Telling], quotations: tuple[Quotation, ...]
) -> list[Telling]:
    return tellings
