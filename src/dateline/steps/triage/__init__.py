"""Arrives: a text. Leaves: how likely it is to tell of conflict or diplomacy, in a tenth of a millisecond."""

from dateline.steps.triage.step import THRESHOLD, triage_score

__all__ = ["THRESHOLD", "triage_score"]
