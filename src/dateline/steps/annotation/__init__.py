"""Arrives: a `Document`. Leaves: its `Annotation` (sentences, tokens, syntax, tagged names)."""

from dateline.steps.annotation.with_spacy import SpacyEngine

__all__ = ["SpacyEngine"]
