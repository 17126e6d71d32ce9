"""Arrives: what the other steps found in one report. Leaves: its claims. The last step that sees one report only."""

from dateline.steps.claims.step import make_claims

__all__ = ["make_claims"]
