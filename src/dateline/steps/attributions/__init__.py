"""Arrives: an `Annotation`. Leaves: reported speech and thought, nested."""

from dateline.steps.attributions.step import find_attributions

__all__ = ["find_attributions"]
