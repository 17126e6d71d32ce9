"""Runs the steps in order."""

from dateline.pipeline.reading import Reader, Steps

__all__ = ["Reader", "Steps"]
