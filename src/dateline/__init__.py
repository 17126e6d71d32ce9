"""Dateline reads reports of armed conflict into sourced claims."""

__version__ = "0.1.0"
