"""Archives to tables."""
