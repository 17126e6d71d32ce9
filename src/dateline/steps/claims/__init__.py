"""Arrives: what the other steps found in one report. Leaves: its claims."""

from dateline.steps.claims.step import ClaimsMade, make_claims

__all__ = ["ClaimsMade", "make_claims"]
